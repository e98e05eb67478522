import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../../base/random.ts';
import { sentenceOf } from '../../../base/refusals.ts';
import { parseEffects } from './effects.ts';
import { type Covariates, constantCovariate, type EventSequence, noCovariates } from './event-sequence.ts';
import { allBlocks, fitMaximum } from './fit.ts';
import { holmAdjusted } from './holm-adjusted.ts';
import { profileBound } from './profile-bound.ts';
import { askStrata } from './requests.ts';
import { runAnalysis } from './run-analysis.ts';
import { type Study, type StudySpec, studyOf } from './study.ts';

/** Letters to one person each: now and then an answer, else whoever `next` says. */
const lettersOf = (
  count: number,
  random: RandomStream,
  senderOf: (e: number) => number,
  receiverOf: (e: number, sender: number) => number,
  people: number,
): EventSequence => {
  const sender: number[] = [];
  const receivers: number[] = [];
  for (let e = 0; e < count; e++) {
    const back = Math.max(0, e - 1 - random.below(20));
    const isAnswer = e > 0 && random.uniform() < 0.3;
    sender.push(isAnswer ? receivers[back]! : senderOf(e));
    receivers.push(isAnswer ? sender[back]! : receiverOf(e, sender[e]!));
  }
  return {
    people,
    time: Float64Array.from({ length: count }, (_, e) => e * 3600),
    sender: Uint32Array.from(sender),
    offsets: Uint32Array.from({ length: count + 1 }, (_, e) => e),
    receivers: Uint32Array.from(receivers),
  };
};

const people = 40;
const random = randomStream(4, 'study');
const anybodyBut = (sender: number, below = people) => {
  const drawn = random.below(below - 1);
  return drawn >= sender ? drawn + 1 : drawn;
};
const letters = lettersOf(
  900,
  random,
  () => random.below(people),
  (_, i) => anybodyBut(i),
  people,
);

const study = (change: Partial<StudySpec> = {}): Study =>
  runAnalysis(
    studyOf({
      sequence: letters,
      effects: parseEffects('inertia,reciprocity,indegreeReceiver', 30 * 86_400),
      covariates: noCovariates,
      model: 'choice',
      controls: null,
      seed: 2,
      quiet: 7200,
      hasSensitivity: false,
      ...change,
    }),
  );

const covariate = (values: (person: number) => number): Covariates => ({
  person: { z: constantCovariate(Float64Array.from({ length: people }, (_, p) => values(p))) },
  tie: {},
});

const codes = ({ refusals }: { readonly refusals: Study['refusals'] }) => refusals.map(({ code }) => code);
const lineOf = (found: Study, effect: string) =>
  found.beyondHabit!.coefficients.find((line) => line.effect === effect)!;

