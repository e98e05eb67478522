import type { Measure } from '../network/measure.ts';
import { trophicLevels } from '../network/trophic-levels.ts';
import { leadKindsOf } from '../network/view-lead.ts';

/**
 * Whether turning to others has a direction: whether people can be put on levels so that it climbs.
 *
 * F₀ = Σ w_ij (h_j − h_i − 1)² / Σ w_ij with levels h solving Λh = v (`trophic-levels.ts`), over lead arcs: i turned
 * to j, a reply counting for whoever asked
 *
 * Plain arcs would not do: an opening and its reply run opposite ways and would cancel, though the same person
 * turned to the same other.
 *
 * Returns [0, 1]: 0 strictly layered (a chart), 1 no direction at all (a ring, all mutual). Levels spanned is the
 * highest level minus the lowest. `NaN` with `no-lead-kind`.
 * Cost O(iterations · arcs). Checked against a dense solve in numpy.
 */
export const flowDirection: Measure = {
  id: 'flow-direction',
  pattern: 'dynamics',
  title: 'Direction of flow',
  question: 'Does turning to others run one way, layer by layer?',
  formula:
    'trophic incoherence F₀ = Σ w (h_j − h_i − 1)²/Σ w over arcs “i turned to j”, levels h solving Λh = v',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'less of a direction: 0 strictly layered, 1 none',
  parameters: [],
  parts: [{ id: 'levels', title: 'Levels spanned', unit: 'levels', range: [0, Number.POSITIVE_INFINITY] }],
  source: 'MacKay, Johnson & Sansom 2020, How directed is a directed network?',
  nullModel: 'recipient-swap',
  nullDraws: 20,
  interval: 'logit',
  span: 'each-window',
  needs: ['directed'],
  compute(view) {
    if (leadKindsOf(view).length === 0) return { value: Number.NaN, reason: 'no-lead-kind' };
    const { levels, incoherence } = trophicLevels(view.leadArcs());
    return {
      value: incoherence,
      parts: { levels: levels.reduce((most, level) => Math.max(most, level), 0) },
    };
  },
};
