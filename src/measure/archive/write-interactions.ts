import { DOUBLE, UINTEGER, UTINYINT, VARCHAR } from '@duckdb/node-api';
import { type Events, nobody } from '../network/events.ts';
import { openEngine } from './engine.ts';

/** Rows handed to the engine at once: bounded memory for any length. */
const batchRows = 65_536;

/**
 * Writes interactions and acts as Parquet: time (UTC, NULL for untimed), from, to (NULL for an act without
 * recipient), kind, weight, act and thread numbers. Threads and acts are numbers of this file alone.
 *
 * @param labels what each person index is called in the file
 * @throws RefusalError `disk-full`, or `archive-not-writable` where the place cannot be written
 */
export const writeInteractions = async (
  path: string,
  events: Events,
  labels: readonly string[],
): Promise<void> => {
  const engine = await openEngine(null, false);
  try {
    await engine.run(`
      CREATE TABLE person (id UINTEGER, label VARCHAR);
      CREATE TABLE kind (id UTINYINT, name VARCHAR);
      CREATE TABLE event (
        time DOUBLE, "from" UINTEGER, "to" UINTEGER, kind UTINYINT, weight DOUBLE, act UINTEGER, thread UINTEGER
      );`);
    await engine.append('person', [
      { type: UINTEGER, values: labels.map((_, person) => person) },
      { type: VARCHAR, values: labels },
    ]);
    await engine.append('kind', [
      { type: UTINYINT, values: events.kinds.map((_, kind) => kind) },
      { type: VARCHAR, values: events.kinds.map(({ id }) => id) },
    ]);
    for (let start = 0; start < events.from.length; start += batchRows) {
      const end = start + batchRows;
      const numbers = (column: Float64Array | Uint32Array | Uint8Array) =>
        Array.from(column.subarray(start, end));
      await engine.append('event', [
        { type: DOUBLE, values: numbers(events.timeMs) },
        { type: UINTEGER, values: numbers(events.from) },
        { type: UINTEGER, values: numbers(events.to) },
        { type: UTINYINT, values: numbers(events.kind) },
        { type: DOUBLE, values: numbers(events.weight) },
        { type: UINTEGER, values: numbers(events.act) },
        { type: UINTEGER, values: numbers(events.thread) },
      ]);
    }
    await engine.run(`
      COPY (
        SELECT CASE WHEN isfinite(time) THEN make_timestamp((time * 1000)::BIGINT) END AS time,
          f.label AS "from", t.label AS "to", k.name AS kind, weight, act,
          CASE WHEN thread <> ${nobody} THEN thread END AS thread
        FROM event AS e JOIN person AS f ON f.id = e."from" JOIN kind AS k ON k.id = e.kind
        LEFT JOIN person AS t ON t.id = e."to"
        ORDER BY e.rowid
      ) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    engine.close();
  }
};
