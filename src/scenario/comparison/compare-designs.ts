/** What the pieces of a comparison say together: paired differences, with three uncertainties kept apart. */
import { studentQuantile } from '../../base/student-t.ts';
import { type DesignOutcome, outcomes } from './outcomes.ts';
import { isDistinguishable, pairedDifference } from './paired-difference.ts';
import { blocksOf, type ScenarioSetup, type ScenarioTask, type TaskOutcome } from './scenario-tasks.ts';

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** One outcome of one design beside the base. Numbers that are none are `null`; `saturated` says which never end. */
export interface ComparedOutcome {
  readonly outcome: string;
  readonly value: number | null;
  readonly isSaturated: boolean;
  readonly baseValue: number | null;
  readonly isBaseSaturated: boolean;
  readonly difference: number | null;
  /** From run to run: what is drawn. 95 %, of the mean. */
  readonly simulation: Range | null;
  /** From leaving out blocks of measured traces, 95 %; `null` where nothing was measured more than once. */
  readonly resampling: Range | null;
  /** Least and largest difference over other parameters of the models. */
  readonly modelRange:
    | (Range & { readonly variations: readonly { readonly name: string; readonly difference: number }[] })
    | null;
  /** `not-distinguishable`: an interval covers 0. `depends-on-model`: another parameter turns it round. */
  readonly verdict: 'higher' | 'lower' | 'not-distinguishable' | 'depends-on-model' | 'undefined';
}

export interface ComparedDesign {
  readonly name: string;
  readonly outcomes: readonly ComparedOutcome[];
  /** Means over runs. */
  readonly curves: Readonly<Record<keyof DesignOutcome['curves'], readonly (number | null)[]>>;
}

const meanOf = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** 95 % interval by delete-block jackknife around the difference of all traces. */
const jackknife = (estimate: number, replicates: readonly number[]): Range | null => {
  const blocks = replicates.length;
  if (blocks < 2 || !replicates.every(Number.isFinite) || !Number.isFinite(estimate)) return null;
  const mean = meanOf(replicates);
  const squares = replicates.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const reach = studentQuantile(0.975, blocks - 1) * Math.sqrt(((blocks - 1) / blocks) * squares);
  return { low: estimate - reach, high: estimate + reach };
};

/**
 * Puts a comparison together from the tasks done so far, so that it can be shown while the rest runs.
 *
 * @param done results by place in the list of tasks; a task not yet done is left out
 */
export const compareDesigns = (
  setup: ScenarioSetup,
  tasks: readonly ScenarioTask[],
  done: readonly (TaskOutcome | undefined)[],
): readonly ComparedDesign[] => {
  const of = (wanted: (task: ScenarioTask) => boolean): TaskOutcome[] =>
    tasks.flatMap((task, k) => {
      const outcome = done[k];
      return outcome !== undefined && wanted(task) ? [outcome] : [];
    });
  const runs = of(({ task }) => task === 'run');
  const resamples = of(({ task }) => task === 'resample');
  const isResampled = blocksOf(setup) > 0 && resamples.length === blocksOf(setup);
  const varied = setup.variations.map((_, v) =>
    of((task) => task.task === 'variation' && task.variation === v),
  );

  return setup.designs.map(({ name }, d) => {
    const compared = outcomes.map(({ id }, k): ComparedOutcome => {
      const valuesIn = (from: readonly TaskOutcome[], design: number) =>
        from.map((outcome) => outcome[design].values[k]);
      const value = meanOf(valuesIn(runs, d));
      const baseValue = meanOf(valuesIn(runs, 0));
      const paired = pairedDifference(valuesIn(runs, 0), valuesIn(runs, d));
      const firstRun = runs[0];
      const resampling =
        isResampled && firstRun !== undefined && d > 0
          ? jackknife(
              firstRun[d].values[k] - firstRun[0].values[k],
              resamples.map((outcome) => outcome[d].values[k] - outcome[0].values[k]),
            )
          : null;
      const byVariation = setup.variations
        .map(({ name: label }, v) => ({
          name: label,
          difference: pairedDifference(valuesIn(varied[v], 0), valuesIn(varied[v], d)).difference,
        }))
        .filter(({ difference }) => Number.isFinite(difference));
      const all = byVariation.map(({ difference }) => difference);
      const modelRange =
        all.length === 0 || d === 0
          ? null
          : { low: Math.min(...all), high: Math.max(...all), variations: byVariation };
      const { difference } = paired;
      const isCovered = resampling !== null && resampling.low <= 0 && resampling.high >= 0;
      const turns = all.some((other) => other * difference < 0);
      const verdict = Number.isNaN(difference)
        ? 'undefined'
        : !isDistinguishable(paired) || isCovered
          ? 'not-distinguishable'
          : turns
            ? 'depends-on-model'
            : difference > 0
              ? 'higher'
              : 'lower';
      return {
        outcome: id,
        value: finite(value),
        isSaturated: value === Number.POSITIVE_INFINITY,
        baseValue: finite(baseValue),
        isBaseSaturated: baseValue === Number.POSITIVE_INFINITY,
        difference: finite(difference),
        simulation: d === 0 ? null : paired.interval,
        resampling,
        modelRange,
        verdict,
      };
    });
    const curveOf = (name: keyof DesignOutcome['curves']): (number | null)[] => {
      const length = runs[0]?.[d].curves[name].length ?? 0;
      return Array.from({ length }, (_, at) => finite(meanOf(runs.map((run) => run[d].curves[name][at]))));
    };
    return {
      name,
      outcomes: compared,
      curves: {
        robustness: curveOf('robustness'),
        latency: curveOf('latency'),
        search: curveOf('search'),
        news: curveOf('news'),
        behaviour: curveOf('behaviour'),
        load: curveOf('load'),
      },
    };
  });
};
