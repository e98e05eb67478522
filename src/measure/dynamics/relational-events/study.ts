/** One whole look at who turns to whom: fits, how well they foresee, what may be said of each effect and what not. */
import { type Refusal, refuse } from '../../../base/result.ts';
import { studentProbability, studentQuantile } from '../../../base/student-t.ts';
import type { ColumnFacts } from './column-facts.ts';
import { covariateOf, type Effect, isHistory, isOfOrder } from './effects.ts';
import { type EventSequence, requireReadable } from './event-sequence.ts';
import { allBlocks, type Fit, fitColumns, fitMaximum } from './fit.ts';
import { holmAdjusted } from './holm-adjusted.ts';
import { collapseBursts } from './messages-of-events.ts';
import { profileBound } from './profile-bound.ts';
import { type RankDraws, rankPermutation } from './rank-permutation.ts';
import { concordanceOf } from './ranking.ts';
import { type Analysis, askRanking, askStrata, askSums } from './requests.ts';
import { blockCount, lastFifth, type StrataSpec } from './strata.ts';

/** What a model must have before anything is said at all. */
const fewestStrata = 300;
const fewestSenders = 30;
const fewestStrataPerEffect = 20;
const mostOfOneSender = 0.25;
const leastCondition = 1e-8;
/** What a line must have. */
const farthestEstimate = 10;
const largestError = 5;
const fewestInCell = 10;
const widestInterval = 4;
const mostInflation = 10;
const leastRankKnown = 0.8;

export interface StudySpec extends StrataSpec {
  /** Silence after which a repeated message counts again in the run without bursts; `null` leaves the run out. */
  readonly quiet: number | null;
  /** Whether to fit again under other half-lives, other controls and without bursts. */
  readonly hasSensitivity: boolean;
}

export type Verdict = 'stable' | 'moves' | 'unchecked' | 'refused';

export interface Coefficient {
  readonly effect: string;
  readonly estimate: number;
  readonly standardError: number;
  /** As R's coxph with cluster(sender). */
  readonly clusteredStandardError: number;
  /** Bias-reduced (CR2); interval and p are made from it. */
  readonly reducedStandardError: number;
  /** What the ratio compares: this many units of the statistic, ln 2 under log1p (one against none). */
  readonly contrast: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  /** Holm, over the effects of the model. */
  readonly adjustedP: number;
  /** Of effects of rank and line: by ranks given out at random within units; else `NaN`. */
  readonly permutationP: number;
  readonly inflation: number;
  readonly verdict: Verdict;
  /** Why nothing is said of it; numbers are then not for reading. */
  readonly refusals: readonly Refusal[];
  /** Of an effect that runs off: the ratio is at least (above 1) or at most (below 1) this; else `NaN`. */
  readonly bound: number;
  /** Estimates of the other runs, by their ids. */
  readonly runs: Readonly<Record<string, number>>;
}

export interface FittedModel {
  readonly coefficients: readonly Coefficient[];
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  readonly strata: number;
  readonly events: number;
  readonly clusters: number;
  readonly concordance: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly delta: number;
}

export interface Foresight {
  /** Concordance of turning to who is turned to most. */
  readonly baselineConcordance: number;
  /** Of the last fifth, fitted on the rest: mean log-likelihood a case, of the model and of popularity alone. */
  readonly heldOut: number;
  readonly heldOutBaseline: number;
  readonly heldOutCases: number;
  /** Share of those turned to who were the model's first guess, and among its first five. */
  readonly top1: number;
  readonly top5: number;
}

export interface Study {
  readonly model: 'choice' | 'tie';
  readonly people: number;
  readonly senders: number;
  readonly messages: number;
  /** `null`: everybody. */
  readonly controls: number | null;
  readonly seed: number;
  /** Of the whole model; where there is one, nothing was fitted or nothing of it may be read. */
  readonly refusals: readonly Refusal[];
  /** Who people are, without what they did. */
  readonly overall: FittedModel | null;
  readonly beyondHabit: FittedModel | null;
  readonly foresight: Foresight | null;
}

const isOfPast = (effect: Effect) => isHistory(effect) || isOfOrder(effect);

export const contrastOf = ({ transform }: Effect): number => (transform === 'log1p' ? Math.LN2 : 1);

