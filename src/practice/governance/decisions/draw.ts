import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * A lot that everybody can draw again: a stream of SHA-256 blocks over a seed everybody has. The seed is fixed by
 * all ballots together (or by revealed commitments), so that nobody could choose it alone.
 */
export interface Lot {
  /** Uniform integer in [0, bound), bound a whole number in [1, 2^48]; exact, by rejection. */
  below(bound: number): number;
}

const sixBytes = 2 ** 48;

/** A lot for one purpose; another label gives an independent one. Cost: one hash for five numbers. */
export const lotFrom = (seed: string, ...labels: readonly string[]): Lot => {
  const name = JSON.stringify([seed, ...labels]);
  let block = new Uint8Array(0);
  let at = 0;
  let blocks = 0;
  const next = (): number => {
    if (at + 6 > block.length) {
      block = sha256(utf8ToBytes(`${name}#${blocks++}`));
      at = 0;
    }
    let value = 0;
    for (let i = 0; i < 6; i++) value = value * 256 + block[at++]!;
    return value;
  };
  return {
    below: (bound) => {
      if (!Number.isInteger(bound) || bound < 1 || bound > sixBytes) {
        throw new Error(`lotFrom: expected a bound in [1, 2^48], but got ${bound}`);
      }
      const end = sixBytes - (sixBytes % bound);
      for (;;) {
        const value = next();
        if (value < end) return value % bound;
      }
    },
  };
};

/** Code units, so that the order is the same in every language and on every device. */
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The items in a drawn order that depends on the seed, the label and the set of items, not on their order. */
export const drawnOrder = (items: readonly string[], seed: string, label: string): string[] => {
  const order = [...items].sort(byCodeUnits);
  const lot = lotFrom(seed, label, ...order);
  for (let i = order.length - 1; i > 0; i--) {
    const j = lot.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
};

/** The seed that the closed ballots themselves give: the hash of their texts in an order of its own. */
export const seedOfBallots = (ballots: readonly string[]): string => {
  const hash = sha256.create();
  for (const ballot of [...ballots].sort(byCodeUnits))
    hash.update(utf8ToBytes(`${ballot.length}:${ballot}\n`));
  return bytesToHex(hash.digest());
};
