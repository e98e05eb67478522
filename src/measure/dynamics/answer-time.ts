import { dayMs } from '../../base/time.ts';
import { answerHorizonMs, answersOf } from '../network/answers.ts';
import { fewestPeople } from '../network/fewest-people.ts';
import { happenedBy, kaplanMeier, survivalQuantile } from '../network/kaplan-meier.ts';
import type { Measure } from '../network/measure.ts';
import { waitsByGroup } from '../network/waits-by-group.ts';

const hourMs = 3_600_000;

/**
 * How long people wait for an answer.
 *
 * min { t : S(t) ≤ ½ }, S the Kaplan–Meier share of what could be answered that still waits after t
 *
 * What is never seen to be answered is censored, not left out: leaving it out would make silence look quick.
 *
 * Returns hours ≥ 0 with quartiles; `NaN` with `mostly-unanswered` where under half was ever answered,
 * `no-answerable-kind` where nothing can be. For a community, of what its people asked; `NaN` under five who did.
 * Cost that of answers, shared, and O(k log k). Checked against R's survival::survfit.
 */
export const answerTime: Measure = {
  id: 'answer-time',
  pattern: 'dynamics',
  title: 'Answer time',
  question: 'How long do people wait for an answer?',
  formula: 'median time to the first answer, Kaplan–Meier with the unanswered censored',
  unit: 'hours',
  range: [0, Number.POSITIVE_INFINITY],
  higherMeans: 'people wait longer',
  parameters: [
    {
      id: 'horizon',
      value: answerHorizonMs / dayMs,
      unit: 'days',
      meaning: 'without threads, what comes back later is no answer; the share answered is taken then',
    },
  ],
  parts: [
    {
      id: 'quarter',
      title: 'A quarter is answered within',
      unit: 'hours',
      range: [0, Number.POSITIVE_INFINITY],
    },
    {
      id: 'three-quarters',
      title: 'Three quarters are answered within',
      unit: 'hours',
      range: [0, Number.POSITIVE_INFINITY],
    },
    { id: 'answered', title: 'Answered within 14 days', unit: 'share', range: [0, 1] },
  ],
  source: 'Kaplan & Meier 1958, Nonparametric estimation from incomplete observations',
  nullModel: null,
  nullDraws: 0,
  interval: 'none',
  span: 'each-window',
  needs: ['directed', 'time'],
  compute(view) {
    const answers = answersOf(view);
    if (answers.asker.length === 0) return { value: Number.NaN, reason: 'no-answerable-kind' };
    const { membership, communityCount } = view.partition();
    const communityOf = new Int32Array(view.events.people).fill(-1);
    for (let i = 0; i < view.nodeCount; i++) communityOf[view.persons[i]] = membership[i];
    const places = waitsByGroup(answers, communityOf, communityCount);
    const curve = kaplanMeier(answers.waitedMs, answers.isAnswered);
    const value = survivalQuantile(curve, 0.5) / hourMs;
    return {
      value,
      ...(Number.isNaN(value) ? { reason: 'mostly-unanswered' } : {}),
      parts: {
        quarter: survivalQuantile(curve, 0.25) / hourMs,
        'three-quarters': survivalQuantile(curve, 0.75) / hourMs,
        answered: happenedBy(curve, answerHorizonMs),
      },
      byCommunity: Float64Array.from(places, ({ people, curve: own }) =>
        people < fewestPeople ? Number.NaN : survivalQuantile(own, 0.5) / hourMs,
      ),
    };
  },
};
