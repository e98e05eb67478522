/**
 * Brings the batches of a streamed source into the archive. Acts are gathered into units of a few thousand; each
 * unit is committed in one transaction with the checkpoint after it, so whatever was reported as done survives a
 * kill at any moment, and the next import goes on from the last unit.
 */
import { BIGINT, DOUBLE, UHUGEINT, UINTEGER, USMALLINT, UTINYINT } from '@duckdb/node-api';
import type { Diagnostic, SourceAct, SourceBatch, StreamedSource } from '../sources/source.ts';
import { AccountRegister, erasedAccount } from './account-register.ts';
import type { Engine } from './engine.ts';
import { type ImportOptions, type ImportSummary, sumDiagnostics } from './import-summary.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { numberBuiltInKinds } from './kind-register.ts';
import { markUnlinked } from './link-answers.ts';
import { nextActNumber } from './schema.ts';
import { recordSource, writeDiagnostics } from './source-record.ts';

/** Acts in a unit: enough that the scan for known acts costs little, few enough to stay small in memory. */
const actsPerUnit = 16_384;
/** A unit is committed at the latest after this time, so that a slow source loses little. */
const unitMs = 2_000;

const pathStatus = { added: 0, modified: 1, deleted: 2, renamed: 3 } as const;

/** Columns of one unit on their way into the staging tables. */
class Unit {
  readonly act = {
    ordinal: [] as number[],
    identity: [] as bigint[],
    time: [] as (bigint | null)[],
    account: [] as number[],
    kind: [] as number[],
    context: [] as (bigint | null)[],
  };
  readonly trace = {
    ordinal: [] as number[],
    from: [] as number[],
    to: [] as (number | null)[],
    kind: [] as number[],
    weight: [] as (number | null)[],
  };
  readonly candidate = {
    ordinal: [] as number[],
    position: [] as number[],
    target: [] as bigint[],
    kind: [] as number[],
  };
  readonly change = {
    ordinal: [] as number[],
    path: [] as bigint[],
    status: [] as number[],
    previous: [] as (bigint | null)[],
  };
  readonly diagnostics: Diagnostic[] = [];
  actsRead = 0;
  done = 0;
  total: number | null = null;
  checkpoint: string | null = null;
}

/** Whether the recipients share 1 evenly, so that the share may be made anew when one is added. */
const isEven = (act: SourceAct): boolean => {
  const share = 1 / act.recipients.length;
  return act.recipients.every(({ weight }) => Math.abs(weight - share) < 1e-9);
};

interface Numbers {
  readonly kinds: ReadonlyMap<string, number>;
  /** Archive number of each account of this read. */
  readonly accounts: readonly number[];
  readonly hash: KeyedHash;
  readonly idSpace: string;
}

