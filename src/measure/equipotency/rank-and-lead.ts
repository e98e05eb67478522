import { fewestPeople } from '../network/fewest-people.ts';
import { kendallTauB } from '../network/kendall.ts';
import type { Measure } from '../network/measure.ts';
import { leadOf } from '../network/view-lead.ts';

/**
 * Whether those higher on the chart are those who are turned to.
 *
 * τ_b between chart level (higher = nearer the top) and lead, over people whose level is known
 *
 * Returns [−1, 1]: 1 lead follows rank, 0 they have nothing to do with each other, −1 lead is the reverse of rank.
 * `NaN` with `no-chart`, lead's own reasons, `one-level` where all have the same rank, `equal-lead` where all the same lead, `too-few` under five people
 * with a level.
 * Cost lead, and O(n log n). Checked against R's cor(method = "kendall").
 */
export const rankAndLead: Measure = {
  id: 'rank-and-lead',
  pattern: 'equipotency',
  title: 'Rank and lead',
  question: 'Do people turn to those who stand higher on the chart?',
  formula: 'Kendall’s τ_b between level on the chart and lead',
  unit: '',
  range: [-1, 1],
  higherMeans: 'lead follows rank more closely',
  parameters: [],
  parts: [],
  source: 'Kendall 1945, The treatment of ties in ranking problems',
  nullModel: 'rank-permutation',
  nullDraws: 199,
  interval: 'identity',
  span: 'each-window',
  needs: ['directed', 'chart'],
  compute(view) {
    if (view.chart === null) return { value: Number.NaN, reason: 'no-chart' };
    const { shares, reason } = leadOf(view);
    if (shares === null) return { value: Number.NaN, reason: reason ?? 'no-lead-kind' };
    const levels: number[] = [];
    const leads: number[] = [];
    for (let i = 0; i < view.nodeCount; i++) {
      const level = view.chart.level[view.persons[i]];
      if (Number.isNaN(level)) continue;
      levels.push(level);
      // PageRank stops at a residual of 1e-10: what differs less is the same.
      leads.push(Number(shares[i].toPrecision(6)));
    }
    if (levels.length < fewestPeople) return { value: Number.NaN, reason: 'too-few' };
    if (new Set(levels).size === 1) return { value: Number.NaN, reason: 'one-level' };
    if (new Set(leads).size === 1) return { value: Number.NaN, reason: 'equal-lead' };
    return { value: kendallTauB(levels, leads) };
  },
};
