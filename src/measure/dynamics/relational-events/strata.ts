/** Strata of the conditional likelihood: for each, its cases and those who could have been chosen instead. */
import { type RandomStream, randomStream } from '../../../base/random.ts';
import type { Effect } from './effects.ts';
import type { Covariates, EventSequence, Presence } from './event-sequence.ts';
import { Statistics } from './statistics.ts';

/**
 * Messages are cut into this many blocks of equal length, whoever computes them: sums over blocks are added in their
 * order, so that any number of workers gives the same bits. The last fifth of messages is the last fifth of blocks.
 */
export const blockCount = 20;
export const lastFifth = 16;

/** Statistics beyond this many are kept in single precision: 84 MB for 100,000 events × 21 × 10, not 168. */
const mostDoubles = 16_000_000;

export interface StrataSpec {
  readonly sequence: EventSequence;
  readonly effects: readonly Effect[];
  readonly covariates: Covariates;
  /** `choice`: receivers compete, given the sender; `tie`: all ordered pairs compete. */
  readonly model: 'choice' | 'tie';
  /** Controls drawn for each case; `null` takes everybody. */
  readonly controls: number | null;
  readonly seed: number;
  /** Messages before this one are history only. */
  readonly firstMessage?: number;
}

export interface StrataBlock {
  /** Row-major. */
  readonly rows: Float32Array | Float64Array;
  /** Statistics in each row. */
  readonly stride: number;
  /** Candidate of each row: the receiver, or sender × people + receiver in the tie model. */
  readonly candidate: Float64Array | Uint32Array;
  /** Rows of stratum s stand at [offsets[s], offsets[s + 1]), its cases first. */
  readonly offsets: Uint32Array;
  readonly cases: Uint32Array;
  /** Sender of the message. */
  readonly cluster: Uint32Array;
}

/** Message range of a block. */
export const messagesOfBlock = (
  { sequence, firstMessage = 0 }: StrataSpec,
  block: number,
): readonly [number, number] => {
  const count = sequence.time.length - firstMessage;
  return [
    firstMessage + Math.floor((block * count) / blockCount),
    firstMessage + Math.floor(((block + 1) * count) / blockCount),
  ];
};

/** Rows of their strata, at most. */
export const rowsOf = (
  { sequence, model, controls }: Pick<StrataSpec, 'sequence' | 'model' | 'controls'>,
  from: number,
  until: number,
): number => {
  const { people, offsets } = sequence;
  const candidates = model === 'choice' ? people - 1 : people * (people - 1);
  return controls === null
    ? (until - from) * candidates
    : (offsets[until] - offsets[from]) * Math.min(candidates, controls + 1);
};

/** Who is there as time passes. */
class Present {
  readonly #presence: Presence | undefined;
  readonly #arrivals: Float64Array;
  readonly #departures: Float64Array;
  readonly #people: number;
  #arrived = 0;
  #departed = 0;
  #now = Number.NEGATIVE_INFINITY;

  constructor({ people, presence }: EventSequence) {
    this.#people = people;
    this.#presence = presence;
    this.#arrivals = presence === undefined ? new Float64Array(0) : presence.from.slice().sort();
    this.#departures = presence === undefined ? new Float64Array(0) : presence.until.slice().sort();
  }

