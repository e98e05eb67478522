import { describe, expect, it } from 'vitest';
import { madeUpOrganisation } from '../../test/made-up-organisation.ts';
import { eventsFrom, message, viewOfArcs } from '../../test/small-organisations.ts';
import { randomStream } from '../base/random.ts';
import { RefusalError } from '../base/result.ts';
import { dayMs } from '../base/time.ts';
import { catalogue } from './catalogue.ts';
import { type EvaluationInput, type Executor, evaluate, runInline } from './evaluate.ts';
import { taskRunner } from './evaluation-tasks.ts';
import { nobody } from './network/events.ts';

const coverage = {
  sources: [],
  accounts: 36,
  people: 36,
  merges: 0,
  botsLeftOut: 0,
  resolvedShare: 0.9,
  diagnostics: [],
};

const inputFor = (changes: Partial<EvaluationInput> = {}): EvaluationInput => ({
  ...madeUpOrganisation(3),
  organisation: 'Made up',
  isSimulated: true,
  authorship: null,
  coverage,
  seed: 11,
  windowScheme: 'quarter',
  withNulls: false,
  withIntervals: false,
  ...changes,
});

const quick = ['communities', 'lead', 'lead-rotation', 'rank-and-lead', 'reciprocity', 'answer-time'];

const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof RefusalError ? error.refusal.code : `no refusal: ${error}`;
};

