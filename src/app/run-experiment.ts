import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { RefusalError } from '../base/result.ts';
import { dayMs } from '../base/time.ts';
import { openArchive } from '../measure/archive/archive.ts';
import { catalogue } from '../measure/catalogue.ts';
import {
  compareWindows,
  type ExperimentMaterial,
  type ExperimentResult,
  fewestWeeks,
  foresee,
} from '../measure/challenges/experiment.ts';
import { type ExperimentPlan, readPlan, sealPlan, windowsOf } from '../measure/challenges/experiment-plan.ts';
import { challenges } from '../measure/challenges/judge-challenges.ts';
import type { Measure } from '../measure/network/measure.ts';
import { type GatherRequest, gatherTraces, type OnProgress, openTraces } from './gather-traces.ts';

export interface ReadyExperiment {
  readonly challenge: string;
  readonly title: string;
  readonly measure: string;
  readonly part: string | null;
  readonly direction: 'up' | 'down';
  readonly weeks: number;
  /** What is measured, in words. */
  readonly measured: string;
  readonly behaviours: readonly string[];
}

const unitOf = (measure: Measure, part: string | null): string | undefined =>
  part === null ? measure.unit : measure.parts.find(({ id }) => id === part)?.unit;

/** Every challenge offers one. */
export const readyExperiments = (): ReadyExperiment[] =>
  challenges.map(({ id, title, experiment, behavioursToTry }) => {
    const measure = catalogue.find((each) => each.id === experiment.measure)!;
    const part = measure.parts.find((each) => each.id === experiment.part);
    return {
      challenge: id,
      title,
      measure: experiment.measure,
      part: experiment.part,
      direction: experiment.direction,
      weeks: experiment.weeks,
      measured: part === undefined ? measure.title : `${measure.title}: ${part.title}`,
      behaviours: behavioursToTry,
    };
  });

/** `lead` or `lead:gini`. */
const measureNamed = (id: string, part: string | null): Measure => {
  const measure = catalogue.find((each) => each.id === id);
  const unit = measure === undefined ? undefined : unitOf(measure, part);
  const name = part === null ? id : `${id}:${part}`;
  if (measure === undefined || unit === undefined) {
    throw new RefusalError('experiment-measure-unknown', { measure: name });
  }
  if (unit === 'people') throw new RefusalError('experiment-headcount', { measure: name });
  return measure;
};

export interface TracesRequest extends GatherRequest {
  readonly archivePath: string | null;
}

/** What happened until a time; nothing later leaves the archive. */
const materialUntil = async (
  request: TracesRequest,
  untilMs: number,
  asked: { readonly measure: Measure; readonly part: string | null; readonly seed: number },
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<ExperimentMaterial> => {
  const opened = await openTraces(request);
  const { sources, chart, archivePath } = request;
  // What is only read stays the same file, and what was measured from it stays true.
  const isOnlyRead =
    archivePath !== null && existsSync(archivePath) && sources.length === 0 && chart === null;
  const archive = await openArchive(archivePath, { readOnly: isOnlyRead });
  try {
    await gatherTraces(archive, opened, signal, onProgress);
    const { events, people } = await archive.readEvents({ until: untilMs });
    if (signal.aborted) throw new RefusalError('stopped');
    return { ...asked, events, chart: await archive.readChart(people, { levelTop: request.levelTop }) };
  } finally {
    await archive.close();
  }
};

export interface PlanRequest extends TracesRequest {
  readonly path: string;
  readonly hypothesis: string;
  readonly measure: string;
  readonly part: string | null;
  readonly direction: 'up' | 'down';
  /** First day after the change, `2024-06-03`. */
  readonly start: string;
  readonly weeks: number;
  readonly draws: number;
  readonly seed: number;
}

/**
 * Looks at the weeks before, says what they could show, seals the plan and writes it. Nothing after the start is read.
 *
 * @throws RefusalError
 */
export const planExperiment = async (
  request: PlanRequest,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<ExperimentPlan> => {
  const { path, hypothesis, measure, part, direction, start, weeks, draws, seed } = request;
  const found = measureNamed(measure, part);
  if (weeks < fewestWeeks) throw new RefusalError('experiment-short', { weeks, fewest: fewestWeeks });
  if (existsSync(path)) throw new RefusalError('experiment-exists', { path });
  const { before } = windowsOf({ start, weeks });
  const asked = { measure: found, part, seed };
  const material = await materialUntil(request, before.until, asked, signal, onProgress);
  const foreseen = foresee(material, { start, weeks });
  const plan = sealPlan({
    format: 'equipo-experiment',
    version: 1,
    hypothesis,
    measure,
    part,
    direction,
    start,
    weeks,
    ...foreseen,
    levelTop: request.levelTop,
    draws,
    seed,
  });
  writeFileSync(path, `${JSON.stringify(plan, null, 2)}\n`, { flag: 'wx' });
  return plan;
};

/** What `equipo experiment read --json` prints, and what is kept beside the plan. */
export interface ExperimentDocument {
  readonly format: 'equipo-experiment-result';
  readonly version: 1;
  readonly plan: ExperimentPlan;
  readonly unit: string;
  readonly result: ExperimentResult;
}

const dateOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

/** The first name beside the plan that is free: what was found before is kept. */
const freeResultPath = (planPath: string): string => {
  const stem = planPath.replace(/\.json$/, '');
  for (let k = 1; ; k++) {
    const path = `${stem}.result${k === 1 ? '' : `-${k}`}.json`;
    if (!existsSync(path)) return path;
  }
};

/**
 * Reads the second window of a sealed plan and compares. The result is kept beside the plan, whatever it says.
 *
 * @param nowMs the caller's clock: the second window must be over
 * @throws RefusalError
 */
export const readExperiment = async (
  planPath: string,
  request: TracesRequest,
  nowMs: number,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<{ readonly document: ExperimentDocument; readonly path: string }> => {
  if (!existsSync(planPath)) throw new RefusalError('source-missing', { path: planPath });
  const plan = readPlan(readFileSync(planPath, 'utf8'), planPath);
  const measure = measureNamed(plan.measure, plan.part);
  const { after } = windowsOf(plan);
  if (nowMs < after.until) {
    throw new RefusalError('experiment-early', { until: dateOf(after.until - dayMs) });
  }
  const asked = { measure, part: plan.part, seed: plan.seed };
  const traces = { ...request, levelTop: plan.levelTop };
  const material = await materialUntil(traces, after.until, asked, signal, onProgress);
  const run = compareWindows(material, plan);
  let next = run.next();
  while (!next.done) {
    onProgress('Putting weeks before and after at random', next.value, plan.draws, 'draws');
    await setImmediate();
    if (signal.aborted) throw new RefusalError('stopped');
    next = run.next();
  }
  const document: ExperimentDocument = {
    format: 'equipo-experiment-result',
    version: 1,
    plan,
    unit: unitOf(measure, plan.part)!,
    result: next.value,
  };
  const path = freeResultPath(planPath);
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`, { flag: 'wx' });
  return { document, path };
};
