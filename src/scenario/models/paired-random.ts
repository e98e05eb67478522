/**
 * Common random numbers: what happens by chance to a person at a time is a function of the seed, the person and the
 * time alone, so that two designs meet the same luck however differently they go on.
 */

/** What of `pairedUniform` depends on seed and person alone, worked out once where a person has chances in many rounds. */
export const luckOf = (seed: number, a: number): number => {
  const h = seed ^ Math.imul(a + 1, 0x9e3779b1);
  return Math.imul(h ^ (h >>> 16), 0x85ebca6b);
};

/** 32 bits as a whole number with sign, from `luckOf` and two whole numbers (murmur3's mixing). */
export const luckAt = (luck: number, b: number, c: number): number => {
  let h = luck ^ Math.imul(b + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
  h ^= Math.imul(c + 1, 0x165667b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

/** Uniform in [0, 1) from four whole numbers. */
export const pairedUniform = (seed: number, a: number, b: number, c: number): number =>
  (luckAt(luckOf(seed, a), b, c) >>> 0) / 4294967296;
