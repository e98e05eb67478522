import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepareScenario, runScenario } from '../src/app/scenarios/run-scenario.ts';
import { scenarioOnWorkers } from '../src/app/workers/scenario-on-workers.ts';
import { randomStream } from '../src/base/random.ts';
import { tiesFromPairs } from '../src/measure/network/csr.ts';
import type { ScenarioTask } from '../src/scenario/comparison/scenario-tasks.ts';
import { drawLandscape } from '../src/scenario/models/nk-landscape.ts';
import { searchTogether } from '../src/scenario/models/search.ts';
import { simulateQueue } from '../src/scenario/models/simulate-queue.ts';
import { readScenario } from '../src/scenario/scenario-file.ts';
import {
  type BenchmarkSize,
  formatRatio,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'Scenarios beside plain Python';

const peer = fileURLToPath(new URL('./peers/scenario-models.py', import.meta.url));
const [agents, rounds, parts, interdependence] = [100, 100, 20, 5];

interface Seconds {
  readonly landscape: number;
  readonly search: number;
  readonly queue: number;
}

const inPython = (events: number): Seconds | null => {
  try {
    const args = [agents, rounds, parts, interdependence, events].map(String);
    return JSON.parse(
      execFileSync('python3', [peer, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    ) as Seconds;
  } catch {
    return null;
  }
};

const secondsOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

const ring = (() => {
  const from = Array.from({ length: agents }, (_, i) => [i, i]).flat();
  const to = Array.from({ length: agents }, (_, i) => [(i + 1) % agents, (i + 2) % agents]).flat();
  const { offsets, targets } = tiesFromPairs(agents, from, to);
  return { offsets, ties: targets, origin: Uint32Array.from({ length: agents }, (_, i) => i) };
})();

const people = 156;
const above = Int32Array.from({ length: people }, (_, i) => (i === 0 ? -1 : Math.floor((i - 1) / 5)));

/** The same queue as the peer's: 156 people in a tree, so many events. */
const ownQueue = (events: number): number => {
  let simulated = 0;
  const seconds = secondsOf(() => {
    simulated = simulateQueue({
      desks: people,
      rate: 0.5,
      longestRoute: 16,
      warmUp: 0,
      batchSize: Math.ceil(events / 6),
      batchCount: 1,
      random: randomStream(1, 'queue'),
      route: (random, path) => {
        let [a, b] = [random.below(people), random.below(people)];
        let length = 0;
        let downward = 16;
        while (a !== b) {
          if (a > b) {
            path[length++] = a;
            a = above[a];
          } else {
            path[--downward] = b;
            b = above[b];
          }
        }
        path[length++] = a;
        while (downward < 16) path[length++] = path[downward++];
        return length;
      },
    }).events;
  });
  return (seconds * events) / simulated;
};

const scenario = (count: number, runs: number) =>
  readScenario({
    format: 'equipo-scenario',
    version: 1,
    base: { template: 'pyramid', people: count },
    designs: [
      { name: 'Bridges', changes: [{ 'add-bridges': { kind: 'multiscale', count: Math.round(count / 5) } }] },
      { name: 'Flatter', changes: [{ 'remove-layer': 2 }] },
      { name: 'Circles', base: { template: 'circles', people: count } },
    ],
    runs,
  });

/** Four designs, so many draws of what is uncertain under one problem, on two workers: first result and all. */
const onTwoWorkers = async (count: number, draws: number): Promise<readonly [number, number]> => {
  const signal = new AbortController().signal;
  const setup = await prepareScenario(scenario(count, 2), '.', signal, () => undefined);
  const start = performance.now();
  let first = Number.NaN;
  const tasks = Array.from({ length: draws }, (): ScenarioTask => ({ task: 'resample', block: 0 }));
  await scenarioOnWorkers(
    setup,
    tasks,
    () => {
      if (Number.isNaN(first)) first = (performance.now() - start) / 1000;
    },
    signal,
    2,
  );
  return [first, (performance.now() - start) / 1000];
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const tries = size === 'full' ? 5 : 1;
  const events = size === 'full' ? 1_000_000 : 100_000;
  const own: Seconds[] = [];
  const theirs: Seconds[] = [];
  const streamed: (readonly [number, number])[] = [];
  for (let k = 0; k < tries; k++) {
    let landscape = drawLandscape(parts, interdependence, randomStream(k, 'warm up'));
    searchTogether(ring, landscape, rounds, k);
    ownQueue(events / 10);
    own.push({
      landscape: secondsOf(() => {
        landscape = drawLandscape(parts, interdependence, randomStream(k, 'landscape'));
      }),
      search:
        secondsOf(() => {
          for (let again = 0; again < 20; again++) searchTogether(ring, landscape, rounds, again);
        }) / 20,
      queue: ownQueue(events),
    });
    const python = inPython(events);
    if (python !== null) theirs.push(python);
    streamed.push(await onTwoWorkers(156, size === 'full' ? 50 : 10));
  }
  const signal = new AbortController().signal;
  const largeStart = performance.now();
  const large = scenario(size === 'full' ? 10_000 : 1_500, 2);
  const setup = await prepareScenario(large, '.', signal, () => undefined);
  await runScenario(large, { ...setup, variations: [] }, signal, () => undefined, { workers: 2 });
  const largeSeconds = (performance.now() - largeStart) / 1000;
  const row = (name: string, pick: (seconds: Seconds) => number, target: string): string[] => {
    const [mine, python] = [median(own.map(pick)), median(theirs.map(pick))];
    return [
      name,
      formatSeconds(mine),
      theirs.length === 0 ? '–' : formatSeconds(python),
      theirs.length === 0 ? '–' : formatRatio(python / mine),
      target,
    ];
  };
  return {
    about: `Search by ${agents} agents over ${rounds} rounds on N = ${parts}, K = ${interdependence}; ${events.toLocaleString('en')} events of a queue of ${people} people with their routes; Equipo and plain Python in turn, medians of ${tries}.`,
    columns: ['work', 'Equipo', 'plain Python', 'times faster', 'target'],
    rows: [
      row('search dynamics, landscape known', ({ search }) => search, '1000×'),
      row('search dynamics and landscape', ({ search, landscape }) => search + landscape, '40×'),
      row('queue and routing', ({ queue }) => queue, '10×'),
      [
        'four designs, 156 people, 50 resamples, two workers',
        formatSeconds(median(streamed.map(([, all]) => all))),
        '–',
        '–',
        '< 4 s',
      ],
      ['first result of these', formatSeconds(median(streamed.map(([first]) => first))), '–', '–', '< 0.5 s'],
      [
        `four designs, ${large.designs[0].base.kind === 'template' ? large.designs[0].base.people.toLocaleString('en') : ''} people, two runs`,
        formatSeconds(largeSeconds),
        '–',
        '–',
        '< 60 s',
      ],
    ],
    notes: [
      'The 50 resamples repeat one piece of work on template organisations; a measured base leaves out another block of traces each time.',
      'Python’s landscape is timed on 16,384 answers and counted for all of them; its search looks answers up as it goes.',
      ...(theirs.length === 0 ? ['Python was left out: no python3 here.'] : []),
    ],
  };
};
