/**
 * Brings a table into the archive without a row passing through this process: the engine reads the file, casts,
 * hashes and stores. The whole table is one transaction; a killed import starts it again, which takes seconds.
 *
 * A row has no identity but its content, so identity is content and occurrence: the second of two identical rows
 * is another act than the first, and a file that grew at its end brings only its new rows. Rows that share a row
 * number are one act to several recipients, the way a cell with several names is delivered.
 */
import { UINTEGER, UTINYINT, VARCHAR } from '@duckdb/node-api';
import type { Kind } from '../../base/kind.ts';
import type { Diagnostic, TabularSource } from '../sources/source.ts';
import { accountOfText } from './account-of-text.ts';
import { AccountRegister, erasedAccount } from './account-register.ts';
import type { Engine } from './engine.ts';
import { type ImportOptions, type ImportSummary, sumDiagnostics } from './import-summary.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { addKinds, readKinds } from './kind-register.ts';
import { nextActNumber } from './schema.ts';
import { recordSource, writeDiagnostics } from './source-record.ts';

/** New kind names a table may bring; a column with more is not a column of kinds. */
const mostNewKinds = 64;
/** What may name a kind: short, and no sentence. */
const kindName = /^[\p{L}\p{N}][\p{L}\p{N} _.:/-]{0,39}$/u;

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** How often progress is asked for, and a wish to stop is passed on, while the engine works. */
const watchMs = 100;

/** Milliseconds since 1970 of the text in `column`, NULL where it is none or lies outside the years 1 to 9999. */
const timeSql = (format: TabularSource['timeFormat'], column: string): string => {
  const ms = (factor: number) => `TRY_CAST(floor(TRY_CAST(${column} AS DOUBLE) * ${factor}) AS BIGINT)`;
  switch (format) {
    case 'none':
      return 'NULL::BIGINT';
    case 'epoch-s':
      return ms(1000);
    case 'epoch-ms':
      return ms(1);
    case 'iso':
      return `epoch_ms(coalesce(TRY_CAST(${column} AS TIMESTAMPTZ), TRY_CAST(${withSeconds(column)} AS TIMESTAMPTZ)))`;
  }
};

/** `2024-01-05T10:00Z` as `2024-01-05T10:00:00Z`, which the engine's cast asks for. */
const withSeconds = (column: string) =>
  `regexp_replace(${column}, '([T ][0-9]{2}:[0-9]{2})($|Z|[+-])', '\\1:00\\2')`;

/**
 * The file, parsed once into typed columns. The context is hashed on the way: it may be text, and the engine may
 * write what it holds in memory to its temporary folder.
 */
const parseTable = (hash: KeyedHash, { select, timeFormat, description }: TabularSource): string => `
  CREATE OR REPLACE TEMP TABLE parsed AS
  SELECT row_number::BIGINT AS row_number, ${timeSql(timeFormat, '"time"')} AS time,
    "from", "to", lower(kind) AS kind,
    CASE WHEN context IS NOT NULL
      THEN ${hash.sql('context', quoted(description.idSpace), 'context')} END AS context,
    TRY_CAST(weight AS DOUBLE) AS weight, "time" IS NOT NULL AS has_time, weight IS NOT NULL AS has_weight
  FROM (
    SELECT row_number, nullif(trim("time"), '') AS "time", nullif(trim("from"), '') AS "from",
      nullif(trim("to"), '') AS "to", nullif(trim(kind), '') AS kind,
      nullif(trim(context), '') AS context, nullif(trim(weight), '') AS weight
    FROM (${select}) AS file(row_number, "time", "from", "to", kind, context, weight)
  )`;

/** Why a row cannot be used, NULL where it can: the first reason that holds. */
const flawSql = (timeFormat: TabularSource['timeFormat']): string => {
  const timeFlaws =
    timeFormat === 'none'
      ? ''
      : `WHEN NOT has_time THEN 'table-time-missing'
         WHEN time IS NULL OR time NOT BETWEEN -62135596800000 AND 253402300799999 THEN 'table-time-unreadable'`;
  return `CASE
    WHEN "from" IS NULL AND "to" IS NULL THEN 'table-row-empty'
    WHEN "from" IS NULL THEN 'table-sender-missing'
    ${timeFlaws}
    WHEN has_weight AND (weight IS NULL OR NOT isfinite(weight) OR weight <= 0) THEN 'table-weight-unreadable'
  END`;
};

