import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../../base/random.ts';
import { RefusalError } from '../../../base/result.ts';
import { type Effect, parseEffects } from './effects.ts';
import { type EventSequence, noCovariates, requireReadable } from './event-sequence.ts';
import { type Fit, fitColumns } from './fit.ts';
import { addUp, askStrata, StrataKeeper } from './requests.ts';
import { runAnalysis } from './run-analysis.ts';
import { Statistics } from './statistics.ts';
import { blockCount, buildBlocks, type StrataSpec } from './strata.ts';

interface Letter {
  readonly time: number;
  readonly from: number;
  readonly to: readonly number[];
}

const sequenceOf = (people: number, letters: readonly Letter[]): EventSequence => {
  const offsets = [0];
  for (const { to } of letters) offsets.push(offsets.at(-1)! + to.length);
  return {
    people,
    time: Float64Array.from(letters, ({ time }) => time),
    sender: Uint32Array.from(letters, ({ from }) => from),
    offsets: Uint32Array.from(offsets),
    receivers: Uint32Array.from(letters.flatMap(({ to }) => to)),
  };
};

/** Letters among seven people, some at one time, some to several. */
const letters = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 40 }),
      from: fc.integer({ min: 0, max: 6 }),
      shifts: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 40 },
  )
  .map((drawn) => {
    let time = 1000;
    return drawn.map(({ gap, from, shifts }): Letter => {
      time += gap;
      return { time, from, to: shifts.map((shift) => (from + shift) % 7) };
    });
  });

const halfLife = 30;

/** x_ij(t) from its definition, over everything strictly earlier. */
const decayed = (past: readonly Letter[], i: number, j: number, time: number): number =>
  past.reduce(
    (sum, { time: then, from, to }) =>
      from === i && to.includes(j) && then < time ? sum + 2 ** (-(time - then) / halfLife) : sum,
    0,
  );

const directly: Readonly<
  Record<string, (x: (a: number, b: number) => number, i: number, j: number) => number>
> = (() => {
  const all = [0, 1, 2, 3, 4, 5, 6];
  const over = (i: number, j: number, each: (h: number) => number) =>
    all.reduce((sum, h) => (h === i || h === j ? sum : sum + each(h)), 0);
  return {
    inertia: (x, i, j) => x(i, j),
    reciprocity: (x, i, j) => x(j, i),
    indegreeReceiver: (x, _, j) => all.reduce((sum, h) => sum + x(h, j), 0),
    outdegreeReceiver: (x, _, j) => all.reduce((sum, h) => sum + x(j, h), 0),
    indegreeSender: (x, i) => all.reduce((sum, h) => sum + x(h, i), 0),
    outdegreeSender: (x, i) => all.reduce((sum, h) => sum + x(i, h), 0),
    otp: (x, i, j) => over(i, j, (h) => Math.min(x(i, h), x(h, j))),
    itp: (x, i, j) => over(i, j, (h) => Math.min(x(j, h), x(h, i))),
    osp: (x, i, j) => over(i, j, (h) => Math.min(x(i, h), x(j, h))),
    isp: (x, i, j) => over(i, j, (h) => Math.min(x(h, i), x(h, j))),
  };
})();

const fitAll = (spec: StrataSpec): Fit =>
  runAnalysis(
    (function* () {
      yield* askStrata(spec);
      return yield* fitColumns(
        spec.effects.map((_, k) => k),
        spec.sequence.people,
      );
    })(),
  );

/** Letters drawn so that answering and habit matter a little. */
const drawnLetters = (random: RandomStream, people: number, count: number): EventSequence => {
  const drawn: Letter[] = [];
  for (let e = 0; e < count; e++) {
    const last = drawn[random.below(Math.max(1, drawn.length))];
    const from = random.below(people);
    const wanted = last !== undefined && random.uniform() < 0.4 ? last.from : random.below(people);
    const to = wanted === from ? (from + 1) % people : wanted;
    const more = (to + 1 + random.below(people - 2)) % people;
    drawn.push({
      time: e * 10 + random.below(9),
      from,
      to: random.uniform() < 0.2 && more !== from && more !== to ? [to, more] : [to],
    });
  }
  return sequenceOf(people, drawn);
};

const effects = parseEffects('inertia,reciprocity,otp,indegreeReceiver', 200);

const specOf = (sequence: EventSequence, change: Partial<StrataSpec> = {}): StrataSpec => ({
  sequence,
  effects,
  covariates: noCovariates,
  model: 'choice',
  controls: null,
  seed: 5,
  ...change,
});

describe('statistics of the past', () => {
  it('are what their formulas say of everything strictly earlier', () => {
    const names = Object.keys(directly);
    const plain: Effect[] = parseEffects(names.join(','), halfLife).map(({ transform: _, ...each }) => each);
    fc.assert(
      fc.property(letters, (past) => {
        const statistics = new Statistics(sequenceOf(7, past), plain, noCovariates);
        const row = new Float64Array(names.length);
        for (const [e, { time, from }] of past.entries()) {
          statistics.advance(time);
          statistics.hold(from);
          for (let j = 0; j < 7; j++) {
            if (j === from) continue;
            statistics.write(j, row, 0);
            const x = (a: number, b: number) => decayed(past, a, b, time);
            for (const [k, name] of names.entries()) {
              expect(row[k], name).toBeCloseTo(directly[name]!(x, from, j), 9);
            }
          }
          statistics.release();
          statistics.add(e);
        }
      }),
      { seed: 73, numRuns: 25 },
    );
  });

  it('survive more half-lives than doubles have exponents', () => {
    const past = Array.from({ length: 60 }, (_, e) => ({ time: e * 100 * halfLife, from: 0, to: [1] }));
    const [inertia] = parseEffects('inertia', halfLife);
    const statistics = new Statistics(
      sequenceOf(2, past),
      [{ ...inertia!, transform: 'identity' }],
      noCovariates,
    );
    past.forEach((_, e) => {
      statistics.advance(past[e]!.time);
      statistics.add(e);
    });
    statistics.advance(past.at(-1)!.time + halfLife);
    const row = new Float64Array(1);
    statistics.hold(0);
    statistics.write(1, row, 0);
    expect(row[0]).toBeCloseTo(0.5, 12);
  });
});