const stageAct = (unit: Unit, act: SourceAct, { kinds, accounts, hash, idSpace }: Numbers): void => {
  const kindNumber = (id: string) => {
    const number = kinds.get(id);
    if (number === undefined) throw new Error(`importSource: expected a kind of kinds.ts, but got ${id}`);
    return number;
  };
  const actor = accounts[act.account];
  if (actor === undefined) {
    throw new Error(
      `importSource: expected an account index below ${accounts.length}, but got ${act.account}`,
    );
  }
  unit.actsRead++;
  if (actor === erasedAccount) return;
  const ordinal = unit.act.ordinal.length;
  unit.act.ordinal.push(ordinal);
  unit.act.identity.push(hash.of('act', idSpace, act.nativeId));
  unit.act.time.push(Number.isFinite(act.timeMs) ? BigInt(Math.floor(act.timeMs)) : null);
  unit.act.account.push(actor);
  unit.act.kind.push(kindNumber(act.kind));
  unit.act.context.push(act.context === null ? null : hash.of('context', idSpace, act.context));

  const even = isEven(act);
  let held = 0;
  for (const recipient of act.recipients) {
    const other = accounts[recipient.account];
    if (other === undefined) {
      throw new Error(
        `importSource: expected an account index below ${accounts.length}, but got ${recipient.account}`,
      );
    }
    if (other === erasedAccount) continue;
    const isInward = recipient.direction === 'inward';
    unit.trace.ordinal.push(ordinal);
    unit.trace.from.push(isInward ? other : actor);
    unit.trace.to.push(isInward ? actor : other);
    unit.trace.kind.push(kindNumber(recipient.kind));
    unit.trace.weight.push(even ? null : recipient.weight);
    held++;
  }
  if (held === 0) {
    unit.trace.ordinal.push(ordinal);
    unit.trace.from.push(actor);
    unit.trace.to.push(null);
    unit.trace.kind.push(kindNumber(act.kind));
    unit.trace.weight.push(null);
  }
  if (act.answerKind !== null) {
    const targets = [...new Set(act.answers)].filter((target) => target !== act.nativeId);
    for (const [position, target] of targets.slice(0, 65_535).entries()) {
      unit.candidate.ordinal.push(ordinal);
      unit.candidate.position.push(position);
      unit.candidate.target.push(hash.of('act', idSpace, target));
      unit.candidate.kind.push(kindNumber(act.answerKind));
    }
  }
  for (const change of act.paths ?? []) {
    unit.change.ordinal.push(ordinal);
    unit.change.path.push(hash.of('path', idSpace, change.path));
    unit.change.status.push(pathStatus[change.status]);
    unit.change.previous.push(
      change.previousPath === undefined ? null : hash.of('path', idSpace, change.previousPath),
    );
  }
};

const stagingTables = `
  CREATE OR REPLACE TEMP TABLE staged_act (
    ordinal UINTEGER, identity UHUGEINT, time BIGINT, account UINTEGER, kind UTINYINT, context UHUGEINT);
  CREATE OR REPLACE TEMP TABLE staged_trace (
    ordinal UINTEGER, "from" UINTEGER, "to" UINTEGER, kind UTINYINT, weight DOUBLE);
  CREATE OR REPLACE TEMP TABLE staged_candidate (
    ordinal UINTEGER, position USMALLINT, target UHUGEINT, kind UTINYINT);
  CREATE OR REPLACE TEMP TABLE staged_change (
    ordinal UINTEGER, path UHUGEINT, status UTINYINT, previous UHUGEINT);
`;

const stage = async (engine: Engine, unit: Unit): Promise<void> => {
  await engine.run(stagingTables);
  const { act, trace, candidate, change } = unit;
  await engine.append(
    'staged_act',
    [
      { type: UINTEGER, values: act.ordinal },
      { type: UHUGEINT, values: act.identity },
      { type: BIGINT, values: act.time },
      { type: UINTEGER, values: act.account },
      { type: UTINYINT, values: act.kind },
      { type: UHUGEINT, values: act.context },
    ],
    true,
  );
  await engine.append(
    'staged_trace',
    [
      { type: UINTEGER, values: trace.ordinal },
      { type: UINTEGER, values: trace.from },
      { type: UINTEGER, values: trace.to },
      { type: UTINYINT, values: trace.kind },
      { type: DOUBLE, values: trace.weight },
    ],
    true,
  );
  await engine.append(
    'staged_candidate',
    [
      { type: UINTEGER, values: candidate.ordinal },
      { type: USMALLINT, values: candidate.position },
      { type: UHUGEINT, values: candidate.target },
      { type: UTINYINT, values: candidate.kind },
    ],
    true,
  );
  await engine.append(
    'staged_change',
    [
      { type: UINTEGER, values: change.ordinal },
      { type: UHUGEINT, values: change.path },
      { type: UTINYINT, values: change.status },
      { type: UHUGEINT, values: change.previous },
    ],
    true,
  );
};

/** Numbers for hashes not met before. */
const numberHashes = (table: string, staged: string) => `
  INSERT INTO ${table}
  SELECT (SELECT coalesce(max(id) + 1, 0) FROM ${table}) + row_number() OVER (ORDER BY first) - 1, hash
  FROM (SELECT hash, min(ordinal) AS first FROM (${staged}) WHERE hash IS NOT NULL GROUP BY hash)
  ANTI JOIN ${table} USING (hash)`;

interface Added {
  readonly acts: number;
  readonly interactions: number;
}

