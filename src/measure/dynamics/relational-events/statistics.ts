/**
 * Statistics of a pair i → j as they stand before a message. The past is fed in by time; what shares a time is fed in
 * together, after it was asked about, so messages of one time do not know of each other.
 */
import { DecayedHistory } from './decayed-history.ts';
import { covariateOf, type Effect, isHistory, isOfOrder, requireHalfLife } from './effects.ts';
import type { Covariates, EventSequence, PersonCovariate, TieCovariate } from './event-sequence.ts';
import { MessageOrder } from './message-order.ts';

/** One decaying network and, for the sender asked about, its weights to and from everybody. */
interface Marked {
  readonly history: DecayedHistory;
  /** x_ih and x_hi of the sender i, stored scale. */
  readonly to: Float64Array;
  readonly from: Float64Array;
}

type Reader = (i: number, j: number) => number;

/** A person covariate at the time asked about. */
interface Current {
  values: Float64Array;
}

/** Σ_h min(a_h, b_h) over the neighbours of one side; where `isPresence`, the number of h with both. */
const sharedWeight = (
  marks: Float64Array,
  ids: Uint32Array,
  weights: Float64Array,
  length: number,
  isPresence: boolean,
): number => {
  let sum = 0;
  for (let k = 0; k < length; k++) {
    const a = marks[ids[k]];
    if (a === 0) continue;
    const b = weights[k];
    if (isPresence) sum += a > 0 && b > 0 ? 1 : 0;
    else sum += a < b ? a : b;
  }
  return sum;
};

export class Statistics {
  readonly #sequence: EventSequence;
  readonly #marked = new Map<string, Marked>();
  readonly #order: MessageOrder | null;
  readonly #latestReceivers: Float64Array;
  readonly #latestSenders: Float64Array;
  readonly #readers: readonly Reader[];
  readonly #changes: ((time: number) => void)[] = [];
  readonly #pending: number[] = [];
  #sender = -1;

