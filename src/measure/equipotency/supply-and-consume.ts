import { forEachPart } from '../network/activity.ts';
import { amountsByCommunity } from '../network/by-community.ts';
import type { Measure } from '../network/measure.ts';
import { median } from '../network/median.ts';
import { strengths } from '../network/modularity.ts';
import type { View } from '../network/view.ts';

/** 1 for each node that did something of a directed kind, with or without recipient. */
const starters = (view: View): Uint8Array => {
  const starts = new Uint8Array(view.nodeCount);
  forEachPart(view.events, (person, row) => {
    if (view.events.kinds[view.events.kind[row]].isDirected) starts[view.nodeOf[person]] = 1;
  });
  return starts;
};

/**
 * How many are on both sides: they start things, and others turn to them.
 *
 * |{ i : i acts, and in_i > 0 }| / |{ i : i acts, or in_i > 0 }| over directed kinds; balance = the median of
 * 1 − |out_i − in_i| / (out_i + in_i) over people with arcs, strength
 *
 * A post to nobody in particular starts something too. People seen in symmetric kinds alone are left out: nobody
 * can tell who started.
 *
 * Returns [0, 1]; balance is 1 where everybody receives as much as they give. `NaN` with `not-directed` without a
 * directed act.
 * Cost O(rows + arcs). Checked by closed forms on star, path and ring.
 */
export const supplyAndConsume: Measure = {
  id: 'supply-and-consume',
  pattern: 'equipotency',
  title: 'Supply and consume',
  question: 'Are people on both sides: do they start things, and do others turn to them?',
  formula:
    'people who both act and are turned to, over people who do either; balance is the median of 1 − |out − in|/(out + in)',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more people have both roles',
  parameters: [],
  parts: [
    { id: 'balance', title: 'Balance of the median person', unit: 'share', range: [0, 1], interval: 'none' },
  ],
  source: 'Schollmeier 2001, A definition of peer-to-peer networking: every peer provides and consumes',
  nullModel: null,
  nullDraws: 0,
  interval: 'logit',
  span: 'each-window',
  needs: ['directed'],
  compute(view) {
    const starts = starters(view);
    const arcs = view.directedArcs();
    const gives = strengths(arcs.out);
    const receives = strengths(arcs.into);
    const isEither = Float64Array.from(starts, (does, i) => (does === 1 || receives[i] > 0 ? 1 : 0));
    const isBoth = Float64Array.from(starts, (does, i) => (does === 1 && receives[i] > 0 ? 1 : 0));
    const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
    const seen = sum(isEither);
    if (seen === 0) return { value: Number.NaN, reason: 'not-directed' };
    const balances: number[] = [];
    for (let i = 0; i < view.nodeCount; i++) {
      const flow = gives[i] + receives[i];
      if (flow > 0) balances.push(1 - Math.abs(gives[i] - receives[i]) / flow);
    }
    const either = amountsByCommunity(view, isEither);
    return {
      value: sum(isBoth) / seen,
      parts: { balance: median(balances) },
      byCommunity: Float64Array.from(
        amountsByCommunity(view, isBoth),
        (group, c) => sum(group) / sum(either[c]),
      ),
    };
  },
};
