import { betweennessDenominator, degreeDenominator, freemanCentralisation } from '../network/freeman.ts';
import type { Measure } from '../network/measure.ts';
import { isOneMailbox } from '../network/one-mailbox.ts';
import type { Csr } from '../network/snapshot.ts';
import { betweennessOf } from '../network/view-betweenness.ts';

const degrees = ({ nodeCount, offsets }: Csr): Float64Array =>
  Float64Array.from({ length: nodeCount }, (_, i) => offsets[i + 1] - offsets[i]);

/**
 * How far everything passes through one person.
 *
 * C = Σ_i (max c − c_i)/D for c betweenness (D = (n − 1)²(n − 2)/2, unweighted shortest paths over ties), and as
 * parts for binary in- and out-degree (D = (n − 1)²)
 *
 * Betweenness asks who stands between others, whichever of them began, so it is over ties, as Freeman's; in and out
 * are over directed kinds only, and `NaN` without one.
 *
 * Returns [0, 1]: 1 on a star, 0 where all stand alike (clique, ring). `NaN` with `one-mailbox`; `too-few` under
 * three people.
 * Cost that of betweenness, shared. Checked against R sna's centralization and igraph on Krackhardt's and Lazega's
 * networks.
 */
export const centralisation: Measure = {
  id: 'centralisation',
  pattern: 'equipotency',
  title: 'Centralisation',
  question: 'Does everything pass through a few?',
  formula:
    'Freeman’s Σ (max c − c_i)/D with c the betweenness of each person, D = (n − 1)²(n − 2)/2; beside it for in- and out-degree, D = (n − 1)²',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more passes through one person',
  parameters: [],
  parts: [
    { id: 'in-degree', title: 'Of being turned to', unit: 'share', range: [0, 1] },
    { id: 'out-degree', title: 'Of turning to others', unit: 'share', range: [0, 1] },
  ],
  source: 'Freeman 1979, Centrality in social networks: conceptual clarification',
  nullModel: 'recipient-swap',
  nullDraws: 199,
  interval: 'logit',
  span: 'each-window',
  needs: [],
  compute(view) {
    if (isOneMailbox(view)) return { value: Number.NaN, reason: 'one-mailbox' };
    const n = view.nodeCount;
    if (n < 3) return { value: Number.NaN, reason: 'too-few' };
    const isDirected = view.directedKinds().length > 0;
    const { into, out } = view.directedArcs();
    return {
      value: freemanCentralisation(betweennessOf(view).value, betweennessDenominator(n)),
      parts: {
        'in-degree': isDirected ? freemanCentralisation(degrees(into), degreeDenominator(n)) : Number.NaN,
        'out-degree': isDirected ? freemanCentralisation(degrees(out), degreeDenominator(n)) : Number.NaN,
      },
    };
  },
};