const takeFlawedRows = async (engine: Engine, source: TabularSource): Promise<Diagnostic[]> => {
  const flaw = flawSql(source.timeFormat);
  const rows = await engine.rows(
    `SELECT flaw, min(row_number), count(*) FROM (SELECT ${flaw} AS flaw, row_number FROM parsed)
     WHERE flaw IS NOT NULL GROUP BY flaw ORDER BY flaw`,
  );
  if (rows.length > 0) await engine.run(`DELETE FROM parsed WHERE (${flaw}) IS NOT NULL`);
  return rows.map(([code, first, count]) => ({
    code: String(code),
    place: `row ${first}`,
    count: Number(count),
  }));
};

/** Numbers for the kinds a table names; `traits` of the default kind for names nobody knows. */
const numberKinds = async (
  engine: Engine,
  source: TabularSource,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly defaultKind: number }> => {
  const held = await readKinds(engine);
  const all = [...held];
  const numberOf = (name: string): number => all.findIndex((kind) => kind.id === name);
  const base = held[numberOf(source.defaultKind)];
  if (base === undefined) {
    throw new Error(`importSource: expected a default kind of kinds.ts, but got ${source.defaultKind}`);
  }
  /** A row without direction says nothing that needs one, whatever its kind is called. */
  const withDirection = (kind: Kind): number => {
    const wanted: Kind =
      source.isDirected || !kind.isDirected
        ? kind
        : {
            id: `${kind.id} (undirected)`,
            isDirected: false,
            isAnswerable: false,
            isAnswer: false,
            lead: 'none',
          };
    if (numberOf(wanted.id) < 0) all.push(wanted);
    return numberOf(wanted.id);
  };

  const defaultKind = withDirection(base);
  const named = await engine.rows(
    'SELECT kind, count(*), min(row_number) FROM parsed WHERE kind IS NOT NULL GROUP BY kind ORDER BY 2 DESC, 1',
  );
  const unknown = named.filter(([name]) => numberOf(String(name)) < 0);
  const isColumnOfKinds =
    unknown.length <= mostNewKinds && unknown.every(([name]) => kindName.test(String(name)));
  const numbers = named.map(([value]) => {
    const name = String(value);
    const known = held[numberOf(name)];
    if (known !== undefined) return withDirection(known);
    return isColumnOfKinds ? withDirection({ ...base, id: name }) : defaultKind;
  });
  await addKinds(engine, held, all.slice(held.length));
  await engine.run('CREATE OR REPLACE TEMP TABLE named_kind (name VARCHAR, kind UTINYINT)');
  await engine.append(
    'named_kind',
    [
      { type: VARCHAR, values: named.map(([name]) => String(name)) },
      { type: UTINYINT, values: numbers },
    ],
    true,
  );
  if (isColumnOfKinds) return { diagnostics: [], defaultKind };
  const first = unknown.reduce((low, [, , row]) => Math.min(low, Number(row)), Number.POSITIVE_INFINITY);
  const count = unknown.reduce((sum, [, rows]) => sum + Number(rows), 0);
  return { diagnostics: [{ code: 'table-kinds-not-names', place: `row ${first}`, count }], defaultKind };
};

/** Every text that names somebody, with the number of the account it means (NULL for one that was erased). */
const numberParties = async (engine: Engine, register: AccountRegister): Promise<void> => {
  const texts = (
    await engine.rows(`
      SELECT text, min(first) FROM (
        SELECT "from" AS text, min(row_number * 2) AS first FROM parsed GROUP BY ALL
        UNION ALL SELECT "to", min(row_number * 2 + 1) FROM parsed WHERE "to" IS NOT NULL GROUP BY ALL
      ) GROUP BY text ORDER BY 2`)
  ).map(([text]) => String(text));
  const numbers = texts.map((text) => register.numberOf(accountOfText(text)));
  await register.write();
  await engine.run('CREATE OR REPLACE TEMP TABLE party (text VARCHAR, account UINTEGER)');
  await engine.append(
    'party',
    [
      { type: VARCHAR, values: texts },
      { type: UINTEGER, values: numbers.map((number) => (number === erasedAccount ? null : number)) },
    ],
    true,
  );
};

