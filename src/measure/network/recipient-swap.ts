/**
 * The null model that keeps who does how much and who receives how much, and shuffles who meets whom: recipients
 * are swapped between slots of equal kind and weight. A slot is one row with a recipient; its sender, time, thread
 * and act stay, its recipient moves.
 *
 * Kept exactly, kind by kind: each person's number of acts and interactions, out-strength and in-strength; and
 * each act's number of recipients. Edge switching alone keeps degrees but not in-strength (Maslov & Sneppen 2002).
 *
 * An interaction of a symmetric kind that is an act by itself (a contact, a co-authored commit) has no sender: which
 * end a source writes first says nothing, so its two ends are turned at random before swapping, and each person's
 * total is kept. In a meeting of many the one who called it stays.
 *
 * In an act with up to 32 recipients nobody is put twice; in wider ones it may happen (and is then one arc of twice
 * the weight), because looking through them would cost more than it tells.
 */
import type { RandomStream } from '../../base/random.ts';
import { type Events, nobody } from './events.ts';

/** Slots of one organisation in classes of equal kind and weight; made once, drawn from often. */
export interface SwapPlan {
  readonly events: Events;
  /** Row of each slot, slots of one class next to each other, in time order within it. */
  readonly row: Uint32Array;
  /** First slot of each class; one more at the end. */
  readonly classStart: Uint32Array;
  /** Slot of each row, `nobody` for rows that are no slot. */
  readonly slotOf: Uint32Array;
  /** 1 where the slot's act has other recipients, few enough to look through. */
  readonly hasNeighbours: Uint8Array;
  /** 1 where either end could stand first. */
  readonly canTurn: Uint8Array;
}

const swapsPerSlot = 10;
const attemptsPerSlot = 100;
const widestAct = 32;
/** In fewer slots than this, when counting stops depends on what was drawn; so many more rounds forget it. */
const fewSlots = 4096;
const forgettingRounds = 10;
/** After one shuffle of the whole class, swaps stay inside blocks of this many slots: 256 kB, near the processor. */
const blockSlots = 1 << 15;

/** Class number of each slot row, by kind and weight in order of appearance. */
const classifyRows = (events: Events, isSlot: (row: number) => boolean) => {
  const rows = events.from.length;
  const classOf = new Uint32Array(rows);
  const byWeight = events.kinds.map(() => new Map<number, number>());
  const size: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (!isSlot(row)) continue;
    const weights = byWeight[events.kind[row]];
    let number = weights.get(events.weight[row]);
    if (number === undefined) {
      number = size.length;
      weights.set(events.weight[row], number);
      size.push(0);
    }
    classOf[row] = number;
    size[number]++;
  }
  return { classOf, size };
};

/** Cost O(rows). */
export const planSwaps = (events: Events): SwapPlan => {
  const { from, to, act, kind } = events;
  const rows = from.length;
  const isSlot = (row: number) => to[row] !== nobody && to[row] !== from[row];
  const { classOf, size } = classifyRows(events, isSlot);
  const classStart = new Uint32Array(size.length + 1);
  for (let c = 0; c < size.length; c++) classStart[c + 1] = classStart[c] + size[c];
  const slots = classStart[size.length];
  const next = classStart.slice(0, size.length);
  const slotOf = new Uint32Array(rows).fill(nobody);
  const rowOf = new Uint32Array(slots);
  const hasNeighbours = new Uint8Array(slots);
  const canTurn = new Uint8Array(slots);
  for (let start = 0; start < rows; ) {
    let end = start + 1;
    while (end < rows && act[end] === act[start]) end++;
    for (let row = start; row < end; row++) {
      if (!isSlot(row)) continue;
      const slot = next[classOf[row]]++;
      slotOf[row] = slot;
      rowOf[slot] = row;
      if (end - start > 1 && end - start <= widestAct) hasNeighbours[slot] = 1;
      if (end - start === 1 && !events.kinds[kind[row]].isDirected) canTurn[slot] = 1;
    }
    start = end;
  }
  return { events, row: rowOf, classStart, slotOf, hasNeighbours, canTurn };
};

