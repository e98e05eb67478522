import { effectiveNumber } from '../network/inequality.ts';
import type { Measure } from '../network/measure.ts';

/**
 * How clearly people fall into communities: Leiden's best partition of all ties.
 *
 * Q = (1/2S) Σ_ij (s_ij − γ k_i k_j / 2S) δ(c_i, c_j), s_ij = w_ij + w_ji, 2S = Σ_ij s_ij, best of 10 seeded runs
 *
 * People without ties are in no community. Random ties, too, have communities, of a size that depends on how many
 * there are: Q is to be read against its null, not against 0.
 *
 * Returns [−½, 1), for a found partition ≥ 0. `NaN` with `too-few` where nobody is tied to anybody.
 * Cost 10 runs of Leiden. Checked against the exact optimum (igraph, GLPK) on karate and Krackhardt's advice network.
 */
export const communities: Measure = {
  id: 'communities',
  pattern: 'communities',
  title: 'Communities',
  question: 'How clearly do people fall into communities of their own making?',
  formula:
    'modularity Q = (1/2S) Σ_ij (s_ij − γ k_i k_j/2S) δ(c_i, c_j) of the best of 10 seeded runs of Leiden on s_ij = w_ij + w_ji; every community is connected',
  unit: '',
  range: [-0.5, 1],
  higherMeans:
    'more of what people do together stays inside communities than their activity alone would put there',
  parameters: [
    { id: 'resolution', value: 1, unit: '', meaning: 'γ: larger gives more, smaller communities' },
    { id: 'runs', value: 10, unit: 'runs', meaning: 'seeded runs of which the best is kept' },
  ],
  parts: [
    { id: 'communities', title: 'Communities', unit: 'communities', range: [0, Number.POSITIVE_INFINITY] },
    {
      id: 'effective-communities',
      title: 'Effective communities, as if all were of one size',
      unit: 'communities',
      range: [1, Number.POSITIVE_INFINITY],
    },
    { id: 'largest', title: 'People in the largest', unit: 'share', range: [0, 1] },
  ],
  source:
    'Traag, Waltman & van Eck 2019, From Louvain to Leiden; Newman & Girvan 2004, Finding and evaluating community structure in networks',
  nullModel: 'recipient-swap',
  nullDraws: 199,
  interval: 'identity',
  span: 'each-window',
  needs: [],
  compute(view) {
    const ties = view.ties();
    if (ties.targets.length === 0) return { value: Number.NaN, reason: 'too-few' };
    const { membership, communityCount, quality } = view.foundPartition();
    const sizes = new Uint32Array(communityCount);
    for (let i = 0; i < view.nodeCount; i++) {
      if (ties.offsets[i + 1] > ties.offsets[i]) sizes[membership[i]]++;
    }
    const used = sizes.filter((size) => size > 0).sort();
    const tied = used.reduce((sum, size) => sum + size, 0);
    const bySize = new Map<number, number>();
    for (const size of used) bySize.set(size, (bySize.get(size) ?? 0) + 1);
    return {
      value: quality,
      parts: {
        communities: used.length,
        'effective-communities': effectiveNumber(used),
        largest: used[used.length - 1] / tied,
      },
      tables: { sizes: { people: [...bySize.keys()], communities: [...bySize.values()] } },
    };
  },
};
