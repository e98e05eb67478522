/**
 * All measures of an organisation: whole span, calendar windows, by community, beside their null models, with
 * intervals, and the portraits the figure is drawn from.
 *
 * The work is two lists of independent tasks, communities first, for all else rests on them; an executor runs each
 * list inline or on workers, with the same bytes either way.
 */
import { RefusalError } from '../base/result.ts';
import { calendarWindows, type WindowScheme } from '../base/time.ts';
import { completePortrait, nullModels, Results, resultOf } from './assemble-results.ts';
import type { Assessment, Coverage, EvidenceRecord, Headline, MeasureResult } from './assessment.ts';
import { catalogue } from './catalogue.ts';
import {
  type EvaluationSetup,
  type EvaluationTask,
  type TaskResult,
  taskRunner,
} from './evaluation-tasks.ts';
import { communitiesOf } from './found-communities.ts';
import { findNearTwins } from './near-twins.ts';
import { timedSpan } from './network/activity.ts';
import type { Authorship } from './network/authorship.ts';
import type { Chart, Events } from './network/events.ts';
import { fewestPeople } from './network/fewest-people.ts';
import { blockCount, blocksOfThreads } from './network/jackknife.ts';
import { View } from './network/view.ts';
import { mostPairedCommunities } from './portrait.ts';

/** What a caller may use to stop; an AbortSignal is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

export interface EvaluationInput {
  readonly organisation: string;
  readonly isSimulated: boolean;
  readonly events: Events;
  readonly chart: Chart | null;
  readonly authorship: Authorship | null;
  readonly coverage: Coverage;
  readonly seed: number;
  readonly windowScheme: WindowScheme;
  /** Ids from the catalogue; all where left out. */
  readonly measures?: readonly string[];
  readonly withNulls: boolean;
  readonly withIntervals: boolean;
  /** Pieces of work done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: StopSignal;
}

/** Everything but the challenges, which are judged from it. */
export type Evaluation = Omit<Assessment, 'challenges'>;

/**
 * Runs every task and returns results in the order of tasks. It may run them anywhere and in any order, stops soon
 * after the signal says so by throwing `RefusalError('stopped')`, and calls `onDone` after each.
 */
export type Executor = (
  setup: EvaluationSetup,
  tasks: readonly EvaluationTask[],
  onDone: () => void,
  signal: StopSignal,
) => Promise<readonly TaskResult[]>;

/** Here, one task after another. */
export const runInline: Executor = async (setup, tasks, onDone, signal) => {
  const run = taskRunner(setup);
  const results: TaskResult[] = [];
  for (const task of tasks) {
    if (signal.aborted) throw new RefusalError('stopped');
    results.push(run(task));
    onDone();
    await null;
  }
  return results;
};

/** Which tasks there are: one list, in one order, whoever runs them. */
const listTasks = (
  setup: Omit<EvaluationSetup, 'communities'>,
  input: EvaluationInput,
  hasBlocks: boolean,
): EvaluationTask[] => {
  const measures = catalogue.filter(({ id }) => setup.measures.includes(id));
  const tasks: EvaluationTask[] = [{ task: 'whole' }];
  for (let window = 0; window < setup.windows.length; window++) tasks.push({ task: 'window', window });
  if (setup.chart !== null) tasks.push({ task: 'chart' });
  if (input.withNulls) {
    for (const model of nullModels) {
      if (model === 'rank-permutation' && setup.chart === null) continue;
      if (model === 'time-shuffle' && setup.windows.length === 0) continue;
      const draws = Math.max(
        0,
        ...measures.filter(({ nullModel }) => nullModel === model).map(({ nullDraws }) => nullDraws),
      );
      for (let draw = 0; draw < draws; draw++) tasks.push({ task: 'draw', model, draw });
    }
  }
  if (input.withIntervals && hasBlocks) {
    for (let block = 0; block < blockCount; block++) tasks.push({ task: 'replicate', block });
  }
  return tasks;
};

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

/** One line for each pattern, never one score for all. */
const headlineLines: readonly Omit<Headline, 'number'>[] = [
  {
    pattern: 'communities',
    measure: 'communities',
    part: null,
    beside: [{ measure: 'community-stability', part: null }],
  },
  {
    pattern: 'equipotency',
    measure: 'lead',
    part: null,
    beside: [{ measure: 'lead', part: 'effective-leads' }],
  },
  {
    pattern: 'dynamics',
    measure: 'reciprocity',
    part: null,
    beside: [
      { measure: 'reciprocity', part: 'rho' },
      { measure: 'turning-to', part: 'rank-up' },
      { measure: 'turning-to', part: null },
    ],
  },
];

