import type { OrganisationData } from '../../app/protocol.ts';

type Challenge = OrganisationData['published']['challenges'][number];

/** A challenge that is seen in these traces, with its evidence and a ready experiment. */
export type SeenChallenge = Extract<Challenge, { readonly withheld: false }>;

export const isSeen = (challenge: Challenge): challenge is SeenChallenge =>
  !challenge.withheld && challenge.status === 'seen';
