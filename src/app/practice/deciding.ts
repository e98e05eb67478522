/** Acts of deciding that take more than their words: who may answer, which version, which ballots they replace. */
import type { CanonicalMap } from '../../base/canonical-bytes.ts';
import { RefusalError, type Result } from '../../base/result.ts';
import { countingActs } from '../../practice/governance/decisions/counting-acts.ts';
import {
  type DecisionRow,
  decisions,
  proposals,
  proposalVersions,
} from '../../practice/governance/decisions/decision-tables.ts';
import {
  type Ballot,
  checkBallot,
  checkTerms,
  type DecisionTerms,
  usualTerms,
} from '../../practice/governance/decisions/decision-terms.ts';
import { packKeys } from '../../practice/governance/decisions/electorate-keys.ts';
import { electorateAsOf } from '../../practice/governance/selectors/electorate.ts';
import { withNames } from '../../practice/governance/selectors/named-person.ts';
import type { CommunityState } from '../../practice/governance/state.ts';
import type { PracticeNode } from './node.ts';
import { readAnswer } from './read-answer.ts';

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new RefusalError(result.code, result.params);
  return result.value;
};

const stateOf = (node: PracticeNode, community: string): CommunityState => node.replica(community).view.state;

const rowOf = (state: CommunityState, decision: string): DecisionRow => {
  const row = decisions.get(state, decision);
  if (row === undefined) throw new RefusalError('practice-id-unknown', { what: 'decision', said: decision });
  return row;
};

/**
 * Opens a decision of all who may answer now, or of the one who decides by advice; gives its id. Refuses terms by
 * which it could not be made, each with its reason.
 * @param proposal what is decided on; null where it is about the terms' options or person alone
 */
export const openDecision = async (
  node: PracticeNode,
  community: string,
  proposal: string | null,
  said: Partial<DecisionTerms> & { readonly title: string; readonly deadline: number },
): Promise<string> => {
  const now = node.now();
  const terms = { ...usualTerms(said.title, said.deadline), ...said };
  const electorate =
    terms.method === 'advice' ? [node.person] : electorateAsOf(stateOf(node, community), now);
  must(checkTerms(terms, electorate.length, now));
  const body = { proposal, electorate: packKeys(electorate), terms };
  return (await node.act(community, 'decision-opened', body)).id;
};

/**
 * A ballot, as its method has it or in words; takes the place of whatever one's other devices said. Gives the id of the
 * event; `null` for an anonymous one, which others will write.
 */
export const castBallot = async (
  node: PracticeNode,
  community: string,
  decision: string,
  answer: Ballot | readonly string[],
  reason: string,
): Promise<string | null> => {
  const state = stateOf(node, community);
  const row = rowOf(state, decision);
  const { terms, version } = row;
  const isInWords = (said: typeof answer): said is readonly string[] => Array.isArray(said);
  const names = terms.options.map((option) => withNames(state, option));
  const ballot = isInWords(answer) ? must(readAnswer(answer, terms, names)) : answer;
  must(checkBallot(ballot, terms));
  if (terms.isAnonymous) {
    if (row.phase !== 'open' || node.now() > terms.deadline) throw new RefusalError('ballot-too-late');
    await node.castSealed(community, decision, ballot);
    return null;
  }
  const own = [...countingActs(state, decision, row)].filter(
    ([, { act, person, device }]) =>
      act.kind === 'ballot' && person === node.person && device !== node.device,
  );
  const body = { decision, version, ballot, reason, replaces: own.map(([id]) => id) };
  return (await node.act(community, 'ballot-cast', body)).id;
};

export interface Amendment {
  readonly title?: string;
  readonly text?: string;
  readonly why: string;
  /** Objections that it answers. */
  readonly integrates: readonly string[];
}

/** A new version of a proposal, made from the one that stands; what is not said stays as it was. */
export const amendProposal = async (
  node: PracticeNode,
  community: string,
  proposal: string,
  { title, text, why, integrates }: Amendment,
): Promise<string> => {
  const state = stateOf(node, community);
  const row = proposals.get(state, proposal);
  if (row === undefined) throw new RefusalError('practice-id-unknown', { what: 'proposal', said: proposal });
  const before = proposalVersions.get(state, row.version)!;
  const body: CanonicalMap = {
    ...{
      proposal,
      from: row.version,
      title: title ?? before.title,
      text: text ?? before.text,
      why,
      integrates,
    },
  };
  return (await node.act(community, 'proposal-amended', body)).id;
};

/** Says why a version would harm; gives the objection's id. */
export const raiseObjection = async (
  node: PracticeNode,
  community: string,
  decision: string,
  reason: string,
  harm: string,
): Promise<string> => {
  const { version } = rowOf(stateOf(node, community), decision);
  return (await node.act(community, 'objection-raised', { decision, version, reason, harm })).id;
};
