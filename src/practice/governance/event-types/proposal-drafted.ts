import { fields, text } from '../body-shape.ts';
import { proposals, proposalVersions } from '../decisions/decision-tables.ts';
import { eventType } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** The first version of a proposal. */
export type ProposalDrafted = { readonly title: string; readonly text: string };

export const proposalDrafted = eventType<ProposalDrafted>({
  type: 'proposal-drafted',
  shape: fields<ProposalDrafted>({ title: text(200, 1), text: text(20_000, 1) }),
  rules: [onlyMembersMayAct],
  transform: ({ state, id, person, at, body }) => {
    proposals.put(state, id, { by: person, at, version: id, number: 1 });
    const version = { proposal: id, number: 1, by: person, at, ...body, why: '', integrates: [] };
    proposalVersions.put(state, id, version);
  },
});
