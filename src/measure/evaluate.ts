/**
 * All measures of an organisation: whole span, calendar windows, by community, beside their null models, with
 * intervals, and the portraits the figure is drawn from.
 *
 * The work is a list of independent tasks; an executor runs them inline or on workers, with the same bytes either way.
 */
import { RefusalError } from '../base/result.ts';
import { calendarWindows, type WindowScheme } from '../base/time.ts';
import type {
  Assessment,
  Coverage,
  EvidenceRecord,
  Headline,
  IntervalValue,
  MeasuredNumber,
  MeasureResult,
  NullComparison,
  Portrait,
} from './assessment.ts';
import { catalogue } from './catalogue.ts';
import { communityLetter } from './community-letter.ts';
import {
  type EvaluationSetup,
  type EvaluationTask,
  type TaskResult,
  taskRunner,
} from './evaluation-tasks.ts';
import { findNearTwins } from './near-twins.ts';
import { timedSpan } from './network/activity.ts';
import type { Authorship } from './network/authorship.ts';
import type { Chart, Events } from './network/events.ts';
import { blockCount, blocksOfThreads, jackknifeInterval, type NoInterval } from './network/jackknife.ts';
import type { Measure, NullModel, Outcome } from './network/measure.ts';
import { View } from './network/view.ts';
import { compareWithNull } from './null-comparison.ts';
import { mostPairedCommunities, pairIndex } from './portrait.ts';

/** Below this nobody could stand in a number without being known by it. */
export const fewestPeople = 5;

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

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * The one partition of the archive, on persons: what was found in all ties of the whole span, people without ties in
 * none. Communities are numbered by size; those of one person are people without ties, so the rest keep their numbers.
 */
const partitionOf = (view: View) => {
  const found = view.foundPartition();
  const ties = view.ties();
  const communityOf = new Int32Array(view.events.people).fill(-1);
  const numberOf = new Int32Array(found.communityCount).fill(-1);
  const sizes = new Uint32Array(found.communityCount);
  for (let i = 0; i < view.nodeCount; i++) {
    if (ties.offsets[i + 1] > ties.offsets[i]) sizes[found.membership[i]]++;
  }
  let communityCount = 0;
  for (let c = 0; c < sizes.length; c++) if (sizes[c] > 0) numberOf[c] = communityCount++;
  for (let i = 0; i < view.nodeCount; i++) communityOf[view.persons[i]] = numberOf[found.membership[i]];
  return { found, communityOf, communityCount, sizes: sizes.filter((size) => size > 0) };
};

const nullModels: readonly NullModel[] = ['recipient-swap', 'time-shuffle', 'rank-permutation'];

/** Which tasks there are: one list, in one order, whoever runs them. */
const listTasks = (setup: EvaluationSetup, input: EvaluationInput, hasBlocks: boolean): EvaluationTask[] => {
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

/** Results of tasks, found again by what they were. */
class Results {
  readonly whole: TaskResult;
  readonly windows: readonly TaskResult[];
  readonly chart: TaskResult | null;
  readonly replicates: readonly TaskResult[];
  readonly #draws: ReadonlyMap<NullModel, readonly TaskResult[]>;

  constructor(tasks: readonly EvaluationTask[], results: readonly TaskResult[]) {
    const of = (accepts: (task: EvaluationTask) => boolean) => results.filter((_, k) => accepts(tasks[k]));
    this.whole = of(({ task }) => task === 'whole')[0];
    this.windows = of(({ task }) => task === 'window');
    this.chart = of(({ task }) => task === 'chart')[0] ?? null;
    this.replicates = of(({ task }) => task === 'replicate');
    this.#draws = new Map(
      nullModels.map((model) => [model, of((task) => task.task === 'draw' && task.model === model)]),
    );
  }

  draws(model: NullModel): readonly TaskResult[] {
    return this.#draws.get(model) ?? [];
  }
}

