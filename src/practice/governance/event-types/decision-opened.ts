import { bytes, fields, hexOf, orNull } from '../body-shape.ts';
import { decisions, proposals } from '../decisions/decision-tables.ts';
import { checkTerms, type DecisionTerms, termsShape } from '../decisions/decision-terms.ts';
import { unpackKeys } from '../decisions/electorate-keys.ts';
import { eventType, type Rule } from '../event-type.ts';
import { hadSeenElector } from '../rules/deciding.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { electorateAsOf } from '../selectors/electorate.ts';
import { members } from '../tables.ts';

/** Opens a decision: what it is by, and who may answer, frozen here. */
export type DecisionOpened = {
  readonly proposal: string | null;
  /** Persons' keys, sorted, one after the other. */
  readonly electorate: Uint8Array;
  readonly terms: DecisionTerms;
};

const mostElectors = 1500;

const theTermsAreSound: Rule<DecisionOpened> = ({ at, body }) => {
  const electors = unpackKeys(body.electorate);
  return electors !== null && checkTerms(body.terms, electors.size, at).ok ? null : 'terms-unsound';
};

const theProposalIsKnown: Rule<DecisionOpened> = ({ state, body }) =>
  body.proposal === null || proposals.get(state, body.proposal) !== undefined ? null : 'proposal-unknown';

const onlyElectorsAreListed: Rule<DecisionOpened> = ({ state, at, body }) => {
  const eligible = new Set(electorateAsOf(state, at));
  // Somebody may have left or been removed by an event that the opening could not see.
  return [...unpackKeys(body.electorate)!].every(
    (person) =>
      eligible.has(person) || ['left', 'removed'].includes(members.get(state, person)?.standing ?? ''),
  )
    ? null
    : 'elector-too-new';
};

/** Advice is asked of all and decided by one. */
const nobodyKnownIsLeftOut: Rule<DecisionOpened> = (act) => {
  const { state, placed, person, at, body } = act;
  const listed = unpackKeys(body.electorate)!;
  if (body.terms.method === 'advice')
    return listed.size === 1 && listed.has(person) ? null : 'electors-left-out';
  return electorateAsOf(state, at).every((each) => listed.has(each) || !hadSeenElector(act, placed, each))
    ? null
    : 'electors-left-out';
};

export const decisionOpened = eventType<DecisionOpened>({
  type: 'decision-opened',
  shape: fields<DecisionOpened>({
    proposal: orNull(hexOf(32)),
    electorate: bytes(32, 32 * mostElectors),
    terms: termsShape,
  }),
  rules: [
    onlyMembersMayAct,
    theTermsAreSound,
    theProposalIsKnown,
    onlyElectorsAreListed,
    nobodyKnownIsLeftOut,
  ],
  transform: ({ state, placed, id, person, at, body }) => {
    const version = body.proposal === null ? id : proposals.get(state, body.proposal)!.version;
    decisions.put(state, id, {
      ...body,
      ...{
        by: person,
        at,
        lamport: placed.event.lamport,
        version,
        amendments: 0,
        phase: 'open',
        isClosedEarly: false,
        settled: null,
      },
    });
  },
});
