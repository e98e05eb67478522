/**
 * Seeded random streams. A stream is named by a seed and labels ("null", "reciprocity", 17), so that a result
 * does not depend on how many draws another part of the program made before it, nor on which worker ran it.
 */

const mix32 = (state: number): number => {
  let z = (state + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
};

/** 32-bit seed from a seed and labels (murmur3 finaliser over UTF-16 code units). */
export const seedFrom = (seed: number, ...labels: readonly (string | number)[]): number => {
  let h = mix32(seed >>> 0);
  for (const label of labels) {
    const text = typeof label === 'number' ? `#${label}` : label;
    for (let i = 0; i < text.length; i++) h = mix32(h ^ text.charCodeAt(i));
    h = mix32(h ^ 0x5bd1e995);
  }
  return h;
};

export interface RandomStream {
  /** Uniform integer in [0, 2³²). */
  uint32(): number;
  /** Uniform real in [0, 1), 32 bits. */
  uniform(): number;
  /** Uniform integer in [0, bound), bound in [1, 2³²), without modulo bias beyond 2⁻³². */
  below(bound: number): number;
  /** Shuffles in place (Fisher–Yates) and returns its argument. */
  shuffle<T extends Uint32Array | Int32Array | Float64Array | unknown[]>(items: T): T;
}

/** sfc32 (Doty-Humphrey, PractRand), seeded through a murmur3 finaliser; period ≥ 2³². */
export const randomStream = (seed: number, ...labels: readonly (string | number)[]): RandomStream => {
  let state = seedFrom(seed, ...labels);
  const next = () => {
    state = mix32(state);
    return state | 0;
  };
  let a = next();
  let b = next();
  let c = next();
  let counter = 1;
  const uint32 = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) uint32();
  const uniform = () => uint32() / 4294967296;
  const below = (bound: number) => Math.floor(uniform() * bound);
  return {
    uint32,
    uniform,
    below,
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const held = items[i];
        items[i] = items[j] as never;
        items[j] = held as never;
      }
      return items;
    },
  };
};
