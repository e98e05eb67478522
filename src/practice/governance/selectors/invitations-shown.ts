import type { CommunityState } from '../state.ts';
import { invitations, members } from '../tables.ts';

export interface ShownInvitation {
  readonly id: string;
  readonly by: string;
  readonly name: string;
  readonly uses: number;
  readonly used: number;
  /** Claimed. */
  readonly until: number;
}

/** The invitations that still let somebody in at a time, in the order in which they were made. */
export const openInvitations = (state: CommunityState, now: number): readonly ShownInvitation[] =>
  [...invitations.all(state)]
    .filter(([, row]) => !row.isTakenBack && row.used < row.uses && now <= row.until)
    .map(([id, { by, uses, used, until }]) => ({
      ...{ id, by, name: members.get(state, by)?.name ?? '', uses, used, until },
    }));
