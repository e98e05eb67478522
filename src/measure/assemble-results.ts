/** Puts together what tasks gave: each measure with its interval, its null, its windows and communities. */
import type {
  EvidenceRecord,
  IntervalValue,
  MeasuredNumber,
  MeasureResult,
  NullComparison,
  Portrait,
} from './assessment.ts';
import { communityLetter } from './community-letter.ts';
import { lead } from './equipotency/lead.ts';
import type { EvaluationSetup, EvaluationTask, TaskResult } from './evaluation-tasks.ts';
import { fewestPeople } from './network/fewest-people.ts';
import { blockCount, jackknifeInterval, type NoInterval } from './network/jackknife.ts';
import type { Measure, NullModel, Outcome } from './network/measure.ts';
import { compareWithNull } from './null-comparison.ts';
import { pairIndex } from './portrait.ts';

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export const nullModels: readonly NullModel[] = ['recipient-swap', 'time-shuffle', 'rank-permutation'];

/** Results of tasks, found again by what they were. */
export class Results {
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
    const reason = (part === null ? undefined : outcome.partReasons?.[part]) ?? outcome.reason;
    return { ...number, ...(reason === undefined ? {} : { reason }), interval: null };
  }
  const own = outcome.ownIntervals?.[part ?? 'value'];
  if (own !== undefined) return { ...number, interval: { ...own, level: 0.95 } };
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

export interface Partitioned {
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

export const resultOf = (
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
export const completePortrait = (portrait: Portrait, paired: number, results: Results): Portrait => {
  const draws = results.draws('recipient-swap').flatMap(({ between }) => (between === null ? [] : [between]));
  const meanBetween = (a: number, b: number): number => {
    let sum = 0;
    for (const between of draws) sum += between[pairIndex(a, b, paired)];
    return sum / draws.length;
  };
  return {
    ...portrait,
    communities: portrait.communities.map((community, place) => {
      if (community.leadShare === null) return community;
      const interval = communityInterval(lead, place, community.leadShare, results);
      return { ...community, leadInterval: interval && { low: interval.low, high: interval.high } };
    }),
    ties: portrait.ties.map((tie) => {
      if (draws.length === 0 || tie.a >= paired || tie.b >= paired) return tie;
      return { ...tie, ratioToNull: finite((tie.weightAToB + tie.weightBToA) / meanBetween(tie.a, tie.b)) };
    }),
  };
};
