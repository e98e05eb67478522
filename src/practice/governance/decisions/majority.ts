import { counted, step } from './audit.ts';
import type { Rational } from './rational.ts';
import { fewestFor, quorumOf, type Threshold, thresholdWords } from './threshold.ts';
import type { Stances, VerdictOf } from './verdict.ts';

export type MajorityStance = 'for' | 'against' | 'abstain';

export interface MajorityRules {
  readonly threshold: Threshold;
  /** Share of the electorate that must answer; abstentions are answers. */
  readonly quorum: Rational;
}

interface Counts {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

const passesWith = ({ yes, no, abstain }: Counts, eligible: number, rules: MajorityRules): boolean => {
  const cast = yes + no + abstain;
  if (BigInt(cast) < quorumOf(rules.quorum, eligible)) return false;
  const { threshold } = rules;
  const base =
    threshold.kind === 'members' || threshold.base === 'eligible'
      ? eligible
      : threshold.base === 'cast'
        ? cast
        : yes + no;
  // Nobody said yes or no: nothing was asked for, so nothing passes whatever the share.
  return base > 0 && yes > 0 && BigInt(yes) >= fewestFor(threshold, base);
};

/**
 * Majority and supermajority. Before the close the verdict is `passes` or `fails` only where no answers still to come
 * could change it, `undecided` otherwise; at the close it is one of the two. Cost O(eligible).
 * Checked against the thresholds of the design: 70 % of 5, quorum 60 % of 5.
 */
export const judgeMajority = (
  stances: Stances<MajorityStance>,
  rules: MajorityRules,
  isClosed: boolean,
): VerdictOf<'passes' | 'fails' | 'undecided'> => {
  const count = (stance: MajorityStance) =>
    stances.answers.filter((answer) => answer.stance === stance).length;
  const now: Counts = { yes: count('for'), no: count('against'), abstain: count('abstain') };
  const { eligible } = stances;
  const rest = eligible - stances.answers.length;
  const quorum = quorumOf(rules.quorum, eligible);
  const verdict = (): 'passes' | 'fails' | 'undecided' => {
    if (isClosed || rest === 0) return passesWith(now, eligible, rules) ? 'passes' : 'fails';
    // The extremes: what is reached is monotone in each, so all mixes lie between them.
    const asNo = passesWith({ ...now, no: now.no + rest }, eligible, rules);
    const asAbsent = passesWith(now, eligible, rules);
    const asAbstain = passesWith({ ...now, abstain: now.abstain + rest }, eligible, rules);
    if (asNo && asAbsent && asAbstain) return 'passes';
    return passesWith({ ...now, yes: now.yes + rest }, eligible, rules) ? 'undecided' : 'fails';
  };
  const result = verdict();
  const cast = stances.answers.length;
  const quorumWords =
    BigInt(cast) >= quorum
      ? `The quorum of ${quorum} is met.`
      : `The quorum of ${quorum} is ${isClosed ? 'not met' : 'not met yet'}.`;
  const resultWords = {
    passes: isClosed || rest === 0 ? 'It passes.' : 'It passes, whatever the rest answer.',
    fails:
      isClosed || rest === 0 ? 'It does not pass.' : 'It cannot pass any more, whatever the rest answer.',
    undecided: `It is undecided: ${counted(rest, 'member')} may still answer.`,
  }[result];
  return {
    verdict: result,
    words: [
      `It passes with ${thresholdWords(rules.threshold)}. "More than" is strict, "at least" is not.`,
      'Abstaining counts for the quorum only.',
    ],
    audit: [
      step(
        'Answers',
        `${quorumWords} ${resultWords}`,
        ['answer', 'members'],
        [
          ['for', `${now.yes}`],
          ['against', `${now.no}`],
          ['abstain', `${now.abstain}`],
          ['no answer', `${rest}`],
        ],
      ),
    ],
  };
};
