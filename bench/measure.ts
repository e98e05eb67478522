import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gatherTraces, openTraces } from '../src/app/gather-traces.ts';
import { runOnWorkers } from '../src/app/workers/run-on-workers.ts';
import { calendarWindows } from '../src/base/time.ts';
import { openArchive } from '../src/measure/archive/archive.ts';
import { evaluate } from '../src/measure/evaluate.ts';
import { type EvaluationSetup, taskRunner } from '../src/measure/evaluation-tasks.ts';
import { arcs, people, writeMessageTable } from './support/message-table.ts';
import {
  type BenchmarkSize,
  formatMegabytes,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'A table of ten million interactions, measured';

const rowsOf: Readonly<Record<BenchmarkSize, number>> = { full: 10_000_000, small: 200_000 };
const roundsOf: Readonly<Record<BenchmarkSize, number>> = { full: 3, small: 1 };

interface Round {
  readonly import: number;
  readonly read: number;
  readonly evaluate: number;
  readonly draw: number;
  readonly replicate: number;
  readonly memoryBytes: number;
}

const timed = async <T>(work: () => Promise<T> | T): Promise<readonly [number, T]> => {
  const start = performance.now();
  const value = await work();
  return [(performance.now() - start) / 1000, value];
};

/** One round in this process, printed as JSON, so that its memory is its own. */
const runRound = async (table: string, archivePath: string): Promise<Round> => {
  const never = new AbortController().signal;
  const archive = await openArchive(archivePath);
  const opened = await openTraces({
    sources: [table],
    chart: null,
    columns: {},
    isUndirected: false,
    levelTop: 'low',
  });
  const [importSeconds] = await timed(() => gatherTraces(archive, opened, never, () => undefined));
  const [read, { events, coverage }] = await timed(() => archive.readEvents());
  await archive.close();
  let setup: EvaluationSetup | null = null;
  const [evaluateSeconds] = await timed(() =>
    evaluate(
      {
        organisation: 'bench',
        isSimulated: true,
        events,
        chart: null,
        authorship: null,
        coverage,
        seed: 1,
        windowScheme: 'quarter',
        withNulls: false,
        withIntervals: false,
      },
      (given, ...rest) => {
        setup = given;
        return runOnWorkers(given, ...rest);
      },
    ),
  );
  if (setup === null) throw new Error('bench/measure: expected the evaluation to run its tasks');
  const memoryBytes = process.resourceUsage().maxRSS * 1024;
  const run = taskRunner(setup);
  // The first of each also prepares what the others share.
  run({ task: 'draw', model: 'recipient-swap', draw: 0 });
  run({ task: 'replicate', block: 0 });
  const [draw] = await timed(() => run({ task: 'draw', model: 'recipient-swap', draw: 1 }));
  const [replicate] = await timed(() => run({ task: 'replicate', block: 1 }));
  return { import: importSeconds, read, evaluate: evaluateSeconds, draw, replicate, memoryBytes };
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-measure-'));
  try {
    const table = join(folder, 'messages.csv');
    const rows = rowsOf[size];
    await writeMessageTable(table, rows);
    const rounds: Round[] = [];
    for (let round = 0; round < roundsOf[size]; round++) {
      const archivePath = join(folder, `${round}.duckdb`);
      const printed = execFileSync(
        process.execPath,
        ['--import', 'tsx', fileURLToPath(import.meta.url), '--round', table, archivePath],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
      );
      rounds.push(JSON.parse(printed) as Round);
      rmSync(archivePath);
    }
    const of = (pick: (round: Round) => number) => median(rounds.map(pick));
    const windows = calendarWindows(Date.UTC(2020, 0), Date.UTC(2021, 11, 30), 'quarter').length;
    const whole = of((round) => round.import + round.read + round.evaluate);
    return {
      about: `A CSV file of ${rows.toLocaleString('en')} messages (${formatMegabytes(statSync(table).size)}) between ${people.toLocaleString('en')} people on at most ${arcs.toLocaleString('en')} arcs, to every measure of the whole span and of ${windows} quarters, without chart. Medians of ${rounds.length}, each in a process of its own.`,
      columns: ['step', 'time'],
      rows: [
        ['import into a new archive', formatSeconds(of((round) => round.import))],
        ['read back', formatSeconds(of((round) => round.read))],
        [
          'every measure, whole span and quarters, on two workers',
          formatSeconds(of((round) => round.evaluate)),
        ],
        ['**from file to all measures**', `**${formatSeconds(whole)}**`],
        ['what intervals add: each of 20 replicates', formatSeconds(of((round) => round.replicate))],
        ['what the swap null adds: each of 199 draws', formatSeconds(of((round) => round.draw))],
      ],
      notes: [
        'Target: from file to all measures in under 60 s. Replicates and draws run on as many workers as there are processors.',
        `At most ${formatMegabytes(of((round) => round.memoryBytes))} in memory, the import included.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const [flag, table, archivePath] = process.argv.slice(2);
if (flag === '--round' && table !== undefined && archivePath !== undefined) {
  process.stdout.write(JSON.stringify(await runRound(table, archivePath)));
}
