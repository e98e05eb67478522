/** Matters on their way from desk to desk, one event after another. */
import type { RandomStream } from '../../base/random.ts';

/** Desks a matter visits, written into `path`; returns how many. */
export type DrawRoute = (random: RandomStream, path: Uint32Array) => number;

export interface SimulatedQueue {
  /** Mean time from raised to done in each batch, in service times. */
  readonly batches: Float64Array;
  /** Mean number of matters on all desks over time. */
  readonly inSystem: number;
  readonly events: number;
}

/** What happens to a matter, told as it happens: for the person who asks what reaches their desk. */
export interface QueueWatcher {
  /** `stage` counts desks from 0, where the matter is raised. */
  arrived(time: number, desk: number, matter: number, stage: number): void;
  left(time: number, desk: number, matter: number): void;
}

export interface SimulationOptions {
  /** n desks */
  readonly desks: number;
  /** Λ, matters per service time, > 0 */
  readonly rate: number;
  readonly route: DrawRoute;
  readonly longestRoute: number;
  /** Matters done before counting begins. */
  readonly warmUp: number;
  /** Matters in each batch, and how many batches. */
  readonly batchSize: number;
  readonly batchCount: number;
  readonly random: RandomStream;
  readonly watcher?: QueueWatcher;
}

/**
 * Simulates the network of queues. Service is memoryless, so the next event is an arrival with probability
 * Λ/(Λ + busy desks), or else any busy desk is done: no calendar of events is needed.
 *
 * Matters are counted in the order they are done.
 *
 * @throws Error (fault) on a rate that is not above 0
 * Cost O(1) per event. Checked against `queueState` on a tree, a star and a ring of cliques.
 */
export const simulateQueue = (options: SimulationOptions): SimulatedQueue => {
  const { desks, rate, route, longestRoute, warmUp, batchSize, batchCount, random, watcher } = options;
  if (!(rate > 0)) throw new Error(`simulateQueue: expected a rate above 0, but got ${rate}`);
  const none = 0xffffffff;
  let room = 1024;
  let paths = new Uint32Array(room * longestRoute);
  let lengths = new Uint32Array(room);
  let stages = new Uint32Array(room);
  let bornAt = new Float64Array(room);
  let behind = new Uint32Array(room);
  const free: number[] = [];
  for (let m = room - 1; m >= 0; m--) free.push(m);
  const first = new Uint32Array(desks).fill(none);
  const last = new Uint32Array(desks).fill(none);
  const busy = new Uint32Array(desks);
  const busyAt = new Int32Array(desks).fill(-1);
  let busyCount = 0;
  const path = new Uint32Array(longestRoute);

  const grow = () => {
    const larger = <T extends Uint32Array | Float64Array>(column: T, length: number): T => {
      const copy = new (column.constructor as new (length: number) => T)(length);
      copy.set(column);
      return copy;
    };
    paths = larger(paths, 2 * room * longestRoute);
    lengths = larger(lengths, 2 * room);
    stages = larger(stages, 2 * room);
    bornAt = larger(bornAt, 2 * room);
    behind = larger(behind, 2 * room);
    for (let m = 2 * room - 1; m >= room; m--) free.push(m);
    room *= 2;
  };
  const putOn = (desk: number, matter: number) => {
    behind[matter] = none;
    if (first[desk] === none) {
      first[desk] = matter;
      busyAt[desk] = busyCount;
      busy[busyCount++] = desk;
    } else behind[last[desk]] = matter;
    last[desk] = matter;
  };

  const batches = new Float64Array(batchCount);
  let time = 0;
  let area = 0;
  let countedFrom = 0;
  let inSystem = 0;
  let done = 0;
  let events = 0;
  const wanted = warmUp + batchSize * batchCount;
  while (done < wanted) {
    events++;
    const total = rate + busyCount;
    const step = -Math.log(1 - random.uniform()) / total;
    time += step;
    if (done >= warmUp) area += inSystem * step;
    else countedFrom = time;
    const at = random.uniform() * total;
    if (at < rate) {
      if (free.length === 0) grow();
      const matter = free.pop()!;
      const length = route(random, path);
      for (let k = 0; k < length; k++) paths[matter * longestRoute + k] = path[k];
      lengths[matter] = length;
      stages[matter] = 0;
      bornAt[matter] = time;
      inSystem++;
      putOn(path[0], matter);
      watcher?.arrived(time, path[0], matter, 0);
      continue;
    }
    const index = Math.min(busyCount - 1, Math.floor(at - rate));
    const desk = busy[index];
    const matter = first[desk];
    watcher?.left(time, desk, matter);
    first[desk] = behind[matter];
    if (first[desk] === none) {
      const moved = busy[--busyCount];
      busy[index] = moved;
      busyAt[moved] = index;
      busyAt[desk] = -1;
    }
    if (++stages[matter] < lengths[matter]) {
      const next = paths[matter * longestRoute + stages[matter]];
      putOn(next, matter);
      watcher?.arrived(time, next, matter, stages[matter]);
      continue;
    }
    inSystem--;
    free.push(matter);
    if (done >= warmUp) {
      const batch = Math.floor((done - warmUp) / batchSize);
      batches[batch] += (time - bornAt[matter]) / batchSize;
    }
    done++;
  }
  return { batches, inSystem: area / (time - countedFrom), events };
};
