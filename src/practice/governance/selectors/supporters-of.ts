import type { CommunityState } from '../state.ts';
import { removalSupports } from '../tables.ts';

/** Who has signed a removal, sorted. */
export const supportersOf = (state: CommunityState, removal: string): readonly string[] =>
  [...removalSupports.all(state).keys()]
    .filter((key) => key.startsWith(`${removal}/`))
    .map((key) => key.slice(removal.length + 1))
    .sort();
