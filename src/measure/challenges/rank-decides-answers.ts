import { type Challenge, numberOf, silent, silentWithout, silentWithoutNull } from './challenge.ts';
import { decimal } from './say-number.ts';
import { thresholdProbability } from './threshold-probability.ts';

/** The top answered at least this much more often than everybody below. */
const leastRatio = 1.2;

/** One step up in rank makes somebody at least this many times as likely to be turned to. */
const leastStep = 1.2;

/**
 * One step up in rank over none, in the model of who turns to whom, where it may speak; else how the top of the chart is
 * answered over the rest, against ranks permuted within units.
 */
export const rankDecidesAnswers: Challenge = {
  id: 'rank-decides-answers',
  title: 'Rank decides who is answered',
  mayMean: 'A question waits or not by who asks it; what people at the base see reaches nobody.',
  couldAlsoBe:
    'Different questions: those at the top ask fewer people, shorter things, or things that must be answered by a date.',
  behavioursToTry: [
    'Answer in the order in which questions came.',
    'In meetings, let those lowest on the chart speak first.',
    'Ask questions in a channel where the asker’s title is not seen.',
  ],
  evidence: [
    { measure: 'turning-to', part: 'rank-up' },
    { measure: 'answered-equally', part: 'top-over-rest' },
    { measure: 'answered-equally', part: 'by-level' },
    { measure: 'rank-and-lead', part: null },
  ],
  experiment: { measure: 'answered-equally', part: 'by-level', direction: 'up', weeks: 8 },
  judge(measured) {
    const rank = numberOf(measured, 'rank-and-lead');
    if (rank?.reason === 'no-chart') return silentWithout(rank);
    const step = numberOf(measured, 'turning-to', 'rank-up');
    const p = step === null ? null : thresholdProbability(step, 1, 'above');
    if (step !== null && step.value !== null && step.interval !== null && p !== null) {
      const { low, high } = step.interval;
      const returned = numberOf(measured, 'turning-to')?.value ?? null;
      return {
        status: 'judged',
        isBeyond: step.value >= leastStep,
        p,
        found: `Over the whole span, all else the model knows being equal, somebody one step up in rank is ${decimal(step.value)} times as likely to be turned to (${decimal(low)} to ${decimal(high)})${
          returned === null ? '' : `; somebody who wrote first, ${decimal(returned)} times`
        }.`,
      };
    }
    const whole = numberOf(measured, 'answered-equally');
    if (whole?.reason === 'no-answerable-kind') return silentWithout(whole);
    const top = numberOf(measured, 'answered-equally', 'top-over-rest');
    if (top === null || top.value === null) {
      return silent('fewer than five people at the top, or below it, asked something');
    }
    if (top.null === null || top.null.mean === null || top.null.p === null) return silentWithoutNull;
    return {
      status: 'judged',
      isBeyond: top.value >= leastRatio && top.value > top.null.mean,
      p: top.null.p,
      found: `Over the whole span, people at the top of the chart are answered ${decimal(top.value)} times as often as people below, against ${decimal(top.null.mean)} where ranks are given out at random within units${
        rank === null || rank.value === null
          ? ''
          : `; whom people turn to goes with rank by ${decimal(rank.value)} (0 not at all, 1 entirely)`
      }.`,
    };
  },
};
