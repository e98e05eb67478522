/** What people said about accounts, kept as a log: never rewritten, only undone, and stronger than any rule. */
import { LIST, listValue, VARCHAR } from '@duckdb/node-api';
import type { Correction } from '../people/person.ts';
import type { Engine } from './engine.ts';

export interface RecordedCorrection {
  readonly id: number;
  readonly correction: Correction;
  readonly madeAtMs: number;
  readonly isUndone: boolean;
}

const texts = (value: unknown): string[] =>
  (value as { readonly items: readonly unknown[] }).items.map((item) => String(item));

export const readCorrections = async (engine: Engine): Promise<RecordedCorrection[]> => {
  const rows = await engine.rows(
    'SELECT id, action, accounts, apart_from, made_at, is_undone FROM correction ORDER BY id',
  );
  return rows.map(([id, name, accounts, apartFrom, madeAt, isUndone]) => {
    const action = name as Correction['action'];
    return {
      id: Number(id),
      correction:
        action === 'split'
          ? { action, accounts: texts(accounts), apartFrom: texts(apartFrom) }
          : { action, accounts: texts(accounts) },
      madeAtMs: Number(madeAt),
      isUndone: isUndone === true,
    };
  });
};

/** Adds a correction and returns its number, by which it can be undone. */
export const recordCorrection = (engine: Engine, correction: Correction, madeAtMs: number): Promise<number> =>
  engine.transaction(async () => {
    const id = (await engine.number('SELECT max(id) + 1 FROM correction')) ?? 1;
    const apartFrom = correction.action === 'split' ? correction.apartFrom : [];
    await engine.run(
      'INSERT INTO correction VALUES ($id, $action, $accounts, $apartFrom, $madeAt, FALSE)',
      {
        id,
        action: correction.action,
        accounts: listValue([...correction.accounts]),
        apartFrom: listValue([...apartFrom]),
        madeAt: BigInt(madeAtMs),
      },
      { accounts: LIST(VARCHAR), apartFrom: LIST(VARCHAR) },
    );
    return id;
  });

/** Takes a correction back; `false` where there is none of that number, or it was undone before. */
export const undoCorrection = (engine: Engine, id: number): Promise<boolean> =>
  engine.transaction(async () => {
    const found = await engine.number('SELECT count(*) FROM correction WHERE id = $id AND NOT is_undone', {
      id,
    });
    if (found === 0) return false;
    await engine.run('UPDATE correction SET is_undone = TRUE WHERE id = $id', { id });
    return true;
  });
