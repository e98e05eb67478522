/**
 * Intervals by leaving out one block of traces at a time. A block is a run of whole threads in the order they begin,
 * so that what belongs together leaves together. (Resampling events with replacement loses ties: its interval for
 * reciprocity on real mail excludes the estimate itself.)
 */
import { studentQuantile } from '../../base/student-t.ts';
import type { Events } from './events.ts';
import { firstTimedRow, numberThreads } from './threads.ts';

/** G. */
export const blockCount = 20;

/** Block of rows that are never left out. */
const stays = 255;

/** Why a number has no interval. */
export type NoInterval = 'untimed' | 'few-threads' | 'at-bound' | 'undefined-replicate';

/**
 * Block of each row, in [0, G), or `stays`.
 *
 * Threads are taken in the order of their first act and cut into G runs of equal number. An act without thread is
 * its own. Untimed stated ties are in no thread and stay in every replicate: they are everybody's whole answer at
 * one moment, and leaving out somebody's would make all ties to them look unreturned — the interval would show that,
 * and not how much another moment would differ.
 *
 * @returns `untimed` where nothing has a time, `few-threads` under G threads
 * Cost O(rows).
 */
export const blocksOfThreads = (events: Events): Uint8Array | 'untimed' | 'few-threads' => {
  const firstRow = firstTimedRow(events);
  const { threadOf, count } = numberThreads(events, firstRow);
  if (count === 0) return 'untimed';
  if (count < blockCount) return 'few-threads';
  const block = new Uint8Array(events.from.length).fill(stays);
  for (let k = 0; k < threadOf.length; k++) {
    block[firstRow + k] = Math.floor((threadOf[k] * blockCount) / count);
  }
  return block;
};

/** The events without one block. Cost O(rows). */
export const withoutBlock = (events: Events, block: Uint8Array, left: number): Events => {
  let kept = 0;
  for (let row = 0; row < block.length; row++) if (block[row] !== left) kept++;
  const timeMs = new Float64Array(kept);
  const from = new Uint32Array(kept);
  const to = new Uint32Array(kept);
  const kind = new Uint8Array(kept);
  const weight = new Float64Array(kept);
  const act = new Uint32Array(kept);
  const thread = new Uint32Array(kept);
  let write = 0;
  for (let row = 0; row < block.length; row++) {
    if (block[row] === left) continue;
    timeMs[write] = events.timeMs[row];
    from[write] = events.from[row];
    to[write] = events.to[row];
    kind[write] = events.kind[row];
    weight[write] = events.weight[row];
    act[write] = events.act[row];
    thread[write] = events.thread[row];
    write++;
  }
  return { people: events.people, kinds: events.kinds, timeMs, from, to, kind, weight, act, thread };
};

const logit = (share: number): number => Math.log(share / (1 - share));
const share = (logit: number): number => 1 / (1 + Math.exp(-logit));

/**
 * 95 % interval by delete-block jackknife.
 *
 * SE² = (G − 1)/G · Σ_g (θ₍g₎ − θ̄)²; θ̂ ± t_{G−1} · SE, on the scale given
 *
 * @param estimate θ̂, from all traces; with `logit` in [0, 1]
 * @param replicates θ₍g₎, one per block left out
 * @param scale `logit` for shares, so that the interval stays within [0, 1]
 * @returns low ≤ high; or why there is none: `undefined-replicate` where a value is `NaN`, `at-bound` where a share
 *   is 0 or 1, whose logit is infinite
 * Source: Tukey 1958; Künsch 1989, The jackknife and the bootstrap for general stationary observations.
 * Checked by its coverage on means of known processes, and against R's t for means of blocks.
 */
export const jackknifeInterval = (
  estimate: number,
  replicates: ArrayLike<number>,
  scale: 'identity' | 'logit',
): { readonly low: number; readonly high: number } | NoInterval => {
  const blocks = replicates.length; // G
  const onScale = scale === 'logit' ? logit : (value: number) => value;
  let sum = 0;
  for (let g = 0; g < blocks; g++) sum += onScale(replicates[g]);
  const centre = onScale(estimate);
  const mean = sum / blocks; // θ̄
  let squares = 0;
  for (let g = 0; g < blocks; g++) squares += (onScale(replicates[g]) - mean) ** 2;
  for (let g = 0; g < blocks; g++) if (Number.isNaN(replicates[g])) return 'undefined-replicate';
  if (Number.isNaN(estimate)) return 'undefined-replicate';
  if (!Number.isFinite(mean) || !Number.isFinite(centre)) return 'at-bound';
  const reach = studentQuantile(0.975, blocks - 1) * Math.sqrt(((blocks - 1) / blocks) * squares);
  const back = scale === 'logit' ? share : (value: number) => value;
  return { low: back(centre - reach), high: back(centre + reach) };
};
