import { describe, expect, it } from 'vitest';
import type { MeasuredNumber, MeasureResult, Portrait } from '../assessment.ts';
import { catalogue } from '../catalogue.ts';
import type { Measured } from './challenge.ts';
import { challenges, judgeChallenges } from './judge-challenges.ts';
import { minimumDetectableChange } from './minimum-detectable-change.ts';
import { thresholdProbability } from './threshold-probability.ts';

const method = 'delete-block jackknife, 20 blocks of whole threads, logit scale';

interface Given {
  readonly value?: number | null;
  readonly reason?: string;
  readonly interval?: readonly [number, number];
  readonly null?: { readonly mean: number; readonly p: number };
  readonly parts?: Readonly<Record<string, Given>>;
  /** Values of consecutive windows. */
  readonly windows?: readonly (number | null)[];
}

const numberFrom = ({ value = null, reason, interval, null: chance }: Given): MeasuredNumber => ({
  value,
  ...(reason === undefined ? {} : { reason }),
  interval: interval === undefined ? null : { low: interval[0], high: interval[1], level: 0.95, method },
  null:
    chance === undefined
      ? null
      : { model: 'recipient-swap', draws: 199, sd: 0.01, z: null, percentile: null, ...chance },
});

/** An organisation of 60 people over two years, of which only what is given was measured. */
const organisation = (
  given: Readonly<Record<string, Given>>,
  more: { readonly people?: number; readonly portraits?: readonly Portrait[] } = {},
): Measured => {
  const { people = 60, portraits = [] } = more;
  const measures: Record<string, MeasureResult> = {};
  for (const [id, one] of Object.entries(given)) {
    const described = catalogue.find((measure) => measure.id === id)!;
    measures[id] = {
      ...numberFrom(one),
      id,
      pattern: described.pattern,
      title: described.title,
      unit: described.unit,
      evidence: {
        window: 'whole',
        from: '2024-01-01T00:00:00.000Z',
        until: '2025-12-31T00:00:00.000Z',
        people,
        senders: people,
        arcs: 500,
        events: 5000,
        selfLoops: 0,
        resolvedShare: 1,
        parameters: {},
        seed: 1,
      },
      parts: Object.fromEntries(
        Object.entries(one.parts ?? {}).map(([part, number]) => [
          part,
          { ...numberFrom(number), unit: described.parts.find((each) => each.id === part)!.unit },
        ]),
      ),
      windows: (one.windows ?? []).map((value, k) => ({
        window: `2024-Q${k + 1}`,
        people,
        value,
        parts: {},
      })),
      communities: [],
      tables: {},
    };
  }
  return {
    format: 'equipo-measures',
    version: 1,
    organisation: 'Test',
    isSimulated: true,
    seed: 1,
    windowScheme: 'quarter',
    coverage: {
      sources: [],
      accounts: people,
      people,
      merges: 0,
      botsLeftOut: 0,
      resolvedShare: 1,
      diagnostics: [],
    },
    portraits,
    nearTwins: [],
    headlines: [],
    measures,
  };
};

const judged = (id: string, measured: Measured) => {
  const result = judgeChallenges(measured).find((challenge) => challenge.id === id);
  if (result === undefined) throw new Error(`no challenge ${id}`);
  return result;
};

const portrait = (people: number, topShares: readonly number[]): Portrait => ({
  layer: 'lived',
  window: 'whole',
  people,
  isDirected: true,
  isLeadMeasurable: true,
  topShare: 0.1,
  effectivePeople: people,
  communities: Array.from({ length: 5 }, (_, c) => ({
    letter: String.fromCharCode(65 + c),
    people: people / 5,
    leadShare: 0.5,
    leadInterval: null,
    reciprocity: 0.5,
    internalWeight: 10,
    topShare: 0.1,
    effectivePeople: 5,
  })),
  ties: topShares.map((topShare, k) => ({
    a: 0,
    b: k + 1,
    weightAToB: 5,
    weightBToA: 5,
    ratioToNull: 1,
    reciprocity: 0.5,
    people: 5,
    topShare,
    effectivePeople: 4,
  })),
});

