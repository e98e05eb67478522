import { counted, step } from './audit.ts';
import type { Rational } from './rational.ts';
import { quorumOf } from './threshold.ts';
import type { Stances, VerdictOf } from './verdict.ts';

export type ConsentStance = 'consent' | 'abstain';

/**
 * Consent: it passes at quorum with no open objection. Before the close it passes only where all have answered.
 * Silence is not consent, and abstaining counts for the quorum only. Cost O(answers). Source: Endenburg 1998.
 * @param openObjections objections with a reason that were neither integrated, withdrawn nor found without reason
 */
export const judgeConsent = (
  stances: Stances<ConsentStance>,
  openObjections: number,
  quorumShare: Rational,
  isClosed: boolean,
): VerdictOf<'passes' | 'fails' | 'undecided'> => {
  const consents = stances.answers.filter(({ stance }) => stance === 'consent').length;
  const answered = stances.answers.length;
  const quorum = quorumOf(quorumShare, stances.eligible);
  const holds = openObjections === 0 && consents > 0 && BigInt(answered) >= quorum;
  const isOver = isClosed || answered === stances.eligible;
  const verdict = isOver && holds ? 'passes' : isClosed ? 'fails' : 'undecided';
  const why =
    openObjections > 0
      ? `${counted(openObjections, 'objection')} ${openObjections === 1 ? 'is' : 'are'} open.`
      : BigInt(answered) < quorum
        ? `The quorum of ${quorum} is not met${isClosed ? '' : ' yet'}.`
        : 'No objection is open.';
  return {
    verdict,
    words: [
      'Consent: it passes when enough have answered and no objection with a reason remains. Silence is not consent; a concern is heard and stops nothing.',
      'Whether an objection has a reason is tested by the others, not by the one who proposed.',
    ],
    audit: [
      step(
        'Answers',
        why,
        ['answer', 'members'],
        [
          ['consent', `${consents}`],
          ['abstain', `${answered - consents}`],
          ['open objections', `${openObjections}`],
          ['no answer', `${stances.eligible - answered}`],
        ],
      ),
    ],
  };
};
