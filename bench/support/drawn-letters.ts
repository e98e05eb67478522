import { randomStream } from '../../src/base/random.ts';
import {
  type Covariates,
  constantCovariate,
  type EventSequence,
} from '../../src/measure/dynamics/relational-events/event-sequence.ts';

export interface DrawnLetters {
  readonly sequence: EventSequence;
  readonly covariates: Covariates;
}

/** Letters over two years: everybody has fifteen whom they mostly write to, a third of letters are answers. */
export const drawnLetters = (people: number, count: number): DrawnLetters => {
  const random = randomStream(7, 'letters');
  const sender = new Uint32Array(count);
  const receivers = new Uint32Array(count);
  for (let e = 0; e < count; e++) {
    const back = e - 1 - random.below(200);
    let i = random.below(people);
    let j = random.uniform() < 0.8 ? (i + 1 + random.below(15) * 7) % people : random.below(people);
    if (back >= 0 && random.uniform() < 0.33) [i, j] = [receivers[back], sender[back]];
    sender[e] = i;
    receivers[e] = i === j ? (i + 1) % people : j;
  }
  const column = (of: (person: number) => number) =>
    constantCovariate(Float64Array.from({ length: people }, (_, p) => of(p)));
  const boss = (p: number) => (p === 0 ? Number.NaN : Math.floor((p - 1) / 6));
  const depth = (p: number): number => (p === 0 ? 0 : 1 + depth(boss(p)));
  return {
    sequence: {
      people,
      time: Float64Array.from({ length: count }, (_, e) => (e * 730) / count),
      sender,
      offsets: Uint32Array.from({ length: count + 1 }, (_, e) => e),
      receivers,
    },
    covariates: {
      person: {
        unit: column((p) => Math.floor(p / 25)),
        rank: column((p) => 6 - depth(p)),
        boss: column(boss),
      },
      tie: {},
    },
  };
};

/** Ten statistics, two-path sums among them. */
export const tenEffects =
  'inertia,reciprocity,otp,isp,indegreeReceiver,outdegreeReceiver,sameUnit,rankUp,rankDown,reportsTo';
