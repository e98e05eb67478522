/** A scenario as a page makes it: drawn at once, then run; and the file by which others get the same numbers. */
import { parse } from 'yaml';
import type { DesignFacets, ScenarioPage } from '../../kaleidoscope/report/render-scenario.ts';
import { type WeeksOfOne, weeksOfOne } from '../../scenario/comparison/weeks-of-one.ts';
import { readScenario } from '../../scenario/scenario-file.ts';
import type { OnProgress } from '../gather-traces.ts';
import type { ScenarioCommand } from '../protocol.ts';
import { figuresOf, type KnownBases, prepareScenario, runScenario } from './run-scenario.ts';
import { scenarioText } from './write-scenario.ts';

export interface TriedScenario {
  readonly page: ScenarioPage;
  readonly figures: readonly DesignFacets[];
  /** The scenario file. */
  readonly text: string;
}

/** Where the base of a page's scenario is found: as the file says it, and from which folder. */
export interface BasePlace {
  readonly base: { readonly archive: string } | { readonly sample: string };
  readonly folder: string;
  /** Bases read before. */
  readonly known: KnownBases;
}

const prepared = async (wanted: ScenarioCommand, place: BasePlace, signal: AbortSignal, on: OnProgress) => {
  const text = scenarioText({
    name: wanted.name,
    base: wanted.template === null ? place.base : { template: wanted.template, people: wanted.people },
    designs: wanted.designs,
  });
  const file = readScenario(parse(text));
  return { text, file, setup: await prepareScenario(file, place.folder, signal, on, place.known) };
};

/** @throws RefusalError where a change is not taken, or the base cannot be read */
export const drawScenario = async (
  wanted: ScenarioCommand,
  place: BasePlace,
): Promise<readonly DesignFacets[]> =>
  figuresOf((await prepared(wanted, place, new AbortController().signal, () => undefined)).setup);

/** @throws RefusalError likewise */
export const liveWeek = async (
  wanted: ScenarioCommand,
  level: number | null,
  place: BasePlace,
): Promise<WeeksOfOne | null> =>
  weeksOfOne((await prepared(wanted, place, new AbortController().signal, () => undefined)).setup, level);

/** @throws RefusalError likewise, and `stopped` where the signal says so */
export const tryScenario = async (
  wanted: ScenarioCommand,
  place: BasePlace,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<TriedScenario> => {
  const { text, file, setup } = await prepared(wanted, place, signal, onProgress);
  const { result, facets } = await runScenario(file, setup, signal, onProgress);
  return { page: result, figures: facets, text };
};