describe('the fit', () => {
  const sequence = drawnLetters(randomStream(9, 'letters'), 12, 400);
  const fit = fitAll(specOf(sequence));
  const same = (other: Fit, digits = 8) => {
    expect(other.logLikelihood).toBeCloseTo(fit.logLikelihood, digits - 2);
    for (let k = 0; k < effects.length; k++) {
      expect(other.beta[k]).toBeCloseTo(fit.beta[k], digits);
      expect(other.reducedStandardError[k]).toBeCloseTo(fit.reducedStandardError[k], digits);
    }
  };

  it('does not change when people are called otherwise', () => {
    const names = randomStream(3, 'names').shuffle(Array.from({ length: 12 }, (_, k) => k));
    same(
      fitAll(
        specOf({
          ...sequence,
          sender: sequence.sender.map((each) => names[each]!),
          receivers: sequence.receivers.map((each) => names[each]!),
        }),
      ),
    );
  });

  it('does not change when time and half-life are stretched together', () => {
    same(
      fitAll(
        specOf(
          { ...sequence, time: sequence.time.map((each) => each * 1024) },
          { effects: effects.map((each) => ({ ...each, halfLife: each.halfLife! * 1024 })) },
        ),
      ),
    );
  });

  it('is the same to the last bit however many keepers share the blocks', () => {
    const keepers = [new StrataKeeper(0, 7), new StrataKeeper(7, 8), new StrataKeeper(8, blockCount)];
    const analysis = (function* () {
      yield* askStrata(specOf(sequence));
      return yield* fitColumns([0, 1, 2, 3], 12);
    })();
    let next = analysis.next();
    while (!next.done) {
      const request = next.value;
      next = analysis.next(
        addUp(
          request,
          keepers.flatMap((keeper) => keeper.answer(request)),
        ),
      );
    }
    expect(next.value).toEqual(fit);
  });

  it('with controls draws distinct people who were not addressed', () => {
    for (const block of buildBlocks(specOf(sequence, { controls: 4 }), 0, blockCount)) {
      for (let s = 0; s < block.cases.length; s++) {
        const drawn = block.candidate.subarray(block.offsets[s], block.offsets[s + 1]);
        expect(block.cases[s]).toBe(1);
        expect(new Set(drawn).size).toBe(5);
        expect(drawn).not.toContain(block.cluster[s]);
      }
    }
  });

  it('with all possible controls is the full fit where every message has one recipient', () => {
    const single: EventSequence = {
      ...sequence,
      offsets: Uint32Array.from({ length: sequence.time.length + 1 }, (_, e) => e),
      receivers: Uint32Array.from(sequence.time, (_, e) => sequence.receivers[sequence.offsets[e]]),
    };
    const full = fitAll(specOf(single));
    const sampled = fitAll(specOf(single, { controls: 10 }));
    for (let k = 0; k < effects.length; k++) expect(sampled.beta[k]).toBeCloseTo(full.beta[k], 9);
  });

  it('draws the same controls from the same seed, others from another', () => {
    const draw = (seed: number) =>
      buildBlocks(specOf(sequence, { controls: 4, seed }), 3, 4)[0]!.candidate.join();
    expect(draw(5)).toBe(draw(5));
    expect(draw(5)).not.toBe(draw(6));
  });
});

describe('a sequence that cannot be read', () => {
  const codeOf = (change: Partial<EventSequence>): string => {
    const good = sequenceOf(4, [
      { time: 1, from: 0, to: [1] },
      { time: 2, from: 1, to: [0, 2] },
    ]);
    try {
      requireReadable({ ...good, ...change });
    } catch (error) {
      if (error instanceof RefusalError) return error.refusal.code;
    }
    return '';
  };

  it('is refused with its sentence', () => {
    expect(codeOf({})).toBe('');
    expect(codeOf({ time: Float64Array.from([2, 1]) })).toBe('dynamics-unsorted');
    expect(codeOf({ time: Float64Array.from([1, Number.NaN]) })).toBe('dynamics-time-unknown');
    expect(codeOf({ time: Float64Array.from([1, 1]) })).toBe('dynamics-one-time');
    expect(codeOf({ people: 2 })).toBe('dynamics-too-many-recipients');
    expect(codeOf({ sender: Uint32Array.from([0, 9]) })).toBe('dynamics-person-unknown');
    expect(codeOf({ receivers: Uint32Array.from([1, 1, 2]) })).toBe('dynamics-person-unknown');
  });

  it('and so are an unknown effect and a half-life of zero', () => {
    expect(() => parseEffects('inertia,charisma', 30)).toThrow(RefusalError);
    expect(() => new Statistics(sequenceOf(2, []), parseEffects('inertia', 0), noCovariates)).toThrow(
      RefusalError,
    );
  });
});