const numberIn = (outcome: Outcome | undefined, part: string | null): number =>
  (part === null ? outcome?.value : outcome?.parts?.[part]) ?? Number.NaN;

const nullOf = (
  measure: Measure,
  part: string | null,
  value: number,
  results: Results,
): NullComparison | null => {
  if (measure.nullModel === null || !Number.isFinite(value)) return null;
  const outcomes = results
    .draws(measure.nullModel)
    .flatMap(({ outcomes: { [measure.id]: outcome } }) => (outcome === undefined ? [] : [outcome]));
  if (outcomes.length === 0) return null;
  const comparison = compareWithNull(
    value,
    outcomes.map((outcome) => numberIn(outcome, part)),
    measure.nullModel,
  );
  return comparison.draws === 0 ? null : comparison;
};

type Scale = 'identity' | 'logit';

const intervalFrom = (
  estimate: number,
  replicates: readonly number[],
  scale: Scale,
): IntervalValue | NoInterval => {
  const interval = jackknifeInterval(estimate, replicates, scale);
  if (typeof interval === 'string') return interval;
  const method = `delete-block jackknife, ${blockCount} blocks of whole threads, ${scale} scale`;
  return { ...interval, level: 0.95, method };
};

const isShare = ({
  unit,
  range,
}: {
  readonly unit: string;
  readonly range: readonly [number, number];
}): boolean => unit === 'share' && range[0] === 0 && range[1] === 1;

/** Adds interval and null to a value. */
const measured = (
  measure: Measure,
  part: string | null,
  outcome: Outcome,
  results: Results,
  noBlocks: 'untimed' | 'few-threads' | null,
): MeasuredNumber => {
  const value = numberIn(outcome, part);
  const number = { value: finite(value), null: nullOf(measure, part, value, results) };
  if (number.value === null) {
    return { ...number, ...(outcome.reason === undefined ? {} : { reason: outcome.reason }), interval: null };
  }
  const found = measure.parts.find(({ id }) => id === part);
  if (measure.interval === 'none' || found?.interval === 'none') {
    return { ...number, interval: null, noInterval: 'not-smooth' };
  }
  if (noBlocks !== null) return { ...number, interval: null, noInterval: noBlocks };
  if (results.replicates.length === 0) return { ...number, interval: null };
  const scale = found === undefined ? measure.interval : isShare(found) ? 'logit' : 'identity';
  const replicates = results.replicates.map(({ outcomes }) => numberIn(outcomes[measure.id], part));
  const interval = intervalFrom(value, replicates, scale);
  return typeof interval === 'string'
    ? { ...number, interval: null, noInterval: interval }
    : { ...number, interval };
};

const iso = (timeMs: number): string => new Date(timeMs).toISOString();

const plainTables = (tables: Outcome['tables']): MeasureResult['tables'] =>
  Object.fromEntries(
    Object.entries(tables ?? {}).map(([name, columns]) => [
      name,
      Object.fromEntries(
        Object.entries(columns).map(([column, cells]) => [
          column,
          cells.map((cell) => (typeof cell === 'number' ? finite(cell) : cell)),
        ]),
      ),
    ]),
  );

interface Partitioned {
  readonly communityCount: number;
  readonly sizes: Uint32Array;
}

/** Interval of one community's value. */
const communityInterval = (measure: Measure, community: number, value: number, results: Results) => {
  if (measure.interval === 'none' || results.replicates.length === 0) return null;
  const replicates = results.replicates.map(
    ({ outcomes }) => outcomes[measure.id]?.byCommunity?.[community] ?? Number.NaN,
  );
  const interval = intervalFrom(value, replicates, measure.interval);
  return typeof interval === 'string' ? null : interval;
};