/** Moves what was staged into the archive, skipping what it holds. Part of the caller's transaction. */
const mergeStaged = async (engine: Engine, source: number): Promise<Added> => {
  await engine.run(numberHashes('context', 'SELECT context AS hash, ordinal FROM staged_act'));
  const base = await nextActNumber(engine);
  // The first copy of an act within the unit speaks for it; a copy held from before speaks before that.
  await engine.run(`
    CREATE OR REPLACE TEMP TABLE known_act AS
    SELECT identity, min(id) AS id FROM act SEMI JOIN staged_act USING (identity) GROUP BY identity;

    CREATE OR REPLACE TEMP TABLE unit_act AS
    SELECT identity, known.id IS NULL AS is_new,
      coalesce(known.id, ${base} + row_number() OVER (PARTITION BY known.id IS NULL ORDER BY first) - 1)::UINTEGER AS id,
      first
    FROM (SELECT identity, min(ordinal) AS first FROM staged_act GROUP BY identity)
    LEFT JOIN known_act AS known USING (identity);

    INSERT INTO act
    SELECT u.id, u.identity, ${source}, s.time, s.account, s.kind
    FROM unit_act AS u JOIN staged_act AS s ON s.ordinal = u.first
    WHERE u.is_new ORDER BY u.id;

    CREATE OR REPLACE TEMP TABLE resolved AS
    SELECT s.ordinal, u.id AS act, u.is_new, coalesce(a.time, f.time) AS time, c.id AS context
    FROM staged_act AS s JOIN unit_act AS u USING (identity)
    JOIN staged_act AS f ON f.ordinal = u.first
    LEFT JOIN (SELECT id, time FROM act SEMI JOIN known_act USING (id)) AS a ON a.id = u.id
    LEFT JOIN context AS c ON c.hash = f.context;

    CREATE OR REPLACE TEMP TABLE held_trace AS
    SELECT act, "from", "to", kind FROM trace SEMI JOIN (SELECT id AS act FROM unit_act WHERE NOT is_new) USING (act);

    CREATE OR REPLACE TEMP TABLE fresh_trace AS
    SELECT r.act, r.time, t."from", t."to", t.kind, first(t.weight ORDER BY t.rowid) AS weight, r.context, r.is_new,
      min(t.rowid) AS position
    FROM staged_trace AS t JOIN resolved AS r USING (ordinal)
    GROUP BY r.act, r.time, t."from", t."to", t.kind, r.context, r.is_new;

    DELETE FROM fresh_trace USING held_trace AS h
    WHERE fresh_trace.act = h.act AND (
      fresh_trace."to" IS NULL
      OR (fresh_trace."from" = h."from" AND fresh_trace."to" = h."to" AND fresh_trace.kind = h.kind));

    DELETE FROM fresh_trace
    WHERE "to" IS NULL AND act IN (SELECT act FROM fresh_trace WHERE "to" IS NOT NULL);

    -- an act held so far without recipient has one now
    DELETE FROM trace
    WHERE "to" IS NULL AND act IN (SELECT act FROM fresh_trace WHERE NOT is_new);

    UPDATE trace SET is_shared = TRUE
    WHERE NOT is_shared AND act IN (SELECT act FROM fresh_trace WHERE NOT is_new);

    INSERT INTO trace
    SELECT act, ${source}, time, "from", "to", kind, weight, context,
      count(*) OVER (PARTITION BY act) > 1 OR NOT is_new
    FROM fresh_trace ORDER BY position;

    INSERT INTO answer_candidate
    SELECT r.act, min(c.position), c.target, arg_min(c.kind, c.position)
    FROM staged_candidate AS c JOIN resolved AS r USING (ordinal)
    ANTI JOIN (SELECT act, target FROM answer_candidate SEMI JOIN known_act ON act = id) AS h
      ON h.act = r.act AND h.target = c.target
    GROUP BY r.act, c.target;
  `);
  await engine.run(
    numberHashes(
      'path',
      'SELECT path AS hash, ordinal FROM staged_change UNION ALL SELECT previous, ordinal FROM staged_change',
    ),
  );
  await engine.run(`
    INSERT INTO path_change
    SELECT r.act, p.id, c.status, q.id
    FROM staged_change AS c JOIN resolved AS r USING (ordinal) JOIN unit_act AS u ON u.id = r.act
    JOIN path AS p ON p.hash = c.path LEFT JOIN path AS q ON q.hash = c.previous
    WHERE u.is_new AND c.ordinal = u.first
    ORDER BY c.rowid`);
  return {
    acts: (await engine.number('SELECT count(*) FROM unit_act WHERE is_new'))!,
    interactions: (await engine.number('SELECT count(*) FROM fresh_trace WHERE "to" IS NOT NULL'))!,
  };
};