  advance(time: number): void {
    this.#now = time;
    while (this.#arrivals[this.#arrived] <= time) this.#arrived++;
    while (this.#departures[this.#departed] < time) this.#departed++;
  }

  get count(): number {
    return this.#presence === undefined ? this.#people : this.#arrived - this.#departed;
  }

  has(person: number): boolean {
    const { from, until } = this.#presence ?? {};
    return from === undefined || (from[person] <= this.#now && until![person] >= this.#now);
  }
}

/** K distinct numbers below `bound` that `isTaken` does not refuse; all where there are no more. */
const drawControls = (
  random: RandomStream,
  bound: number,
  wanted: number,
  free: number,
  isTaken: (candidate: number) => boolean,
  into: Float64Array,
): number => {
  if (free <= 2 * wanted) {
    // So few to choose from that refusals would pile up: all of them, shuffled from the front.
    const all: number[] = [];
    for (let candidate = 0; candidate < bound; candidate++) if (!isTaken(candidate)) all.push(candidate);
    const count = Math.min(wanted, all.length);
    for (let k = 0; k < count; k++) {
      const other = k + random.below(all.length - k);
      [all[k], all[other]] = [all[other], all[k]];
      into[k] = all[k];
    }
    return count;
  }
  let count = 0;
  while (count < wanted) {
    const candidate = random.below(bound);
    let isNew = !isTaken(candidate);
    for (let k = 0; isNew && k < count; k++) isNew = into[k] !== candidate;
    if (isNew) into[count++] = candidate;
  }
  return count;
};

/**
 * Builds blocks [fromBlock, untilBlock): walks all messages before them to know their past, and writes the statistics
 * of every candidate of their strata.
 *
 * With everybody at risk a message is one stratum and its recipients are its cases (Breslow). With controls each
 * recipient is a stratum of its own, co-recipients left out: pooled over a sample the estimate is biased.
 *
 * Cost O(rows × (effects + neighbours of the candidate for shared contacts)).
 * Checked against R's survival::clogit through the fit.
 */
export const buildBlocks = (
  spec: StrataSpec,
  fromBlock: number,
  untilBlock: number,
  onBlock?: (block: number) => void,
): StrataBlock[] => {
  const { sequence, effects, covariates, model, controls, seed } = spec;
  const { people, time, sender, offsets, receivers } = sequence;
  const statistics = new Statistics(sequence, effects, covariates);
  const width = effects.length;
  const cells = rowsOf(spec, spec.firstMessage ?? 0, time.length) * width;
  const Column = cells > mostDoubles ? Float32Array : Float64Array;
  const isCase = new Uint8Array(people);
  const drawn = new Float64Array(controls ?? 0);
  const blocks: StrataBlock[] = [];
  const present = new Present(sequence);
  let walked = 0;
  for (let block = fromBlock; block < untilBlock; block++) {
    const [from, until] = messagesOfBlock(spec, block);
    const most = rowsOf(spec, from, until);
    const rows = new Column(most * width);
    const candidate = model === 'tie' ? new Float64Array(most) : new Uint32Array(most);
    const strata = controls === null ? until - from : offsets[until] - offsets[from];
    const stratumOffsets = new Uint32Array(strata + 1);
    const cases = new Uint32Array(strata);
    const cluster = new Uint32Array(strata);
    let row = 0;
    let stratum = 0;
    const write = (i: number, j: number) => {
      statistics.write(j, rows, row * width);
      candidate[row] = model === 'tie' ? i * people + j : j;
      row++;
    };
    const close = (e: number, count: number) => {
      cases[stratum] = count;
      cluster[stratum] = sender[e];
      stratumOffsets[++stratum] = row;
    };
    for (; walked < from; walked++) {
      // Nothing is asked about these: only what they leave behind matters.
      if (walked === 0 || time[walked] !== time[walked - 1]) statistics.advance(time[walked]);
      statistics.add(walked);
    }
    for (let e = from; e < until; e++) {
      statistics.advance(time[e]);
      present.advance(time[e]);
      const i = sender[e];
      for (let k = offsets[e]; k < offsets[e + 1]; k++) isCase[receivers[k]] = 1;
      const recipients = offsets[e + 1] - offsets[e];
      if (controls === null) {
        statistics.hold(i);
        for (let k = offsets[e]; k < offsets[e + 1]; k++) write(i, receivers[k]);
        for (let j = 0; j < people; j++) if (j !== i && isCase[j] === 0 && present.has(j)) write(i, j);
        statistics.release();
        for (let other = 0; model === 'tie' && other < people; other++) {
          if (other === i || !present.has(other)) continue;
          statistics.hold(other);
          for (let j = 0; j < people; j++) if (j !== other && present.has(j)) write(other, j);
          statistics.release();
        }
        close(e, recipients);
      } else {
        for (let k = offsets[e]; k < offsets[e + 1]; k++) {
          const random = randomStream(seed, 'controls', k);
          statistics.hold(i);
          write(i, receivers[k]);
          if (model === 'choice') {
            const isTaken = (j: number) => j === i || isCase[j] === 1 || !present.has(j);
            const count = drawControls(
              random,
              people,
              controls,
              present.count - 1 - recipients,
              isTaken,
              drawn,
            );
            for (let c = 0; c < count; c++) write(i, drawn[c]);
            statistics.release();
          } else {
            statistics.release();
            const isTaken = (pair: number) => {
              const [other, j] = [Math.floor(pair / people), pair % people];
              return (
                other === j || (other === i && isCase[j] === 1) || !present.has(other) || !present.has(j)
              );
            };
            const free = present.count * (present.count - 1) - recipients;
            const count = drawControls(random, people * people, controls, free, isTaken, drawn);
            for (let c = 0; c < count; c++) {
              const other = Math.floor(drawn[c] / people);
              statistics.hold(other);
              write(other, drawn[c] % people);
              statistics.release();
            }
          }
          close(e, 1);
        }
      }
      for (let k = offsets[e]; k < offsets[e + 1]; k++) isCase[receivers[k]] = 0;
      statistics.add(e);
    }
    walked = until;
    blocks.push({
      rows: rows.subarray(0, row * width),
      stride: width,
      candidate: candidate.subarray(0, row),
      offsets: stratumOffsets,
      cases,
      cluster,
    });
    onBlock?.(block);
  }
  return blocks;
};
