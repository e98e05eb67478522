import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { RefusalError } from '../../base/result.ts';
import { reciprocity } from '../dynamics/reciprocity.ts';
import { type Events, noThread } from '../network/events.ts';
import { compareWindows, type ExperimentMaterial, type ExperimentResult, foresee } from './experiment.ts';
import { readPlan, sealPlan, type UnsealedPlan, weekMs, windowsOf } from './experiment-plan.ts';

const start = Date.UTC(2024, 5, 3);
const people = 12;

/** So many weeks of letters; each is answered within the week as often as `answered` says of its week. */
const letters = (seed: number, weeks: number, answered: (week: number) => number): Events => {
  const random = randomStream(seed, 'experiment-letters');
  const rows: { readonly time: number; readonly from: number; readonly to: number }[] = [];
  for (let week = -weeks; week < weeks; week++) {
    for (let k = 0; k < 40; k++) {
      const from = random.below(people);
      const to = (from + 1 + random.below(people - 1)) % people;
      const time = start + week * weekMs + Math.floor((k / 50) * weekMs);
      rows.push({ time, from, to });
      if (random.uniform() < answered(week)) rows.push({ time: time + 3_600_000, from: to, to: from });
    }
  }
  rows.sort((a, b) => a.time - b.time);
  return {
    people,
    kinds: [{ id: 'message', isDirected: true, isAnswerable: true, isAnswer: false, lead: 'forward' }],
    timeMs: Float64Array.from(rows, ({ time }) => time),
    from: Uint32Array.from(rows, ({ from }) => from),
    to: Uint32Array.from(rows, ({ to }) => to),
    kind: new Uint8Array(rows.length),
    weight: new Float64Array(rows.length).fill(1),
    act: Uint32Array.from(rows, (_, row) => row),
    thread: new Uint32Array(rows.length).fill(noThread),
  };
};

const materialOf = (events: Events): ExperimentMaterial => ({
  events,
  chart: null,
  measure: reciprocity,
  part: null,
  seed: 1,
});

const unsealed: UnsealedPlan = {
  format: 'equipo-experiment',
  version: 1,
  hypothesis: 'If we answer before lunch, more comes back.',
  measure: 'reciprocity',
  part: null,
  direction: 'up',
  start: '2024-06-03',
  weeks: 6,
  people: 10,
  valueBefore: 0.2,
  minimumDetectableChange: 0.1,
  levelTop: 'low',
  draws: 99,
  seed: 1,
};
const plan = sealPlan(unsealed);

const resultOf = (events: Events, change: Partial<UnsealedPlan> = {}): ExperimentResult => {
  const run = compareWindows(materialOf(events), sealPlan({ ...unsealed, ...change }));
  let next = run.next();
  while (!next.done) next = run.next();
  return next.value;
};

describe('a plan', () => {
  it('is read back as it was sealed', () => {
    expect(readPlan(JSON.stringify(plan), 'plan.json')).toEqual(plan);
  });

  it('shows any change of what was fixed', () => {
    for (const change of [
      { direction: 'down' },
      { hypothesis: 'Something else.' },
      { start: '2024-06-10' },
      { weeks: 7 },
      { measure: 'closure' },
      { minimumDetectableChange: 0.01 },
      { seed: 2 },
    ]) {
      expect(() => readPlan(JSON.stringify({ ...plan, ...change }), 'plan.json')).toThrow(RefusalError);
    }
    expect(() => readPlan('{}', 'plan.json')).toThrow(RefusalError);
    expect(() => readPlan('not json', 'plan.json')).toThrow(RefusalError);
  });

  it('compares as many weeks from the change on as before it', () => {
    const { before, after } = windowsOf(plan);
    expect([before.until, after.from]).toEqual([start, start]);
    expect(after.until - after.from).toBe(before.until - before.from);
  });
});

describe('an experiment', () => {
  it('shows a jump that was put in, the way it was hoped, and in the series too', () => {
    const found = resultOf(letters(3, 20, (week) => (week < 0 ? 0.1 : 0.8)));
    expect(found.verdict).toBe('changed-as-hoped');
    expect(found.effect).toBeGreaterThan(0.2);
    expect(found.interval!.low).toBeGreaterThan(0);
    expect(found.p).toBeLessThanOrEqual(0.02);
    expect(
      resultOf(
        letters(3, 20, (week) => (week < 0 ? 0.1 : 0.8)),
        { direction: 'down' },
      ).verdict,
    ).toBe('changed-otherwise');
    const long = resultOf(
      letters(3, 20, (week) => (week < 0 ? 0.1 : 0.8)),
      { weeks: 10, draws: 19 },
    );
    expect(long.series!.levelP).toBeLessThan(0.001);
  });

  it('keeps its level where nothing changed: in 100 of them p ≤ 0.1 about ten times', () => {
    let seen = 0;
    for (let seed = 0; seed < 100; seed++) {
      if (
        resultOf(
          letters(100 + seed, 5, () => 0.4),
          { weeks: 5, draws: 19 },
        ).p <= 0.1
      )
        seen++;
    }
    // Binomial(100, 0.1): over 20 with probability 0.0008.
    expect(seen).toBeLessThanOrEqual(20);
    expect(seen).toBeGreaterThanOrEqual(1);
  }, 60_000);

  it('says null results like any other', () => {
    const found = resultOf(letters(10, 8, () => 0.4));
    expect(found.verdict).toBe('no-change-seen');
    expect(found.interval!.low).toBeLessThan(found.effect);
    expect(found.warnings).toContain('season-unknown');
  });

  it('foresees from the weeks before alone what they could show', () => {
    const all = letters(5, 8, () => 0.4);
    const early = { ...all, timeMs: all.timeMs.filter((time) => time < start) };
    const kept = early.timeMs.length;
    const events: Events = {
      ...early,
      from: all.from.slice(0, kept),
      to: all.to.slice(0, kept),
      kind: all.kind.slice(0, kept),
      weight: all.weight.slice(0, kept),
      act: all.act.slice(0, kept),
      thread: all.thread.slice(0, kept),
    };
    const foreseen = foresee(materialOf(events), plan);
    expect(foreseen).toEqual(foresee(materialOf(all), plan));
    expect(foreseen.minimumDetectableChange).toBeGreaterThan(0);
    expect(foreseen.people).toBe(10);
  });

  it('refuses to speak of four people, of one who carries most, and of an empty window', () => {
    const code = (events: Events): string => {
      try {
        foresee(materialOf(events), plan);
      } catch (error) {
        if (error instanceof RefusalError) return error.refusal.code;
      }
      return '';
    };
    const all = letters(5, 8, () => 0.4);
    const modulo = (count: number) => ({
      ...all,
      from: all.from.map((each) => each % count),
      to: all.to.map((each) => each % count),
    });
    expect(code(modulo(4))).toBe('experiment-few-people');
    expect(code({ ...all, from: all.from.map((each, row) => (row % 3 === 0 ? each : 0)) })).toBe(
      'experiment-one-person',
    );
    expect(code({ ...all, timeMs: all.timeMs.map((time) => time + 9 * weekMs) })).toBe(
      'experiment-few-people',
    );
  });
});
