import { actsByNode } from '../network/activity.ts';
import { amountsByCommunity } from '../network/by-community.ts';
import { effectiveNumber, gini, lorenz } from '../network/inequality.ts';
import type { Measure } from '../network/measure.ts';
import { isOneMailbox } from '../network/one-mailbox.ts';

/** Lorenz steps: never fewer than five people in one, so that no step tells of a single person. */
const lorenzSteps = (people: number): number => Math.min(20, Math.floor(people / 5));

/**
 * How many take part as if all took part alike.
 *
 * ¹D/n, ¹D = exp(−Σ p_i ln p_i), p_i a person's share of all acts
 *
 * Acts count 1 each, to whoever does them; symmetric ones (a meeting) to both sides.
 *
 * Returns [1/n, 1]; 1 where all act equally often. `NaN` with `one-mailbox` (the owner is half of every mailbox),
 * `too-few` where nobody acts.
 * Cost O(rows). Checked against closed forms and numpy's Gini.
 */
export const participation: Measure = {
  id: 'participation',
  pattern: 'equipotency',
  title: 'Participation',
  question: 'How many take part, as if all did so equally?',
  formula:
    '¹D/n, where ¹D = exp(−Σ p ln p) is the number of effective participants and p a person’s share of acts',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'what is done is spread over more people',
  parameters: [],
  parts: [
    {
      id: 'effective-participants',
      title: 'Effective participants',
      unit: 'people',
      range: [1, Number.POSITIVE_INFINITY],
    },
    { id: 'gini', title: 'Gini coefficient', unit: '', range: [0, 1] },
  ],
  source: 'Hill 1973, Diversity and evenness; Gini 1912, Variabilità e mutabilità; Lorenz 1905',
  nullModel: null,
  nullDraws: 0,
  interval: 'logit',
  span: 'each-window',
  needs: [],
  compute(view) {
    if (isOneMailbox(view)) return { value: Number.NaN, reason: 'one-mailbox' };
    const acts = actsByNode(view);
    const effective = effectiveNumber(acts);
    if (Number.isNaN(effective)) return { value: Number.NaN, reason: 'too-few' };
    const steps = lorenzSteps(view.nodeCount);
    const curve = steps > 1 ? Array.from(lorenz(acts, steps)) : [];
    return {
      value: effective / view.nodeCount,
      parts: { 'effective-participants': effective, gini: gini(acts) },
      byCommunity: Float64Array.from(
        amountsByCommunity(view, acts),
        (group) => effectiveNumber(group) / group.length,
      ),
      tables: { lorenz: { people: curve.map((_, k) => k / steps), acts: curve } },
    };
  },
};
