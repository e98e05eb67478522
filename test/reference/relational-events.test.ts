/** The relational event model against R: survival 3.5.3, relevent 1.2.1 and goldfish 1.7.0 (reference/relational-events). */
import { describe, expect, it } from 'vitest';
import { type Effect, parseEffects } from '../../src/measure/dynamics/relational-events/effects.ts';
import {
  type Covariates,
  constantCovariate,
  type EventSequence,
  noCovariates,
  type PersonCovariate,
} from '../../src/measure/dynamics/relational-events/event-sequence.ts';
import { type Fit, fitColumns } from '../../src/measure/dynamics/relational-events/fit.ts';
import { askStrata } from '../../src/measure/dynamics/relational-events/requests.ts';
import { runAnalysis } from '../../src/measure/dynamics/relational-events/run-analysis.ts';
import { hasReference, referenceText } from './reference-folder.ts';

interface Expected {
  readonly coef: readonly number[] | number;
  readonly se: readonly number[] | number;
  readonly loglik: number;
  readonly loglik_null?: number;
  readonly AIC?: number;
  readonly BIC?: number;
  readonly concordance?: number;
  readonly robust_se_sender?: readonly number[];
}

const expectedIn = (file: string): Readonly<Record<string, Expected>> =>
  JSON.parse(referenceText('relational-events', 'expected', file));

const rowsOf = (file: string): readonly (readonly string[])[] =>
  referenceText('relational-events', file)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const sequenceOf = (
  people: number,
  rows: readonly (readonly [time: number, sender: number, receivers: readonly number[]])[],
): EventSequence => {
  const offsets = [0];
  for (const [, , receivers] of rows) offsets.push(offsets[offsets.length - 1]! + receivers.length);
  return {
    people,
    time: Float64Array.from(rows, ([time]) => time),
    sender: Uint32Array.from(rows, ([, sender]) => sender),
    offsets: Uint32Array.from(offsets),
    receivers: Uint32Array.from(rows.flatMap(([, , receivers]) => receivers)),
  };
};

const fitOf = (
  sequence: EventSequence,
  effects: readonly Effect[],
  covariates: Covariates,
  model: 'choice' | 'tie',
  firstMessage = 0,
): Fit =>
  runAnalysis(
    (function* () {
      yield* askStrata({ sequence, effects, covariates, model, controls: null, seed: 1, firstMessage });
      return yield* fitColumns(
        effects.map((_, k) => k),
        sequence.people,
      );
    })(),
  );

const numbers = (value: readonly number[] | number): readonly number[] =>
  typeof value === 'number' ? [value] : value;

const expectFit = (fit: Fit, expected: Expected) => {
  expect(fit.converged).toBe(true);
  for (const [k, coefficient] of numbers(expected.coef).entries()) {
    expect(Math.abs(fit.beta[k]! - coefficient), `coefficient ${k}`).toBeLessThan(1e-5);
  }
  if (Array.isArray(expected.se) || typeof expected.se === 'number') {
    for (const [k, error] of numbers(expected.se).entries()) {
      expect(Math.abs(fit.standardError[k]! - error), `standard error ${k}`).toBeLessThan(1e-5);
    }
  }
  expect(Math.abs(fit.logLikelihood - expected.loglik)).toBeLessThan(1e-6);
  const close = (value: number, wanted: number | undefined, tolerance: number) => {
    if (wanted !== undefined) expect(Math.abs(value - wanted)).toBeLessThan(tolerance);
  };
  close(fit.nullLogLikelihood, expected.loglik_null, 1e-6);
  close(fit.aic, expected.AIC, 1e-5);
  close(fit.bic, expected.BIC, 1e-5);
  close(fit.concordance, expected.concordance, 1e-9);
};

const plain = (name: string, change: Partial<Effect> = {}): Effect => {
  const { halfLife: _, transform: __, ...effect } = parseEffects(name, 1)[0]!;
  return { ...effect, ...change };
};

