/**
 * Reads the archive back as columns: all choosing, folding and ordering is done by the engine, and its chunks are
 * copied into typed arrays as they come, without an object per row.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { UINTEGER } from '@duckdb/node-api';
import type { Kind } from '../../base/kind.ts';
import { type Events, nobody, noThread } from '../network/events.ts';
import type { Person } from '../people/person.ts';
import type { Engine } from './engine.ts';
import { readKinds } from './kind-register.ts';

export interface TimeSpan {
  /** Milliseconds since 1970; left out or −∞: from the beginning, untimed rows included. */
  readonly from?: number;
  readonly until?: number;
}

/** SQL condition on a column of times. */
const within = ({ from, until }: TimeSpan, column: string): string => {
  const conditions: string[] = [];
  if (from !== undefined && from !== Number.NEGATIVE_INFINITY)
    conditions.push(`${column} >= ${Math.ceil(from)}`);
  if (until !== undefined && until !== Number.POSITIVE_INFINITY) {
    const before = `${column} < ${Math.ceil(until)}`;
    conditions.push(conditions.length === 0 ? `(${column} IS NULL OR ${before})` : before);
  }
  return conditions.length === 0 ? 'TRUE' : conditions.join(' AND ');
};

/**
 * Among several interactions of one act to one person: the answer first, then a kind that says something about
 * lead, then by name.
 */
const precedenceOfKinds = (kinds: readonly Kind[]): readonly number[] => {
  const rank = (kind: Kind) => (kind.isAnswer ? 0 : kind.lead !== 'none' ? 1 : 2);
  const order = kinds
    .map((kind, number) => ({ kind, number }))
    .sort((a, b) => rank(a.kind) - rank(b.kind) || (a.kind.id < b.kind.id ? -1 : 1));
  const precedence: number[] = [];
  for (const [place, { number }] of order.entries()) precedence[number] = place;
  return precedence;
};

/** One row an event, in the order of `Events`. Thread: the first act of it, or a context above 2³². */
const eventsSql = (span: TimeSpan, kinds: readonly Kind[]): string => {
  const precedence = `[${precedenceOfKinds(kinds).join(', ')}][kind + 1]`;
  return `
  WITH shared AS (
    SELECT act, time, "from", "to", kind, weight, context, FALSE AS is_reply FROM trace
    WHERE (is_shared OR act IN (SELECT act FROM answer)) AND ${within(span, 'time')}
    UNION ALL
    SELECT act, time, "from", "to", kind, NULL, NULL, TRUE FROM answer WHERE ${within(span, 'time')}
  ),
  pair AS (
    SELECT act, s.time, f.person AS "from", t.person AS "to",
      arg_min(s.kind, CASE WHEN s.is_reply THEN -1 ELSE ${precedence} END) AS kind,
      sum(s.weight) AS weight, max(s.context) AS context, bool_and(s.is_reply) AS is_extra
    FROM shared AS s JOIN present AS f ON f.account = s."from" JOIN present AS t ON t.account = s."to"
    WHERE NOT (s.is_reply AND f.person = t.person)
    GROUP BY act, s.time, f.person, t.person
  ),
  -- what the recipients share, and how many they are; someone writing to themselves takes no share
  share AS (
    SELECT act, greatest(1, count(*) FILTER ("from" <> "to")) AS n, count(*) FILTER (is_extra) AS extras,
      coalesce(sum(weight), 1) AS total,
      min(("from"::UBIGINT << 32) | "to") AS first, min(kind) AS first_kind, max(context) AS context
    FROM pair GROUP BY act
  ),
  bare AS (
    SELECT a.id AS act, a.time, p.person AS "from", a.kind
    FROM (
      SELECT DISTINCT act FROM shared WHERE "to" IS NULL
      UNION
      SELECT DISTINCT act FROM trace
      WHERE "to" IS NOT NULL AND ("from" IN (SELECT account FROM absent) OR "to" IN (SELECT account FROM absent))
        AND ${within(span, 'time')}
    ) AS c
    ANTI JOIN pair USING (act)
    JOIN act AS a ON a.id = c.act JOIN present AS p ON p.account = a.account
  ),
  event AS (
    SELECT act, i.time, f.person AS "from", coalesce(t.person, ${nobody}) AS "to", i.kind,
      coalesce(i.weight, 1) AS weight, i.context,
      (f.person::UBIGINT << 32) | coalesce(t.person, ${nobody}) AS first, i.kind AS first_kind
    FROM trace AS i JOIN present AS f ON f.account = i."from" LEFT JOIN present AS t ON t.account = i."to"
    WHERE NOT i.is_shared AND act NOT IN (SELECT act FROM answer) AND (t.person IS NOT NULL OR i."to" IS NULL)
      AND ${within(span, 'i.time')}
    UNION ALL
    SELECT act, p.time, p."from", p."to", p.kind,
      coalesce(p.weight * (n - extras) / n, total / n), s.context, s.first, s.first_kind
    FROM pair AS p JOIN share AS s USING (act)
    UNION ALL
    SELECT act, b.time, b."from", ${nobody}, b.kind, 1, NULL, (b."from"::UBIGINT << 32) | ${nobody}, b.kind
    FROM bare AS b
  )
  SELECT coalesce(time::DOUBLE, '-infinity'::DOUBLE), "from"::UINTEGER, "to"::UINTEGER, kind::UTINYINT, weight::DOUBLE,
    act::UINTEGER, coalesce(t.root::DOUBLE, 4294967296::DOUBLE + context, -1)
  FROM event LEFT JOIN thread AS t USING (act)
  ORDER BY time NULLS FIRST, first, first_kind, act, "to", "from"`;
};

