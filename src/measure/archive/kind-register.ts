import { BOOLEAN, UTINYINT, VARCHAR } from '@duckdb/node-api';
import type { Kind } from '../../base/kind.ts';
import { kinds as builtInKinds } from '../sources/kinds.ts';
import type { Engine } from './engine.ts';

/** Kinds of an archive by number: the built-in ones, and the names tables brought. */
export const readKinds = async (engine: Engine): Promise<Kind[]> => {
  const rows = await engine.rows(
    'SELECT name, is_directed, is_answerable, is_answer, lead FROM kind ORDER BY id',
  );
  return rows.map(([id, isDirected, isAnswerable, isAnswer, lead]) => ({
    id: String(id),
    isDirected: isDirected === true,
    isAnswerable: isAnswerable === true,
    isAnswer: isAnswer === true,
    lead: lead as Kind['lead'],
  }));
};

/** Writes kinds the archive has no number for yet; part of the caller's transaction. */
export const addKinds = async (
  engine: Engine,
  held: readonly Kind[],
  added: readonly Kind[],
): Promise<void> => {
  await engine.append('kind', [
    { type: UTINYINT, values: added.map((_, index) => held.length + index) },
    { type: VARCHAR, values: added.map((kind) => kind.id) },
    { type: BOOLEAN, values: added.map((kind) => kind.isDirected) },
    { type: BOOLEAN, values: added.map((kind) => kind.isAnswerable) },
    { type: BOOLEAN, values: added.map((kind) => kind.isAnswer) },
    { type: VARCHAR, values: added.map((kind) => kind.lead) },
  ]);
};

/** Numbers of all kinds a streamed source can name. Kinds newer than the archive get a number now. */
export const numberBuiltInKinds = async (engine: Engine): Promise<ReadonlyMap<string, number>> => {
  const held = await readKinds(engine);
  const names = new Set(held.map((kind) => kind.id));
  const added = builtInKinds.filter((kind) => !names.has(kind.id));
  if (added.length > 0) await engine.transaction(() => addKinds(engine, held, added));
  return new Map([...held, ...added].map((kind, number) => [kind.id, number]));
};
