import { pageRank } from './page-rank.ts';
import type { Arcs } from './snapshot.ts';

/** d of PageRank where it stands for lead. */
export const leadDamping = 0.85;

/**
 * The part of PageRank that arrives from others, as shares: 0 for someone nobody turns to.
 *
 * ℓ_i = Σ_j d · x_j · w_ji / out_j, scaled to Σ ℓ = 1; x is PageRank with damping d = 0.85
 *
 * The teleport floor, and what people who turn to nobody spread evenly, are left out: they would make a pyramid
 * look equal.
 *
 * @param arcs i → j reads i turned to j; weights > 0
 * @returns one share per node, [0, 1], summing to 1; all 0 without arcs
 * Cost that of PageRank, to an L1 residual of 1e-10.
 * Source: Page, Brin, Motwani & Winograd 1999 for x; leaving out the floor is Equipo's own.
 * Checked against igraph's PageRank, put through the same formula in numpy, and closed forms on star, path, ring
 * and clique.
 */
export const receivedPageRank = (arcs: Arcs): Float64Array => {
  const { received } = pageRank(arcs, { damping: leadDamping, tolerance: 1e-10 });
  let total = 0;
  for (const part of received) total += part;
  return total > 0 ? received.map((part) => part / total) : new Float64Array(arcs.nodeCount);
};