  constructor(sequence: EventSequence, effects: readonly Effect[], covariates: Covariates) {
    this.#sequence = sequence;
    this.#order = effects.some(isOfOrder) ? new MessageOrder(sequence) : null;
    this.#latestReceivers = new Float64Array(this.#order === null ? 0 : sequence.people);
    this.#latestSenders = new Float64Array(this.#order === null ? 0 : sequence.people);
    this.#readers = effects.map((effect) => {
      const reader = isHistory(effect)
        ? this.#historyReader(effect)
        : isOfOrder(effect)
          ? this.#orderReader(effect)
          : this.#covariateReader(effect, covariates);
      return effect.transform === 'log1p' ? (i, j) => Math.log1p(reader(i, j)) : reader;
    });
  }

  /** Takes message e into the past, visible from the next later time on. Messages come in order. */
  add(e: number): void {
    this.#pending.push(e);
  }

  /** Moves now to `time`. */
  advance(time: number): void {
    const first = this.#pending[0];
    if (first !== undefined && this.#sequence.time[first] < time) {
      this.#order?.add(this.#pending.slice());
      const { sender, offsets, receivers, weight, time: times } = this.#sequence;
      for (const { history } of this.#marked.values()) {
        history.advance(times[first]);
        for (const e of this.#pending) {
          for (let k = offsets[e]; k < offsets[e + 1]; k++) {
            history.add(sender[e], receivers[k], times[e], weight?.[e] ?? 1);
          }
        }
      }
      this.#pending.length = 0;
    }
    for (const { history } of this.#marked.values()) history.advance(time);
    for (const change of this.#changes) change(time);
  }

  /** Asks about sender i until `release`. */
  hold(i: number): void {
    this.#sender = i;
    for (const { history, to, from } of this.#marked.values()) {
      for (const [marks, side] of [
        [to, history.out],
        [from, history.into],
      ] as const) {
        const [ids, weights] = [side.ids[i], side.weights[i]];
        for (let k = 0; k < side.lengths[i]; k++) marks[ids[k]] = weights[k];
      }
    }
    this.#order?.receivers.mark(i, this.#latestReceivers);
    this.#order?.senders.mark(i, this.#latestSenders);
  }

  release(): void {
    const i = this.#sender;
    for (const { history, to, from } of this.#marked.values()) {
      for (const [marks, side] of [
        [to, history.out],
        [from, history.into],
      ] as const) {
        const ids = side.ids[i];
        for (let k = 0; k < side.lengths[i]; k++) marks[ids[k]] = 0;
      }
    }
    this.#order?.receivers.clear(i, this.#latestReceivers);
    this.#order?.senders.clear(i, this.#latestSenders);
  }

  /** Writes every statistic of (held sender) → j, in the order of effects. */
  write(j: number, into: Float32Array | Float64Array, at: number): void {
    const i = this.#sender;
    const readers = this.#readers;
    for (let k = 0; k < readers.length; k++) into[at + k] = readers[k](i, j);
  }

  #markedFor(effect: Effect): Marked {
    const { halfLife = Number.POSITIVE_INFINITY, window = Number.POSITIVE_INFINITY } = effect;
    requireHalfLife(halfLife);
    const key = `${halfLife} ${window}`;
    let marked = this.#marked.get(key);
    if (marked === undefined) {
      const { people } = this.#sequence;
      marked = {
        history: new DecayedHistory(people, halfLife, window),
        to: new Float64Array(people),
        from: new Float64Array(people),
      };
      this.#marked.set(key, marked);
    }
    return marked;
  }

  #historyReader(effect: Effect): Reader {
    const { history, to, from } = this.#markedFor(effect);
    const isPresence = effect.counts === 'presence';
    const { people } = this.#sequence;
    // A share of nothing is an equal share.
    const share = (part: number, whole: number, among: number) => (whole > 0 ? part / whole : 1 / among);
    const degree = (sums: Float64Array, ties: Uint32Array, person: number): number =>
      effect.isShare
        ? share(sums[person], history.total, people)
        : isPresence
          ? ties[person]
          : sums[person] * history.factor;
    const tie = (marks: Float64Array, whole: Float64Array): Reader =>
      effect.isShare
        ? (i, j) => share(marks[j], whole[i], people - 1)
        : isPresence
          ? (_, j) => (marks[j] > 0 ? 1 : 0)
          : (_, j) => marks[j] * history.factor;
    const path =
      (marks: Float64Array, { ids, weights, lengths }: DecayedHistory['out']): Reader =>
      (_, j) => {
        const sum = sharedWeight(marks, ids[j], weights[j], lengths[j], isPresence);
        return isPresence ? sum : sum * history.factor;
      };
    switch (effect.statistic) {
      case 'inertia':
        return tie(to, history.outSum);
      case 'reciprocity':
        return tie(from, history.inSum);
      case 'indegreeReceiver':
        return (_, j) => degree(history.inSum, history.inTies, j);
      case 'outdegreeReceiver':
        return (_, j) => degree(history.outSum, history.outTies, j);
      case 'degreeReceiver':
        return (_, j) =>
          (degree(history.inSum, history.inTies, j) + degree(history.outSum, history.outTies, j)) /
          (effect.isShare ? 2 : 1);
      case 'indegreeSender':
        return (i) => degree(history.inSum, history.inTies, i);
      case 'outdegreeSender':
        return (i) => degree(history.outSum, history.outTies, i);
      case 'otp':
        return path(to, history.into);
      case 'itp':
        return path(from, history.out);
      case 'osp':
        return path(to, history.out);
      default:
        return path(from, history.into);
    }
  }

  #orderReader({ statistic }: Effect): Reader {
    if (statistic === 'recencyRankSend') return (_, j) => this.#latestReceivers[j];
    if (statistic === 'recencyRankReceive') return (_, j) => this.#latestSenders[j];
    const order = this.#order!;
    return (i, j) => (order.isShift(statistic, i, j) ? 1 : 0);
  }

  /** Follows a covariate as time passes. */
  #follow(name: string, covariate: PersonCovariate | undefined): Current {
    if (covariate === undefined) {
      throw new Error(`Statistics: expected a covariate ${name}, but got none of that name`);
    }
    const current: Current = { values: covariate.values[0] };
    let row = 0;
    if (covariate.since.length > 1) {
      this.#changes.push((time) => {
        while (row + 1 < covariate.since.length && covariate.since[row + 1] <= time) row++;
        current.values = covariate.values[row];
      });
    }
    return current;
  }

  /** Stated ties hold from the moment after they were stated, like everything past. */
  #followTies(name: string, covariate: TieCovariate | undefined): ReadonlyMap<number, number> {
    if (covariate === undefined) {
      throw new Error(`Statistics: expected a tie covariate ${name}, but got none of that name`);
    }
    const current = new Map<number, number>();
    let next = 0;
    this.#changes.push((time) => {
      for (; next < covariate.time.length && covariate.time[next] < time; next++) {
        current.set(covariate.from[next] * this.#sequence.people + covariate.to[next], covariate.value[next]);
      }
    });
    return current;
  }

  #covariateReader(effect: Effect, covariates: Covariates): Reader {
    const { statistic, covariate } = effect;
    const { people } = this.#sequence;
    if (statistic === 'stated' || statistic === 'statedBack') {
      const ties = this.#followTies(covariate!, covariates.tie[covariate!]);
      return statistic === 'stated'
        ? (i, j) => ties.get(i * people + j) ?? 0
        : (i, j) => ties.get(j * people + i) ?? 0;
    }
    const name = covariateOf(effect)!;
    const current = this.#follow(name, covariates.person[name]);
    // A person of whom nothing is known is neither the same nor different, above nor below.
    const known = (value: number) => (Number.isNaN(value) ? 0 : value);
    switch (statistic) {
      case 'same':
      case 'sameCommunity':
      case 'sameUnit':
        return (i, j) => (current.values[i] === current.values[j] ? 1 : 0);
      case 'difference':
        return (i, j) => known(Math.abs(current.values[i] - current.values[j]));
      case 'receiver':
        return (_, j) => known(current.values[j]);
      case 'sender':
        return (i) => known(current.values[i]);
      case 'sum':
        return (i, j) => known(current.values[i] + current.values[j]);
      case 'rankUp':
        return (i, j) => known(Math.max(0, current.values[j] - current.values[i]));
      case 'rankDown':
        return (i, j) => known(Math.max(0, current.values[i] - current.values[j]));
      case 'reportsTo':
        return (i, j) => (current.values[i] === j ? 1 : 0);
      default:
        return (i, j) => (current.values[j] === i ? 1 : 0);
    }
  }
}