const resultOf = (
  measure: Measure,
  setup: EvaluationSetup,
  evidence: EvidenceRecord,
  partitioned: Partitioned,
  results: Results,
  noBlocks: 'untimed' | 'few-threads' | null,
): MeasureResult => {
  const outcome = results.whole.outcomes[measure.id];
  const { byCommunity } = outcome;
  return {
    id: measure.id,
    pattern: measure.pattern,
    title: measure.title,
    unit: measure.unit,
    ...measured(measure, null, outcome, results, noBlocks),
    evidence: {
      ...evidence,
      parameters: Object.fromEntries(measure.parameters.map(({ id, value }) => [id, value])),
    },
    parts: Object.fromEntries(
      measure.parts.map(({ id, unit }) => [
        id,
        { ...measured(measure, id, outcome, results, noBlocks), unit },
      ]),
    ),
    windows:
      measure.span === 'whole'
        ? []
        : setup.windows.map(({ id }, k) => {
            const { outcomes, evidence: seen } = results.windows[k];
            const inWindow = outcomes[measure.id];
            return {
              window: id,
              people: seen?.persons.length ?? 0,
              value: finite(numberIn(inWindow, null)),
              parts: Object.fromEntries(
                measure.parts.map((part) => [part.id, finite(numberIn(inWindow, part.id))]),
              ),
            };
          }),
    // Communities are numbered by size: those of fewer than five stand at the end, and have no line of their own.
    communities:
      byCommunity === undefined
        ? []
        : Array.from(partitioned.sizes, (people, c) => ({
            community: communityLetter(c),
            people,
            value: finite(byCommunity[c]),
            interval: Number.isFinite(byCommunity[c])
              ? communityInterval(measure, c, byCommunity[c], results)
              : null,
          })).filter(({ people }) => people >= fewestPeople),
    tables: plainTables(outcome.tables),
  };
};

/**
 * The whole span's portrait with what other tasks add: intervals of lead, weight against the null. Here every community
 * has people, so a community's place is its number.
 */
const completePortrait = (portrait: Portrait, paired: number, results: Results): Portrait => {
  const lead = catalogue.find(({ id }) => id === 'lead');
  const draws = results.draws('recipient-swap').flatMap(({ between }) => (between === null ? [] : [between]));
  const meanBetween = (a: number, b: number): number => {
    let sum = 0;
    for (const between of draws) sum += between[pairIndex(a, b, paired)];
    return sum / draws.length;
  };
  return {
    ...portrait,
    communities: portrait.communities.map((community, place) => {
      if (lead === undefined || community.leadShare === null) return community;
      const interval = communityInterval(lead, place, community.leadShare, results);
      return { ...community, leadInterval: interval && { low: interval.low, high: interval.high } };
    }),
    ties: portrait.ties.map((tie) => {
      if (draws.length === 0 || tie.a >= paired || tie.b >= paired) return tie;
      return { ...tie, ratioToNull: finite((tie.weightAToB + tie.weightBToA) / meanBetween(tie.a, tie.b)) };
    }),
  };
};

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
    beside: [{ measure: 'reciprocity', part: 'rho' }],
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

  const { found, communityOf, communityCount, sizes } = partitionOf(view);
  const pairedCommunities = Math.min(
    mostPairedCommunities,
    sizes.filter((size) => size >= fewestPeople).length,
  );
  const asked = input.measures;
  const setup: EvaluationSetup = {
    events,
    chart,
    authorship,
    windows,
    seed,
    measures: catalogue.flatMap(({ id }) => (asked === undefined || asked.includes(id) ? [id] : [])),
    communityOf,
    communityCount,
    found,
    pairedCommunities,
  };
  const blocks = input.withIntervals ? blocksOfThreads(events) : null;
  const noBlocks = typeof blocks === 'string' ? blocks : null;
  const tasks = listTasks(setup, input, blocks !== null && noBlocks === null);
  let done = 0;
  input.onProgress?.(done, tasks.length);
  const onDone = () => input.onProgress?.(++done, tasks.length);
  const results = new Results(
    tasks,
    await executor(setup, tasks, onDone, input.signal ?? { aborted: false }),
  );

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
    completePortrait(results.whole.portrait!, pairedCommunities, results),
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
