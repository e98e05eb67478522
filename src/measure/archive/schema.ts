/**
 * The tables of an archive. It never holds text: of a message it keeps who, to whom, when, of what kind and in
 * which context, and the context and the native id only as a keyed hash.
 */
import { randomBytes } from 'node:crypto';
import { RefusalError } from '../../base/result.ts';
import { kinds } from '../sources/kinds.ts';
import type { Engine } from './engine.ts';
import { addKinds } from './kind-register.ts';

/** Raised by one whenever an older Equipo could misread what a newer one wrote. */
const archiveFormat = 1;

const tables = `
  -- format; two keys that never leave this machine, for hashes and for pseudonyms; whether answers are linked
  CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

  CREATE TABLE kind (
    id UTINYINT NOT NULL, name VARCHAR NOT NULL,
    is_directed BOOLEAN NOT NULL, is_answerable BOOLEAN NOT NULL, is_answer BOOLEAN NOT NULL, lead VARCHAR NOT NULL
  );

  -- one row for each place something was imported from; origin is a keyed hash of the path
  CREATE TABLE source (
    id USMALLINT NOT NULL, origin UHUGEINT NOT NULL, type VARCHAR NOT NULL, label VARCHAR NOT NULL,
    is_openly_named BOOLEAN NOT NULL, checkpoint VARCHAR, is_complete BOOLEAN NOT NULL,
    rows_unusable UBIGINT NOT NULL
  );

  CREATE TABLE diagnostic (
    source USMALLINT NOT NULL, code VARCHAR NOT NULL, place VARCHAR NOT NULL, count UBIGINT NOT NULL
  );

  CREATE TABLE account (
    id UINTEGER NOT NULL, key VARCHAR NOT NULL, name VARCHAR, address VARCHAR, login VARCHAR,
    is_bot BOOLEAN NOT NULL, maps_to VARCHAR
  );

  CREATE TABLE context (id UINTEGER NOT NULL, hash UHUGEINT NOT NULL);

  -- time in ms since 1970 UTC, NULL for untimed; identity is a keyed hash of id space and native id
  CREATE TABLE act (
    id UINTEGER NOT NULL, identity UHUGEINT NOT NULL, source USMALLINT NOT NULL, time BIGINT,
    account UINTEGER NOT NULL, kind UTINYINT NOT NULL
  );

  -- one row an interaction; an act without recipient is one row without "to". weight NULL: an even share of 1.
  -- time and context repeat the act's, so that reading ten million rows needs no join with the acts.
  CREATE TABLE trace (
    act UINTEGER NOT NULL, source USMALLINT NOT NULL, time BIGINT, "from" UINTEGER NOT NULL, "to" UINTEGER,
    kind UTINYINT NOT NULL, weight DOUBLE, context UINTEGER, is_shared BOOLEAN NOT NULL
  );

  -- which acts an act may answer, nearest first, as stated; kept for good, since the answered act may come later
  CREATE TABLE answer_candidate (
    act UINTEGER NOT NULL, position USMALLINT NOT NULL, target UHUGEINT NOT NULL, kind UTINYINT NOT NULL
  );
  -- made anew from the candidates after an import
  CREATE TABLE answer (
    act UINTEGER NOT NULL, answered UINTEGER NOT NULL, time BIGINT, "from" UINTEGER NOT NULL,
    "to" UINTEGER NOT NULL, kind UTINYINT NOT NULL
  );
  CREATE TABLE thread (act UINTEGER NOT NULL, root UINTEGER NOT NULL);

  CREATE TABLE path (id UINTEGER NOT NULL, hash UHUGEINT NOT NULL);
  CREATE TABLE path_change (act UINTEGER NOT NULL, path UINTEGER NOT NULL, status UTINYINT NOT NULL, previous UINTEGER);

  CREATE TABLE chart_position (
    source USMALLINT NOT NULL, account UINTEGER NOT NULL, manager UINTEGER, unit VARCHAR, level DOUBLE,
    "from" BIGINT, "until" BIGINT
  );

  -- what people said about accounts, in order; always wins over the rules
  CREATE TABLE correction (
    id UINTEGER NOT NULL, action VARCHAR NOT NULL, accounts VARCHAR[] NOT NULL, apart_from VARCHAR[] NOT NULL,
    made_at BIGINT NOT NULL, is_undone BOOLEAN NOT NULL
  );

  -- keyed hashes of accounts that left: enough to refuse them again, and no more
  CREATE TABLE erased_account (hash UHUGEINT NOT NULL);
  CREATE TABLE erasure (acts UBIGINT NOT NULL, interactions UBIGINT NOT NULL);
`;

const storedFormat = async (engine: Engine): Promise<number | null> => {
  const found = await engine.rows(
    "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database() AND table_schema = 'main'",
  );
  if (found.length === 0) return null;
  const foreign = () => new RefusalError('archive-unreadable', { path: engine.path ?? 'memory' });
  if (!found.some(([name]) => name === 'meta')) throw foreign();
  const [format] = await engine.rows("SELECT value FROM meta WHERE name = 'format'").catch(() => {
    throw foreign();
  });
  const value = Number(format?.[0]);
  if (!Number.isInteger(value)) throw foreign();
  return value;
};

/** Makes the tables of a new archive, or checks that this Equipo can read the ones there are. */
export const prepareSchema = async (engine: Engine): Promise<void> => {
  const format = await storedFormat(engine);
  if (format !== null) {
    if (format > archiveFormat) throw new RefusalError('archive-newer', { path: engine.path ?? 'memory' });
    return;
  }
  if (engine.isReadOnly) throw new RefusalError('archive-unreadable', { path: engine.path ?? 'memory' });
  await engine.transaction(async () => {
    await engine.run(tables);
    const values = {
      format: `${archiveFormat}`,
      'hash-key': randomBytes(32).toString('hex'),
      'pseudonym-key': randomBytes(32).toString('hex'),
      answers: 'linked',
    };
    for (const [name, value] of Object.entries(values)) {
      await engine.run('INSERT INTO meta VALUES ($name, $value)', { name, value });
    }
    await addKinds(engine, [], kinds);
  });
};

/** The number the next act gets. A number is never given twice: renames outlive an act that was erased. */
export const nextActNumber = async (engine: Engine): Promise<number> =>
  (await engine.number(`
    SELECT greatest(
      coalesce((SELECT max(id) FROM act), -1), coalesce((SELECT max(act) FROM path_change), -1)
    )::BIGINT + 1`))!;
