import { strongComponents } from './components.ts';
import { csrFromArcs, transpose } from './csr.ts';
import type { Arcs, Csr } from './snapshot.ts';

/** Bits of nodes handled at a time, so that memory stays small beside the network. */
const blockWords = 64;

/** Number of bits set. Source: Warren 2012, Hacker's Delight, fig. 5-2. */
export const bitCount = (word: number): number => {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
};

/** The network of strong components, which has no cycle. Positions are topological: arcs run from low to high. */
export interface Condensation {
  /** Position of each node's component. */
  readonly position: Uint32Array;
  readonly count: number;
  /** Nodes in the component at each position. */
  readonly sizes: Uint32Array;
  /** Arcs between positions, without parallels. */
  readonly arcs: Csr;
}

/**
 * Strong components as nodes, in topological order.
 *
 * Cost O(nodes + arcs). Order: Kahn 1962.
 */
export const condense = (arcs: Arcs): Condensation => {
  const { membership, count: componentCount } = strongComponents(arcs);
  const { nodeCount, out } = arcs;
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < nodeCount; i++) {
    for (let k = out.offsets[i]; k < out.offsets[i + 1]; k++) {
      const a = membership[i];
      const b = membership[out.targets[k]];
      if (a !== b) {
        from.push(a);
        to.push(b);
      }
    }
  }
  const between = csrFromArcs(componentCount, from, to, null);
  const waitingFor = new Uint32Array(componentCount);
  for (const target of between.targets) waitingFor[target]++;
  const order = new Uint32Array(componentCount);
  let ready = 0;
  for (let c = 0; c < componentCount; c++) if (waitingFor[c] === 0) order[ready++] = c;
  for (let at = 0; at < ready; at++) {
    const c = order[at];
    for (let k = between.offsets[c]; k < between.offsets[c + 1]; k++) {
      if (--waitingFor[between.targets[k]] === 0) order[ready++] = between.targets[k];
    }
  }
  const positionOf = new Uint32Array(componentCount);
  for (let at = 0; at < componentCount; at++) positionOf[order[at]] = at;
  const sizes = new Uint32Array(componentCount);
  const position = Uint32Array.from(membership, (c) => positionOf[c]);
  for (const at of position) sizes[at]++;
  return {
    position,
    count: componentCount,
    sizes,
    arcs: csrFromArcs(
      componentCount,
      from.map((c) => positionOf[c]),
      to.map((c) => positionOf[c]),
      null,
    ),
  };
};

/**
 * How many others each node reaches along arcs.
 *
 * @returns one count per node, in [0, n − 1]
 * Cost O(n/32 · (components + arcs between them)) time, O(components) memory: reach is carried through the
 * condensation in bits, a block of nodes at a time.
 * Source: Purdom 1970, A transitive closure algorithm (components first, then a sweep against the order).
 * Checked against networkx's descendants.
 */
export const reachedCounts = (arcs: Arcs, condensation: Condensation = condense(arcs)): Float64Array => {
  const { nodeCount } = arcs;
  const { position, count, arcs: between } = condensation;
  const reached = new Float64Array(count);
  const bits = new Int32Array(count * blockWords);
  for (let first = 0; first < nodeCount; first += blockWords * 32) {
    bits.fill(0);
    const last = Math.min(nodeCount, first + blockWords * 32);
    const words = Math.ceil((last - first) / 32);
    for (let i = first; i < last; i++) {
      bits[position[i] * blockWords + ((i - first) >>> 5)] |= 1 << ((i - first) & 31);
    }
    for (let at = count - 1; at >= 0; at--) {
      const own = at * blockWords;
      for (let k = between.offsets[at]; k < between.offsets[at + 1]; k++) {
        const next = between.targets[k] * blockWords;
        for (let w = 0; w < words; w++) bits[own + w] |= bits[next + w];
      }
      let sum = 0;
      for (let w = 0; w < words; w++) sum += bitCount(bits[own + w]);
      reached[at] += sum;
    }
  }
  return Float64Array.from(position, (at) => reached[at] - 1);
};

/** For each position of a condensation, the positions that reach it, itself included, as rows of bits. */
export const ancestorBits = ({ count, arcs }: Condensation): { bits: Int32Array; words: number } => {
  const words = Math.ceil(count / 32);
  const bits = new Int32Array(count * words);
  const before = transpose(arcs);
  for (let at = 0; at < count; at++) {
    const own = at * words;
    bits[own + (at >>> 5)] |= 1 << (at & 31);
    for (let k = before.offsets[at]; k < before.offsets[at + 1]; k++) {
      const earlier = before.targets[k];
      // Ancestors stand earlier, so words past the ancestor's own hold nothing.
      for (let w = 0; w <= earlier >>> 5; w++) bits[own + w] |= bits[earlier * words + w];
    }
  }
  return { bits, words };
};