/** Accounts, kinds and contexts in numbers, and each row's identity: a hash of all it says. */
const numberRows = (
  engine: Engine,
  hash: KeyedHash,
  source: TabularSource,
  defaultKind: number,
): Promise<void> => {
  const said = ['time', '"from"', '"to"', 'kind', 'context', 'weight'].map(
    (column) => `coalesce(p.${column}::VARCHAR, '')`,
  );
  return engine.run(`
    INSERT INTO context
    SELECT (SELECT coalesce(max(id) + 1, 0) FROM context) + row_number() OVER (ORDER BY first) - 1, hash
    FROM (SELECT context AS hash, min(row_number) AS first FROM parsed WHERE context IS NOT NULL GROUP BY ALL)
    ANTI JOIN context USING (hash);

    CREATE OR REPLACE TEMP TABLE arriving AS
    SELECT p.row_number, p.time, f.account AS "from", t.account AS "to",
      coalesce(k.kind, ${defaultKind})::UTINYINT AS kind, p.weight, c.id AS context,
      ${hash.sql('row', quoted(source.description.idSpace), ...said)} AS identity,
      1::USMALLINT AS part, 1::USMALLINT AS parts
    FROM parsed AS p
    JOIN party AS f ON f.text = p."from"
    LEFT JOIN party AS t ON t.text = p."to"
    LEFT JOIN named_kind AS k ON k.name = p.kind
    LEFT JOIN context AS c ON c.hash = p.context;
    DROP TABLE parsed;
  `);
};

/** Whether rows share a row number. They stand next to each other, so one pass over the file's order tells. */
const hasParts = async (engine: Engine): Promise<boolean> =>
  (await engine.number(`
    SELECT count(*) FROM (SELECT row_number = lag(row_number) OVER () AS repeats FROM parsed) WHERE repeats`)) !==
  0;

/** Rows that share a row number become parts of one act, with one identity made of all of them. */
const gatherParts = (engine: Engine): Promise<void> =>
  engine.run(`
    CREATE OR REPLACE TEMP TABLE gathered AS
    SELECT rowid AS place, row_number() OVER row AS part, count(*) OVER whole AS parts,
      md5_number(string_agg(identity::VARCHAR, ' ') OVER whole) AS identity
    FROM arriving
    SEMI JOIN (SELECT row_number FROM arriving GROUP BY row_number HAVING count(*) > 1) USING (row_number)
    WINDOW row AS (PARTITION BY row_number ORDER BY rowid),
      whole AS (
        PARTITION BY row_number ORDER BY identity ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      );

    UPDATE arriving SET part = g.part, parts = g.parts, identity = g.identity
    FROM gathered AS g WHERE arriving.rowid = g.place;
    DROP TABLE gathered;
  `);

/** The second and later of identical rows get identities of their own. */
const tellRepeatsApart = (engine: Engine): Promise<void> =>
  engine.run(`
    CREATE OR REPLACE TEMP TABLE repeated AS
    SELECT row_number, md5_number(identity::VARCHAR || ' ' || occurrence) AS identity
    FROM (
      SELECT row_number, identity, row_number() OVER (PARTITION BY identity ORDER BY row_number) AS occurrence
      FROM (SELECT row_number, identity FROM arriving WHERE part = 1)
      SEMI JOIN (SELECT identity FROM arriving WHERE part = 1 GROUP BY identity HAVING count(*) > 1)
        USING (identity)
    ) WHERE occurrence > 1;

    UPDATE arriving SET identity = r.identity FROM repeated AS r WHERE arriving.row_number = r.row_number;
    DROP TABLE repeated;
  `);

interface Counts {
  readonly acts: { readonly new: number; readonly known: number };
  readonly interactions: { readonly new: number; readonly known: number };
}