describe('a study', () => {
  it('finds answering back where letters are answered, and says that it stands', () => {
    const found = study({ hasSensitivity: true, controls: 10 });
    expect(codes(found)).toEqual([]);
    const answering = lineOf(found, 'reciprocity');
    expect(answering.low).toBeGreaterThan(1.5);
    expect(answering.verdict).not.toBe('refused');
    expect(Object.keys(answering.runs)).toEqual([
      'half-life-halved',
      'half-life-doubled',
      'controls-doubled',
      'bursts-collapsed',
    ]);
    expect(found.foresight!.heldOut).toBeGreaterThan(found.foresight!.heldOutBaseline);
    expect(found.foresight!.top5).toBeGreaterThan(found.foresight!.top1);
  });

  it('refuses too few events, too few senders and more effects than they bear', () => {
    const few = lettersOf(
      100,
      random,
      () => random.below(5),
      (_, i) => anybodyBut(i, 5),
      5,
    );
    expect(codes(study({ sequence: few }))).toEqual(['dynamics-few-events', 'dynamics-few-senders']);
    const names = 'inertia,reciprocity,otp,itp,osp,isp,indegreeReceiver,outdegreeReceiver,psABBA,psABAY';
    const some = { ...letters, time: letters.time.slice(0, 310), sender: letters.sender.slice(0, 310) };
    const effects = [...parseEffects(names, 1e6), ...parseEffects(names, 2e6)];
    expect(codes(study({ sequence: some, effects }))).toContain('dynamics-many-effects');
  });

  it('refuses to speak of one sender', () => {
    const loud = lettersOf(
      900,
      random,
      (e) => (e % 2 === 0 ? 0 : 1 + random.below(people - 1)),
      (_, i) => anybodyBut(i),
      people,
    );
    expect(codes(study({ sequence: loud }))).toEqual(['dynamics-one-sender']);
  });

  it('refuses effects that repeat each other, and a model without any that vary', () => {
    const [inertia] = parseEffects('inertia', 1e6);
    expect(codes(study({ effects: [inertia!, { ...inertia!, name: 'again' }] }))).toEqual([
      'dynamics-singular',
    ]);
    expect(codes(study({ effects: parseEffects('sender(z)', 1), covariates: covariate((p) => p) }))).toEqual([
      'dynamics-nothing-varies',
    ]);
  });

  it('refuses what foresees no better than popularity', () => {
    const noise = lettersOf(
      900,
      randomStream(8, 'noise'),
      () => random.below(people),
      (e, i) => anybodyBut(i, e < 600 ? people : 6),
      people,
    );
    const found = study({
      sequence: noise,
      effects: parseEffects('receiver(z)', 1),
      covariates: covariate((p) => (p * 7) % 5),
    });
    expect(codes(found)).toEqual(['dynamics-no-foresight']);
  });

  it('gives a line that runs off a bound, which has a closed form, and no number', () => {
    // Person 39 sends and is never turned to; the 38 others compete alike.
    const shunned = lettersOf(
      900,
      randomStream(6, 'shun'),
      (e) => e % people,
      (_, i) => (i < 39 ? anybodyBut(i, 39) : random.below(39)),
      people,
    );
    const fixed = {
      ...shunned,
      receivers: shunned.receivers.map((j, e) => (j === 39 ? (shunned.sender[e]! + 1) % 39 : j)),
    };
    const found = study({
      sequence: fixed,
      effects: [...parseEffects('receiver(z)', 1), ...parseEffects('reciprocity', 1e9)],
      covariates: covariate((p) => (p === 39 ? 1 : 0)),
    });
    const line = lineOf(found, 'receiver(z)');
    expect(line.verdict).toBe('refused');
    expect(codes(line)).toContain('dynamics-line-separated');
    expect(line.bound).toBeLessThan(0.2);
    const bound = runAnalysis(
      (function* () {
        const effects = parseEffects('receiver(z)', 1);
        const covariates = covariate((p) => (p === 39 ? 1 : 0));
        yield* askStrata({ sequence: fixed, effects, covariates, model: 'choice', controls: null, seed: 1 });
        const { sums } = yield* fitMaximum([0], allBlocks);
        return yield* profileBound([0], 0, -1, sums.logLikelihood, allBlocks);
      })(),
    );
    const strata = fixed.sender.reduce((count, i) => count + (i === 39 ? 0 : 1), 0);
    expect(Math.exp(bound)).toBeCloseTo(38 * (Math.exp(2.705543 / 2 / strata) - 1), 3);
  });

  it('refuses a line for a rare thing, a one-sided covariate and unknown ranks', () => {
    const found = study({
      effects: [
        ...parseEffects('reciprocity', 1e6),
        ...parseEffects('same(z)', 1),
        ...parseEffects('sender(z)', 1),
        ...parseEffects('rankUp', 1),
      ],
      covariates: {
        person: {
          z: constantCovariate(Float64Array.from({ length: people }, (_, p) => (p < 3 ? 1 : p))),
          rank: constantCovariate(
            Float64Array.from({ length: people }, (_, p) => (p < 20 ? p % 4 : Number.NaN)),
          ),
        },
        tie: {},
      },
    });
    expect(codes(lineOf(found, 'same(z)'))).toContain('dynamics-line-rare');
    expect(codes(lineOf(found, 'sender(z)'))).toEqual(['dynamics-line-flat']);
    expect(codes(lineOf(found, 'rankUp'))).toContain('dynamics-line-rank-unknown');
  });

  it('holds rank against ranks given out at random', () => {
    const level = Float64Array.from({ length: people }, (_, p) => (p < 4 ? 2 : p < 12 ? 1 : 0));
    const drawn = randomStream(14, 'ranked');
    // Two of three letters go to somebody above, where there is one.
    const upward = lettersOf(
      900,
      drawn,
      () => drawn.below(people),
      (e, i) => (e % 3 !== 0 && i >= 12 ? drawn.below(12) : anybodyBut(i)),
      people,
    );
    const rankOf = (values: Float64Array): Covariates => ({
      person: { rank: constantCovariate(values) },
      tie: {},
    });
    const pOf = (sequence: EventSequence, draw: (number: number) => Covariates): number => {
      const spec: StudySpec = {
        sequence,
        effects: [...parseEffects('reciprocity', 1e6), ...parseEffects('rankUp', 1)],
        covariates: rankOf(level),
        model: 'choice',
        controls: null,
        seed: 1,
        quiet: null,
        hasSensitivity: false,
      };
      return lineOf(runAnalysis(studyOf(spec, { count: 39, draw })), 'rankUp').permutationP;
    };
    const shuffled = (number: number) => rankOf(randomStream(number, 'seats').shuffle(level.slice()));
    expect(pOf(upward, shuffled)).toBe(1 / 40);
    expect(pOf(letters, shuffled)).toBeGreaterThan(0.05);
    // The real chart is always as much as itself.
    expect(pOf(upward, () => rankOf(level))).toBe(1);
  });

  it('has a sentence for every refusal', () => {
    const few = lettersOf(
      100,
      random,
      () => random.below(5),
      (_, i) => anybodyBut(i, 5),
      5,
    );
    for (const refusal of study({ sequence: few }).refusals) {
      expect(sentenceOf(refusal)).toMatch(/^[A-Z0-9].*\.$/);
      expect(sentenceOf(refusal)).not.toContain('{');
    }
  });
});

it('Holm’s adjustment is as R’s p.adjust has it', () => {
  // p.adjust(c(.01, .04, .03, .005, .5, .04), "holm"), R 4.2.2
  const found = holmAdjusted([0.01, 0.04, 0.03, 0.005, 0.5, 0.04, Number.NaN]);
  for (const [k, each] of [0.05, 0.12, 0.12, 0.03, 0.5, 0.12].entries())
    expect(found[k]).toBeCloseTo(each, 12);
  expect(found[6]).toBeNaN();
});