/** Refusals that need no fit. */
const refusalsOfData = ({ sequence, controls, effects, firstMessage = 0 }: StudySpec): Refusal[] => {
  const { sender, offsets, people } = sequence;
  const sent = new Uint32Array(people);
  for (let e = firstMessage; e < sender.length; e++) sent[sender[e]]++;
  const senders = sent.reduce((count, each) => count + (each > 0 ? 1 : 0), 0);
  const messages = sender.length - firstMessage;
  const strata = controls === null ? messages : offsets[sender.length] - offsets[firstMessage];
  const most = sent.reduce((high, each) => Math.max(high, each), 0) / messages;
  if (messages === 0) return [refuse('dynamics-no-messages')];
  const refusals: Refusal[] = [];
  if (strata < fewestStrata) refusals.push(refuse('dynamics-few-events', { strata, fewest: fewestStrata }));
  if (senders < fewestSenders)
    refusals.push(refuse('dynamics-few-senders', { senders, fewest: fewestSenders }));
  if (strata >= fewestStrata && strata < fewestStrataPerEffect * effects.length) {
    refusals.push(
      refuse('dynamics-many-effects', {
        strata,
        effects: effects.length,
        most: Math.floor(strata / fewestStrataPerEffect),
      }),
    );
  }
  if (most > mostOfOneSender) {
    refusals.push(refuse('dynamics-one-sender', { share: `${Math.round(100 * most)} %` }));
  }
  return refusals;
};

interface Run {
  readonly id: string;
  readonly spec: StrataSpec;
}

const runsOf = (spec: StudySpec): Run[] => {
  if (!spec.hasSensitivity) return [];
  const runs: Run[] = [];
  const stretch = (factor: number): Effect[] =>
    spec.effects.map((effect) =>
      effect.halfLife === undefined ? effect : { ...effect, halfLife: effect.halfLife * factor },
    );
  if (spec.effects.some(({ halfLife }) => halfLife !== undefined && Number.isFinite(halfLife))) {
    runs.push({ id: 'half-life-halved', spec: { ...spec, effects: stretch(0.5) } });
    runs.push({ id: 'half-life-doubled', spec: { ...spec, effects: stretch(2) } });
  }
  if (spec.controls !== null) {
    runs.push({
      id: 'controls-doubled',
      spec: { ...spec, controls: 2 * spec.controls, seed: spec.seed + 1 },
    });
  }
  if (spec.quiet !== null && (spec.firstMessage ?? 0) === 0) {
    const sequence = collapseBursts(spec.sequence, spec.quiet);
    if (sequence.time.length < spec.sequence.time.length)
      runs.push({ id: 'bursts-collapsed', spec: { ...spec, sequence } });
  }
  return runs;
};

/** Share of who-to-whom where the covariate is known of both. */
const knownShare = ({ sender, offsets, receivers }: EventSequence, values: Float64Array): number => {
  let known = 0;
  for (let e = 0; e < sender.length; e++) {
    for (let k = offsets[e]; k < offsets[e + 1]; k++) {
      if (!Number.isNaN(values[sender[e]]) && !Number.isNaN(values[receivers[k]])) known++;
    }
  }
  return known / receivers.length;
};

/** Whether another seat on the chart would change it. */
const looksAtRanks = (effect: Effect) => ['rank', 'boss'].includes(covariateOf(effect) ?? '');

const isOfRank = ({ statistic, covariate }: Effect) =>
  statistic === 'rankUp' || statistic === 'rankDown' || covariate === 'rank';

