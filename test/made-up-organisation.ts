/**
 * A small organisation made up from a seed, for tests of the whole evaluation: people in units who write, answer, meet
 * and announce, with threads, several recipients, a chart, and one person who only listens.
 */
import { randomStream } from '../src/base/random.ts';
import { dayMs, untimed } from '../src/base/time.ts';
import { type Chart, type Events, nobody, noThread } from '../src/measure/network/events.ts';
import { kinds } from '../src/measure/sources/kinds.ts';

const usedKinds = ['mail-opening', 'mail-reply', 'mail-broadcast', 'meeting', 'mail-post', 'stated-tie'];

interface Row {
  readonly timeMs: number;
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  readonly weight: number;
  readonly thread: number;
  readonly act: number;
}

const columns = (people: number, rows: readonly Row[]): Events => ({
  people,
  kinds: usedKinds.map((id) => kinds.find((kind) => kind.id === id)!),
  timeMs: Float64Array.from(rows, (row) => row.timeMs),
  from: Uint32Array.from(rows, (row) => row.from),
  to: Uint32Array.from(rows, (row) => row.to),
  kind: Uint8Array.from(rows, (row) => row.kind),
  weight: Float64Array.from(rows, (row) => row.weight),
  act: Uint32Array.from(rows, (row) => row.act),
  thread: Uint32Array.from(rows, (row) => row.thread),
});

export const madeUpOrganisation = (
  seed: number,
  { people = 36, threads = 200, units = 4 } = {},
): { readonly events: Events; readonly chart: Chart } => {
  const random = randomStream(seed, 'made-up organisation');
  const unitOf = (person: number) => person % units;
  const colleague = (person: number): number => {
    for (;;) {
      const other = random.below(people - 1);
      if (other === person) continue;
      if (unitOf(other) === unitOf(person) || random.uniform() < 0.15) return other;
    }
  };
  type Draft = Omit<Row, 'act'> & { readonly group: number };
  const drafts: Draft[] = [];
  let group = 0;
  for (let tie = 0; tie < people; tie++) {
    const from = random.below(people - 1);
    drafts.push({
      timeMs: untimed,
      from,
      to: colleague(from),
      kind: 5,
      weight: 1,
      thread: noThread,
      group: group++,
    });
  }
  const beginMs = Date.UTC(2023, 0, 2);
  for (let thread = 0; thread < threads; thread++) {
    const timeMs = beginMs + random.below(400) * dayMs + random.below(dayMs);
    const from = random.below(people - 1);
    const draw = random.uniform();
    if (draw < 0.1) {
      drafts.push({ timeMs, from, to: nobody, kind: 4, weight: 1, thread, group: group++ });
      continue;
    }
    if (draw < 0.2) {
      // A meeting of three.
      const others = [...new Set([colleague(from), colleague(from), people - 1])];
      for (const to of others) {
        drafts.push({ timeMs, from, to, kind: 3, weight: 1 / others.length, thread: noThread, group });
      }
      group++;
      continue;
    }
    const recipients = [...new Set(Array.from({ length: 1 + random.below(3) }, () => colleague(from)))];
    const kind = draw < 0.3 ? 2 : 0;
    for (const to of recipients)
      drafts.push({ timeMs, from, to, kind, weight: 1 / recipients.length, thread, group });
    group++;
    if (random.uniform() < 0.6) {
      const answerMs = timeMs + 1 + random.below(3 * dayMs);
      drafts.push({
        timeMs: answerMs,
        from: recipients[0],
        to: from,
        kind: 1,
        weight: 1,
        thread,
        group: group++,
      });
    }
  }
  drafts.sort((a, b) => (a.timeMs === b.timeMs ? a.group - b.group : a.timeMs - b.timeMs));
  let act = -1;
  let lastGroup = -1;
  const rows = drafts.map(({ group: own, ...draft }) => {
    if (own !== lastGroup) act++;
    lastGroup = own;
    return { ...draft, act };
  });
  return {
    events: columns(people, rows),
    chart: {
      manager: Int32Array.from({ length: people }, (_, p) => (p === 0 ? -1 : p < units ? 0 : unitOf(p))),
      isCharted: new Uint8Array(people).fill(1),
      unit: Int32Array.from({ length: people }, (_, p) => unitOf(p)),
      unitCount: units,
      level: Float64Array.from({ length: people }, (_, p) => (p === 0 ? 3 : p < units ? 2 : 1)),
    },
  };
};
