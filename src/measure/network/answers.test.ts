import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsFrom, type Row } from '../../../test/small-organisations.ts';
import type { Kind } from '../../base/kind.ts';
import { dayMs } from '../../base/time.ts';
import { answerHorizonMs, findAnswers } from './answers.ts';
import { type Events, nobody, noThread } from './events.ts';

const kinds: readonly Kind[] = [
  { id: 'message', isDirected: true, isAnswerable: true, isAnswer: false, lead: 'forward' },
  { id: 'reply', isDirected: true, isAnswerable: true, isAnswer: true, lead: 'reversed' },
  { id: 'reaction', isDirected: true, isAnswerable: false, isAnswer: false, lead: 'none' },
  { id: 'contact', isDirected: false, isAnswerable: false, isAnswer: false, lead: 'none' },
];

/** The definition, word for word: look at every later row. */
const searched = (events: Events, endMs: number) => {
  const { timeMs, from, to, thread, act } = events;
  const entries: string[] = [];
  const actsSeen = new Set<number>();
  for (let a = 0; a < from.length; a++) {
    const kind = events.kinds[events.kind[a]];
    if (!kind.isDirected || !kind.isAnswerable || timeMs[a] === Number.NEGATIVE_INFINITY) continue;
    const isThreaded = thread[a] !== noThread;
    if (isThreaded && actsSeen.has(act[a])) continue;
    if (!isThreaded && (to[a] === nobody || to[a] === from[a])) continue;
    actsSeen.add(act[a]);
    let answerMs = Number.POSITIVE_INFINITY;
    for (let b = 0; b < from.length; b++) {
      const other = events.kinds[events.kind[b]];
      if (timeMs[b] <= timeMs[a] || from[b] === from[a] || !other.isDirected) continue;
      const isReply = isThreaded
        ? thread[b] === thread[a] && (other.isAnswer || (other.isAnswerable && to[b] === from[a]))
        : (other.isAnswer || other.isAnswerable) &&
          from[b] === to[a] &&
          to[b] === from[a] &&
          timeMs[b] - timeMs[a] <= answerHorizonMs;
      if (isReply) answerMs = Math.min(answerMs, timeMs[b]);
    }
    const isAnswered = answerMs < Number.POSITIVE_INFINITY;
    const watched = isThreaded ? endMs - timeMs[a] : Math.min(answerHorizonMs, endMs - timeMs[a]);
    entries.push(`${from[a]} ${timeMs[a]} ${isAnswered ? answerMs - timeMs[a] : watched} ${isAnswered}`);
  }
  return entries.sort();
};

const found = (events: Events, endMs: number) => {
  const { asker, askedMs, waitedMs, isAnswered } = findAnswers(events, endMs);
  return Array.from(asker, (i, k) => `${i} ${askedMs[k]} ${waitedMs[k]} ${isAnswered[k] === 1}`).sort();
};

const row = fc.record({
  day: fc.integer({ min: 0, max: 40 }),
  from: fc.nat(4),
  to: fc.oneof(fc.nat(4), fc.constant(nobody)),
  kind: fc.nat(3),
  thread: fc.oneof(fc.nat(2), fc.constant(noThread)),
});

describe('the first answer', () => {
  it('is the one a search through everything later finds', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const events = eventsFrom(
          5,
          kinds,
          rows.map(({ day, ...rest }): Row => ({ ...rest, timeMs: day * dayMs })),
        );
        expect(found(events, 41 * dayMs)).toEqual(searched(events, 41 * dayMs));
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it('comes within 14 days where there are no threads, whenever it comes in a thread', () => {
    const late: Row[] = [
      { timeMs: 0, from: 0, to: 1, kind: 0, thread: noThread },
      { timeMs: 0, from: 2, to: 3, kind: 0, thread: 7 },
      { timeMs: 15 * dayMs, from: 1, to: 0, kind: 0, thread: noThread },
      { timeMs: 15 * dayMs, from: 3, to: 2, kind: 1, thread: 7 },
    ];
    expect(found(eventsFrom(4, kinds, late), 20 * dayMs)).toEqual(
      [
        `0 0 ${14 * dayMs} false`,
        `2 0 ${15 * dayMs} true`,
        `1 ${15 * dayMs} ${5 * dayMs} false`,
        `3 ${15 * dayMs} ${5 * dayMs} false`,
      ].sort(),
    );
  });

  it('may come to a post that goes to nobody, once for the post', () => {
    const post: Row[] = [
      { timeMs: 0, from: 0, to: nobody, kind: 0, thread: 1 },
      { timeMs: 1000, from: 0, to: nobody, kind: 1, thread: 1 },
      { timeMs: 3000, from: 1, to: 0, kind: 1, thread: 1 },
    ];
    expect(found(eventsFrom(2, kinds, post), 3000)).toEqual(
      ['0 0 3000 true', '0 1000 2000 true', '1 3000 0 false'].sort(),
    );
  });

  it('counts a message to several in one thread once, and without a thread once for each', () => {
    const both = (thread: number): Row[] => [
      { timeMs: 0, from: 0, to: 1, kind: 0, thread, act: 0 },
      { timeMs: 0, from: 0, to: 2, kind: 0, thread, act: 0 },
      { timeMs: 5, from: 1, to: 0, kind: 2, thread, act: 1 },
    ];
    expect(found(eventsFrom(3, kinds, both(1)), 10)).toEqual(['0 0 10 false']);
    expect(found(eventsFrom(3, kinds, both(noThread)), 10)).toEqual(['0 0 10 false', '0 0 10 false']);
  });
});
