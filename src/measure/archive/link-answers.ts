/**
 * Joins acts to the acts they answer, whichever import brought either, in whatever order. Made anew from what the
 * sources stated, so that an ancestor that arrives late takes its place.
 *
 * An answer goes to the nearest stated ancestor that is held. A thread is everything joined by stated ancestry,
 * through ancestors that are not held too: two replies to a lost message are one thread. Its number here is that
 * of its first act; readers renumber.
 */
import { UINTEGER } from '@duckdb/node-api';
import type { Engine } from './engine.ts';

/** Disjoint sets over [0, count): find with path halving, the smaller root wins. */
const disjointSets = (count: number) => {
  const parent = new Uint32Array(count);
  for (let i = 0; i < count; i++) parent[i] = i;
  const find = (start: number): number => {
    let at = start;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    find,
    join(a: number, b: number) {
      const rootA = find(a);
      const rootB = find(b);
      if (rootA < rootB) parent[rootB] = rootA;
      else parent[rootA] = rootB;
    },
  };
};

const columnOfNumbers = async (engine: Engine, sql: string, columns: number): Promise<Uint32Array[]> => {
  const parts: number[][] = Array.from({ length: columns }, () => []);
  for await (const chunk of await engine.stream(sql)) {
    for (let c = 0; c < columns; c++) {
      const values = chunk.getColumnValues(c);
      for (const value of values) parts[c]!.push(Number(value));
    }
  }
  return parts.map((part) => Uint32Array.from(part));
};

const linkThreads = async (engine: Engine): Promise<void> => {
  // Everything named or naming, held acts first by act number, so that a thread's root is its first held act.
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE named_act AS
    SELECT row_number() OVER (ORDER BY act NULLS LAST, identity) - 1 AS number, identity, act
    FROM (
      SELECT identity, a.id AS act
      FROM (
        SELECT target AS identity FROM answer_candidate
        UNION SELECT identity FROM act SEMI JOIN (SELECT DISTINCT act FROM answer_candidate) AS c ON c.act = act.id
      )
      LEFT JOIN act AS a USING (identity)
    )`);
  const count = (await engine.number('SELECT count(*) FROM named_act'))!;
  const [acts] = await columnOfNumbers(
    engine,
    'SELECT act::UINTEGER FROM named_act WHERE act IS NOT NULL ORDER BY number',
    1,
  );
  const [from, to] = await columnOfNumbers(
    engine,
    `SELECT f.number::UINTEGER, t.number::UINTEGER FROM answer_candidate AS c
     JOIN named_act AS f ON f.act = c.act JOIN named_act AS t ON t.identity = c.target`,
    2,
  );
  const sets = disjointSets(count);
  for (let e = 0; e < from!.length; e++) sets.join(from![e]!, to![e]!);
  const roots = Array.from(acts!, (_, number) => acts![sets.find(number)]!);
  await engine.append('thread', [
    { type: UINTEGER, values: [...acts!] },
    { type: UINTEGER, values: roots },
  ]);
  await engine.run('DROP TABLE named_act');
};

/** Says that acts arrived since the answers were linked. Part of the caller's transaction. */
export const markUnlinked = (engine: Engine): Promise<void> =>
  engine.run("UPDATE meta SET value = 'unlinked' WHERE name = 'answers' AND value <> 'unlinked'");

/** Makes `answer` and `thread` anew where acts arrived since they were made. */
export const linkAnswers = async (engine: Engine): Promise<void> => {
  const [state] = await engine.rows("SELECT value FROM meta WHERE name = 'answers'");
  if (state?.[0] === 'linked') return;
  await engine.transaction(async () => {
    await engine.run('DELETE FROM answer; DELETE FROM thread;');
    await engine.run(`
      INSERT INTO answer
      SELECT c.act, c.answered, a.time, a.account, b.account, c.kind
      FROM (
        SELECT c.act, arg_min(t.id, c.position) AS answered, arg_min(c.kind, c.position) AS kind
        FROM answer_candidate AS c JOIN act AS t ON t.identity = c.target
        WHERE t.id <> c.act
        GROUP BY c.act
      ) AS c
      JOIN act AS a ON a.id = c.act JOIN act AS b ON b.id = c.answered
      ORDER BY c.act`);
    await linkThreads(engine);
    await engine.run("UPDATE meta SET value = 'linked' WHERE name = 'answers'");
  });
};