describe.skipIf(!hasReference)('radio calls at the World Trade Center, tie model', () => {
  const sequence = () =>
    sequenceOf(
      37,
      rowsOf('wtc_police_calls.csv').map(([time, from, to]) => [+time!, +from! - 1, [+to! - 1]]),
    );
  const covariates = (): Covariates => ({
    person: {
      icr: constantCovariate(Float64Array.from(rowsOf('wtc_police_actors.csv'), ([, icr]) => +icr!)),
    },
    tie: {},
  });
  const icr = plain('sum(icr)');
  const [abba, abby, abay] = [plain('psABBA'), plain('psABBY'), plain('psABAY')];
  const [received, sent] = [plain('recencyRankReceive'), plain('recencyRankSend')];
  const log = (name: string) => plain(name, { transform: 'log1p' });
  const share = (name: string) => plain(name, { isShare: true });
  const models: Readonly<Record<string, readonly Effect[]>> = {
    wtc1: [icr],
    wtc2: [plain('sender(icr)'), plain('receiver(icr)')],
    wtc3: [icr, abba],
    wtc4: [icr, abba, abby, abay],
    wtc5: [received, sent, icr, abba, abby, abay],
    wtc6: [share('degreeReceiver'), received, sent, icr, abba, abby, abay],
    wtc7: [
      share('indegreeReceiver'),
      share('inertia'),
      share('reciprocity'),
      plain('sender(icr)'),
      plain('receiver(icr)'),
      plain('otp'),
    ],
    wtc8: [
      ...['inertia', 'reciprocity', 'otp', 'itp', 'osp', 'isp', 'indegreeReceiver', 'outdegreeSender'].map(
        log,
      ),
      abba,
      abay,
      plain('sender(icr)'),
      plain('receiver(icr)'),
    ],
  };
  for (const [name, effects] of Object.entries(models)) {
    it(`${name} is as R's clogit has it`, () => {
      expectFit(fitOf(sequence(), effects, covariates(), 'tie'), expectedIn('wtc_clogit.json')[name]!);
    });
  }
});

describe.skipIf(!hasReference)('calls among students, receiver choice', () => {
  const sequence = () =>
    sequenceOf(
      84,
      rowsOf('social_evolution_calls.csv').map(([time, from, to]) => [+time!, +from! - 1, [+to! - 1]]),
    );
  const covariates = (): Covariates => {
    const actors = rowsOf('social_evolution_actors.csv');
    const friendship = rowsOf('social_evolution_friendship.csv');
    return {
      person: {
        floor: constantCovariate(Float64Array.from(actors, ([, floor]) => +floor!)),
        // goldfish puts one number for all who are missing, so they are the same as each other.
        grade: constantCovariate(Float64Array.from(actors, ([, , grade]) => (grade === 'NA' ? -1 : +grade!))),
      },
      tie: {
        friend: {
          time: Float64Array.from(friendship, ([time]) => +time!),
          from: Uint32Array.from(friendship, ([, from]) => +from! - 1),
          to: Uint32Array.from(friendship, ([, , to]) => +to! - 1),
          value: Float64Array.from(friendship, ([, , , value]) => +value!),
        },
      },
    };
  };
  const [friend, friendBack] = [plain('stated(friend)'), plain('statedBack(friend)')];
  const [grade, floor] = [plain('same(grade)'), plain('same(floor)')];
  const present = (name: string, change: Partial<Effect> = {}) =>
    plain(name, { counts: 'presence', ...change });
  const log = (name: string) => plain(name, { transform: 'log1p' });
  const models: Readonly<Record<string, readonly Effect[]>> = {
    mod00: [present('inertia'), present('reciprocity'), present('otp')],
    mod02: [present('inertia'), present('reciprocity'), friend, friendBack, grade, floor],
    mod03: [
      present('inertia'),
      present('reciprocity'),
      present('inertia', { window: 300 }),
      present('reciprocity', { window: 300 }),
      friend,
      friendBack,
      grade,
      floor,
    ],
    modX: [log('inertia'), log('reciprocity'), log('indegreeReceiver'), friend, grade, floor],
  };
  for (const [name, effects] of Object.entries(models)) {
    it(`${name} is as R's clogit has it`, () => {
      expectFit(fitOf(sequence(), effects, covariates(), 'choice'), expectedIn('social_clogit.json')[name]!);
    });
  }
  it('friends, habit and answers are as goldfish has them', () => {
    const expected = expectedIn('goldfish.json').choice03!;
    const fit = fitOf(sequence(), models.mod03!, covariates(), 'choice');
    // goldfish stops at a step of 1e-3: its likelihood agrees, its coefficients to that.
    expect(Math.abs(fit.logLikelihood - expected.loglik)).toBeLessThan(1e-5);
    for (const [k, each] of numbers(expected.coef).entries())
      expect(Math.abs(fit.beta[k]! - each)).toBeLessThan(1e-4);
  });
});

describe.skipIf(!hasReference)('a history with changing people, tie model', () => {
  it('thirteen statistics are as R has them, from the second event on', () => {
    const rows = rowsOf('remstats_history.csv');
    const info = rowsOf('remstats_info.csv');
    const names = [...new Set(info.map(([name]) => name!))];
    const changing = (column: number): PersonCovariate => {
      const since = [...new Set(info.map(([, time]) => +time!))].sort((a, b) => a - b);
      const values: Float64Array[] = [];
      for (const time of since) {
        const now = values.at(-1)?.slice() ?? new Float64Array(names.length).fill(Number.NaN);
        for (const row of info) if (+row[1]! === time) now[names.indexOf(row[0]!)] = +row[column]!;
        values.push(now);
      }
      return { since, values };
    };
    const fit = fitOf(
      sequenceOf(
        names.length,
        rows.map(([time, from, to]) => [+time!, names.indexOf(from!), [names.indexOf(to!)]]),
      ),
      [
        ...['inertia', 'reciprocity', 'indegreeReceiver', 'outdegreeSender', 'otp', 'isp'],
        ...['psABBA', 'psABAY', 'recencyRankSend', 'recencyRankReceive'],
        ...['sender(extraversion)', 'difference(extraversion)', 'same(age)'],
      ].map((name) => plain(name)),
      { person: { age: changing(2), extraversion: changing(4) }, tie: {} },
      'tie',
      1,
    );
    expectFit(fit, expectedIn('history_clogit.json').clogit!);
  });
});

