import { effectiveNumber } from '../network/inequality.ts';
import type { Measure } from '../network/measure.ts';
import { betweennessOf } from '../network/view-betweenness.ts';

/** Standard error of a total, as a share of it; nodes are taken as independent. */
const relativeError = (values: Float64Array, errors: Float64Array): number => {
  let total = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    total += values[i];
    squares += errors[i] * errors[i];
  }
  return total > 0 ? Math.sqrt(squares) / total : Number.NaN;
};

/**
 * How far people's ties reach into several communities, and how many stand between others.
 *
 * P_i = 1 − Σ_c (k_ic / k_i)², k_ic the strength of i's ties with community c; the value is the mean of P_i over
 * people with ties
 *
 * Effective bridges: ¹D of betweenness over unweighted ties, as a share of people; sampled above 5,000 people, then
 * with the standard error of all betweenness as a share of it (0 where every path was followed).
 *
 * Returns [0, 1): 0 everybody stays in one community, 1 − 1/c where all spread evenly over c. `NaN` with `too-few`
 * without ties. Effective bridges are `NaN` where nobody stands between others (a clique).
 * Cost O(ties) and betweenness, shared.
 * Checked against networkx (betweenness) and numpy (participation) on karate and Krackhardt's advice network.
 */
export const bridging: Measure = {
  id: 'bridging',
  pattern: 'communities',
  title: 'Bridging',
  question: 'Do many reach across communities, or is it left to a few?',
  formula:
    'mean participation coefficient P_i = 1 − Σ_c (k_ic/k_i)²; beside it the effective number of people with betweenness, exp(−Σ b ln b), as a share of all',
  unit: '',
  range: [0, 1],
  higherMeans: 'people’s ties reach more evenly into several communities',
  parameters: [],
  parts: [
    { id: 'effective-bridges', title: 'Effective bridges', unit: 'share', range: [0, 1] },
    {
      id: 'sampling-error',
      title: 'Error of betweenness',
      unit: 'share',
      range: [0, Number.POSITIVE_INFINITY],
    },
  ],
  source:
    'Guimerà & Amaral 2005, Functional cartography of complex metabolic networks; Brandes 2001, A faster algorithm for betweenness centrality; Brandes & Pich 2007, Centrality estimation in large networks',
  nullModel: 'recipient-swap',
  nullDraws: 199,
  interval: 'identity',
  span: 'each-window',
  needs: [],
  compute(view) {
    const { offsets, targets, weights } = view.ties();
    if (targets.length === 0) return { value: Number.NaN, reason: 'too-few' };
    const { membership, communityCount } = view.partition();
    const withCommunity = new Float64Array(communityCount); // k_ic
    const sums = new Float64Array(communityCount);
    const tiedIn = new Uint32Array(communityCount);
    let sum = 0;
    let tied = 0;
    for (let i = 0; i < view.nodeCount; i++) {
      if (offsets[i + 1] === offsets[i]) continue;
      let strength = 0; // k_i
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const weight = weights === null ? 1 : weights[k];
        withCommunity[membership[targets[k]]] += weight;
        strength += weight;
      }
      let participation = 1; // P_i
      for (let k = offsets[i]; k < offsets[i + 1]; k++) {
        const community = membership[targets[k]];
        // Each community counts once: whatever is found at its first tie is taken away with it.
        participation -= (withCommunity[community] / strength) ** 2;
        withCommunity[community] = 0;
      }
      sum += participation;
      sums[membership[i]] += participation;
      tied++;
      tiedIn[membership[i]]++;
    }
    const { value: between, standardError } = betweennessOf(view);
    return {
      value: sum / tied,
      parts: {
        'effective-bridges': effectiveNumber(between) / view.nodeCount,
        'sampling-error': relativeError(between, standardError),
      },
      byCommunity: sums.map((total, c) => total / tiedIn[c]),
    };
  },
};