export const importStreamed = async (
  engine: Engine,
  hash: KeyedHash,
  source: StreamedSource,
  options: ImportOptions,
): Promise<ImportSummary> => {
  const started = performance.now();
  const { description, notes } = source;
  const signal = options.signal ?? new AbortController().signal;
  const kinds = await numberBuiltInKinds(engine);
  const register = await AccountRegister.load(engine, hash);
  const record = await engine.transaction(() => recordSource(engine, hash, description, options.origin));
  const accounts: number[] = [];
  const numbers: Numbers = { kinds, accounts, hash, idSpace: description.idSpace };

  const acts = { new: 0, known: 0 };
  const interactions = { new: 0, known: 0 };
  const diagnostics: Diagnostic[] = [...notes];
  let isFirstUnit = true;
  let done = 0;

  const commit = async (unit: Unit, isComplete: boolean): Promise<void> => {
    const isWholeRead = isFirstUnit && record.checkpoint === null;
    const added = await engine.transaction(async () => {
      await register.write();
      await stage(engine, unit);
      const merged = await mergeStaged(engine, record.id);
      if (merged.acts > 0) await markUnlinked(engine);
      await engine.run(
        'UPDATE source SET checkpoint = coalesce($checkpoint, checkpoint), is_complete = $complete WHERE id = $id',
        { checkpoint: unit.checkpoint, complete: isComplete, id: record.id },
      );
      const mode = isWholeRead ? 'replace' : 'add';
      await writeDiagnostics(
        engine,
        record.id,
        isWholeRead ? [...notes, ...unit.diagnostics] : unit.diagnostics,
        mode,
      );
      return merged;
    });
    isFirstUnit = false;
    const staged = unit.trace.to.filter((to) => to !== null).length;
    acts.new += added.acts;
    acts.known += unit.actsRead - added.acts;
    interactions.new += added.interactions;
    interactions.known += staged - added.interactions;
    if (unit.checkpoint === null) return;
    done = unit.done;
    options.onProgress?.({ done, total: unit.total, unit: description.progressUnit });
  };

  const take = (unit: Unit, batch: SourceBatch): void => {
    for (const account of batch.accounts) accounts.push(register.numberOf(account));
    for (const act of batch.acts) stageAct(unit, act, numbers);
    for (const diagnostic of batch.diagnostics) {
      unit.diagnostics.push(diagnostic);
      diagnostics.push(diagnostic);
    }
    unit.done = batch.done;
    unit.total = batch.total;
    unit.checkpoint = batch.checkpoint;
  };

  let unit = new Unit();
  let unitStarted = performance.now();
  for await (const batch of source.read({ since: record.checkpoint, signal })) {
    take(unit, batch);
    if (unit.act.ordinal.length >= actsPerUnit || performance.now() - unitStarted >= unitMs) {
      await commit(unit, false);
      unit = new Unit();
      unitStarted = performance.now();
    }
    if (signal.aborted) break;
  }
  const isComplete = !signal.aborted;
  await commit(unit, isComplete);
  const seconds = (performance.now() - started) / 1000;
  return {
    source: { type: description.type, label: description.label },
    acts,
    interactions,
    accounts: { new: register.newCount, known: register.seenCount - register.newCount },
    positions: 0,
    diagnostics: sumDiagnostics(diagnostics),
    seconds,
    rate: done / Math.max(seconds, 1e-9),
    unit: description.progressUnit,
    isComplete,
  };
};
