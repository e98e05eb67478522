import { type Events, nobody } from '../../network/events.ts';
import type { EventSequence, Presence } from './event-sequence.ts';

export interface Messages {
  readonly sequence: EventSequence;
  /** Person of the archive behind each person of the sequence, ascending. */
  readonly persons: Uint32Array;
}

/**
 * The messages of an organisation: timed acts of directed kinds with at least one recipient, each recipient once,
 * nobody to themselves. People are those who sent or received one, numbered in the order of the archive.
 *
 * @param marginMs somebody is present from so long before their first to so long after their last message
 * Cost O(rows).
 */
export const messagesOf = (events: Events, marginMs: number): Messages => {
  const { timeMs, from, to, kind, act, kinds } = events;
  const time: number[] = [];
  const sender: number[] = [];
  const offsets: number[] = [0];
  const receivers: number[] = [];
  const lastAct = new Float64Array(events.people).fill(-1);
  let openAct = -1;
  for (let row = 0; row < from.length; row++) {
    if (timeMs[row] === Number.NEGATIVE_INFINITY || !kinds[kind[row]].isDirected) continue;
    if (to[row] === nobody || to[row] === from[row]) continue;
    if (act[row] !== openAct) {
      openAct = act[row];
      time.push(timeMs[row]);
      sender.push(from[row]);
      offsets.push(receivers.length);
    }
    if (lastAct[to[row]] === openAct) continue;
    lastAct[to[row]] = openAct;
    receivers.push(to[row]);
    offsets[offsets.length - 1] = receivers.length;
  }
  const first = new Float64Array(events.people).fill(Number.POSITIVE_INFINITY);
  const last = new Float64Array(events.people).fill(Number.NEGATIVE_INFINITY);
  const see = (person: number, when: number) => {
    first[person] = Math.min(first[person], when);
    last[person] = Math.max(last[person], when);
  };
  for (let e = 0; e < time.length; e++) {
    see(sender[e], time[e]);
    for (let k = offsets[e]; k < offsets[e + 1]; k++) see(receivers[k], time[e]);
  }
  const persons = Uint32Array.from(
    Array.from(first, (_, person) => person).filter((person) => first[person] <= last[person]),
  );
  const numberOf = new Uint32Array(events.people);
  persons.forEach((person, k) => {
    numberOf[person] = k;
  });
  const presence: Presence = {
    from: Float64Array.from(persons, (person) => first[person] - marginMs),
    until: Float64Array.from(persons, (person) => last[person] + marginMs),
  };
  return {
    persons,
    sequence: {
      people: persons.length,
      time: Float64Array.from(time),
      sender: Uint32Array.from(sender, (person) => numberOf[person]),
      offsets: Uint32Array.from(offsets),
      receivers: Uint32Array.from(receivers, (person) => numberOf[person]),
      presence,
    },
  };
};

/**
 * The same messages, with what somebody sends again to the same person soon after taken as once.
 *
 * @param quietMs a message counts only where the sender was silent towards the recipient for so long
 * Cost O(recipients).
 */
export const collapseBursts = (sequence: EventSequence, quietMs: number): EventSequence => {
  const { people, time, sender, offsets, receivers } = sequence;
  const latest = new Map<number, number>();
  const kept: number[] = [];
  const keptOffsets: number[] = [0];
  const keptReceivers: number[] = [];
  for (let e = 0; e < time.length; e++) {
    for (let k = offsets[e]; k < offsets[e + 1]; k++) {
      const pair = sender[e] * people + receivers[k];
      const isBurst = time[e] - (latest.get(pair) ?? Number.NEGATIVE_INFINITY) < quietMs;
      latest.set(pair, time[e]);
      if (!isBurst) keptReceivers.push(receivers[k]);
    }
    if (keptReceivers.length === keptOffsets.at(-1)) continue;
    kept.push(e);
    keptOffsets.push(keptReceivers.length);
  }
  return {
    people,
    time: Float64Array.from(kept, (e) => time[e]),
    sender: Uint32Array.from(kept, (e) => sender[e]),
    offsets: Uint32Array.from(keptOffsets),
    receivers: Uint32Array.from(keptReceivers),
    ...(sequence.presence === undefined ? {} : { presence: sequence.presence }),
  };
};
