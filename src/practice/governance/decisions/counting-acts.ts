import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { PlacedEvent } from '../../events/history.ts';
import type { CommunityState } from '../state.ts';
import { members } from '../tables.ts';
import { actsOf, type DecisionAct, type DecisionRow } from './decision-tables.ts';
import { packKeys, unpackKeys } from './electorate-keys.ts';

/** Ids of everything between an event and the opening of a decision that the event has seen. Cost: that span. */
export const seenSince = (placed: PlacedEvent, lamport: number): ReadonlySet<string> => {
  const seen = new Set<string>();
  const stack = [placed];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const parent of node.parents) {
      if (parent.event.lamport < lamport || seen.has(parent.event.id)) continue;
      seen.add(parent.event.id);
      stack.push(parent);
    }
  }
  return seen;
};

/** Acts in time that are among those seen: what a device counts when it signs. Sorted by id. */
export const actsSeen = (
  state: CommunityState,
  decision: string,
  has: (id: string) => boolean,
): readonly string[] =>
  [...actsOf(decision).all(state)]
    .filter(([id, { isLate }]) => !isLate && has(id))
    .map(([id]) => id)
    .sort();

export const hashOfActs = (acts: readonly string[]): string => bytesToHex(sha256(packKeys(acts)));

/** Acts that count now: those settled on; while provisional, all that came in time. */
export const countingActs = (
  state: CommunityState,
  decision: string,
  row: DecisionRow,
): ReadonlyMap<string, DecisionAct> => {
  const settled = row.settled === null ? null : unpackKeys(row.settled.acts)!;
  return new Map(
    [...actsOf(decision).all(state)]
      .filter(([id, { isLate }]) => (settled === null ? !isLate : settled.has(id)))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};

/** Who may take part: those listed and not removed; newcomers too, where the terms say so. */
export const electorsOf = (state: CommunityState, row: DecisionRow): ReadonlySet<string> =>
  new Set(
    [...unpackKeys(row.electorate)!].filter((person) => members.get(state, person)?.standing !== 'removed'),
  );

export const mayTakePart = (state: CommunityState, row: DecisionRow, person: string): boolean => {
  const standing = members.get(state, person)?.standing;
  if (unpackKeys(row.electorate)!.has(person)) return standing !== 'removed';
  return row.terms.lateJoiners === 'take-part' && standing === 'member';
};

/** The ballot each person stands by, and the persons of whom several devices say different things. */
export const standingBallots = (acts: ReadonlyMap<string, DecisionAct>, version: string) => {
  const byPerson = new Map<string, (readonly [string, DecisionAct])[]>();
  const replaced = new Set<string>();
  const newest = new Map<string, readonly [string, DecisionAct]>();
  for (const [id, row] of acts) {
    if (row.act.kind !== 'ballot') continue;
    for (const other of row.act.replaces) if (acts.get(other)?.person === row.person) replaced.add(other);
    const known = newest.get(row.device);
    if (known === undefined || known[1].seq < row.seq) newest.set(row.device, [id, row]);
  }
  for (const entry of newest.values()) {
    const [id, row] = entry;
    if (replaced.has(id)) continue;
    const theirs = byPerson.get(row.person);
    if (theirs === undefined) byPerson.set(row.person, [entry]);
    else theirs.push(entry);
  }
  const standing: { id: string; person: string; row: DecisionAct }[] = [];
  const contested: string[] = [];
  const lapsed: string[] = [];
  for (const [person, theirs] of [...byPerson].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [id, row] = theirs[0]!;
    if (theirs.length > 1) contested.push(person);
    else if (row.act.kind === 'ballot' && row.act.version !== version) lapsed.push(person);
    else standing.push({ id, person, row });
  }
  return { standing, contested, lapsed };
};