/** Where each account stands in the index of people; accounts of people left out go to `absent`. */
export const placeAccounts = async (engine: Engine, people: readonly Person[]): Promise<void> => {
  await engine.run('CREATE OR REPLACE TEMP TABLE present (account UINTEGER, person UINTEGER)');
  const accounts: number[] = [];
  const persons: number[] = [];
  for (const [index, person] of people.entries()) {
    for (const account of person.accounts) {
      accounts.push(account.id);
      persons.push(index);
    }
  }
  await engine.append(
    'present',
    [
      { type: UINTEGER, values: accounts },
      { type: UINTEGER, values: persons },
    ],
    true,
  );
  await engine.run(
    'CREATE OR REPLACE TEMP TABLE absent AS SELECT id AS account FROM account ANTI JOIN present ON present.account = id',
  );
};

const shared = (bytes: number) => new SharedArrayBuffer(bytes);

/** The values of one column of a chunk, as the engine laid them out; the columns read here are never NULL. */
const itemsOf = <T extends Float64Array | Uint32Array | Uint8Array>(
  chunk: DuckDBDataChunk,
  column: number,
): T => (chunk.getColumnVector(column) as unknown as { readonly items: T }).items;

/** Small numbers for large ones in order of first appearance. */
const denseNumbers = () => {
  const numbers = new Map<number, number>();
  return (large: number): number => {
    const held = numbers.get(large);
    if (held !== undefined) return held;
    numbers.set(large, numbers.size);
    return numbers.size - 1;
  };
};

/** Reads events of people who stand in `present`. */
export const readEvents = async (engine: Engine, people: number, span: TimeSpan): Promise<Events> => {
  const kinds = await readKinds(engine);
  const rows = (await engine.number(`
    SELECT (SELECT count(*) FROM trace WHERE ${within(span, 'time')})
      + (SELECT count(*) FROM answer WHERE ${within(span, 'time')})`))!;
  const columns = {
    timeMs: new Float64Array(shared(rows * 8)),
    from: new Uint32Array(shared(rows * 4)),
    to: new Uint32Array(shared(rows * 4)),
    kind: new Uint8Array(shared(rows)),
    weight: new Float64Array(shared(rows * 8)),
    act: new Uint32Array(shared(rows * 4)),
    thread: new Uint32Array(shared(rows * 4)),
  };
  const threadNumber = denseNumbers();
  let count = 0;
  let actNumber = -1;
  let lastAct = -1;
  for await (const chunk of await engine.stream(eventsSql(span, kinds))) {
    columns.timeMs.set(itemsOf<Float64Array>(chunk, 0), count);
    columns.from.set(itemsOf<Uint32Array>(chunk, 1), count);
    columns.to.set(itemsOf<Uint32Array>(chunk, 2), count);
    columns.kind.set(itemsOf<Uint8Array>(chunk, 3), count);
    columns.weight.set(itemsOf<Float64Array>(chunk, 4), count);
    const acts = itemsOf<Uint32Array>(chunk, 5);
    const threads = itemsOf<Float64Array>(chunk, 6);
    for (let row = 0; row < acts.length; row++) {
      if (acts[row] !== lastAct) {
        lastAct = acts[row]!;
        actNumber++;
      }
      columns.act[count + row] = actNumber;
      columns.thread[count + row] = threads[row]! < 0 ? noThread : threadNumber(threads[row]!);
    }
    count += acts.length;
  }
  return {
    people,
    kinds,
    timeMs: columns.timeMs.subarray(0, count),
    from: columns.from.subarray(0, count),
    to: columns.to.subarray(0, count),
    kind: columns.kind.subarray(0, count),
    weight: columns.weight.subarray(0, count),
    act: columns.act.subarray(0, count),
    thread: columns.thread.subarray(0, count),
  };
};
