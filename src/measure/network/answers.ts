import { dayMs } from '../../base/time.ts';
import { timedSpan } from './activity.ts';
import { type Events, nobody, noThread } from './events.ts';
import type { View } from './view.ts';

/** Without threads, what comes back later than this is no answer any more. */
export const answerHorizonMs = 14 * dayMs;

/** Every act that could be answered, and how long it waited. Order is that of the threads, then of the pairs. */
export interface Answers {
  /** Who waited: a person index. */
  readonly asker: Uint32Array;
  readonly askedMs: Float64Array;
  /** Time to the first answer, or how long none was seen to come. */
  readonly waitedMs: Float64Array;
  /** 1 where answered, 0 where watching ended first. */
  readonly isAnswered: Uint8Array;
}

/** Growing columns, doubled when full. */
class Columns {
  #asker = new Uint32Array(1024);
  #askedMs = new Float64Array(1024);
  #waitedMs = new Float64Array(1024);
  #isAnswered = new Uint8Array(1024);
  #length = 0;

  add(asker: number, askedMs: number, waitedMs: number, isAnswered: boolean): void {
    const at = this.#length++;
    if (at === this.#asker.length) {
      this.#asker = grown(this.#asker, new Uint32Array(at * 2));
      this.#askedMs = grown(this.#askedMs, new Float64Array(at * 2));
      this.#waitedMs = grown(this.#waitedMs, new Float64Array(at * 2));
      this.#isAnswered = grown(this.#isAnswered, new Uint8Array(at * 2));
    }
    this.#asker[at] = asker;
    this.#askedMs[at] = askedMs;
    this.#waitedMs[at] = waitedMs;
    this.#isAnswered[at] = isAnswered ? 1 : 0;
  }

  done(): Answers {
    return {
      asker: this.#asker.subarray(0, this.#length),
      askedMs: this.#askedMs.subarray(0, this.#length),
      waitedMs: this.#waitedMs.subarray(0, this.#length),
      isAnswered: this.#isAnswered.subarray(0, this.#length),
    };
  }
}

const grown = <T extends Uint8Array | Uint32Array | Float64Array>(from: T, into: T): T => {
  into.set(from as never);
  return into;
};

/** Stable counting sort of row numbers by a key in [0, keyCount). */
const sortedBy = (rows: Uint32Array, keyCount: number, keyOf: (row: number) => number): Uint32Array => {
  const next = new Uint32Array(keyCount + 1);
  for (let r = 0; r < rows.length; r++) next[keyOf(rows[r]) + 1]++;
  for (let key = 0; key < keyCount; key++) next[key + 1] += next[key];
  const sorted = new Uint32Array(rows.length);
  for (let r = 0; r < rows.length; r++) sorted[next[keyOf(rows[r])]++] = rows[r];
  return sorted;
};

const rowsWhere = (count: number, holds: (row: number) => boolean): Uint32Array => {
  const rows = new Uint32Array(count);
  let kept = 0;
  for (let row = 0; row < count; row++) if (holds(row)) rows[kept++] = row;
  return rows.subarray(0, kept);
};

/** Answers within threads: one entry for each act, however many it went to. */
const inThreads = (events: Events, endMs: number, canAnswer: Uint8Array, found: Columns): void => {
  const { timeMs, from, to, kind, act, thread } = events;
  let threadCount = 0;
  const inThread = rowsWhere(from.length, (row) => {
    if (thread[row] === noThread || timeMs[row] === Number.NEGATIVE_INFINITY) return false;
    if (thread[row] >= threadCount) threadCount = thread[row] + 1;
    return canAnswer[kind[row]] === 1;
  });
  const rows = sortedBy(inThread, threadCount, (row) => thread[row]);
  // The next interaction to each person later in the thread; a stamp tells whether it belongs to this thread.
  const nextToMs = new Float64Array(events.people);
  const stamp = new Float64Array(events.people).fill(-1);
  for (let end = rows.length; end > 0; ) {
    const id = thread[rows[end - 1]];
    let start = end;
    while (start > 0 && thread[rows[start - 1]] === id) start--;
    // The next answer in the thread, and the next one by somebody else than its author.
    let nextBy = nobody;
    let nextMs = Number.POSITIVE_INFINITY;
    let otherMs = Number.POSITIVE_INFINITY;
    // Backwards through moments: what happens at one moment cannot answer what happens at the same.
    for (let late = end; late > start; ) {
      const moment = timeMs[rows[late - 1]];
      let early = late;
      while (early > start && timeMs[rows[early - 1]] === moment) early--;
      let previousAct = -1;
      for (let r = early; r < late; r++) {
        const row = rows[r];
        // The rows of one act stand together; the first that can be answered speaks for it.
        if (!events.kinds[kind[row]].isAnswerable || act[row] === previousAct) continue;
        previousAct = act[row];
        const asker = from[row];
        let answerMs = nextBy === asker ? otherMs : nextMs;
        if (stamp[asker] === id) answerMs = Math.min(answerMs, nextToMs[asker]);
        const isAnswered = answerMs < Number.POSITIVE_INFINITY;
        found.add(asker, moment, (isAnswered ? answerMs : endMs) - moment, isAnswered);
      }
      for (let r = early; r < late; r++) {
        const row = rows[r];
        const author = from[row];
        if (events.kinds[kind[row]].isAnswer) {
          if (author !== nextBy) otherMs = nextMs;
          nextBy = author;
          nextMs = moment;
        }
        if (to[row] !== nobody && to[row] !== author) {
          stamp[to[row]] = id;
          nextToMs[to[row]] = moment;
        }
      }
      late = early;
    }
    end = start;
  }
};

