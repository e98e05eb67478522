/** What spreads along ties: news, which one contact passes on, and behaviour, which takes several. */
import { pairedUniform } from './paired-random.ts';
import type { SearchNetwork } from './search.ts';

/**
 * Spread of news: in each step everybody who knows passes it along each tie with one probability.
 *
 * @param start people who know at first
 * @param chance probability per tie and step, (0, 1]
 * @param steps how many steps
 * @param seed chance by tie and step: the same tie has the same luck in every design
 * @returns share that knows at the start and after each step, ascending in [0, 1]
 * Cost O(steps · ties). Checked against breadth-first distances at chance 1.
 */
export const spreadNews = (
  { offsets, ties, origin }: SearchNetwork,
  start: ArrayLike<number>,
  chance: number,
  steps: number,
  seed: number,
): Float64Array => {
  const n = offsets.length - 1;
  const knows = new Uint8Array(n);
  const known = new Uint32Array(n);
  let count = 0;
  for (let k = 0; k < start.length; k++) {
    if (knows[start[k]] === 1) continue;
    knows[start[k]] = 1;
    known[count++] = start[k];
  }
  const share = new Float64Array(steps + 1);
  share[0] = count / n;
  for (let step = 1; step <= steps; step++) {
    const before = count;
    for (let k = 0; k < before && count < n; k++) {
      const i = known[k];
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const j = ties[e];
        if (knows[j] === 1 || pairedUniform(seed, origin[i], origin[j], step) >= chance) continue;
        knows[j] = 1;
        known[count++] = j;
      }
    }
    share[step] = count / n;
  }
  return share;
};

/**
 * Spread of a behaviour people take up once enough of their neighbours have.
 *
 * i joins when (joined neighbours)/k_i ≥ φ; nobody leaves
 *
 * @param start people who have joined at first
 * @param threshold φ in (0, 1]; above 1/k it takes several neighbours
 * @param steps how many rounds; everybody looks at the round before
 * @returns share that has joined at the start and after each round, ascending in [0, 1]
 * Cost O(n + ties + steps).
 * Source: Watts 2002, A simple model of global cascades on random networks, PNAS 99:5766; Centola & Macy 2007, Complex
 * contagions and the weakness of long ties, AJS 113:702. Checked against the cascade window of random graphs.
 */
export const spreadBehaviour = (
  { offsets, ties }: Pick<SearchNetwork, 'offsets' | 'ties'>,
  start: ArrayLike<number>,
  threshold: number,
  steps: number,
): Float64Array => {
  const n = offsets.length - 1;
  const hasJoined = new Uint8Array(n);
  const joinedNeighbours = new Uint32Array(n);
  let front: number[] = [];
  for (let k = 0; k < start.length; k++) {
    if (hasJoined[start[k]] === 1) continue;
    hasJoined[start[k]] = 1;
    front.push(start[k]);
  }
  let count = front.length;
  const share = new Float64Array(steps + 1);
  share[0] = count / n;
  for (let step = 1; step <= steps; step++) {
    const next: number[] = [];
    for (const i of front) {
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const j = ties[e];
        if (hasJoined[j] === 1) continue;
        joinedNeighbours[j]++;
        // 1e-12: 0.18 · 50 is 9.000000000000002 in floating point, and nine of fifty are enough.
        if (joinedNeighbours[j] >= threshold * (offsets[j + 1] - offsets[j]) - 1e-12) {
          hasJoined[j] = 1;
          next.push(j);
        }
      }
    }
    count += next.length;
    front = next;
    share[step] = count / n;
    if (front.length === 0) {
      share.fill(count / n, step);
      break;
    }
  }
  return share;
};

/**
 * Where global cascades end on large random graphs as ties become many: too many neighbours are needed for one to
 * move anybody.
 *
 * upper root of z · P(Pois(z) ≤ ⌊1/φ⌋ − 2) = 1
 *
 * @param threshold φ in (0, ½]
 * @returns mean number of ties z above which one person moves nobody; `NaN` where there is no such window
 * Source: Watts 2002, PNAS 99:5766, eq. 5 for Poisson degrees. Checked against 5.765 at φ = 0.18.
 */
export const cascadeBoundary = (threshold: number): number => {
  const most = Math.floor(1 / threshold + 1e-12) - 2;
  const excess = (z: number): number => {
    let term = Math.exp(-z);
    let sum = 0;
    for (let k = 0; k <= most; k++) {
      sum += term;
      term *= z / (k + 1);
    }
    return z * sum - 1;
  };
  let low = most + 1;
  if (most < 0 || excess(low) < 0) return Number.NaN;
  let high = low * 2 + 4;
  while (excess(high) > 0) high *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};
