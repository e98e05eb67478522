import { describe, expect, it } from 'vitest';
import { RefusalError } from '../../base/result.ts';
import { listScenarioTasks, type TaskOutcome } from '../../scenario/comparison/scenario-tasks.ts';
import { readScenario } from '../../scenario/scenario-file.ts';
import { prepareScenario, runScenario } from '../scenarios/run-scenario.ts';
import { scenarioOnWorkers } from './scenario-on-workers.ts';

const file = readScenario({
  format: 'equipo-scenario',
  version: 1,
  base: { template: 'pyramid', people: 31 },
  designs: [{ name: 'Bridged', changes: [{ 'add-bridges': { kind: 'random', count: 10 } }] }],
  horizon: 20,
  runs: 4,
});
const never = () => new AbortController().signal;
const quiet = () => undefined;

describe('comparing on workers', () => {
  it('gives the same numbers with one worker and with two', async () => {
    const setup = await prepareScenario(file, '.', never(), quiet);
    const one = await runScenario(file, setup, never(), quiet, { workers: 1 });
    const two = await runScenario(file, setup, never(), quiet, { workers: 2 });
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
  });

  it('tells results as they come, and stops when told to', async () => {
    const setup = await prepareScenario(file, '.', never(), quiet);
    const stopping = new AbortController();
    const seen: TaskOutcome[] = [];
    const asked = scenarioOnWorkers(
      setup,
      listScenarioTasks(setup),
      (_, outcome) => {
        seen.push(outcome);
        stopping.abort();
      },
      stopping.signal,
      1,
    );
    await expect(asked).rejects.toBeInstanceOf(RefusalError);
    expect(seen).toHaveLength(1);
  });
});
