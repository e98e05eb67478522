/** Runs a scenario file: reads its bases, sets the load, compares its designs on workers. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { RefusalError } from '../../base/result.ts';
import type { KaleidoscopeFacet } from '../../kaleidoscope/facets.ts';
import { openArchive } from '../../measure/archive/archive.ts';
import { type ComparedDesign, compareDesigns } from '../../scenario/comparison/compare-designs.ts';
import {
  capacityPerPerson,
  latencySteps,
  type ModelParameters,
  outcomes,
  robustnessSteps,
} from '../../scenario/comparison/outcomes.ts';
import {
  type Base,
  listScenarioTasks,
  type PlannedDesign,
  planDesign,
  type ScenarioSetup,
  seedOfRun,
  type TaskOutcome,
} from '../../scenario/comparison/scenario-tasks.ts';
import type { Change } from '../../scenario/designs/changes.ts';
import {
  type BaseText,
  readScenario,
  type SaidChange,
  type ScenarioFile,
} from '../../scenario/scenario-file.ts';
import { chooseArchive } from '../choose-archive.ts';
import { gatherTraces, type OnProgress, openTraces } from '../gather-traces.ts';
import { readSample } from '../samples.ts';
import { scenarioOnWorkers } from '../workers/scenario-on-workers.ts';
import { designFacet } from './design-facet.ts';
import { type ReadBase, readMeasuredBase } from './measured-base.ts';

/** The one document of a comparison, ready for JSON. */
export interface ScenarioResult {
  readonly format: 'equipo-scenario-result';
  readonly version: 1;
  readonly name: string;
  readonly seed: number;
  readonly runs: number;
  /** The seed of each run. */
  readonly seeds: readonly number[];
  readonly parameters: Readonly<Record<string, number | string | null>>;
  readonly designs: readonly (ComparedDesign & {
    readonly people: number;
    readonly communities: number;
    /** Whether its spine was given or inferred. */
    readonly spine: 'given' | 'inferred';
    readonly changes: readonly string[];
  })[];
  readonly outcomes: typeof outcomes;
  readonly steps: { readonly robustness: readonly number[]; readonly latency: readonly number[] };
  readonly validity: readonly string[];
}

export interface RunScenario {
  readonly result: ScenarioResult;
  /** The formal and the lived figure of each design, in the order of designs. */
  readonly facets: readonly { readonly chart: KaleidoscopeFacet; readonly lived: KaleidoscopeFacet }[];
  /** Each value by run and design, for the table with seeds. */
  readonly rows: readonly {
    readonly run: number;
    readonly seed: number;
    readonly design: string;
    readonly values: readonly number[];
  }[];
}

/** Said with every result. */
export const validity: readonly string[] = [
  'Stylised models for comparing designs with one another, not forecasts.',
  'They know nothing of motivation, trust, skill or politics.',
  'That slow networks search better (Lazer & Friedman 2007) is contested: in experiments with 16 people efficient networks did better (Mason & Watts 2012), and it depends on how people learn (Barkoczi & Galesic 2016).',
  'Everything drawn comes from the seeds given here; the same file gives the same numbers.',
];

/** Reads a scenario file; it is never written to. */
export const readScenarioFile = (path: string): ScenarioFile => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new RefusalError('scenario-file-missing', { path });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    throw new RefusalError('scenario-file-unreadable', { path, line: lines.linePos(error.pos[0]).line });
  }
  return readScenario(document.toJS({ maxAliasCount: 100 }));
};

