import type { ChallengeResult } from '../assessment.ts';
import { alwaysOnLoad } from './always-on-load.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { bridgeOfOne } from './bridge-of-one.ts';
import type { Challenge, Judgement, Measured } from './challenge.ts';
import { chartAndLivedDisagree } from './chart-and-lived-disagree.ts';
import { decisionsFarFromWork } from './decisions-far-from-work.ts';
import { everythingThroughAFew } from './everything-through-a-few.ts';
import { leadNeverRotates } from './lead-never-rotates.ts';
import { minimumDetectableChange } from './minimum-detectable-change.ts';
import { newcomersUnanswered } from './newcomers-unanswered.ts';
import { oneWayTies } from './one-way-ties.ts';
import { rankDecidesAnswers } from './rank-decides-answers.ts';
import { silos } from './silos.ts';

/** Every rule, in the order in which they are listed. */
export const challenges: readonly Challenge[] = [
  everythingThroughAFew,
  leadNeverRotates,
  newcomersUnanswered,
  rankDecidesAnswers,
  oneWayTies,
  silos,
  bridgeOfOne,
  alwaysOnLoad,
  decisionsFarFromWork,
  chartAndLivedDisagree,
];

/** Adjusted probability up to which a challenge is said to be seen. */
const level = 0.05;

const resultOf = (
  challenge: Challenge,
  judgement: Judgement,
  adjustedP: number | null,
  measured: Measured,
): ChallengeResult => {
  const { judge: _, experiment, ...said } = challenge;
  const isSilent = judgement.status === 'silent';
  const isSeen = !isSilent && judgement.isBeyond && adjustedP !== null && adjustedP <= level;
  return {
    ...said,
    status: isSilent ? 'silent' : isSeen ? 'seen' : 'not-seen',
    seen: isSilent ? `Silent, because ${judgement.because}.` : judgement.found,
    window: 'whole',
    places: isSeen ? (judgement.places ?? []) : [],
    p: isSilent ? null : judgement.p,
    adjustedP,
    experiment: {
      ...experiment,
      // Where the rule is silent, what its measure could show is not spoken of either.
      minimumDetectableChange: isSilent
        ? null
        : minimumDetectableChange(measured, experiment.measure, experiment.part, experiment.weeks),
    },
  };
};

/**
 * Judges every rule over what was measured. A challenge is seen where it is large enough to matter and its probability,
 * adjusted for all rules that could speak (Benjamini–Hochberg), is at most 5 %.
 */
export const judgeChallenges = (measured: Measured): readonly ChallengeResult[] => {
  const judgements = challenges.map((challenge) => challenge.judge(measured));
  const adjusted = benjaminiHochberg(
    judgements.flatMap((judgement) => (judgement.status === 'judged' ? [judgement.p] : [])),
  )[Symbol.iterator]();
  return challenges.map((challenge, k) =>
    resultOf(
      challenge,
      judgements[k],
      judgements[k].status === 'judged' ? (adjusted.next().value ?? null) : null,
      measured,
    ),
  );
};