/** Moves the rows the archive does not hold yet out of `arriving`. */
const mergeArriving = async (engine: Engine, source: number): Promise<Counts> => {
  const count = async () => {
    const [row] = await engine.rows(
      'SELECT count(*) FILTER (part = 1), count(*) FILTER ("to" IS NOT NULL) FROM arriving',
    );
    return { acts: Number(row?.[0]), interactions: Number(row?.[1]) };
  };
  // What people who were erased did does not come back.
  await engine.run('DELETE FROM arriving WHERE "from" IS NULL');
  const whole = await count();
  const base = await nextActNumber(engine);
  const isEmptyArchive = base === 0;
  if (!isEmptyArchive) {
    await engine.run('DELETE FROM arriving USING act WHERE arriving.identity = act.identity');
  }
  const fresh = isEmptyArchive ? whole : await count();

  // Act numbers follow the file. In an empty archive the row number itself serves and nothing need be sorted.
  const number = isEmptyArchive ? 'row_number' : `${base} - 1 + dense_rank() OVER (ORDER BY row_number)`;
  await engine.run(`
    CREATE OR REPLACE TEMP VIEW numbered AS SELECT *, (${number})::UINTEGER AS act FROM arriving;

    INSERT INTO act SELECT act, identity, ${source}, time, "from", kind FROM numbered WHERE part = 1;

    INSERT INTO trace
    SELECT act, ${source}, time, "from", "to", kind, weight / parts, context, parts > 1
    FROM numbered WHERE "to" IS NOT NULL OR part = 1;

    DROP VIEW numbered;
    DROP TABLE arriving;
  `);
  return {
    acts: { new: fresh.acts, known: whole.acts - fresh.acts },
    interactions: { new: fresh.interactions, known: whole.interactions - fresh.interactions },
  };
};

export const importTable = async (
  engine: Engine,
  hash: KeyedHash,
  source: TabularSource,
  options: ImportOptions,
): Promise<ImportSummary> => {
  const started = performance.now();
  const { description } = source;
  const register = await AccountRegister.load(engine, hash);
  const diagnostics: Diagnostic[] = [...source.notes];
  const tell = (done: number) =>
    options.onProgress?.({ done, total: source.rows, unit: description.progressUnit });
  let isParsing = true;
  // Asked again and again: an interruption that falls between two statements stops neither.
  const watching = setInterval(() => {
    if (options.signal?.aborted === true) engine.interrupt();
    // The engine cannot always tell how far it is; a person still sees that it is at work, and may stop it.
    if (isParsing) tell(Math.floor((engine.progress() ?? 0) * (source.rows ?? 0)));
  }, watchMs);

  let rows = 0;
  let counts: Counts = { acts: { new: 0, known: 0 }, interactions: { new: 0, known: 0 } };
  let isComplete = false;
  try {
    counts = await engine.transaction(async () => {
      try {
        options.signal?.throwIfAborted();
        const record = await recordSource(engine, hash, description, options.origin);
        await engine.run(parseTable(hash, source));
        isParsing = false;
        const parsedRows = (await engine.number('SELECT count(*) FROM parsed'))!;
        const flawed = await takeFlawedRows(engine, source);
        const kinds = await numberKinds(engine, source);
        await numberParties(engine, register);
        const isInParts = await hasParts(engine);
        await numberRows(engine, hash, source, kinds.defaultKind);
        if (isInParts) await gatherParts(engine);
        await tellRepeatsApart(engine);
        const merged = await mergeArriving(engine, record.id);
        rows = parsedRows;
        diagnostics.push(...flawed, ...kinds.diagnostics);
        await writeDiagnostics(engine, record.id, diagnostics, 'replace');
        await engine.run('UPDATE source SET is_complete = TRUE, rows_unusable = $unusable WHERE id = $id', {
          id: record.id,
          unusable: BigInt(flawed.reduce((sum, { count }) => sum + count, 0)),
        });
        options.signal?.throwIfAborted();
        return merged;
      } finally {
        // What follows, commit or rollback, must not be interrupted.
        clearInterval(watching);
      }
    });
    isComplete = true;
    tell(rows);
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
  } finally {
    await engine.run('DROP TABLE IF EXISTS temp.parsed; DROP TABLE IF EXISTS temp.arriving');
  }
  const seconds = (performance.now() - started) / 1000;
  return {
    source: { type: description.type, label: description.label },
    ...counts,
    accounts: isComplete
      ? { new: register.newCount, known: register.seenCount - register.newCount }
      : { new: 0, known: 0 },
    positions: 0,
    diagnostics: isComplete ? sumDiagnostics(diagnostics) : [],
    seconds,
    rate: rows / Math.max(seconds, 1e-9),
    unit: description.progressUnit,
    isComplete,
  };
};