const readBase = async (
  base: BaseText,
  folder: string,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<ReadBase | null> => {
  if (base.kind === 'template') return null;
  if (base.kind === 'archive') {
    const path = chooseArchive(resolve(folder, base.archive));
    const archive = await openArchive(path, { readOnly: true });
    try {
      return await readMeasuredBase(archive, base.archive, base.atLeast, 'low');
    } finally {
      await archive.close();
    }
  }
  const sample = readSample(base.sample);
  const opened = await openTraces({
    sources: sample.sources,
    chart: sample.chart,
    columns: {},
    isUndirected: false,
    levelTop: sample.levelTop,
  });
  const archive = await openArchive(null);
  try {
    await gatherTraces(archive, opened, signal, onProgress);
    return await readMeasuredBase(archive, base.sample, base.atLeast, sample.levelTop);
  } finally {
    await archive.close();
  }
};

const personOf = (said: string, read: ReadBase | null, people: number): number => {
  const number = read === null ? Number(said) - 1 : read.find(said);
  if (number === null || !Number.isInteger(number) || number < 0) {
    throw new RefusalError('scenario-person-unknown', { said, count: people });
  }
  return number;
};

const changeOf = (change: SaidChange, read: ReadBase | null, people: number): Change =>
  change.change === 'connect'
    ? {
        change: 'connect',
        between: change.between.map(
          ([p, q]) => [personOf(p, read, people), personOf(q, read, people)] as const,
        ),
      }
    : change;

/** Other settings of the models, one thing changed at a time. */
const variationsOf = (parameters: ModelParameters): ScenarioSetup['variations'] => [
  {
    name: 'people turn to near ones more (half ξ)',
    parameters: { ...parameters, reach: parameters.reach / 2 },
  },
  {
    name: 'people turn to far ones more (twice ξ)',
    parameters: { ...parameters, reach: parameters.reach * 2 },
  },
  { name: 'half the load', parameters: { ...parameters, rate: parameters.rate / 2 } },
  { name: 'half as much load again', parameters: { ...parameters, rate: parameters.rate * 1.5 } },
  { name: 'a simpler problem (K = 2)', parameters: { ...parameters, interdependence: 2 } },
  { name: 'shortest ways', parameters: { ...parameters, rule: 'shortest-path' } },
];

/** Parts of the problem searched for: 2^20 answers. */
const parts = 20;

/** Measured bases by what a file says of them; a template's is `null`. */
export type KnownBases = Map<string, ReadBase | null>;

/** Reads the bases of a scenario and sets what its models need. Changes are tried once, so that a wrong one is said now. */
export const prepareScenario = async (
  file: ScenarioFile,
  folder: string,
  signal: AbortSignal,
  onProgress: OnProgress,
  known: KnownBases = new Map(),
): Promise<ScenarioSetup> => {
  const designs: PlannedDesign[] = [];
  for (const said of file.designs) {
    const key = JSON.stringify(said.base);
    if (!known.has(key)) known.set(key, await readBase(said.base, folder, signal, onProgress));
    const read = known.get(key) ?? null;
    const base: Base =
      read === null
        ? (said.base as Extract<BaseText, { kind: 'template' }>)
        : { kind: 'measured', measured: read.measured };
    const people = base.kind === 'template' ? base.people : base.measured.community.length;
    designs.push({
      name: said.name,
      base,
      changes: said.changes.map((change) => changeOf(change, read, people)),
    });
  }
  const fitted = known.get(JSON.stringify(file.designs[0]!.base))?.reach ?? null;
  const reach =
    file.models.reach === 'measured' ? Math.max(0.05, Math.min(fitted ?? 1, 1000)) : file.models.reach;
  const seed = seedOfRun(file, 0);
  const first = designs.map((planned) => planDesign(planned, seed))[0]!;
  const perPerson = capacityPerPerson(first, { reach, rule: 'deepest-ancestor' }, seed);
  const parameters: ModelParameters = {
    reach,
    rule: 'deepest-ancestor',
    rate: file.models.load * perPerson * first.people,
    parts,
    interdependence: file.models.interdependence,
    horizon: file.horizon,
    passing: file.models.passing,
    threshold: file.models.threshold,
  };
  return { designs, parameters, variations: variationsOf(parameters), seed: file.seed, runs: file.runs };
};

/** The formal and the lived figure of each design, as drawn in the first run. */
export const figuresOf = (setup: ScenarioSetup): RunScenario['facets'] =>
  setup.designs.map((planned) => {
    const design = planDesign(planned, seedOfRun(setup, 0));
    return {
      chart: designFacet(design, planned.name, 'chart', setup.seed),
      lived: designFacet(design, planned.name, 'lived', setup.seed),
    };
  });

export interface RunOptions {
  readonly workers?: number;
  /** Called as results come, with what is known by then. */
  readonly onCompared?: (designs: readonly ComparedDesign[], done: number, total: number) => void;
}

/**
 * Runs a prepared scenario.
 *
 * @throws RefusalError `stopped` where the signal says so
 */
export const runScenario = async (
  file: ScenarioFile,
  setup: ScenarioSetup,
  signal: AbortSignal,
  onProgress: OnProgress,
  options: RunOptions = {},
): Promise<RunScenario> => {
  const tasks = listScenarioTasks(setup);
  const results: (TaskOutcome | undefined)[] = new Array(tasks.length).fill(undefined);
  let done = 0;
  await scenarioOnWorkers(
    setup,
    tasks,
    (place, outcome) => {
      results[place] = outcome;
      done++;
      onProgress('Comparing', done, tasks.length, 'runs');
      options.onCompared?.(compareDesigns(setup, tasks, results), done, tasks.length);
    },
    signal,
    options.workers ?? availableParallelism(),
  );
  const seeds = Array.from({ length: setup.runs }, (_, run) => seedOfRun(setup, run));
  const compared = compareDesigns(setup, tasks, results);
  const planned = setup.designs.map((design) => planDesign(design, seeds[0]!));
  const { reach, rule, rate, interdependence, horizon, passing, threshold } = setup.parameters;
  return {
    result: {
      format: 'equipo-scenario-result',
      version: 1,
      name: file.name,
      seed: setup.seed,
      runs: setup.runs,
      seeds,
      parameters: {
        reach,
        rule,
        load: file.models.load,
        rate,
        parts,
        interdependence,
        horizon,
        passing,
        threshold,
      },
      designs: compared.map((design, d) => ({
        ...design,
        people: planned[d]!.people,
        communities: planned[d]!.communityCount,
        spine: planned[d]!.spine,
        changes: setup.designs[d]!.changes.map(({ change }) => change),
      })),
      outcomes,
      steps: { robustness: robustnessSteps, latency: latencySteps },
      validity,
    },
    facets: figuresOf(setup),
    rows: tasks.flatMap((task, k) =>
      task.task === 'run'
        ? results[k]!.map((outcome, d) => ({
            run: task.run,
            seed: seeds[task.run]!,
            design: setup.designs[d]!.name,
            values: outcome.values,
          }))
        : [],
    ),
  };
};

export const folderOf = (path: string): string => dirname(resolve(path));
