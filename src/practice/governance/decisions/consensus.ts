import { counted, listed, step } from './audit.ts';
import type { Rational } from './rational.ts';
import { quorumOf } from './threshold.ts';
import type { Stances, VerdictOf } from './verdict.ts';

export type ConsensusStance = 'agree' | 'stand-aside' | 'block' | 'abstain';

export interface ConsensusRules {
  readonly quorum: Rational;
  readonly mostStandAsides: number;
}

/**
 * Consensus: it passes at quorum where all agree or stand aside, no more stand aside than declared, and nobody blocks.
 * A block is not final before the close: whoever blocks may still be met. Cost O(answers).
 * Source: Quaker practice as in Hartnett 2011.
 */
export const judgeConsensus = (
  stances: Stances<ConsensusStance>,
  rules: ConsensusRules,
  isClosed: boolean,
): VerdictOf<'passes' | 'fails' | 'undecided'> => {
  const count = (stance: ConsensusStance) => stances.answers.filter((each) => each.stance === stance).length;
  const [agree, aside, block, abstain] = [
    count('agree'),
    count('stand-aside'),
    count('block'),
    count('abstain'),
  ];
  const answered = stances.answers.length;
  const quorum = quorumOf(rules.quorum, stances.eligible);
  const problems = [
    ...(block > 0 ? [`${counted(block, 'member')} ${block === 1 ? 'blocks' : 'block'}`] : []),
    ...(aside > rules.mostStandAsides
      ? [`${aside} stand aside, and at most ${rules.mostStandAsides} may`]
      : []),
    ...(BigInt(answered) < quorum ? [`the quorum of ${quorum} is not met`] : []),
    ...(agree === 0 ? ['nobody has agreed'] : []),
  ];
  const isOver = isClosed || answered === stances.eligible;
  const verdict =
    problems.length === 0 ? (isOver ? 'passes' : 'undecided') : isClosed ? 'fails' : 'undecided';
  return {
    verdict,
    words: [
      `Consensus: it passes where all who answer agree or stand aside, at most ${rules.mostStandAsides} of them aside; one block stops it.`,
      'Abstaining counts for the quorum only.',
    ],
    audit: [
      step(
        'Answers',
        problems.length === 0 ? 'Nothing stands against it.' : `Against it: ${listed(problems)}.`,
        ['answer', 'members'],
        [
          ['agree', `${agree}`],
          ['stand aside', `${aside}`],
          ['block', `${block}`],
          ['abstain', `${abstain}`],
          ['no answer', `${stances.eligible - answered}`],
        ],
      ),
    ],
  };
};