/** Answers without threads: one entry for each interaction i → j, answered by the next j → i. */
const betweenPairs = (events: Events, endMs: number, canAnswer: Uint8Array, found: Columns): void => {
  const { people, timeMs, from, to, kind, thread } = events;
  let hasAny = false;
  const rows = rowsWhere(from.length, (row) => {
    if (canAnswer[kind[row]] === 0 || to[row] === nobody || to[row] === from[row]) return false;
    if (timeMs[row] === Number.NEGATIVE_INFINITY) return false;
    hasAny ||= thread[row] === noThread;
    return true;
  });
  if (!hasAny) return;
  const lower = (row: number) => Math.min(from[row], to[row]);
  const upper = (row: number) => Math.max(from[row], to[row]);
  const byPair = sortedBy(sortedBy(rows, people, upper), people, lower);
  for (let end = byPair.length; end > 0; ) {
    const a = lower(byPair[end - 1]);
    const b = upper(byPair[end - 1]);
    let start = end;
    while (start > 0 && lower(byPair[start - 1]) === a && upper(byPair[start - 1]) === b) start--;
    let nextFromA = Number.POSITIVE_INFINITY;
    let nextFromB = Number.POSITIVE_INFINITY;
    for (let late = end; late > start; ) {
      const moment = timeMs[byPair[late - 1]];
      let early = late;
      while (early > start && timeMs[byPair[early - 1]] === moment) early--;
      for (let r = early; r < late; r++) {
        const row = byPair[r];
        if (thread[row] !== noThread || !events.kinds[kind[row]].isAnswerable) continue;
        const waited = (from[row] === a ? nextFromB : nextFromA) - moment;
        const isAnswered = waited <= answerHorizonMs;
        found.add(
          from[row],
          moment,
          isAnswered ? waited : Math.min(answerHorizonMs, endMs - moment),
          isAnswered,
        );
      }
      for (let r = early; r < late; r++) {
        if (from[byPair[r]] === a) nextFromA = moment;
        else nextFromB = moment;
      }
      late = early;
    }
    end = start;
  }
};

/**
 * The first answer to everything that could be answered.
 *
 * In a thread: the first later reply by another person — an act of a kind that answers, or anything answerable
 * that goes to the one who waits. One entry for each act, with or without recipient. Outside threads: the first
 * later j → i within 14 days of i → j, one entry for each recipient.
 *
 * *Later* is strictly later: within a source that knows only days, an answer on the same day is not seen as one.
 * What has no answer when the observation ends is censored there, without threads after 14 days at the latest.
 * Untimed rows are left out, and so are kinds that do not run from one person to another.
 *
 * @param endMs end of the observation, at or after every timed row
 * @returns one entry for each act or interaction at risk; empty where nothing can be answered
 * Cost O(rows + people + threads): counting sorts by thread and by pair, then one pass backwards.
 * Checked against a direct search over all later rows in property tests.
 */
export const findAnswers = (events: Events, endMs: number): Answers => {
  const canAnswer = Uint8Array.from(events.kinds, (kind) =>
    kind.isDirected && (kind.isAnswerable || kind.isAnswer) ? 1 : 0,
  );
  const found = new Columns();
  inThreads(events, endMs, canAnswer, found);
  betweenPairs(events, endMs, canAnswer, found);
  return found.done();
};

/**
 * Answers of a view, found once. The observation ends where the window does, or where the traces of the whole span
 * do if that is earlier.
 */
export const answersOf = (view: View): Answers =>
  view.memo('answers', () => {
    const lastMs = timedSpan(view.within.events)?.lastMs ?? Number.NEGATIVE_INFINITY;
    const ownLastMs = timedSpan(view.events)?.lastMs ?? Number.NEGATIVE_INFINITY;
    return findAnswers(view.events, Math.max(ownLastMs, Math.min(view.window.until, lastMs)));
  });
