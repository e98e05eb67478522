import { numberBySize } from './number-by-size.ts';
import type { Arcs, Csr, Ties } from './snapshot.ts';

export interface Components {
  /** Component of each node, in [0, count); 0 is the largest, equals go by smallest node. */
  readonly membership: Uint32Array;
  readonly count: number;
  /** Nodes of each component, descending. */
  readonly sizes: Uint32Array;
}

/** Smallest node reachable from each node over the rows of `forth` and, where given, `back`. */
const flood = (forth: Csr, back: Csr | null): Uint32Array => {
  const { nodeCount } = forth;
  const unseen = nodeCount;
  const rootOf = new Uint32Array(nodeCount).fill(unseen);
  const waiting = new Uint32Array(nodeCount);
  for (let root = 0; root < nodeCount; root++) {
    if (rootOf[root] !== unseen) continue;
    rootOf[root] = root;
    waiting[0] = root;
    // A queue, not a stack: neighbours found together are looked at together.
    let head = 0;
    let tail = 1;
    while (head < tail) {
      const v = waiting[head++];
      for (let k = forth.offsets[v]; k < forth.offsets[v + 1]; k++) {
        const u = forth.targets[k];
        if (rootOf[u] !== unseen) continue;
        rootOf[u] = root;
        waiting[tail++] = u;
      }
      if (back === null) continue;
      for (let k = back.offsets[v]; k < back.offsets[v + 1]; k++) {
        const u = back.targets[k];
        if (rootOf[u] !== unseen) continue;
        rootOf[u] = root;
        waiting[tail++] = u;
      }
    }
  }
  return rootOf;
};

/**
 * Connected components of undirected ties: who can reach whom at all. Weights do not matter.
 *
 * @returns every node's component, largest first; a node without ties is a component of its own
 * Cost O(n + ties). Breadth-first search.
 * Checked against igraph's connected_components.
 */
export const connectedComponents = (ties: Ties): Components => numberBySize(flood(ties, null));

/** Weakly connected components: arcs taken as ties. O(n + arcs). Checked against igraph. */
export const weakComponents = (arcs: Arcs): Components => numberBySize(flood(arcs.out, arcs.into));

/**
 * Strongly connected components: sets in which everyone reaches everyone along arcs.
 *
 * @returns every node's component, largest first; a node on no cycle is a component of its own
 * Cost O(n + arcs), on a stack of its own (no recursion).
 * Tarjan 1972, in the single-index form of Pearce 2016, algorithm 3 (PEA_FIND_SCC2).
 * Checked against igraph's connected_components(mode = strong).
 */
export const strongComponents = (arcs: Arcs): Components => {
  const { nodeCount, offsets, targets } = arcs.out;
  /** 0 unseen; 1 … the smallest visit number reachable; counted down from nodeCount + 1 once its set is known. */
  const index = new Uint32Array(nodeCount);
  const path = new Uint32Array(nodeCount); // nodes being visited
  const nextArc = new Uint32Array(nodeCount);
  const isRoot = new Uint8Array(nodeCount);
  const open = new Uint32Array(nodeCount); // visited, set not known yet
  const componentOf = new Uint32Array(nodeCount);
  const done = nodeCount + 1;
  let openCount = 0;
  let componentCount = 0;
  let visits = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (index[start] !== 0) continue;
    let depth = 0;
    path[depth++] = start;
    index[start] = ++visits;
    isRoot[start] = 1;
    nextArc[start] = offsets[start];
    while (depth > 0) {
      const v = path[depth - 1];
      if (nextArc[v] < offsets[v + 1]) {
        const u = targets[nextArc[v]];
        if (index[u] === 0) {
          path[depth++] = u;
          index[u] = ++visits;
          isRoot[u] = 1;
          nextArc[u] = offsets[u];
          continue; // come back to this arc once u is done
        }
        nextArc[v]++;
        if (index[u] < index[v]) {
          index[v] = index[u];
          isRoot[v] = 0;
        }
        continue;
      }
      depth--;
      if (isRoot[v] === 0) {
        open[openCount++] = v;
        continue;
      }
      // Everything opened since v that does not reach below v is v's set. `index[v]` is v's visit number here.
      const number = index[v];
      while (openCount > 0 && index[open[openCount - 1]] >= number) {
        const u = open[--openCount];
        index[u] = done;
        componentOf[u] = componentCount;
      }
      index[v] = done;
      componentOf[v] = componentCount++;
    }
  }
  return numberBySize(componentOf);
};
