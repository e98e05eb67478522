import { dayMs } from '../../base/time.ts';
import { firstActMs, forEachPart, timedSpan } from '../network/activity.ts';
import { answerHorizonMs, answersOf } from '../network/answers.ts';
import { fewestPeople } from '../network/fewest-people.ts';
import { happenedBy, kaplanMeier, survivalQuantile } from '../network/kaplan-meier.ts';
import type { Measure } from '../network/measure.ts';
import type { View } from '../network/view.ts';

const settledDays = 90;
const hourMs = 3_600_000;

/** The first thing each person did that could be answered: its index among the answers, −1 without one. */
const firstAsked = (view: View): Int32Array => {
  const { asker, askedMs, waitedMs } = answersOf(view);
  const first = new Int32Array(view.events.people).fill(-1);
  for (let k = 0; k < asker.length; k++) {
    const held = first[asker[k]];
    const isEarlier =
      held < 0 ||
      askedMs[k] < askedMs[held] ||
      // Written to several at once: whoever answers first has answered.
      (askedMs[k] === askedMs[held] && waitedMs[k] < waitedMs[held]);
    if (isEarlier) first[asker[k]] = k;
  }
  return first;
};

/** Last calendar window in which each person did something, −1 for none. */
const lastActiveWindow = (view: View): Int32Array => {
  const last = new Int32Array(view.events.people).fill(-1);
  for (const [w, window] of view.windows().entries()) {
    forEachPart(window.events, (person) => {
      last[person] = w;
    });
  }
  return last;
};

/**
 * Whether people who come later are answered.
 *
 * 1 − S(14 days), S the Kaplan–Meier share of newcomers whose first message still waits; someone is a newcomer
 * whose first act comes at least 90 days after the traces begin
 *
 * Beside it the median time to that answer, and the share of newcomers active in any later calendar window than
 * their first, among those for whom there is one.
 *
 * Returns [0, 1]; messages too recent to judge count for the time they were seen. `NaN` with `no-newcomers` under
 * five of them with something that could be answered, `no-answerable-kind` where nothing can be. Communities under
 * five such newcomers stay `NaN`. The median is `NaN` where under half were ever answered.
 * Cost that of answers, shared, and O(rows). Checked against R's survival::survfit.
 */
export const openness: Measure = {
  id: 'openness',
  pattern: 'equipotency',
  title: 'Openness',
  question: 'Are newcomers answered, and do they stay?',
  formula:
    'share of newcomers whose first message is answered within 14 days (Kaplan–Meier, unanswered are censored); newcomers come at least 90 days after the traces begin',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more newcomers are answered',
  parameters: [
    {
      id: 'settled',
      value: settledDays,
      unit: 'days',
      meaning: 'who comes earlier may have been there before',
    },
    { id: 'horizon', value: answerHorizonMs / dayMs, unit: 'days', meaning: 'answered by then' },
  ],
  parts: [
    { id: 'newcomers', title: 'Newcomers', unit: 'people', range: [0, Number.POSITIVE_INFINITY] },
    {
      id: 'time-to-answer',
      title: 'Median time to the first answer',
      unit: 'hours',
      range: [0, Number.POSITIVE_INFINITY],
      interval: 'none',
    },
    { id: 'active-later', title: 'Active in a later window', unit: 'share', range: [0, 1] },
  ],
  source: 'Kaplan & Meier 1958, Nonparametric estimation from incomplete observations',
  nullModel: null,
  nullDraws: 0,
  interval: 'logit',
  span: 'whole',
  needs: ['directed', 'time'],
  compute(view) {
    const span = timedSpan(view.within.events);
    const answers = answersOf(view);
    if (span === null || answers.asker.length === 0)
      return { value: Number.NaN, reason: 'no-answerable-kind' };
    const first = firstActMs(view);
    const asked = firstAsked(view);
    const { membership, communityCount } = view.partition();
    const rows: number[] = [];
    const rowsOfCommunity: number[][] = Array.from({ length: communityCount }, () => []);
    const newcomers: number[] = [];
    for (let i = 0; i < view.nodeCount; i++) {
      const person = view.persons[i];
      const cameMs = first[person];
      if (cameMs === Number.POSITIVE_INFINITY || cameMs < span.firstMs + settledDays * dayMs) continue;
      newcomers.push(person);
      if (asked[person] < 0) continue;
      rows.push(asked[person]);
      rowsOfCommunity[membership[i]].push(asked[person]);
    }
    if (rows.length < fewestPeople) return { value: Number.NaN, reason: 'no-newcomers' };
    const curveOf = (chosen: readonly number[]) =>
      kaplanMeier(
        chosen.map((k) => answers.waitedMs[k]),
        chosen.map((k) => answers.isAnswered[k]),
      );

    const windows = view.windows();
    const lastActive = lastActiveWindow(view);
    let watched = 0;
    let stayed = 0;
    for (const person of newcomers) {
      const cameIn = windows.findIndex(({ window }) => first[person] < window.until);
      if (cameIn < 0 || cameIn === windows.length - 1) continue;
      watched++;
      if (lastActive[person] > cameIn) stayed++;
    }
    const curve = curveOf(rows);
    return {
      value: happenedBy(curve, answerHorizonMs),
      parts: {
        newcomers: newcomers.length,
        'time-to-answer': survivalQuantile(curve, 0.5) / hourMs,
        'active-later': watched >= fewestPeople ? stayed / watched : Number.NaN,
      },
      byCommunity: Float64Array.from(rowsOfCommunity, (chosen) =>
        chosen.length < fewestPeople ? Number.NaN : happenedBy(curveOf(chosen), answerHorizonMs),
      ),
    };
  },
};
