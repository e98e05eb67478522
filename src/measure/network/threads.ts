import { type Events, noThread } from './events.ts';

/** Threads of some rows, numbered in the order they begin. */
export interface Threads {
  /** Thread of each row from `firstRow` on, in [0, count). */
  readonly threadOf: Uint32Array;
  readonly count: number;
}

/** First row with a time; rows are sorted, untimed ones first. Cost O(log rows). */
export const firstTimedRow = (events: Events): number => {
  let low = 0;
  let high = events.timeMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events.timeMs[middle] === Number.NEGATIVE_INFINITY) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Numbers threads from a row on. An act without thread is its own. Cost O(rows). */
export const numberThreads = (events: Events, firstRow: number): Threads => {
  const { thread, act } = events;
  const threadOf = new Uint32Array(thread.length - firstRow);
  let highest = -1;
  for (let row = firstRow; row < thread.length; row++) {
    if (thread[row] !== noThread && thread[row] > highest) highest = thread[row];
  }
  const placeOf = new Int32Array(highest + 1).fill(-1);
  let count = 0;
  for (let row = firstRow; row < thread.length; row++) {
    const at = row - firstRow;
    if (thread[row] !== noThread) {
      if (placeOf[thread[row]] < 0) placeOf[thread[row]] = count++;
      threadOf[at] = placeOf[thread[row]];
    } else {
      // Rows of one act stand together.
      const continues = at > 0 && act[row - 1] === act[row] && thread[row - 1] === noThread;
      threadOf[at] = continues ? threadOf[at - 1] : count++;
    }
  }
  return { threadOf, count };
};
