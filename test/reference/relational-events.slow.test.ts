/** Parameter recovery and coverage of the relational event model over a thousand simulated organisations. */
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../src/base/random.ts';
import { studentQuantile } from '../../src/base/student-t.ts';
import { parseEffects } from '../../src/measure/dynamics/relational-events/effects.ts';
import {
  type Covariates,
  constantCovariate,
  type EventSequence,
} from '../../src/measure/dynamics/relational-events/event-sequence.ts';
import { fitColumns } from '../../src/measure/dynamics/relational-events/fit.ts';
import { askStrata } from '../../src/measure/dynamics/relational-events/requests.ts';
import { runAnalysis } from '../../src/measure/dynamics/relational-events/run-analysis.ts';
import { Statistics } from '../../src/measure/dynamics/relational-events/statistics.ts';

const people = 40;
const messages = 800;
const halfLife = 60;
const effects = parseEffects('inertia,reciprocity,indegreeReceiver,sameUnit,rankUp', halfLife);
const truth = [0.7, 0.5, 0.2, 0.6, 0.3];

const covariates: Covariates = {
  person: {
    unit: constantCovariate(Float64Array.from({ length: people }, (_, p) => p % 5)),
    rank: constantCovariate(Float64Array.from({ length: people }, (_, p) => (p < 3 ? 2 : p < 12 ? 1 : 0))),
  },
  tie: {},
};

/** Letters drawn from the model itself: each sender at random, each receiver by exp β′x. */
const simulate = (seed: number): EventSequence => {
  const random = randomStream(seed, 'recovery');
  const sequence: EventSequence = {
    people,
    time: Float64Array.from({ length: messages }, (_, e) => e + random.uniform() / 2),
    sender: Uint32Array.from({ length: messages }, () => random.below(people)),
    offsets: Uint32Array.from({ length: messages + 1 }, (_, e) => e),
    receivers: new Uint32Array(messages),
  };
  const statistics = new Statistics(sequence, effects, covariates);
  const row = new Float64Array(effects.length);
  const weight = new Float64Array(people);
  for (let e = 0; e < messages; e++) {
    const i = sequence.sender[e]!;
    statistics.advance(sequence.time[e]!);
    statistics.hold(i);
    let total = 0;
    for (let j = 0; j < people; j++) {
      weight[j] = 0;
      if (j === i) continue;
      statistics.write(j, row, 0);
      weight[j] = Math.exp(row.reduce((sum, x, k) => sum + x * truth[k]!, 0));
      total += weight[j]!;
    }
    statistics.release();
    let left = random.uniform() * total;
    let chosen = i === people - 1 ? people - 2 : people - 1;
    for (let j = 0; j < people; j++) {
      left -= weight[j]!;
      if (left < 0 && j !== i) {
        chosen = j;
        break;
      }
    }
    sequence.receivers[e] = chosen;
    statistics.add(e);
  }
  return sequence;
};

const runs = 1000;

describe.each([
  ['everybody at risk', null],
  ['ten controls for each case', 10],
] as const)('a thousand simulated organisations, %s', (_, controls) => {
  const covered = new Float64Array(effects.length);
  const sum = new Float64Array(effects.length);
  const squares = new Float64Array(effects.length);

  it('give back the coefficients they were made from, and intervals that hold 95 % of the time', () => {
    for (let seed = 0; seed < runs; seed++) {
      const sequence = simulate(seed);
      const fit = runAnalysis(
        (function* () {
          yield* askStrata({ sequence, effects, covariates, model: 'choice', controls, seed });
          return yield* fitColumns(
            effects.map((__, k) => k),
            people,
          );
        })(),
      );
      const t = studentQuantile(0.975, fit.clusters - 1);
      for (let k = 0; k < effects.length; k++) {
        const distance = fit.beta[k]! - truth[k]!;
        if (Math.abs(distance) <= t * fit.reducedStandardError[k]!) covered[k]! += 1;
        sum[k]! += distance;
        squares[k]! += distance ** 2;
      }
    }
    for (const [k, { name }] of effects.entries()) {
      const share = covered[k]! / runs;
      expect(share, `${name}: coverage`).toBeGreaterThanOrEqual(0.93);
      expect(share, `${name}: coverage`).toBeLessThanOrEqual(0.97);
      // Small samples bias a logit away from 0 a little: within a fifth of one estimate's spread.
      const spread = Math.sqrt(squares[k]! / runs);
      expect(Math.abs(sum[k]! / runs), `${name}: bias`).toBeLessThan(0.2 * spread);
    }
  });
});