/** A fit as a table, with what speaks against each line. */
function* tableOf(fit: Fit, spec: StudySpec, facts: ColumnFacts): Analysis<FittedModel> {
  const { effects, sequence, covariates } = spec;
  const freedom = fit.clusters - 1;
  const t = studentQuantile(0.975, freedom);
  const p = fit.columns.map((_, k) => {
    const error = fit.reducedStandardError[k];
    return 2 * studentProbability(-Math.abs(fit.beta[k] / error), freedom);
  });
  const adjusted = holmAdjusted(p);
  const coefficients: Coefficient[] = [];
  for (const [k, column] of fit.columns.entries()) {
    const effect = effects[column];
    const contrast = contrastOf(effect);
    const estimate = fit.beta[k];
    const error = fit.reducedStandardError[k];
    const refusals: Refusal[] = [];
    let bound = Number.NaN;
    const isSeparated =
      Math.abs(estimate) > farthestEstimate || !(fit.standardError[k] * contrast <= largestError);
    if (isSeparated) {
      const direction = estimate >= 0 ? 1 : -1;
      const nearest = yield* profileBound(fit.columns, k, direction, fit.logLikelihood, allBlocks);
      bound = Math.exp(nearest * contrast);
      refusals.push(refuse('dynamics-line-separated', { effect: effect.name }));
    }
    const withIt = facts.casesWith[column];
    const without = facts.cases - withIt;
    if (facts.isBinary[column] === 1 && Math.min(withIt, without) < fewestInCell) {
      refusals.push(refuse('dynamics-line-rare', { effect: effect.name, cases: Math.min(withIt, without) }));
    }
    const low = Math.exp((estimate - t * error) * contrast);
    const high = Math.exp((estimate + t * error) * contrast);
    if (!isSeparated && !(high / low <= widestInterval)) {
      refusals.push(refuse('dynamics-line-wide', { effect: effect.name, most: widestInterval }));
    }
    if (fit.inflation[k] > mostInflation) {
      refusals.push(refuse('dynamics-line-inflated', { effect: effect.name, most: mostInflation }));
    }
    const rank = covariates.person.rank?.values.at(-1);
    if (isOfRank(effect) && rank !== undefined) {
      const known = knownShare(sequence, rank);
      if (known < leastRankKnown) {
        refusals.push(
          refuse('dynamics-line-rank-unknown', {
            effect: effect.name,
            share: `${Math.round(100 * known)} %`,
          }),
        );
      }
    }
    coefficients.push({
      effect: effect.name,
      estimate,
      standardError: fit.standardError[k],
      clusteredStandardError: fit.clusteredStandardError[k],
      reducedStandardError: error,
      contrast,
      ratio: Math.exp(estimate * contrast),
      low,
      high,
      p: p[k],
      adjustedP: adjusted[k],
      permutationP: Number.NaN,
      inflation: fit.inflation[k],
      verdict: refusals.length > 0 ? 'refused' : 'unchecked',
      refusals,
      bound,
      runs: {},
    });
  }
  return {
    coefficients,
    logLikelihood: fit.logLikelihood,
    nullLogLikelihood: fit.nullLogLikelihood,
    aic: fit.aic,
    bic: fit.bic,
    strata: fit.strata,
    events: fit.cases,
    clusters: fit.clusters,
    concordance: fit.concordance,
    converged: fit.converged,
    iterations: fit.iterations,
    delta: fit.delta,
  };
}

/** Estimates of another run, by effect. */
interface OtherRun {
  readonly id: string;
  readonly estimates: ReadonlyMap<string, number>;
}

/** Says of each line whether it stands in the other runs. It moves where one of them leaves its interval. */
const heldAgainst = (line: Coefficient, runs: readonly OtherRun[]): Coefficient => {
  const elsewhere = runs.flatMap(({ id, estimates }) => {
    const value = estimates.get(line.effect);
    return value === undefined ? [] : [[id, value] as const];
  });
  if (elsewhere.length === 0) return line;
  const refusals = elsewhere.some(([, value]) => Math.sign(value) !== Math.sign(line.estimate))
    ? [...line.refusals, refuse('dynamics-line-turns', { effect: line.effect })]
    : line.refusals;
  const isInside = elsewhere.every(([, value]) => {
    const ratio = Math.exp(value * line.contrast);
    return ratio >= line.low && ratio <= line.high;
  });
  return {
    ...line,
    refusals,
    verdict: refusals.length > 0 ? 'refused' : isInside ? 'stable' : 'moves',
    runs: Object.fromEntries(elsewhere),
  };
};

/** A statistic that is the same for all in every stratum says nothing: its line, without a number. */
const flatLine = (effect: Effect): Coefficient => ({
  effect: effect.name,
  estimate: Number.NaN,
  standardError: Number.NaN,
  clusteredStandardError: Number.NaN,
  reducedStandardError: Number.NaN,
  contrast: contrastOf(effect),
  ratio: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
  p: Number.NaN,
  adjustedP: Number.NaN,
  permutationP: Number.NaN,
  inflation: Number.NaN,
  verdict: 'refused',
  refusals: [refuse('dynamics-line-flat', { effect: effect.name })],
  bound: Number.NaN,
  runs: {},
});

/**
 * Fits the model, fits it again otherwise, and says of each effect what may be said.
 *
 * The last column is popularity (indegree of the receiver) wherever the effects lack it: the baseline
 * any model must foresee better than.
 *
 * @param ranks seats on the chart drawn at random, for effects of rank and line; `null` does without
 * @throws RefusalError where the sequence cannot be read
 * Cost all rows once and about eight passes over them; with sensitivity, rows and a fit for each other run.
 */
