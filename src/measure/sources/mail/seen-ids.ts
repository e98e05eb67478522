/** 53 bits of a string's hash: two multiplicative hashes of 32 bits, mixed (cyrb53). */
const hashOf = (text: string): number => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
};

/**
 * Which ids were seen, at 8 to 16 bytes each: a mailbox may hold tens of millions. Two ids of one hash would
 * count as one; among ten million that happens in one mailbox of two hundred.
 */
export class SeenIds {
  #table = new Float64Array(1 << 12);
  #size = 0;

  /** Adds an id; `false` where it was there before. */
  add(id: string): boolean {
    if (!this.#insert(hashOf(id) + 1)) return false;
    if (++this.#size * 2 > this.#table.length) {
      const smaller = this.#table;
      this.#table = new Float64Array(smaller.length * 2);
      for (const hash of smaller) if (hash !== 0) this.#insert(hash);
    }
    return true;
  }

  /** 0 marks an empty place, so hashes come in raised by one. */
  #insert(hash: number): boolean {
    const table = this.#table;
    const mask = table.length - 1;
    for (let at = (hash >>> 0) & mask; ; at = (at + 1) & mask) {
      if (table[at] === hash) return false;
      if (table[at] === 0) {
        table[at] = hash;
        return true;
      }
    }
  }
}
