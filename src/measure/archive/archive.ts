/**
 * The interactions of one organisation, kept in one DuckDB file (or in memory), embedded, without a server.
 *
 * ```ts
 * const archive = await openArchive('organisation.duckdb');          // null keeps it in memory
 * const summary = await archive.importSource(source, { origin: path, signal, onProgress });
 * const { events, people, coverage } = await archive.readEvents();   // bots left out
 * const chart = await archive.readChart(people, { levelTop: 'low' });
 * const windows = await archive.windows('quarter');
 * await archive.close();
 * ```
 *
 * Importing is incremental and idempotent: the same act is the same wherever it was read, and a killed import goes
 * on where it stopped. The index of a person in `people` is the one in `events` and in the chart. Calls may overlap;
 * they are answered one after another.
 */
import { randomBytes } from 'node:crypto';
import { calendarWindows, type Window, type WindowScheme } from '../../base/time.ts';
import type { Events } from '../network/events.ts';
import type { Correction, Person } from '../people/person.ts';
import { pseudonyms } from '../people/pseudonym.ts';
import type { People } from '../people/resolve-people.ts';
import type { Source } from '../sources/source.ts';
import { type RecordedCorrection, readCorrections, recordCorrection, undoCorrection } from './corrections.ts';
import { type Engine, openEngine } from './engine.ts';
import { type ErasureSummary, erasePerson } from './erase-person.ts';
import { importChart } from './import-chart.ts';
import { importStreamed } from './import-streamed.ts';
import type { ImportOptions, ImportSummary } from './import-summary.ts';
import { importTable } from './import-table.ts';
import { hashOfArchive, pseudonymKeyOfArchive } from './keyed-hash.ts';
import { linkAnswers } from './link-answers.ts';
import { type Purpose, readPurpose, recordPurpose } from './purpose.ts';
import { type Authorship, readAuthorship } from './read-authorship.ts';
import { type ArchivedChart, type ReadChartOptions, readChart } from './read-chart.ts';
import { type ArchiveCoverage, type ArchivedSource, readCoverage, readSources } from './read-coverage.ts';
import { placeAccounts, readEvents, type TimeSpan } from './read-events.ts';
import { readPeople } from './read-people.ts';
import { rewriteIfDue } from './rewrite-file.ts';
import { prepareSchema } from './schema.ts';

export interface ReadEventsOptions extends TimeSpan {
  readonly includeBots?: boolean;
}

export interface ArchivedEvents {
  readonly events: Events;
  readonly people: readonly Person[];
  readonly coverage: ArchiveCoverage;
}

export interface Archive {
  /** `null` in memory. */
  readonly path: string | null;
  readonly isReadOnly: boolean;
  /** Brings in what is new in a source and joins answers to what they answer. */
  importSource(source: Source, options?: ImportOptions): Promise<ImportSummary>;
  /** Everything, or what lies in [from, until), of people resolved as of now. */
  readEvents(options?: ReadEventsOptions): Promise<ArchivedEvents>;
  /** The formal design over the same index of `people`; `null` where there is none. */
  readChart(people: readonly Person[], options?: ReadChartOptions): Promise<ArchivedChart | null>;
  /** Who wrote which file, over the same index of `people`; `null` where no source tells files. */
  readAuthorship(people: readonly Person[]): Promise<Authorship | null>;
  /** Everybody, bots too, with why their accounts are one; and merges that only a person may decide. */
  readPeople(): Promise<People>;
  /** Consecutive calendar windows from the first to the last act that has a time. */
  windows(scheme: WindowScheme): Promise<Window[]>;
  sources(): Promise<readonly ArchivedSource[]>;
  corrections(): Promise<readonly RecordedCorrection[]>;
  /** Records a correction and returns its number. `madeAtMs` is the caller's clock. */
  correct(correction: Correction, madeAtMs: number): Promise<number>;
  /** Takes a correction back; `false` where there is none of that number, or it was undone before. */
  undoCorrection(id: number): Promise<boolean>;
  /**
   * Two readable words for each person's id. `kept` (default) are the archive's own, the same each time; `fresh`
   * come from a key that is thrown away, for anything that leaves this machine.
   */
  pseudonyms(people: readonly Person[], key?: 'kept' | 'fresh'): Promise<ReadonlyMap<string, string>>;
  /** Erases a person's traces for good; they do not come back with a later import. */
  erasePerson(personId: string): Promise<ErasureSummary>;
  purpose(): Promise<Purpose>;
  /** Records why the archive is kept; what is `null` stays as it was. */
  recordPurpose(purpose: Purpose): Promise<void>;
  close(): Promise<void>;
}

