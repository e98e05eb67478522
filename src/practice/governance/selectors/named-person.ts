import type { CommunityState } from '../state.ts';
import { members } from '../tables.ts';

export interface NamedPerson {
  readonly person: string;
  readonly name: string;
}

/** The name is empty where nobody of that key was ever here. */
export const namedPerson = (state: CommunityState, person: string): NamedPerson => ({
  person,
  name: members.get(state, person)?.name ?? '',
});

const key = /\b[0-9a-f]{64}\b/g;

/** Names in place of the keys of members: options of an election and lines of an audit are keys. */
export const withNames = (state: CommunityState, text: string): string =>
  text.replaceAll(key, (found) => members.get(state, found)?.name ?? found);
