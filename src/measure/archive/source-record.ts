/** The archive's row about one place something was imported from: its checkpoint and its diagnostics. */
import { UBIGINT, UHUGEINT, USMALLINT, VARCHAR } from '@duckdb/node-api';
import type { Diagnostic, SourceDescription } from '../sources/source.ts';
import type { Engine } from './engine.ts';
import { sumDiagnostics } from './import-summary.ts';
import type { KeyedHash } from './keyed-hash.ts';

export interface SourceRecord {
  readonly id: number;
  readonly checkpoint: string | null;
}

/** Finds the source by type and origin, or gives it a number. Part of the caller's transaction. */
export const recordSource = async (
  engine: Engine,
  hash: KeyedHash,
  description: SourceDescription,
  origin: string | undefined,
): Promise<SourceRecord> => {
  const place = hash.of('origin', description.type, origin ?? `${description.idSpace} ${description.label}`);
  // Without its type the engine would take the upper half of all hashes for negative numbers.
  const types = { place: UHUGEINT };
  const [held] = await engine.rows(
    'SELECT id, checkpoint FROM source WHERE origin = $place',
    { place },
    types,
  );
  if (held !== undefined) {
    const id = Number(held[0]);
    await engine.run(
      'UPDATE source SET label = $label, is_openly_named = $open, is_complete = FALSE WHERE id = $id',
      { id, label: description.label, open: description.isOpenlyNamed },
    );
    return { id, checkpoint: held[1] === null ? null : String(held[1]) };
  }
  const id = (await engine.number('SELECT max(id) + 1 FROM source')) ?? 0;
  await engine.run(
    'INSERT INTO source VALUES ($id, $place, $type, $label, $open, NULL, FALSE, 0)',
    {
      id,
      place,
      type: description.type,
      label: description.label,
      open: description.isOpenlyNamed,
    },
    types,
  );
  return { id, checkpoint: null };
};

const readDiagnostics = async (engine: Engine, source: number): Promise<Diagnostic[]> => {
  const rows = await engine.rows('SELECT code, place, count FROM diagnostic WHERE source = $source', {
    source,
  });
  return rows.map(([code, place, count]) => ({
    code: String(code),
    place: String(place),
    count: Number(count),
  }));
};

/** Replaces what is known of a source by `diagnostics`, or adds to it. Part of the caller's transaction. */
export const writeDiagnostics = async (
  engine: Engine,
  source: number,
  diagnostics: readonly Diagnostic[],
  mode: 'replace' | 'add',
): Promise<void> => {
  const held = mode === 'add' ? await readDiagnostics(engine, source) : [];
  if (mode === 'add' && diagnostics.length === 0) return;
  const summed = sumDiagnostics([...held, ...diagnostics]);
  await engine.run('DELETE FROM diagnostic WHERE source = $source', { source });
  await engine.append('diagnostic', [
    { type: USMALLINT, values: summed.map(() => source) },
    { type: VARCHAR, values: summed.map(({ code }) => code) },
    { type: VARCHAR, values: summed.map(({ place }) => place) },
    { type: UBIGINT, values: summed.map(({ count }) => BigInt(count)) },
  ]);
};