describe('an evaluation', () => {
  it('has every measure of the catalogue, in its order, with evidence', async () => {
    const { measures } = await evaluate(inputFor());
    expect(Object.keys(measures)).toEqual(catalogue.map(({ id }) => id));
    for (const measure of catalogue) {
      const { evidence, parts, value, reason } = measures[measure.id];
      expect(evidence).toMatchObject({ window: 'whole', people: 36, resolvedShare: 0.9, seed: 11 });
      expect(Object.keys(evidence.parameters)).toEqual(measure.parameters.map(({ id }) => id));
      expect(Object.keys(parts)).toEqual(measure.parts.map(({ id }) => id));
      expect(value === null ? typeof reason : Number.isFinite(value)).toBe(value === null ? 'string' : true);
    }
  });

  it('gives the same bytes again, and in whatever order its tasks run', async () => {
    const input = inputFor({ measures: quick, withNulls: true, withIntervals: true });
    const backwards: Executor = async (setup, tasks, onDone) => {
      const results = tasks.toReversed().map((task) => {
        onDone();
        // Nothing may be carried over from one task to the next.
        return taskRunner(setup)(task);
      });
      return results.reverse();
    };
    const bytes = JSON.stringify(await evaluate(input));
    expect(JSON.stringify(await evaluate(input))).toBe(bytes);
    const some = { ...input, withNulls: false };
    expect(JSON.stringify(await evaluate(some, backwards))).toBe(JSON.stringify(await evaluate(some)));
    expect(JSON.stringify(await evaluate({ ...input, seed: 12 }))).not.toBe(bytes);
  });

  it('is plain data: what JSON keeps is all there is', async () => {
    const evaluation = await evaluate(inputFor({ withIntervals: true }));
    expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation);
  });

  it('holds values beside as many draws of their null model as the catalogue says', async () => {
    const { measures } = await evaluate(inputFor({ measures: quick, withNulls: true }));
    for (const measure of catalogue.filter(({ id }) => quick.includes(id))) {
      const against = measures[measure.id].null;
      if (measure.nullModel === null) expect(against).toBeNull();
      else expect(against).toMatchObject({ model: measure.nullModel, draws: measure.nullDraws });
    }
    // Units write among themselves: clearer communities than swapped recipients have.
    expect(measures.communities.null?.z).toBeGreaterThan(5);
    expect(measures.communities.null?.p).toBe(1 / 200);
  });

  it('asks nothing of the chart where there is none', async () => {
    const { measures, portraits } = await evaluate(
      inputFor({ chart: null, measures: quick, withNulls: true }),
    );
    expect(measures['rank-and-lead']).toMatchObject({
      value: null,
      reason: 'no-chart',
      null: null,
      interval: null,
    });
    expect(portraits.every(({ layer }) => layer === 'lived')).toBe(true);
  });

  it('gives intervals that hold the value, and says why there is none', async () => {
    const { measures, portraits } = await evaluate(inputFor({ withIntervals: true }));
    const { interval, value } = measures.reciprocity;
    expect(interval!.low).toBeLessThan(value!);
    expect(interval!.high).toBeGreaterThan(value!);
    expect(interval!.method).toBe('delete-block jackknife, 20 blocks of whole threads, logit scale');
    expect(measures['lead-rotation']).toMatchObject({ interval: null, noInterval: 'not-smooth' });
    expect(portraits[0].communities[0].leadInterval!.low).toBeLessThan(
      portraits[0].communities[0].leadShare!,
    );
    expect(measures.lead.communities[0].interval).toMatchObject(portraits[0].communities[0].leadInterval!);

    const stated = await evaluate(
      inputFor({
        events: viewOfArcs(8, [
          [0, 1],
          [1, 2],
          [2, 0],
          [3, 4],
          [4, 3],
          [5, 6],
          [6, 7],
        ]).events,
        chart: null,
        withIntervals: true,
      }),
    );
    expect(stated.measures.reciprocity).toMatchObject({ interval: null, noInterval: 'untimed', windows: [] });
    const few = await evaluate(inputFor({ ...madeUpOrganisation(3, { threads: 15 }), withIntervals: true }));
    expect(few.measures.reciprocity.noInterval).toBe('few-threads');
  });

  it('shows every calendar window, and one partition with the same letters in all', async () => {
    const { measures, portraits } = await evaluate(inputFor());
    const windows = ['2023-Q1', '2023-Q2', '2023-Q3', '2023-Q4', '2024-Q1'];
    expect(measures.reciprocity.windows.map(({ window }) => window)).toEqual(windows);
    expect(measures['community-stability'].windows).toEqual([]);
    expect(portraits.map(({ layer, window }) => `${layer} ${window}`)).toEqual([
      'lived whole',
      ...windows.map((window) => `lived ${window}`),
      'chart whole',
    ]);
    const letters = portraits[0].communities.map(({ letter }) => letter);
    const sizes = portraits[0].communities.map(({ people }) => people);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    for (const portrait of portraits) {
      expect(portrait.communities.every(({ letter }) => letters.includes(letter))).toBe(true);
    }
    expect(measures.reciprocity.communities.map(({ community }) => community)).toEqual(
      letters.filter((_, k) => sizes[k] >= 5),
    );
  });

  it('has one headline for each pattern', async () => {
    const { headlines, measures } = await evaluate(inputFor({ withIntervals: true }));
    expect(headlines.map(({ pattern, measure }) => [pattern, measure])).toEqual([
      ['communities', 'communities'],
      ['equipotency', 'lead'],
      ['dynamics', 'reciprocity'],
    ]);
    for (const { measure, number } of headlines) {
      expect(number).toMatchObject({ value: measures[measure].value, interval: measures[measure].interval });
    }
  });

  it('does not take one person’s mailbox for an organisation', async () => {
    const random = randomStream(6);
    const rows = Array.from({ length: 200 }, (_, k) => {
      const other = 1 + random.below(9);
      return {
        timeMs: Date.UTC(2024, 0, 1) + k * dayMs,
        from: k % 2 === 0 ? 0 : other,
        to: k % 2 === 0 ? other : 0,
      };
    });
    const { measures } = await evaluate(inputFor({ events: eventsFrom(10, [message], rows), chart: null }));
    for (const id of ['centralisation', 'lead', 'participation']) {
      expect(measures[id]).toMatchObject({ value: null, reason: 'one-mailbox' });
    }
    expect(measures.reciprocity.value).toBeGreaterThan(0);
  });

  it('refuses where nobody turned to anybody, and under five people', async () => {
    const posts = Array.from({ length: 9 }, (_, from) => ({ timeMs: from, from, to: nobody }));
    expect(await codeOf(evaluate(inputFor({ events: eventsFrom(9, [message], posts), chart: null })))).toBe(
      'interactions-none',
    );
    const four = [0, 1, 2].map((from) => ({ timeMs: from, from, to: from + 1 }));
    expect(await codeOf(evaluate(inputFor({ events: eventsFrom(4, [message], four), chart: null })))).toBe(
      'too-few-people',
    );
  });

  it('tells how far it is, and stops when told to', async () => {
    const seen: string[] = [];
    await evaluate(
      inputFor({ measures: ['reciprocity'], onProgress: (done, total) => seen.push(`${done}/${total}`) }),
    );
    expect(seen).toEqual(Array.from({ length: 14 }, (_, done) => `${done}/13`));
    const signal = { aborted: false };
    const stopping = evaluate(
      inputFor({
        measures: ['reciprocity'],
        withNulls: true,
        signal,
        onProgress: (done) => {
          signal.aborted = done === 4;
        },
      }),
      runInline,
    );
    expect(await codeOf(stopping)).toBe('stopped');
  });
});
