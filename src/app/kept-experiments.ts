import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RefusalError } from '../base/result.ts';
import { type ExperimentPlan, readPlan } from '../measure/challenges/experiment-plan.ts';
import type { ExperimentDocument } from './run-experiment.ts';

/** An experiment planned from the page, with every result that was read, the first one first. */
export interface KeptExperiment {
  readonly number: number;
  readonly plan: ExperimentPlan;
  readonly results: readonly ExperimentDocument['result'][];
}

/** Plans and results of one machine's organisations; what is in them may leave the machine. */
export interface KeptExperiments {
  /** The newest first. A plan that was changed after it was sealed is left out. */
  list(organisation: string): readonly KeptExperiment[];
  /** Where the next plan goes. */
  nextPath(organisation: string): string;
  /** @throws RefusalError where there is no such experiment */
  pathOf(organisation: string, number: number): string;
  forget(organisation: string): void;
}

const planName = /^(\d+)\.json$/;

export const openKeptExperiments = (dataFolder: string): KeptExperiments => {
  const folderOf = (organisation: string) => join(dataFolder, 'experiments', organisation);
  const namesIn = (organisation: string): readonly string[] => {
    const folder = folderOf(organisation);
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const numbersIn = (organisation: string): readonly number[] =>
    namesIn(organisation)
      .flatMap((name) => Number(planName.exec(name)?.[1] ?? []))
      .sort((a, b) => b - a);
  const pathAt = (organisation: string, number: number) => join(folderOf(organisation), `${number}.json`);
  const resultsOf = (organisation: string, number: number): ExperimentDocument['result'][] =>
    namesIn(organisation)
      .flatMap((name) => {
        const found = new RegExp(`^${number}\\.result(?:-(\\d+))?\\.json$`).exec(name);
        return found === null ? [] : [{ name, turn: Number(found[1] ?? 1) }];
      })
      .sort((a, b) => a.turn - b.turn)
      .map(({ name }) => {
        const text = readFileSync(join(folderOf(organisation), name), 'utf8');
        return (JSON.parse(text) as ExperimentDocument).result;
      });
  return {
    list: (organisation) =>
      numbersIn(organisation).flatMap((number) => {
        const path = pathAt(organisation, number);
        try {
          const plan = readPlan(readFileSync(path, 'utf8'), path);
          return [{ number, plan, results: resultsOf(organisation, number) }];
        } catch {
          return [];
        }
      }),
    nextPath(organisation) {
      mkdirSync(folderOf(organisation), { recursive: true, mode: 0o700 });
      return pathAt(organisation, (numbersIn(organisation)[0] ?? 0) + 1);
    },
    pathOf(organisation, number) {
      const path = pathAt(organisation, number);
      if (!existsSync(path)) throw new RefusalError('experiment-unknown', { number });
      return path;
    },
    forget: (organisation) => rmSync(folderOf(organisation), { recursive: true, force: true }),
  };
};
