/**
 * The null model that keeps who does what to whom and when anything happens, and shuffles which of it happens when:
 * times are permuted between acts of equal kind. Untimed acts stay.
 */
import type { RandomStream } from '../../base/random.ts';
import type { Events } from './events.ts';

/**
 * One draw. An act's kind is that of its first row; all its rows move together and keep their thread.
 *
 * @returns events sorted by time again, acts numbered from 0 in that order
 * Cost O(rows): the times are the same, so acts change places and nothing needs sorting.
 * Source: Karsai et al. 2011, the time-shuffled null model.
 */
export const shuffleTimes = (events: Events, random: RandomStream): Events => {
  const rows = events.from.length;
  const firstRow = new Uint32Array(rows + 1);
  let acts = 0;
  for (let row = 0; row < rows; row++) {
    if (row === 0 || events.act[row] !== events.act[row - 1]) firstRow[acts++] = row;
  }
  firstRow[acts] = rows;

  const placesOfKind = events.kinds.map((): number[] => []);
  for (let act = 0; act < acts; act++) {
    if (events.timeMs[firstRow[act]] === Number.NEGATIVE_INFINITY) continue;
    placesOfKind[events.kind[firstRow[act]]].push(act);
  }
  const actAt = Uint32Array.from({ length: acts }, (_, act) => act);
  for (const places of placesOfKind) {
    const shuffled = random.shuffle(Uint32Array.from(places));
    for (let k = 0; k < places.length; k++) actAt[places[k]] = shuffled[k];
  }

  const timeMs = new Float64Array(rows);
  const from = new Uint32Array(rows);
  const to = new Uint32Array(rows);
  const kind = new Uint8Array(rows);
  const weight = new Float64Array(rows);
  const act = new Uint32Array(rows);
  const thread = new Uint32Array(rows);
  let write = 0;
  for (let place = 0; place < acts; place++) {
    const time = events.timeMs[firstRow[place]];
    for (let row = firstRow[actAt[place]]; row < firstRow[actAt[place] + 1]; row++) {
      timeMs[write] = time;
      from[write] = events.from[row];
      to[write] = events.to[row];
      kind[write] = events.kind[row];
      weight[write] = events.weight[row];
      act[write] = place;
      thread[write] = events.thread[row];
      write++;
    }
  }
  return { people: events.people, kinds: events.kinds, timeMs, from, to, kind, weight, act, thread };
};
