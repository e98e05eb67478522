import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { openArchive } from '../src/measure/archive/archive.ts';
import { openTable } from '../src/measure/sources/tables/open-table.ts';
import { arcs, people, writeMessageTable } from './support/message-table.ts';
import {
  type BenchmarkSize,
  formatMegabytes,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'A table of ten million interactions into the archive and back';

const rowsOf: Readonly<Record<BenchmarkSize, number>> = { full: 10_000_000, small: 200_000 };
const roundsOf: Readonly<Record<BenchmarkSize, number>> = { full: 3, small: 1 };
interface Round {
  readonly engineAlone: number;
  readonly import: number;
  readonly read: number;
  readonly readQuarter: number;
  readonly importAgain: number;
  readonly events: number;
  readonly archiveBytes: number;
  readonly memoryBytes: number;
}

const timed = async <T>(work: () => Promise<T>): Promise<readonly [number, T]> => {
  const start = performance.now();
  const value = await work();
  return [(performance.now() - start) / 1000, value];
};

/** What the engine needs to read the file and count its arcs, nothing kept. */
const readByEngineAlone = async (path: string): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.runAndReadAll(
    `SELECT count(*) FROM (SELECT "from", "to", count(*), max("time") FROM read_csv('${path}') GROUP BY ALL)`,
  );
  connection.closeSync();
  instance.closeSync();
};

/** One round in this process, printed as JSON, so that its memory is its own. */
const runRound = async (table: string, archivePath: string): Promise<Round> => {
  const [engineAlone] = await timed(() => readByEngineAlone(table));
  const archive = await openArchive(archivePath);
  const importTable = async () => {
    const source = await openTable(table);
    if (source === null) throw new Error(`bench/archive: expected a table at ${table}`);
    await archive.importSource(source, { origin: table });
  };
  const [importSeconds] = await timed(importTable);
  const [read, { events }] = await timed(() => archive.readEvents());
  const [readQuarter] = await timed(() =>
    archive.readEvents({ from: Date.UTC(2021, 0), until: Date.UTC(2021, 3) }),
  );
  const [importAgain] = await timed(importTable);
  await archive.close();
  return {
    engineAlone,
    import: importSeconds,
    read,
    readQuarter,
    importAgain,
    events: events.timeMs.length,
    archiveBytes: statSync(archivePath).size,
    memoryBytes: process.resourceUsage().maxRSS * 1024,
  };
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-archive-'));
  try {
    const table = join(folder, 'messages.csv');
    const rows = rowsOf[size];
    await writeMessageTable(table, rows);
    const rounds: Round[] = [];
    for (let round = 0; round < roundsOf[size]; round++) {
      const archivePath = join(folder, `${round}.duckdb`);
      const arguments_ = ['--import', 'tsx', fileURLToPath(import.meta.url), '--round', table, archivePath];
      const printed = execFileSync(process.execPath, arguments_, {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      rounds.push(JSON.parse(printed) as Round);
      rmSync(archivePath);
    }
    const wrong = rounds.find(({ events }) => events !== rows);
    if (wrong !== undefined)
      throw new Error(`bench/archive: expected ${rows} events, but got ${wrong.events}`);
    const of = (pick: (round: Round) => number) => median(rounds.map(pick));
    const row = (what: string, pick: (round: Round) => number) => [
      what,
      formatSeconds(of(pick)),
      `${(rows / of(pick) / 1e6).toFixed(2)} M`,
    ];
    return {
      about: `A CSV file of ${rows.toLocaleString('en')} messages (${formatMegabytes(statSync(table).size)}) between ${people.toLocaleString('en')} people on at most ${arcs.toLocaleString('en')} arcs, imported into a new archive and read back as columns. Medians of ${rounds.length}, each in a process of its own.`,
      columns: ['step', 'time', 'rows a second'],
      rows: [
        row('DuckDB alone reads the file and counts its arcs', (round) => round.engineAlone),
        row('import: look at the file, parse, identify, store', (round) => round.import),
        row('read all events back, sorted, into shared columns', (round) => round.read),
        ['read one quarter', formatSeconds(of((round) => round.readQuarter)), '–'],
        row('import the same file again: nothing new', (round) => round.importAgain),
      ],
      notes: [
        `The archive takes ${formatMegabytes(of((round) => round.archiveBytes))} on disk; the process at most ${formatMegabytes(of((round) => round.memoryBytes))} in memory, both imports included.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (process.argv[2] === '--round') {
  process.stdout.write(JSON.stringify(await runRound(process.argv[3]!, process.argv[4]!)));
}
