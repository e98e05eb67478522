import { type Events, nobody } from './events.ts';

/** Which ordered pair of people each row is about. Rows of the same two in the same order share a pair. */
export interface PairIndex {
  /** Pair of each row, `nobody` where it has no recipient or goes to its sender. */
  readonly pairOf: Uint32Array;
  /** Person indices of each pair. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

const grown = (column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const wider = new Uint32Array(column.length * 2);
  wider.set(column);
  return wider;
};

/**
 * Numbers the pairs of people in order of appearance. Organisations repeat themselves: millions of interactions run
 * along some hundred thousand pairs, and whatever is summed along them later need not look at people again.
 *
 * Cost O(rows), a hash table with linear probing.
 */
export const indexPairs = (events: Events): PairIndex => {
  const rows = events.from.length;
  const pairOf = new Uint32Array(rows);
  let from = new Uint32Array(1024);
  let to = new Uint32Array(1024);
  let count = 0;
  let bits = 12;
  let table = new Uint32Array(1 << bits); // pair + 1, 0 where free
  const placeOf = (a: number, b: number) =>
    (Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) ^ Math.imul(b, 0xc2b2ae35)) >>> (32 - bits);
  const enter = (pair: number) => {
    const mask = table.length - 1;
    let place = placeOf(from[pair], to[pair]);
    while (table[place] !== 0) place = (place + 1) & mask;
    table[place] = pair + 1;
  };
  for (let row = 0; row < rows; row++) {
    const a = events.from[row];
    const b = events.to[row];
    if (b === nobody || a === b) {
      pairOf[row] = nobody;
      continue;
    }
    const mask = table.length - 1;
    let place = placeOf(a, b);
    let entry = table[place];
    while (entry !== 0 && (from[entry - 1] !== a || to[entry - 1] !== b)) {
      place = (place + 1) & mask;
      entry = table[place];
    }
    if (entry !== 0) {
      pairOf[row] = entry - 1;
      continue;
    }
    if (count === from.length) {
      from = grown(from);
      to = grown(to);
    }
    from[count] = a;
    to[count] = b;
    table[place] = count + 1;
    pairOf[row] = count++;
    if (count * 2 > table.length) {
      bits++;
      table = new Uint32Array(1 << bits);
      for (let pair = 0; pair < count; pair++) enter(pair);
    }
  }
  return { pairOf, from: from.slice(0, count), to: to.slice(0, count) };
};