describe.skipIf(!hasReference)('mail at Enron, several recipients a message', () => {
  const employees = () => rowsOf('enron_employees.csv');
  const codes = (labels: readonly string[]) => {
    const known = [...new Set(labels)];
    return constantCovariate(Float64Array.from(labels, (label) => known.indexOf(label)));
  };
  const covariates = (): Covariates => {
    const people = employees();
    return {
      person: {
        department: codes(people.map(([, department]) => department!)),
        unit: codes(people.map(([, , unit]) => unit!)),
        rank: constantCovariate(Float64Array.from(people, ([, , , , , , rank]) => +rank!)),
        female: constantCovariate(Float64Array.from(people, ([, , , , gender]) => +(gender === 'Female'))),
      },
      tie: {},
    };
  };
  const sequence = () =>
    sequenceOf(
      156,
      rowsOf('enron_messages_to_2001-06-30.csv').map(([, time, from, to]) => [
        +time!,
        +from! - 1,
        to!.split(/[ ;|]/).map((each) => +each - 1),
      ]),
    );
  const expectClustered = (fit: Fit, expected: Expected, clustered: readonly number[]) => {
    for (const [k, coefficient] of numbers(expected.coef).entries()) {
      expect(Math.abs(fit.beta[k]! - coefficient), `coefficient ${k}`).toBeLessThan(1e-5);
      expect(Math.abs(fit.standardError[k]! - numbers(expected.se)[k]!)).toBeLessThan(1e-4);
      expect(Math.abs(fit.clusteredStandardError[k]! - clustered[k]!)).toBeLessThan(1e-4);
    }
  };

  it('habit, answers, contacts, units and rank are as R has them, with both kinds of errors', () => {
    const expected = expectedIn('enron_clogit.json').full_breslow!;
    const halfLife = 30 * 86_400;
    const effects = [
      ...parseEffects('inertia,reciprocity,otp,isp,indegreeReceiver,outdegreeReceiver', halfLife),
      ...['same(department)', 'sameUnit', 'rankUp', 'rankDown', 'receiver(female)'].map((name) =>
        plain(name),
      ),
    ];
    const fit = fitOf(sequence(), effects, covariates(), 'choice');
    expectClustered(fit, expected, expected.robust_se_sender!);
    expect(fit.cases).toBe(23_052);
    // Statistics of so many rows are kept in single precision.
    expect(Math.abs(fit.logLikelihood - expected.loglik)).toBeLessThan(0.01);
  }, 120_000);

  it('who people are, without what they did, is as R has it', () => {
    const expected = JSON.parse(referenceText('relational-events', 'expected', 'enron_exogenous_only.json'));
    const effects = ['same(department)', 'sameUnit', 'rankUp', 'rankDown'].map((name) => plain(name));
    expectClustered(
      fitOf(sequence(), effects, covariates(), 'choice'),
      expected,
      expected.robust_sender as number[],
    );
  }, 120_000);
});

describe.skipIf(!hasReference)('synthetic letters of known coefficients', () => {
  it('are estimated as R estimates them, within three errors of the truth', () => {
    const people = rowsOf('synthetic_a_people.csv');
    const column = (k: number) => Float64Array.from(people, (row) => +row[k]!);
    const covariates: Covariates = {
      ...noCovariates,
      person: {
        unit: constantCovariate(column(1)),
        rank: constantCovariate(column(2)),
        boss: constantCovariate(Float64Array.from(people, ([, , , boss]) => (boss === '' ? -1 : +boss! - 1))),
      },
    };
    const sequence = sequenceOf(
      people.length,
      rowsOf('synthetic_a.csv').map(([time, from, to]) => [+time!, +from! - 1, [+to! - 1]]),
    );
    const effects = parseEffects(
      'inertia,reciprocity,otp,indegreeReceiver,sameUnit,rankUp,reportsTo',
      1_209_600,
    );
    const expected = expectedIn('synthetic_a_clogit.json').synthetic_a! as Expected & {
      readonly truth: readonly number[];
      readonly robust_sender: readonly number[];
    };
    const fit = fitOf(sequence, effects, covariates, 'choice');
    expectFit(fit, expected);
    for (const [k, truth] of expected.truth.entries()) {
      expect(Math.abs(fit.clusteredStandardError[k]! - expected.robust_sender[k]!)).toBeLessThan(1e-5);
      expect(Math.abs(fit.beta[k]! - truth)).toBeLessThan(3 * fit.standardError[k]!);
    }
  });
});
