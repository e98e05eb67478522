/**
 * A deleted row's bytes stay in the free space of a DuckDB file until something overwrites them. After an erasure
 * the archive is therefore copied into a fresh file that takes the old one's place. Should that be cut short, the
 * next opening does it.
 */
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { type Engine, openEngine } from './engine.ts';

/** Part of the caller's transaction. */
export const markForRewriting = (engine: Engine): Promise<void> =>
  engine.run("INSERT OR REPLACE INTO meta VALUES ('rewriting', 'due')");

const isDue = async (engine: Engine): Promise<boolean> =>
  (await engine.number("SELECT count(*) FROM meta WHERE name = 'rewriting'")) === 1;

const removeWithLog = (path: string) => {
  for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
};

/** The engine to go on with: the one given, or one over the fresh file where a rewriting was due. */
export const rewriteIfDue = async (engine: Engine): Promise<Engine> => {
  const { path } = engine;
  if (path === null || engine.isReadOnly || !(await isDue(engine))) return engine;
  const fresh = `${path}.rewritten`;
  removeWithLog(fresh);
  const [row] = await engine.rows('SELECT current_database()');
  const name = `"${String(row?.[0]).replaceAll('"', '""')}"`;
  await engine.run(`ATTACH '${fresh.replaceAll("'", "''")}' AS rewritten`);
  await engine.run(`COPY FROM DATABASE ${name} TO rewritten`);
  await engine.run("DELETE FROM rewritten.meta WHERE name = 'rewriting'");
  await engine.run('CHECKPOINT rewritten');
  await engine.run('DETACH rewritten');
  engine.close();
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
  rmSync(`${path}.wal`, { force: true });
  return openEngine(path, false);
};
