import type { Chart } from '../network/events.ts';
import { fewestPeople } from '../network/fewest-people.ts';
import type { Measure } from '../network/measure.ts';
import { strengths } from '../network/modularity.ts';

/** Everybody above each person on the chart, nearest first. A chart has no cycle. */
const linesAbove = (chart: Chart, persons: ArrayLike<number>): number[][] =>
  Array.from(persons, (person) => {
    const line: number[] = [];
    for (let at = chart.manager[person]; at >= 0; at = chart.manager[at]) line.push(at);
    return line;
  });

/**
 * How much of what people send goes up their own line on the chart, down it, or across.
 *
 * across = Σ w_ij, neither above the other / Σ w_ij, over directed kinds between people on the chart, strength;
 * expected = Σ out_i·in_j over the same pairs / Σ_{i≠j} out_i·in_j, what mixing at random would give
 *
 * The line is everybody above, not the next manager alone.
 *
 * Returns [0, 1], with up and down they sum to 1; ratios of each share to the expected one, `NaN` where nothing is
 * expected. `NaN` with `no-chart`, `not-directed`, `too-few` under five charted people with arcs among them.
 * Cost O(arcs · depth of the chart). Checked by closed forms and a sum over all pairs in property tests.
 */
export const upDownAcross: Measure = {
  id: 'up-down-across',
  pattern: 'dynamics',
  title: 'Up, down and across',
  question: 'Does work run up and down the line, or across it?',
  formula:
    'share of weight between people neither of whom is above the other on the chart; beside it up and down the line, and each over what mixing at random would give',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more runs across the line of the chart',
  parameters: [],
  parts: [
    { id: 'up', title: 'Up the line', unit: 'share', range: [0, 1] },
    { id: 'down', title: 'Down the line', unit: 'share', range: [0, 1] },
    { id: 'up-ratio', title: 'Up, over random mixing', unit: 'ratio', range: [0, Number.POSITIVE_INFINITY] },
    {
      id: 'down-ratio',
      title: 'Down, over random mixing',
      unit: 'ratio',
      range: [0, Number.POSITIVE_INFINITY],
    },
    {
      id: 'across-ratio',
      title: 'Across, over random mixing',
      unit: 'ratio',
      range: [0, Number.POSITIVE_INFINITY],
    },
  ],
  source: 'Newman 2003, Mixing patterns in networks, for the comparison with random mixing',
  nullModel: 'rank-permutation',
  nullDraws: 20,
  interval: 'logit',
  span: 'each-window',
  needs: ['directed', 'chart'],
  compute(view) {
    const { chart } = view;
    if (chart === null) return { value: Number.NaN, reason: 'no-chart' };
    if (view.directedKinds().length === 0) return { value: Number.NaN, reason: 'not-directed' };
    const above = linesAbove(chart, view.persons);
    const isCharted = (node: number) => chart.isCharted[view.persons[node]] === 1;
    const { out: everyArc } = view.directedArcs();
    const { offsets, targets, weights } = everyArc;
    // Arcs to or from people who are not on the chart say nothing here: they get weight 0.
    const among = Float64Array.from(targets, (_, k) => (weights === null ? 1 : weights[k]));
    for (let i = 0; i < view.nodeCount; i++) {
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        if (!isCharted(i) || !isCharted(targets[k])) among[k] = 0;
      }
    }
    const gives = strengths({ ...everyArc, weights: among });
    const receives = new Float64Array(view.nodeCount);
    let total = 0;
    let up = 0;
    let down = 0;
    for (let i = 0; i < view.nodeCount; i++) {
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const j = targets[k];
        receives[j] += among[k];
        total += among[k];
        if (above[i].includes(view.persons[j])) up += among[k];
        else if (above[j].includes(view.persons[i])) down += among[k];
      }
    }
    let people = 0;
    let pairs = total * total; // Σ_{i≠j} out_i · in_j
    let pairsUp = 0;
    let pairsDown = 0;
    for (let i = 0; i < view.nodeCount; i++) {
      if (gives[i] + receives[i] > 0) people++;
      pairs -= gives[i] * receives[i];
      for (const person of above[i]) {
        const j = view.nodeOf[person];
        if (j < 0) continue;
        pairsUp += gives[i] * receives[j];
        pairsDown += gives[j] * receives[i];
      }
    }
    if (people < fewestPeople) return { value: Number.NaN, reason: 'too-few' };
    const across = total - up - down;
    const over = (part: number, expected: number) =>
      expected > 0 ? part / total / (expected / pairs) : Number.NaN;
    return {
      value: across / total,
      parts: {
        up: up / total,
        down: down / total,
        'up-ratio': over(up, pairsUp),
        'down-ratio': over(down, pairsDown),
        'across-ratio': over(across, pairs - pairsUp - pairsDown),
      },
    };
  },
};