/**
 * Evaluates the catalogue.
 *
 * @throws RefusalError `interactions-none` where nobody turned to anybody, `too-few-people` under five, `stopped`
 */
export const evaluate = async (
  input: EvaluationInput,
  executor: Executor = runInline,
): Promise<Evaluation> => {
  const { events, chart, authorship, coverage, seed, windowScheme } = input;
  const span = timedSpan(events);
  const windows = span === null ? [] : calendarWindows(span.firstMs, span.lastMs, windowScheme);
  const view = new View(events, { chart, seed });
  if (view.arcs().out.targets.length === 0) throw new RefusalError('interactions-none');
  if (view.nodeCount < fewestPeople) {
    throw new RefusalError('too-few-people', { people: view.nodeCount, fewest: fewestPeople });
  }

  const asked = input.measures;
  const given = {
    events,
    chart,
    authorship,
    windows,
    seed,
    measures: catalogue.flatMap(({ id }) => (asked === undefined || asked.includes(id) ? [id] : [])),
  };
  const blocks = input.withIntervals ? blocksOfThreads(events) : null;
  const noBlocks = typeof blocks === 'string' ? blocks : null;
  const partitionTasks: EvaluationTask[] = [
    { task: 'partition', window: 'whole' },
    ...windows.map((_, window) => ({ task: 'partition', window }) as const),
  ];
  const tasks = listTasks(given, input, blocks !== null && noBlocks === null);
  const steps = partitionTasks.length + tasks.length;
  let done = 0;
  input.onProgress?.(done, steps);
  const onDone = () => input.onProgress?.(++done, steps);
  const signal = input.signal ?? { aborted: false };
  const partitions = await executor({ ...given, communities: null }, partitionTasks, onDone, signal);
  const [found, ...foundInWindows] = partitions.map(({ partition }) => partition!);
  const { communityOf, communityCount, sizes } = communitiesOf(view, found!);
  const paired = Math.min(mostPairedCommunities, sizes.filter((size) => size >= fewestPeople).length);
  const setup: EvaluationSetup = {
    ...given,
    communities: { communityOf, communityCount, found: found!, foundInWindows, paired },
  };
  const results = new Results(tasks, await executor(setup, tasks, onDone, signal));

  const seen = results.whole.evidence!;
  const evidence: EvidenceRecord = {
    window: 'whole',
    from: span === null ? null : iso(span.firstMs),
    until: span === null ? null : iso(span.lastMs),
    people: seen.persons.length,
    senders: seen.senders,
    arcs: seen.arcs,
    events: seen.events,
    selfLoops: seen.selfLoops,
    resolvedShare: coverage.resolvedShare,
    parameters: {},
    seed,
  };
  const measures: Record<string, MeasureResult> = {};
  for (const measure of catalogue) {
    if (!setup.measures.includes(measure.id)) continue;
    measures[measure.id] = resultOf(measure, setup, evidence, { communityCount, sizes }, results, noBlocks);
  }
  const portraits = [
    completePortrait(results.whole.portrait!, paired, results),
    ...results.windows.flatMap(({ portrait }) => portrait ?? []),
    ...(results.chart?.portrait == null ? [] : [results.chart.portrait]),
  ];
  return {
    format: 'equipo-measures',
    version: 1,
    organisation: input.organisation,
    isSimulated: input.isSimulated,
    seed,
    windowScheme,
    coverage,
    portraits,
    nearTwins: findNearTwins(
      events.people,
      [
        { window: 'whole', persons: seen.persons },
        ...windows.map(({ id }, k) => ({
          window: id,
          persons: results.windows[k].evidence?.persons ?? new Uint32Array(0),
        })),
      ],
      communityOf,
    ),
    headlines: headlineLines.flatMap((line) => {
      const number = measures[line.measure];
      if (number === undefined) return [];
      const { value, reason, interval, noInterval, null: against } = number;
      return [
        {
          ...line,
          number: {
            value,
            ...(reason === undefined ? {} : { reason }),
            interval,
            ...(noInterval === undefined ? {} : { noInterval }),
            null: against,
          },
        },
      ];
    }),
    measures,
  };
};
