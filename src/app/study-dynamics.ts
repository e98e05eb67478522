import { availableParallelism } from 'node:os';
import { sentenceOf } from '../base/refusals.ts';
import { type Refusal, RefusalError } from '../base/result.ts';
import { calendarWindows, dayMs } from '../base/time.ts';
import { openArchive } from '../measure/archive/archive.ts';
import {
  defaultEffects,
  defaultHalfLifeMs,
  drawnRanks,
  materialOf,
  quietMs,
  riskOf,
} from '../measure/dynamics/relational-events/default-model.ts';
import {
  isHistory,
  parseEffects,
  requireCovariate,
  requireHalfLife,
} from '../measure/dynamics/relational-events/effects.ts';
import { rowsOf } from '../measure/dynamics/relational-events/strata.ts';
import {
  type Coefficient,
  type FittedModel,
  type Foresight,
  type Study,
  studyOf,
} from '../measure/dynamics/relational-events/study.ts';
import { timedSpan } from '../measure/network/activity.ts';
import { View } from '../measure/network/view.ts';
import { type GatherRequest, gatherTraces, type OnProgress, openTraces } from './gather-traces.ts';
import { analyseOnWorkers } from './workers/dynamics-on-workers.ts';

export interface DynamicsRequest extends GatherRequest {
  readonly archivePath: string | null;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly model: 'choice' | 'tie';
  /** `null`: the default model. */
  readonly effects: string | null;
  /** `null`: 30 days. */
  readonly halfLifeMs: number | null;
  /** `all`, so many, or `null`: as many as is bearable. */
  readonly controls: number | 'all' | null;
  readonly seed: number;
  readonly hasSensitivity: boolean;
}

interface SaidRefusal {
  readonly code: string;
  readonly sentence: string;
}

/** One effect, as it is printed. Numbers of a refused line are `null`, but for a bound. */
export interface EffectLine {
  readonly effect: string;
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly clusteredStandardError: number | null;
  readonly reducedStandardError: number | null;
  readonly contrast: number;
  readonly ratio: number | null;
  readonly interval: { readonly low: number; readonly high: number; readonly level: 0.95 } | null;
  readonly p: number | null;
  readonly adjustedP: number | null;
  readonly permutationP: number | null;
  readonly verdict: Coefficient['verdict'];
  readonly bound: number | null;
  readonly runs: Readonly<Record<string, number>>;
  readonly refusals: readonly SaidRefusal[];
}

export interface ModelTable extends Omit<FittedModel, 'coefficients' | 'delta'> {
  readonly delta: number | null;
  readonly coefficients: readonly EffectLine[];
}

/** What `equipo dynamics --json` prints. */
export interface DynamicsDocument {
  readonly format: 'equipo-dynamics';
  readonly version: 1;
  readonly model: 'choice' | 'tie';
  readonly people: number;
  readonly senders: number;
  readonly messages: number;
  /** Controls drawn for each case; `null`: everybody was at risk. */
  readonly controls: number | null;
  /** `null`: nothing fades. */
  readonly halfLifeDays: number | null;
  readonly seed: number;
  readonly refusals: readonly SaidRefusal[];
  /** Who people are, without what they did. */
  readonly overall: ModelTable | null;
  readonly beyondHabit: ModelTable | null;
  readonly foresight: Foresight | null;
}

const said = (refusals: readonly Refusal[]): SaidRefusal[] =>
  refusals.map((refusal) => ({ code: refusal.code, sentence: sentenceOf(refusal) }));

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const lineOf = (line: Coefficient): EffectLine => {
  const isRefused = line.verdict === 'refused';
  const runsOff = Number.isFinite(line.bound);
  const estimated = (value: number) => (runsOff ? null : finite(value));
  const told = (value: number) => (isRefused ? null : finite(value));
  return {
    effect: line.effect,
    estimate: estimated(line.estimate),
    standardError: estimated(line.standardError),
    clusteredStandardError: estimated(line.clusteredStandardError),
    reducedStandardError: estimated(line.reducedStandardError),
    contrast: line.contrast,
    ratio: told(line.ratio),
    interval: isRefused ? null : { low: line.low, high: line.high, level: 0.95 },
    p: told(line.p),
    adjustedP: told(line.adjustedP),
    permutationP: told(line.permutationP),
    verdict: line.verdict,
    bound: finite(line.bound),
    runs: line.runs,
    refusals: said(line.refusals),
  };
};

