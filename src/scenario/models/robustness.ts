/** What stays together when people are away. */

/**
 * Share of those who remain that still reach one another, as people are taken away one after another.
 *
 * C(r) = S_r / (N − r), S_r people in the largest connected piece once r are gone
 *
 * @param offsets, ties compressed rows of ties, every tie in both rows
 * @param order who goes, in turn; only its first entries count
 * @param steps numbers gone at which C is wanted, ascending, each ≤ order.length and < N
 * @returns C in (0, 1] for each step
 * Cost O(n + ties): people come back in the reverse order, and pieces are joined as they do.
 * Source: Dodds, Watts & Sabel 2003, PNAS 100:12516 (C); Newman & Ziff 2000 (adding back instead of removing).
 */
export const keptTogether = (
  offsets: Uint32Array,
  ties: Uint32Array,
  order: ArrayLike<number>,
  steps: readonly number[],
): Float64Array => {
  const nodeCount = offsets.length - 1;
  const last = steps[steps.length - 1] ?? 0;
  const isGone = new Uint8Array(nodeCount);
  for (let k = 0; k < last; k++) isGone[order[k]] = 1;
  const boss = new Int32Array(nodeCount).fill(-1);
  const find = (node: number): number => {
    let at = node;
    while (boss[at] >= 0) {
      if (boss[boss[at]] >= 0) boss[at] = boss[boss[at]];
      at = boss[at];
    }
    return at;
  };
  let largest = last < nodeCount ? 1 : 0;
  const join = (node: number) => {
    for (let k = offsets[node]; k < offsets[node + 1]; k++) {
      if (isGone[ties[k]] === 1) continue;
      let a = find(node);
      let b = find(ties[k]);
      if (a === b) continue;
      if (boss[a] > boss[b]) [a, b] = [b, a];
      boss[a] += boss[b];
      boss[b] = a;
      largest = Math.max(largest, -boss[a]);
    }
  };
  for (let p = 0; p < nodeCount; p++) if (isGone[p] === 0) join(p);
  const kept = new Float64Array(steps.length);
  let gone = last;
  for (let step = steps.length - 1; step >= 0; step--) {
    while (gone > steps[step]) {
      const back = order[--gone];
      isGone[back] = 0;
      largest = Math.max(largest, 1);
      join(back);
    }
    kept[step] = largest / (nodeCount - gone);
  }
  return kept;
};

/** Places with the largest loads first; equal ones by place. */
export const busiestFirst = (load: ArrayLike<number>): Uint32Array => {
  const order = Uint32Array.from({ length: load.length }, (_, p) => p);
  return order.sort((p, q) => load[q] - load[p] || p - q);
};
