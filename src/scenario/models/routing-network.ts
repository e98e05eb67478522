/** A design as routing sees it: the spine, and every tie, both by place. */
import { type Spine, soundSpine } from './spine.ts';

export interface RoutingNetwork {
  readonly spine: Spine;
  /** Ties of place p are `ties[offsets[p] … offsets[p + 1])`, places in ascending order; the spine's among them. */
  readonly offsets: Uint32Array;
  readonly ties: Uint32Array;
}

/** How a message finds its way. */
export type RoutingRule =
  /** To the neighbour whose common ancestor with the target is deepest, of these the one nearest to the target. */
  | 'deepest-ancestor'
  /** Along shortest paths, as if everybody knew the whole network. */
  | 'shortest-path';

/**
 * Joins the spine's ties with lateral ones.
 *
 * @param above person above each person, −1 for the one root
 * @param a, b persons at the two ends of each lateral tie; doubles and loops are dropped
 * Cost O(n + ties).
 */
export const routingNetwork = (
  above: ArrayLike<number>,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): RoutingNetwork => {
  const spine = soundSpine(above);
  const { nodeCount, parent, placeOf } = spine;
  const ends = 2 * (nodeCount - 1 + a.length);
  const start = new Uint32Array(nodeCount + 1);
  const count = (p: number, q: number) => {
    if (p === q) return;
    start[p + 1]++;
    start[q + 1]++;
  };
  for (let p = 1; p < nodeCount; p++) count(p, parent[p]);
  for (let e = 0; e < a.length; e++) count(placeOf[a[e]], placeOf[b[e]]);
  for (let p = 0; p < nodeCount; p++) start[p + 1] += start[p];
  const next = start.slice(0, nodeCount);
  const asTheyCome = new Uint32Array(ends);
  const put = (p: number, q: number) => {
    if (p === q) return;
    asTheyCome[next[p]++] = q;
    asTheyCome[next[q]++] = p;
  };
  for (let p = 1; p < nodeCount; p++) put(p, parent[p]);
  for (let e = 0; e < a.length; e++) put(placeOf[a[e]], placeOf[b[e]]);
  // Every tie stands in both rows: reading rows off in turn sorts them, and doubles then stand side by side.
  next.set(start.subarray(0, nodeCount));
  const sorted = new Uint32Array(start[nodeCount]);
  for (let p = 0; p < nodeCount; p++) {
    for (let k = start[p]; k < start[p + 1]; k++) sorted[next[asTheyCome[k]]++] = p;
  }
  const offsets = new Uint32Array(nodeCount + 1);
  let write = 0;
  for (let p = 0; p < nodeCount; p++) {
    const first = write;
    for (let k = start[p]; k < start[p + 1]; k++) {
      if (write > first && sorted[write - 1] === sorted[k]) continue;
      sorted[write++] = sorted[k];
    }
    offsets[p + 1] = write;
  }
  return { spine, offsets, ties: sorted.slice(0, write) };
};
