/**
 * Common random numbers: what happens by chance to a person at a time is a function of the seed, the person and the
 * time alone, so that two designs meet the same luck however differently they go on.
 */

/** Uniform in [0, 1) from four whole numbers (murmur3's mixing). */
export const pairedUniform = (seed: number, a: number, b: number, c: number): number => {
  let h = seed ^ Math.imul(a + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h ^= Math.imul(b + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
  h ^= Math.imul(c + 1, 0x165667b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
};