export function* studyOf(asked: StudySpec, ranks: RankDraws | null = null): Analysis<Study> {
  requireReadable(asked.sequence);
  const { sequence } = asked;
  const isSender = new Uint8Array(sequence.people);
  for (const person of sequence.sender) isSender[person] = 1;
  const header = {
    model: asked.model,
    people: sequence.people,
    senders: isSender.reduce((count, each) => count + each, 0),
    messages: sequence.time.length - (asked.firstMessage ?? 0),
    controls: asked.controls,
    seed: asked.seed,
  };
  const refused = (refusals: readonly Refusal[]): Study => ({
    ...header,
    refusals,
    overall: null,
    beyondHabit: null,
    foresight: null,
  });
  const early = refusalsOfData(asked);
  if (early.length > 0) return refused(early);

  const inModel = asked.effects.map((_, k) => k);
  const ownBaseline = asked.effects.findIndex(({ statistic }) => statistic === 'indegreeReceiver');
  const halfLife = asked.effects.find(({ halfLife: each }) => each !== undefined)?.halfLife;
  const popularity: Effect = {
    name: 'popularity',
    statistic: 'indegreeReceiver',
    transform: 'log1p',
    ...(halfLife === undefined ? {} : { halfLife }),
  };
  const spec: StudySpec = ownBaseline >= 0 ? asked : { ...asked, effects: [...asked.effects, popularity] };
  const baseline = [ownBaseline >= 0 ? ownBaseline : asked.effects.length];

  const facts = yield* askStrata(spec);
  const columns = inModel.filter((k) => facts.varying[k] > 0);
  if (columns.length === 0) return refused([refuse('dynamics-nothing-varies')]);
  const fit = yield* fitColumns(columns, sequence.people);
  if (!(fit.condition >= leastCondition)) return refused([refuse('dynamics-singular')]);
  if (!fit.converged) return refused([refuse('dynamics-no-maximum', { iterations: fit.iterations })]);

  const [train, test] = [
    { from: 0, until: lastFifth },
    { from: lastFifth, until: blockCount },
  ];
  const popular = yield* fitMaximum(baseline, allBlocks);
  const popularRanking = yield* askRanking(allBlocks, { columns: baseline, beta: popular.beta });
  const trained = yield* fitMaximum(columns, train);
  const heldOut = yield* askSums(test, { columns, beta: trained.beta });
  const ranking = yield* askRanking(test, { columns, beta: trained.beta });
  const trainedBaseline = yield* fitMaximum(baseline, train);
  const heldOutBaseline = yield* askSums(test, { columns: baseline, beta: trainedBaseline.beta });
  const foresight: Foresight = {
    baselineConcordance: concordanceOf(popularRanking),
    heldOut: heldOut.logLikelihood / ranking.cases,
    heldOutBaseline: heldOutBaseline.logLikelihood / ranking.cases,
    heldOutCases: ranking.cases,
    top1: ranking.top1 / ranking.cases,
    top5: ranking.top5 / ranking.cases,
  };
  if (!(foresight.heldOut > foresight.heldOutBaseline)) {
    return { ...refused([refuse('dynamics-no-foresight')]), foresight };
  }

  const exogenous = columns.filter((k) => !isOfPast(spec.effects[k]));
  const overallFit =
    exogenous.length === 0 || exogenous.length === columns.length
      ? null
      : yield* fitColumns(exogenous, sequence.people);
  const overall = overallFit === null ? null : yield* tableOf(overallFit, spec, facts);
  const fitted = yield* tableOf(fit, spec, facts);
  const ofChart = columns.filter((k) => looksAtRanks(spec.effects[k]));
  const byPermutation =
    ranks === null || ofChart.length === 0
      ? new Map<number, number>()
      : yield* rankPermutation(columns, ofChart, spec.effects, ranks);
  const runs: OtherRun[] = [];
  for (const { id, spec: other } of runsOf(spec)) {
    const there = yield* askStrata(other);
    const usable = columns.filter((k) => there.varying[k] > 0);
    const { beta } = yield* fitMaximum(usable, allBlocks);
    runs.push({ id, estimates: new Map(usable.map((column, k) => [spec.effects[column].name, beta[k]])) });
  }
  const lines = new Map(
    fitted.coefficients.map((line, k) => {
      const permutationP = byPermutation.get(columns[k]) ?? Number.NaN;
      return [line.effect, heldAgainst({ ...line, permutationP }, runs)];
    }),
  );
  return {
    ...header,
    refusals: [],
    overall,
    beyondHabit: {
      ...fitted,
      coefficients: asked.effects.map((effect) => lines.get(effect.name) ?? flatLine(effect)),
    },
    foresight,
  };
}