const tableOf = (model: FittedModel | null): ModelTable | null =>
  model === null
    ? null
    : { ...model, delta: finite(model.delta), coefficients: model.coefficients.map(lineOf) };

const documentOf = (study: Study, halfLifeMs: number): DynamicsDocument => ({
  format: 'equipo-dynamics',
  version: 1,
  model: study.model,
  people: study.people,
  senders: study.senders,
  messages: study.messages,
  controls: study.controls,
  halfLifeDays: finite(halfLifeMs / dayMs),
  seed: study.seed,
  refusals: said(study.refusals),
  overall: tableOf(study.overall),
  beyondHabit: tableOf(study.beyondHabit),
  foresight: study.foresight,
});

/** Rows with everybody at risk, at most: 5,000,000 × 10 statistics are 200 MB. */
const mostFullRows = 5_000_000;
const mostWorkers = 4;
/** Draws of ranks, as many as take about a minute: each is a pass over all rows. */
const drawnRows = 150_000_000;
const [fewestRankDraws, mostRankDraws] = [39, 199];

/**
 * Reads the sources, or an archive, and says what goes with who turns to whom.
 *
 * @throws RefusalError where nothing can be read or the request makes no sense, or the work was stopped
 */
export const studyDynamics = async (
  request: DynamicsRequest,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<DynamicsDocument> => {
  const { model, seed } = request;
  const halfLifeMs = request.halfLifeMs ?? defaultHalfLifeMs;
  requireHalfLife(halfLifeMs);
  const asked = request.effects === null ? null : parseEffects(request.effects, halfLifeMs);
  const opened = await openTraces(request);
  const archive = await openArchive(request.archivePath);
  try {
    await gatherTraces(archive, opened, signal, onProgress);
    onProgress('Reading the archive', 0, null, 'interactions');
    const { events, people } = await archive.readEvents({
      ...(request.fromMs === null ? {} : { from: request.fromMs }),
      ...(request.untilMs === null ? {} : { until: request.untilMs }),
    });
    if (signal.aborted) throw new RefusalError('stopped');
    const chart = await archive.readChart(people, { levelTop: request.levelTop });
    const span = timedSpan(events);
    const windows = span === null ? [] : calendarWindows(span.firstMs, span.lastMs, 'quarter');
    const material = materialOf(new View(events, { chart, seed, windows }));
    const effects = asked ?? defaultEffects(material, halfLifeMs);
    for (const effect of effects) requireCovariate(effect, Object.keys(material.covariates.person));
    const controls =
      request.controls === 'all' ? null : (request.controls ?? riskOf(material, model, mostFullRows));
    const { sequence } = material;
    const rows = rowsOf({ sequence, model, controls }, 0, sequence.time.length);
    const rankDraws = Math.max(fewestRankDraws, Math.min(mostRankDraws, Math.floor(drawnRows / rows)));
    let steps = 0;
    const study = await analyseOnWorkers(
      studyOf(
        {
          sequence,
          effects,
          covariates: material.covariates,
          model,
          controls,
          seed,
          quiet: quietMs,
          hasSensitivity: request.hasSensitivity,
        },
        chart === null || !request.hasSensitivity
          ? null
          : drawnRanks(chart, material.persons, seed, rankDraws),
      ),
      Math.min(mostWorkers, availableParallelism()),
      signal,
      () => onProgress('Comparing with who else could have been turned to', ++steps, null, 'steps'),
    );
    return documentOf(study, effects.some(isHistory) ? halfLifeMs : Number.POSITIVE_INFINITY);
  } finally {
    await archive.close();
  }
};
