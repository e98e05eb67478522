import type { EventSequence } from './event-sequence.ts';

/** For each person, others by how lately they were met, the latest first. Those met at one time share a rank. */
class LatestFirst {
  readonly #people: number[][];
  readonly #times: number[][];

  constructor(people: number) {
    this.#people = Array.from({ length: people }, () => []);
    this.#times = Array.from({ length: people }, () => []);
  }

  meet(person: number, other: number, time: number): void {
    const [others, times] = [this.#people[person], this.#times[person]];
    const place = others.indexOf(other);
    if (place >= 0) {
      others.splice(place, 1);
      times.splice(place, 1);
    }
    others.unshift(other);
    times.unshift(time);
  }

  /** Writes 1/rank of each other into `into`. */
  mark(person: number, into: Float64Array): void {
    const [others, times] = [this.#people[person], this.#times[person]];
    let rank = 1;
    for (let place = 0; place < others.length; place++) {
      if (times[place] !== times[place - 1]) rank = place + 1;
      into[others[place]] = 1 / rank;
    }
  }

  clear(person: number, into: Float64Array): void {
    for (const other of this.#people[person]) into[other] = 0;
  }
}

/** What the order of past messages says: who was met lately, and the last messages (all of the latest time). */
export class MessageOrder {
  readonly receivers: LatestFirst;
  readonly senders: LatestFirst;
  /** Messages of the latest time before now. */
  last: readonly number[] = [];
  readonly #sequence: EventSequence;

  constructor(sequence: EventSequence) {
    this.#sequence = sequence;
    this.receivers = new LatestFirst(sequence.people);
    this.senders = new LatestFirst(sequence.people);
  }

  add(messages: readonly number[]): void {
    const { sender, offsets, receivers, time } = this.#sequence;
    for (const e of messages) {
      for (let k = offsets[e]; k < offsets[e + 1]; k++) {
        this.receivers.meet(sender[e], receivers[k], time[e]);
        this.senders.meet(receivers[k], sender[e], time[e]);
      }
    }
    this.last = messages;
  }

  /** Participation shift from a last message A → B to i → j (Gibson 2003); B may be several people. */
  isShift(shift: string, i: number, j: number): boolean {
    const { sender, offsets, receivers } = this.#sequence;
    return this.last.some((e) => {
      const a = sender[e];
      let [isIInB, isJInB] = [false, false];
      for (let k = offsets[e]; k < offsets[e + 1]; k++) {
        isIInB ||= receivers[k] === i;
        isJInB ||= receivers[k] === j;
      }
      switch (shift) {
        case 'psABBA':
          return isIInB && j === a;
        case 'psABBY':
          return isIInB && j !== a && !isJInB;
        case 'psABAY':
          return i === a && !isJInB;
        case 'psABXA':
          return i !== a && !isIInB && j === a;
        case 'psABXB':
          return i !== a && !isIInB && isJInB;
        default:
          return i !== a && !isIInB && j !== a && !isJInB;
      }
    });
  }
}
