import { fields, hexOf, list, text } from '../body-shape.ts';
import { decisions, proposals, proposalVersions } from '../decisions/decision-tables.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';

/** A new version, made from one that stood; it lapses the answers to earlier ones. */
export type ProposalAmended = {
  readonly proposal: string;
  /** The version it was made from. */
  readonly from: string;
  readonly title: string;
  readonly text: string;
  readonly why: string;
  /** Objections that this version answers. */
  readonly integrates: readonly string[];
};

const onlyTheProposerAmends: Rule<ProposalAmended> = ({ state, person, body }) => {
  const proposal = proposals.get(state, body.proposal);
  if (proposal === undefined) return 'proposal-unknown';
  return proposal.by === person ? null : 'not-their-proposal';
};

const anAmendmentIsMadeFromWhatStands: Rule<ProposalAmended> = ({ state, body }) =>
  proposals.get(state, body.proposal)?.version === body.from ? null : 'amended-meanwhile';

export const proposalAmended = eventType<ProposalAmended>({
  type: 'proposal-amended',
  shape: fields<ProposalAmended>({
    proposal: hexOf(32),
    from: hexOf(32),
    title: text(200, 1),
    text: text(20_000, 1),
    why: text(2000),
    integrates: list(hexOf(32), 100),
  }),
  rules: [onlyMembersMayAct, onlyTheProposerAmends, anAmendmentIsMadeFromWhatStands],
  transform: ({ state, id, person, at, body }) => {
    const proposal = proposals.get(state, body.proposal)!;
    const number = proposal.number + 1;
    proposals.put(state, body.proposal, { ...proposal, version: id, number });
    const { from: _, ...said } = body;
    proposalVersions.put(state, id, { ...said, number, by: person, at });
    for (const [key, row] of [...decisions.all(state)]) {
      if (row.proposal !== body.proposal || row.phase !== 'open') continue;
      const amendments = row.amendments + 1;
      const phase = amendments > row.terms.mostAmendments ? 'draft' : row.phase;
      decisions.put(state, key, { ...row, version: id, amendments, phase });
    }
  },
});
