import { adjustedMutualInformation } from '../network/adjusted-mutual-information.ts';
import { fewestPeople } from '../network/fewest-people.ts';
import type { Measure } from '../network/measure.ts';

/**
 * How far the communities people form are the units they are charted in.
 *
 * AMI = (I − E[I]) / (½(H_U + H_C) − E[I]), U units, C communities, over people whose unit is known and who are tied
 * to somebody
 *
 * Communities are those found in the view's own ties, so that the interval holds how uncertain they are.
 *
 * Returns ≤ 1: 1 the communities are the units, 0 no more alike than chance. `NaN` with `no-chart` where no unit is
 * known, `one-unit` where there is only one, `too-few` under five people.
 * Cost Leiden's, shared. Checked against scikit-learn.
 */
export const formalLivedOverlap: Measure = {
  id: 'formal-lived-overlap',
  pattern: 'communities',
  title: 'Formal and lived',
  question: 'Are the communities people form the units they are charted in?',
  formula:
    'adjusted mutual information between communities and org-chart units, (I − E[I])/(½(H_U + H_C) − E[I])',
  unit: '',
  range: [-1, 1],
  higherMeans: 'people work together as the chart puts them together',
  parameters: [],
  parts: [],
  source: 'Vinh, Epps & Bailey 2010, Information theoretic measures for clusterings comparison',
  nullModel: 'recipient-swap',
  nullDraws: 199,
  interval: 'identity',
  span: 'each-window',
  needs: ['chart'],
  compute(view) {
    if (view.chart === null) return { value: Number.NaN, reason: 'no-chart' };
    const ties = view.ties();
    const { membership } = view.foundPartition();
    const units: number[] = [];
    const communities: number[] = [];
    let hasUnits = false;
    for (let i = 0; i < view.nodeCount; i++) {
      const unit = view.chart.unit[view.persons[i]];
      if (unit < 0) continue;
      hasUnits = true;
      if (ties.offsets[i + 1] === ties.offsets[i]) continue;
      units.push(unit);
      communities.push(membership[i]);
    }
    if (!hasUnits) return { value: Number.NaN, reason: 'no-chart' };
    if (units.length < fewestPeople) return { value: Number.NaN, reason: 'too-few' };
    if (new Set(units).size === 1) return { value: Number.NaN, reason: 'one-unit' };
    const cells = new Map<string, { unit: number; community: number; people: number }>();
    for (const [k, unit] of units.entries()) {
      const community = communities[k];
      const cell = cells.get(`${unit} ${community}`) ?? { unit, community, people: 0 };
      cell.people++;
      cells.set(`${unit} ${community}`, cell);
    }
    const rows = [...cells.values()].sort((a, b) => a.unit - b.unit || a.community - b.community);
    return {
      value: adjustedMutualInformation(units, communities),
      tables: {
        alluvial: {
          unit: rows.map((row) => row.unit),
          community: rows.map((row) => row.community),
          people: rows.map((row) => row.people),
        },
      },
    };
  },
};