/** Each challenge where it is plain to see, and where the same numbers show the opposite. */
const cases: Readonly<Record<string, { readonly seen: Measured; readonly absent: Measured }>> = {
  'everything-through-a-few': {
    seen: organisation({ centralisation: { value: 0.5, null: { mean: 0.1, p: 0.005 } } }),
    absent: organisation({ centralisation: { value: 0.05, null: { mean: 0.1, p: 0.005 } } }),
  },
  'lead-never-rotates': {
    seen: organisation({ 'lead-rotation': { value: 0.1, windows: [null, 0.1, 0, 0.2, 0.1, 0.1, 0.2] } }),
    absent: organisation({ 'lead-rotation': { value: 0.6, windows: [null, 0.6, 0.7, 0.5, 0.6, 0.6, 0.6] } }),
  },
  'newcomers-unanswered': {
    seen: organisation({
      openness: { value: 0.2, interval: [0.12, 0.31] },
      'answer-time': { value: 5, parts: { answered: { value: 0.8 } } },
    }),
    absent: organisation({
      openness: { value: 0.9, interval: [0.8, 0.95] },
      'answer-time': { value: 5, parts: { answered: { value: 0.8 } } },
    }),
  },
  'rank-decides-answers': {
    seen: organisation({
      'rank-and-lead': { value: 0.5 },
      'answered-equally': {
        value: 0.9,
        parts: { 'top-over-rest': { value: 2, null: { mean: 1, p: 0.005 } } },
      },
    }),
    absent: organisation({
      'rank-and-lead': { value: 0 },
      'answered-equally': {
        value: 0.9,
        parts: { 'top-over-rest': { value: 0.5, null: { mean: 1, p: 0.005 } } },
      },
    }),
  },
  'one-way-ties': {
    seen: organisation({ reciprocity: { value: 0.05, interval: [0.03, 0.08] } }),
    absent: organisation({ reciprocity: { value: 0.5, interval: [0.4, 0.6] } }),
  },
  silos: {
    seen: organisation({
      'formal-lived-overlap': { value: 0.9 },
      boundary: { value: -0.8, parts: { inside: { value: 0.9, null: { mean: 0.3, p: 0.005 } } } },
    }),
    absent: organisation({
      'formal-lived-overlap': { value: 0.1 },
      boundary: { value: -0.8, parts: { inside: { value: 0.9, null: { mean: 0.3, p: 0.005 } } } },
    }),
  },
  'bridge-of-one': {
    seen: organisation(
      {
        bridging: {
          value: 0.1,
          parts: { 'effective-bridges': { value: 0.05, null: { mean: 0.3, p: 0.005 } } },
        },
      },
      { portraits: [portrait(60, [0.9, 1, 0.9, 0.2])] },
    ),
    absent: organisation(
      {
        bridging: {
          value: 0.1,
          parts: { 'effective-bridges': { value: 0.5, null: { mean: 0.3, p: 0.005 } } },
        },
      },
      { portraits: [portrait(60, [0.3, 0.2, 0.4, 0.2])] },
    ),
  },
  'always-on-load': {
    seen: organisation({ participation: { value: 0.1, interval: [0.08, 0.13] } }),
    absent: organisation({ participation: { value: 0.6, interval: [0.5, 0.7] } }),
  },
  'decisions-far-from-work': {
    seen: organisation({
      integration: { value: 0.9, interval: [0.85, 0.94], parts: { concentration: { value: 0.95 } } },
    }),
    absent: organisation({
      integration: { value: 0.9, interval: [0.85, 0.94], parts: { concentration: { value: 0.1 } } },
    }),
  },
  'chart-and-lived-disagree': {
    seen: organisation({ 'formal-lived-overlap': { value: 0.05, interval: [0.02, 0.12] } }),
    absent: organisation({ 'formal-lived-overlap': { value: 0.8, interval: [0.7, 0.87] } }),
  },
};