/**
 * One draw: every class is shuffled as a whole, forbidden places (somebody to themselves, twice in one act) are
 * mended by swaps, and then at least 10 swaps per slot are accepted, so that what mending preferred is forgotten.
 * A class that cannot be mended starts from what was seen. Where hardly any swap is possible (two people who write
 * to each other) it stops after 100 attempts per slot.
 *
 * @returns events with the same rows, times, kinds, weights, acts and threads
 * Cost O(10 · slots): about 2 s for 10 million.
 * Source: Maslov & Sneppen 2002; the shuffle is the swap chain's own limit without the two rules.
 * Checked by invariants, and on small cases against the uniform distribution over all allowed arrangements.
 */
export const swapRecipients = (plan: SwapPlan, random: RandomStream): Events => {
  const { events, row, classStart, slotOf, hasNeighbours, canTurn } = plan;
  const slots = row.length;
  const sender = new Uint32Array(slots);
  const recipient = new Uint32Array(slots);
  for (let slot = 0; slot < slots; slot++) {
    const a = events.from[row[slot]];
    const b = events.to[row[slot]];
    const isTurned = canTurn[slot] === 1 && random.uniform() < 0.5;
    sender[slot] = isTurned ? b : a;
    recipient[slot] = isTurned ? a : b;
  }

  const isTakenInAct = (slot: number, person: number): boolean => {
    const own = row[slot];
    const act = events.act[own];
    for (let r = own - 1; r >= 0 && events.act[r] === act; r--) {
      if (slotOf[r] !== nobody && recipient[slotOf[r]] === person) return true;
    }
    for (let r = own + 1; r < events.act.length && events.act[r] === act; r++) {
      if (slotOf[r] !== nobody && recipient[slotOf[r]] === person) return true;
    }
    return false;
  };
  const mayHold = (slot: number, person: number): boolean =>
    sender[slot] !== person && (hasNeighbours[slot] === 0 || !isTakenInAct(slot, person));
  /** Swaps unless one of the two would be forbidden; says whether it did. */
  const swap = (a: number, b: number): boolean => {
    const toA = recipient[a];
    const toB = recipient[b];
    if (sender[a] === toB || sender[b] === toA) return false;
    if (toA === toB) return true;
    if (hasNeighbours[a] === 1 || hasNeighbours[b] === 1) {
      // In one act the two only change places, which changes nothing.
      if (events.act[row[a]] === events.act[row[b]]) return true;
      if (!mayHold(a, toB) || !mayHold(b, toA)) return false;
    }
    recipient[a] = toB;
    recipient[b] = toA;
    return true;
  };

  const mend = (start: number, end: number): boolean => {
    for (let slot = start; slot < end; slot++) {
      let attempts = 0;
      while (!mayHold(slot, recipient[slot])) {
        if (attempts++ === attemptsPerSlot) return false;
        swap(slot, start + random.below(end - start));
      }
    }
    return true;
  };

  for (let c = 0; c + 1 < classStart.length; c++) {
    const start = classStart[c];
    const end = classStart[c + 1];
    const seen = recipient.slice(start, end);
    random.shuffle(recipient.subarray(start, end));
    if (!mend(start, end)) recipient.set(seen, start);
    for (let low = start; low < end; low += blockSlots) {
      // The last block takes the rest, so that none is left too small to swap in.
      const high = end - low < 2 * blockSlots ? end : low + blockSlots;
      const size = high - low;
      let accepted = 0;
      const swapAll = () => {
        for (let slot = low; slot < high; slot++) if (swap(slot, low + random.below(size))) accepted++;
      };
      for (let round = 0; round < attemptsPerSlot && accepted < swapsPerSlot * size; round++) swapAll();
      if (size < fewSlots) for (let round = 0; round < forgettingRounds; round++) swapAll();
      if (high === end) break;
    }
  }

  const from = events.from.slice();
  const to = events.to.slice();
  for (let slot = 0; slot < slots; slot++) {
    from[row[slot]] = sender[slot];
    to[row[slot]] = recipient[slot];
  }
  return { ...events, from, to };
};
