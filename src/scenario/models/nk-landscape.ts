/** Problems with many partial answers: Kauffman's NK landscapes. */
import type { RandomStream } from '../../base/random.ts';

export interface Landscape {
  /** N, parts of an answer; an answer is the number whose bits they are. */
  readonly parts: number;
  /** Worth of each of the 2^N answers, Σ of N contributions, not divided by N. */
  readonly worth: Float64Array;
  /** Worth of the best answer. */
  readonly best: number;
}

/**
 * Draws a landscape: the worth of each part depends on itself and the K after it, round a ring.
 *
 * f(s) = Σ_i c_i(s_i, s_{i+1}, …, s_{i+K}), c uniform in [0, 1)
 *
 * @param parts N in [1, 24]
 * @param interdependence K in [0, N − 1]: how many others each part depends on; more makes more local optima
 * @returns the worth of every answer, so that a search looks up instead of adding up
 * Cost 2^N · ⌈N/g⌉ look-ups: g neighbouring contributions depend on g + K bits together and are added up once for
 * each of their settings.
 * Source: Kauffman & Levin 1987; Lazer & Friedman 2007, The network structure of exploration and exploitation,
 * Administrative Science Quarterly 52:667. Checked against sums over all parts.
 */
export const drawLandscape = (parts: number, interdependence: number, random: RandomStream): Landscape => {
  const span = interdependence + 1;
  const settings = 1 << span;
  const contributions = new Float64Array(parts * settings);
  for (let k = 0; k < contributions.length; k++) contributions[k] = random.uniform();

  // Groups of contributions whose bits together are few enough to be tabled.
  const groupSize = Math.max(1, Math.min(parts, 10 - interdependence));
  const groups: { readonly first: number; readonly mask: number; readonly sum: Float64Array }[] = [];
  for (let first = 0; first < parts; first += groupSize) {
    const size = Math.min(groupSize, parts - first);
    const bits = Math.min(parts, size + interdependence);
    const sum = new Float64Array(1 << bits);
    for (let s = 0; s < sum.length; s++) {
      // Where the ring is shorter than the group's bits, they begin again.
      const ring = bits === parts ? s + s * 2 ** bits : s;
      let total = 0;
      for (let i = 0; i < size; i++) {
        total += contributions[(first + i) * settings + (Math.floor(ring / 2 ** i) & (settings - 1))];
      }
      sum[s] = total;
    }
    groups.push({ first, mask: sum.length - 1, sum });
  }

  const worth = new Float64Array(2 ** parts);
  const ringMask = 2 ** parts - 1;
  for (const { first, mask, sum } of groups) {
    const back = parts - first;
    for (let s = 0; s < worth.length; s++) {
      worth[s] += sum[((s >>> first) | ((s << back) & ringMask)) & mask];
    }
  }
  let best = 0;
  for (let s = 0; s < worth.length; s++) if (worth[s] > best) best = worth[s];
  return { parts, worth, best };
};
