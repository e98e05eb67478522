/**
 * The pieces of work a comparison is made of: every design under one seed, one resample or one other parameter. Each
 * depends on the setup and itself alone, so any number of workers gives the same numbers.
 */
import { randomStream, seedFrom } from '../../base/random.ts';
import { type Change, makeChanges } from '../designs/changes.ts';
import type { Design } from '../designs/design.ts';
import { type MeasuredBase, measuredDesign } from '../designs/measured-base.ts';
import { makeTemplate, templates } from '../designs/templates.ts';
import { drawLandscape, type Landscape } from '../models/nk-landscape.ts';
import { type DesignOutcome, type ModelParameters, outcomeOf } from './outcomes.ts';

export type Base =
  | { readonly kind: 'template'; readonly template: string; readonly people: number }
  | { readonly kind: 'measured'; readonly measured: MeasuredBase };

/** A design: a base and the changes made to it, in turn. Undoing is taking the last one off. */
export interface PlannedDesign {
  readonly name: string;
  readonly base: Base;
  readonly changes: readonly Change[];
}

/** One parameter set differently, to see whether the comparison hangs on it. */
export interface Variation {
  readonly name: string;
  readonly parameters: ModelParameters;
}

export interface ScenarioSetup {
  /** Base first. */
  readonly designs: readonly PlannedDesign[];
  readonly parameters: ModelParameters;
  readonly variations: readonly Variation[];
  readonly seed: number;
  readonly runs: number;
}

export type ScenarioTask =
  | { readonly task: 'run'; readonly run: number }
  /** The measured traces without one block, under the seed of run 0. */
  | { readonly task: 'resample'; readonly block: number }
  | { readonly task: 'variation'; readonly variation: number; readonly run: number };

/** One outcome a design, in the setup's order. */
export type TaskOutcome = readonly DesignOutcome[];

/** Runs of each variation: enough to see a direction. */
export const runsOfVariation = 5;

export const seedOfRun = (setup: Pick<ScenarioSetup, 'seed'>, run: number): number =>
  seedFrom(setup.seed, 'run', run);

/** The design of one run: what is drawn in it comes from the run's seed. */
export const planDesign = (planned: PlannedDesign, seed: number, leftBlock: number | null = null): Design => {
  const { base } = planned;
  if (base.kind === 'measured') {
    return makeChanges(measuredDesign(base.measured, leftBlock), planned.changes, seed);
  }
  const template = templates.find(({ id }) => id === base.template);
  if (template === undefined)
    throw new Error(`planDesign: expected a known template, but got ${base.template}`);
  return makeChanges(makeTemplate(template, base.people, seed), planned.changes, seed);
};

/** Blocks of traces there are to leave out, 0 where nothing was measured more than once. */
export const blocksOf = (setup: ScenarioSetup): number =>
  setup.designs.reduce(
    (most, { base }) => (base.kind === 'measured' ? Math.max(most, base.measured.ties.blockCount) : most),
    0,
  );

/** Every piece of work; runs first, so that first results come soon. */
export const listScenarioTasks = (setup: ScenarioSetup): ScenarioTask[] => [
  ...Array.from({ length: setup.runs }, (_, run): ScenarioTask => ({ task: 'run', run })),
  ...Array.from({ length: blocksOf(setup) }, (_, block): ScenarioTask => ({ task: 'resample', block })),
  ...setup.variations.flatMap((_, variation) =>
    Array.from(
      { length: Math.min(runsOfVariation, setup.runs) },
      (__, run): ScenarioTask => ({ task: 'variation', variation, run }),
    ),
  ),
];

/** Returns what runs one task. The last few landscapes are kept, for tasks of one seed follow one another. */
export const scenarioRunner = (setup: ScenarioSetup): ((task: ScenarioTask) => TaskOutcome) => {
  const kept = new Map<string, Landscape>();
  const landscapeOf = (seed: number, { parts, interdependence }: ModelParameters): Landscape => {
    const key = `${seed}:${parts}:${interdependence}`;
    let landscape = kept.get(key);
    if (landscape === undefined) {
      landscape = drawLandscape(parts, interdependence, randomStream(seed, 'landscape'));
      if (kept.size >= 3) kept.delete(kept.keys().next().value!);
      kept.set(key, landscape);
    }
    return landscape;
  };
  return (task) => {
    const parameters =
      task.task === 'variation' ? setup.variations[task.variation].parameters : setup.parameters;
    const seed = seedOfRun(setup, task.task === 'resample' ? 0 : task.run);
    const landscape = landscapeOf(seed, parameters);
    return setup.designs.map((planned) =>
      outcomeOf(
        planDesign(planned, seed, task.task === 'resample' ? task.block : null),
        parameters,
        landscape,
        seed,
      ),
    );
  };
};