describe('the challenges', () => {
  it('are all looked at here', () => {
    expect(challenges.map(({ id }) => id).sort()).toEqual(Object.keys(cases).sort());
  });

  for (const [id, { seen, absent }] of Object.entries(cases)) {
    it(`see ${id} where it is, and not where it is not`, () => {
      const found = judged(id, seen);
      expect(found.status).toBe('seen');
      expect(found.p).toBeLessThanOrEqual(0.05);
      expect(found.seen).toMatch(/^[A-Z].*\.$/);
      expect(found.seen).not.toMatch(/NaN|null|undefined|Infinity/);
      expect(judged(id, absent).status).toBe('not-seen');
    });
  }

  it('are all silent, each with its reason, where nothing was measured', () => {
    for (const { status, seen, p, adjustedP, experiment } of judgeChallenges(organisation({}))) {
      expect(status).toBe('silent');
      expect(seen).toMatch(/^Silent, because .+\.$/);
      expect([p, adjustedP, experiment.minimumDetectableChange]).toEqual([null, null, null]);
    }
  });

  it('are silent about a few where a few would be people one can name', () => {
    for (const id of [
      'everything-through-a-few',
      'lead-never-rotates',
      'always-on-load',
      'decisions-far-from-work',
    ]) {
      const { measures } = cases[id].seen;
      const small = Object.fromEntries(
        Object.entries(measures).map(([key, result]) => [
          key,
          { ...result, evidence: { ...result.evidence, people: 19 } },
        ]),
      );
      expect(judged(id, { ...cases[id].seen, measures: small }).status, id).toBe('silent');
    }
    const few = { ...cases['bridge-of-one'].seen, portraits: [portrait(19, [1, 1])] };
    expect(judged('bridge-of-one', few).status).toBe('silent');
  });

  it('are silent where what they rest on has no interval and no comparison with chance', () => {
    expect(judged('one-way-ties', organisation({ reciprocity: { value: 0.01 } })).status).toBe('silent');
    expect(judged('always-on-load', organisation({ participation: { value: 0.1 } })).status).toBe('silent');
    expect(judged('everything-through-a-few', organisation({ centralisation: { value: 0.9 } })).status).toBe(
      'silent',
    );
  });

  it('say in words why a source cannot tell', () => {
    const { seen } = judged(
      'decisions-far-from-work',
      organisation({ integration: { reason: 'no-integration' } }),
    );
    expect(seen).toBe('Silent, because nothing in these sources says who brings work in.');
  });

  it('allow for how many were looked at', () => {
    const alone = judged('always-on-load', cases['always-on-load'].seen);
    expect(alone.adjustedP).toBe(alone.p);
    const many = Object.assign({}, ...Object.values(cases).map(({ absent }) => absent.measures));
    const p = 0.03;
    const among = judged(
      'everything-through-a-few',
      organisation({ centralisation: { value: 0.5, null: { mean: 0.1, p } } }),
    );
    expect(among.status).toBe('seen');
    const crowd = judged('everything-through-a-few', {
      ...organisation({}),
      measures: {
        ...many,
        centralisation: organisation({ centralisation: { value: 0.5, null: { mean: 0.1, p } } }).measures
          .centralisation,
        'answered-equally': cases['rank-decides-answers'].absent.measures['answered-equally'],
        boundary: organisation({
          boundary: { value: 0, parts: { inside: { value: 0.5, null: { mean: 0.5, p: 1 } } } },
        }).measures.boundary,
      },
    });
    expect(crowd.adjustedP).toBeGreaterThan(p);
  });

  it('hear of rank from the model of who turns to whom, where it may speak', () => {
    const judged = (value: number, interval: readonly [number, number]) => {
      const measured = organisation({
        'rank-and-lead': { value: 0 },
        'turning-to': { value: 3, parts: { 'rank-up': { value, interval } } },
      });
      const number = measured.measures['turning-to'].parts['rank-up'];
      const logScale = { ...number, interval: { ...number.interval!, method: 'clustered, log scale' } };
      const turning: MeasureResult = {
        ...measured.measures['turning-to'],
        parts: { 'rank-up': { ...logScale, unit: 'ratio' } },
      };
      const measures = { ...measured.measures, 'turning-to': turning };
      return judgeChallenges({ ...measured, measures }).find(({ id }) => id === 'rank-decides-answers')!;
    };
    const seen = judged(2, [1.6, 2.5]);
    expect(seen.status).toBe('seen');
    expect(seen.seen).toContain('one step up in rank is 2.00 times as likely to be turned to (1.60 to 2.50)');
    // At the low end of its own interval a ratio is 1 with 2.5 %.
    expect(judged(2, [1, 4]).p).toBeCloseTo(0.025, 10);
    expect(judged(1.1, [1.08, 1.12]).status).toBe('not-seen');
    expect(judged(0.8, [0.7, 0.9]).status).toBe('not-seen');
  });

  it('offer two or three behaviours and an experiment on a number that exists', () => {
    for (const { behavioursToTry, experiment, evidence } of challenges) {
      expect([2, 3]).toContain(behavioursToTry.length);
      for (const { measure, part } of [experiment, ...evidence]) {
        const described = catalogue.find(({ id }) => id === measure);
        expect(described, measure).toBeDefined();
        if (part !== null) expect(described!.parts.map(({ id }) => id)).toContain(part);
      }
    }
  });

  it('rest on measures whose chance is drawn 199 times', () => {
    for (const id of [
      'centralisation',
      'bridging',
      'boundary',
      'formal-lived-overlap',
      'reciprocity',
      'answered-equally',
    ]) {
      expect(catalogue.find((measure) => measure.id === id)?.nullDraws, id).toBe(199);
    }
  });
});

