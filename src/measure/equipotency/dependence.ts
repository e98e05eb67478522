import type { Measure } from '../network/measure.ts';
import { isOneMailbox } from '../network/one-mailbox.ts';
import type { Ties } from '../network/snapshot.ts';
import { betweennessOf } from '../network/view-betweenness.ts';
import { truckFactor } from './truck-factor.ts';

const leavingShare = 0.05;
const randomDraws = 20;

/** Nodes in the largest component of what remains. Union–find with halving; O(n + ties). */
const largestWithout = ({ nodeCount, offsets, targets }: Ties, hasLeft: Uint8Array): number => {
  const parent = Uint32Array.from({ length: nodeCount }, (_, i) => i);
  const size = new Uint32Array(nodeCount).fill(1);
  const rootOf = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  let largest = 0;
  for (let i = 0; i < nodeCount; i++) {
    if (hasLeft[i] === 1) continue;
    largest = Math.max(largest, 1);
    for (let k = offsets[i]; k < offsets[i + 1] && targets[k] < i; k++) {
      if (hasLeft[targets[k]] === 1) continue;
      let a = rootOf(i);
      let b = rootOf(targets[k]);
      if (a === b) continue;
      if (size[a] < size[b]) [a, b] = [b, a];
      parent[b] = a;
      size[a] += size[b];
      largest = Math.max(largest, size[a]);
    }
  }
  return largest;
};

const marked = (nodeCount: number, nodes: Uint32Array): Uint8Array => {
  const marks = new Uint8Array(nodeCount);
  for (const node of nodes) marks[node] = 1;
  return marks;
};

/**
 * How much more falls apart when the people in between leave than when as many others do.
 *
 * (L_random − L_targeted)/L, L the size of the largest weak component before, L_targeted after the ⌈5 %⌉ with most
 * betweenness left, L_random the mean after as many left at random
 *
 * Between equals in betweenness the one with more ties goes first, then chance. Random leaves: 20 draws.
 *
 * Returns about [0, 1]; 0 where it does not matter who leaves (clique), near 1 on a star; slightly below 0 by
 * chance. For git, the truck factor stands beside it, for the whole span only. `NaN` with `one-mailbox`,
 * `too-few` under 20 people, where 5 % are not yet one person.
 * Cost betweenness (shared), and 21 times O(n + ties).
 * Checked by closed forms on star, ring and clique, and networkx on published networks.
 */
export const dependence: Measure = {
  id: 'dependence',
  pattern: 'equipotency',
  title: 'Dependence',
  question: 'Would the whole fall apart if a few left?',
  formula:
    'share of the largest component lost when the 5 % with most betweenness leave, minus the mean share lost when as many leave at random',
  unit: 'share',
  range: [-1, 1],
  higherMeans: 'more hangs together only through a few',
  parameters: [
    { id: 'leaving', value: leavingShare, unit: 'share', meaning: 'how many leave, rounded up' },
    { id: 'draws', value: randomDraws, unit: '', meaning: 'random leaves to compare with' },
  ],
  parts: [
    { id: 'lost', title: 'Lost when those in between leave', unit: 'share', range: [0, 1] },
    { id: 'lost-at-random', title: 'Lost when as many leave at random', unit: 'share', range: [0, 1] },
    {
      id: 'truck-factor',
      title: 'Truck factor',
      unit: 'people',
      range: [0, Number.POSITIVE_INFINITY],
    },
  ],
  source:
    'Albert, Jeong & Barabási 2000, Error and attack tolerance of complex networks; Avelino, Passos, Hora & Valente 2016, A novel approach for estimating truck factors',
  nullModel: 'recipient-swap',
  nullDraws: 20,
  interval: 'identity',
  span: 'each-window',
  needs: [],
  compute(view) {
    if (isOneMailbox(view)) return { value: Number.NaN, reason: 'one-mailbox' };
    const n = view.nodeCount;
    if (n * leavingShare < 1) return { value: Number.NaN, reason: 'too-few' };
    const ties = view.ties();
    const betweenness = betweennessOf(view).value;
    const degree = (i: number) => ties.offsets[i + 1] - ties.offsets[i];
    const random = view.random('dependence');
    const nodes = Uint32Array.from({ length: n }, (_, i) => i);
    const leaving = Math.ceil(n * leavingShare);
    const before = largestWithout(ties, new Uint8Array(n));

    // Shuffled first: the sort is stable, so equals stay in random order and numbering decides nothing.
    const inBetween = random.shuffle(nodes.slice());
    inBetween.sort((a, b) => betweenness[b] - betweenness[a] || degree(b) - degree(a));
    const targeted = largestWithout(ties, marked(n, inBetween.subarray(0, leaving)));
    let atRandom = 0;
    for (let draw = 0; draw < randomDraws; draw++) {
      atRandom += largestWithout(ties, marked(n, random.shuffle(nodes).subarray(0, leaving))) / randomDraws;
    }
    const isWhole = view.within === view;
    return {
      value: (atRandom - targeted) / before,
      parts: {
        lost: (before - targeted) / before,
        'lost-at-random': (before - atRandom) / before,
        'truck-factor':
          isWhole && view.authorship !== null ? truckFactor(view.authorship).people : Number.NaN,
      },
    };
  },
};