/** Ids of people, who was met first before the others. */
const inOrderOfMeeting = (people: readonly Person[]): string[] =>
  people
    .map(({ id, accounts }) => ({ id, met: Math.min(...accounts.map((account) => account.id)) }))
    .sort((a, b) => a.met - b.met)
    .map(({ id }) => id);

const importInto = async (engine: Engine, source: Source, options: ImportOptions): Promise<ImportSummary> => {
  const hash = await hashOfArchive(engine);
  if (source.shape === 'tabular') return importTable(engine, hash, source, options);
  if (source.shape === 'chart') return importChart(engine, hash, source, options);
  const summary = await importStreamed(engine, hash, source, options);
  await linkAnswers(engine);
  return summary;
};

export const openArchive = async (
  path: string | null,
  options: { readonly readOnly?: boolean } = {},
): Promise<Archive> => {
  let engine = await openEngine(path, options.readOnly ?? false);
  try {
    await prepareSchema(engine);
    engine = await rewriteIfDue(engine);
  } catch (error) {
    engine.close();
    throw error;
  }

  // One connection answers one call at a time: each waits for the one before, whether that succeeded or not.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    path,
    isReadOnly: engine.isReadOnly,
    importSource: (source, importOptions = {}) => inTurn(() => importInto(engine, source, importOptions)),
    readEvents: ({ includeBots = false, ...span } = {}) =>
      inTurn(async () => {
        // An import killed between its last commit and the linking is linked now.
        if (!engine.isReadOnly) await linkAnswers(engine);
        const everybody = await readPeople(engine);
        const people = everybody.people.filter((person) => includeBots || !person.isBot);
        await placeAccounts(engine, people);
        const events = await readEvents(engine, people.length, span);
        return { events, people, coverage: await readCoverage(engine, everybody, includeBots) };
      }),
    readChart: (people, chartOptions = {}) =>
      inTurn(async () => {
        await placeAccounts(engine, people);
        return readChart(engine, people.length, chartOptions);
      }),
    readAuthorship: (people) =>
      inTurn(async () => {
        await placeAccounts(engine, people);
        return readAuthorship(engine);
      }),
    readPeople: () => inTurn(() => readPeople(engine)),
    windows: (scheme) =>
      inTurn(async () => {
        const [row] = await engine.rows('SELECT min(time), max(time) FROM act');
        if (row === undefined || row[0] === null) return [];
        return calendarWindows(Number(row[0]), Number(row[1]), scheme);
      }),
    sources: () => inTurn(() => readSources(engine)),
    corrections: () => inTurn(() => readCorrections(engine)),
    correct: (correction, madeAtMs) => inTurn(() => recordCorrection(engine, correction, madeAtMs)),
    undoCorrection: (id) => inTurn(() => undoCorrection(engine, id)),
    pseudonyms: (people, key = 'kept') =>
      inTurn(async () => {
        const secret = key === 'kept' ? await pseudonymKeyOfArchive(engine) : randomBytes(32).toString('hex');
        return pseudonyms(secret, inOrderOfMeeting(people));
      }),
    erasePerson: (personId) =>
      inTurn(async () => {
        const summary = await erasePerson(engine, await hashOfArchive(engine), personId);
        engine = await rewriteIfDue(engine);
        return summary;
      }),
    purpose: () => inTurn(() => readPurpose(engine)),
    recordPurpose: (purpose) => inTurn(() => recordPurpose(engine, purpose)),
    close: () =>
      inTurn(async () => {
        engine.close();
      }),
  };
};