describe('how sure a number is beyond a threshold', () => {
  const number = numberFrom({ value: 0.4, interval: [0.3, 0.5090909090909091] });

  it('is 2.5 % at the ends of its own interval, and one half at the number itself', () => {
    // logit(.3) and logit(.5091) lie equally far from logit(.4).
    const low = 0.3;
    const reach = Math.log(0.4 / 0.6) - Math.log(low / (1 - low));
    const high = 1 / (1 + Math.exp(-(Math.log(0.4 / 0.6) + reach)));
    const exact = numberFrom({ value: 0.4, interval: [low, high] });
    expect(thresholdProbability(exact, low, 'above')).toBeCloseTo(0.025, 9);
    expect(thresholdProbability(exact, high, 'below')).toBeCloseTo(0.025, 9);
    expect(thresholdProbability(exact, 0.4, 'above')).toBeCloseTo(0.5, 12);
  });

  it('adds up to one over both sides', () => {
    const both = [0.2, 0.35, 0.6].map(
      (threshold) =>
        (thresholdProbability(number, threshold, 'above') ?? Number.NaN) +
        (thresholdProbability(number, threshold, 'below') ?? Number.NaN),
    );
    for (const sum of both) expect(sum).toBeCloseTo(1, 12);
  });

  it('is not known without an interval, but for a share of all or nothing on the near side', () => {
    expect(thresholdProbability(numberFrom({ value: 0.4 }), 0.2, 'below')).toBeNull();
    const all: MeasuredNumber = { ...numberFrom({ value: 1 }), noInterval: 'at-bound' };
    expect(thresholdProbability(all, 0.5, 'below')).toBe(1);
    expect(thresholdProbability(all, 0.5, 'above')).toBeNull();
  });
});

describe('the smallest change an experiment could show', () => {
  const measured = organisation({ reciprocity: { value: 0.5, interval: [0.46, 0.54] } });

  it('halves with four times as many weeks', () => {
    const short = minimumDetectableChange(measured, 'reciprocity', null, 4);
    const long = minimumDetectableChange(measured, 'reciprocity', null, 16);
    expect(long).not.toBeNull();
    expect(short! / long!).toBeCloseTo(2, 9);
  });

  it('is 2.8 standard errors of the difference of two equal spans', () => {
    const weeks = 730 / 7;
    const error = 0.08 / (2 * 2.093024);
    expect(minimumDetectableChange(measured, 'reciprocity', null, weeks)).toBeCloseTo(
      2.801585 * Math.SQRT2 * error,
      5,
    );
  });

  it('is not said where there is more of it than the number has room for, or no more data than the experiment', () => {
    expect(minimumDetectableChange(measured, 'reciprocity', null, 0.01)).toBeNull();
    expect(minimumDetectableChange(measured, 'reciprocity', null, 500)).toBeNull();
    expect(minimumDetectableChange(measured, 'lead', null, 4)).toBeNull();
  });

  it('is taken from the turns between windows where a number has no interval', () => {
    const turning = organisation({
      'lead-rotation': { value: 0.5, windows: [null, 0.4, 0.6, 0.4, 0.6, 0.5] },
    });
    expect(minimumDetectableChange(turning, 'lead-rotation', null, 26)).toBeGreaterThan(0.1);
  });
});
