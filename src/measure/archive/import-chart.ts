/**
 * Keeps an org chart. A chart is small and read whole, so importing it again replaces what the same file said
 * before. Titles are not kept: no measure needs them.
 */
import { BIGINT, DOUBLE, UINTEGER, USMALLINT, VARCHAR } from '@duckdb/node-api';
import { RefusalError } from '../../base/result.ts';
import type { ChartPosition, ChartSource, SourceAccount } from '../sources/source.ts';
import { inTableSpace } from './account-of-text.ts';
import { AccountRegister, erasedAccount } from './account-register.ts';
import type { Engine } from './engine.ts';
import { type ImportOptions, type ImportSummary, sumDiagnostics } from './import-summary.ts';
import type { KeyedHash } from './keyed-hash.ts';
import { countStrangers } from './read-chart.ts';
import { placeAccounts } from './read-events.ts';
import { readPeople } from './read-people.ts';
import { recordSource, writeDiagnostics } from './source-record.ts';

/** Someone a chart names as manager without a position of their own. */
const managerOnly = (key: string): SourceAccount => {
  const text = key.slice(key.indexOf(':') + 1);
  const isAddress = key.startsWith('mail:');
  return {
    key,
    name: null,
    address: isAddress ? text : null,
    login: isAddress ? null : text,
    isBot: false,
    mapsTo: null,
  };
};

interface Placed {
  readonly position: ChartPosition;
  readonly account: number;
  readonly manager: number | null;
}

const place = (register: AccountRegister, positions: readonly ChartPosition[]): Placed[] => {
  const accountOf = new Map(
    positions.map(({ account }) => {
      const key = inTableSpace(account.key);
      const mapsTo = account.mapsTo === null ? null : inTableSpace(account.mapsTo);
      return [key, { ...account, key, mapsTo }];
    }),
  );
  const numberOf = (key: string) => {
    const number = register.numberOf(accountOf.get(key) ?? managerOnly(key));
    return number === erasedAccount ? null : number;
  };
  return positions.flatMap((position) => {
    const account = numberOf(inTableSpace(position.account.key));
    const manager = position.managerKey === null ? null : numberOf(inTableSpace(position.managerKey));
    return account === null ? [] : [{ position, account, manager }];
  });
};

/**
 * A chart of nobody in the traces read before lays the design of other people beside the network. Refused within the
 * transaction, so that it leaves nothing behind; a chart that comes before all traces is kept for those to come.
 */
const refuseStrangers = async (engine: Engine, source: number, path: string): Promise<void> => {
  await placeAccounts(engine, (await readPeople(engine)).people);
  const { people, strangers } = await countStrangers(engine, `source = ${source}`);
  const hasTraces = (await engine.number('SELECT count(*) FROM (SELECT 1 FROM trace LIMIT 1)')) === 1;
  if (hasTraces && people > 0 && strangers === people) throw new RefusalError('chart-strangers', { path });
};

export const importChart = async (
  engine: Engine,
  hash: KeyedHash,
  source: ChartSource,
  options: ImportOptions,
): Promise<ImportSummary> => {
  const started = performance.now();
  const { description, notes } = source;
  const signal = options.signal ?? new AbortController().signal;
  const read = await source.read({ since: null, signal });
  const diagnostics = sumDiagnostics([...notes, ...read.diagnostics]);
  const register = await AccountRegister.load(engine, hash);
  const placed = place(register, read.positions);
  const time = (ms: number | null) => (ms === null ? null : BigInt(Math.floor(ms)));
  await engine.transaction(async () => {
    const record = await recordSource(engine, hash, description, options.origin);
    await register.write();
    await engine.run('DELETE FROM chart_position WHERE source = $id', { id: record.id });
    await engine.append('chart_position', [
      { type: USMALLINT, values: placed.map(() => record.id) },
      { type: UINTEGER, values: placed.map(({ account }) => account) },
      { type: UINTEGER, values: placed.map(({ manager }) => manager) },
      { type: VARCHAR, values: placed.map(({ position }) => position.unit) },
      { type: DOUBLE, values: placed.map(({ position }) => position.level) },
      { type: BIGINT, values: placed.map(({ position }) => time(position.fromMs)) },
      { type: BIGINT, values: placed.map(({ position }) => time(position.untilMs)) },
    ]);
    await refuseStrangers(engine, record.id, description.label);
    await writeDiagnostics(engine, record.id, diagnostics, 'replace');
    await engine.run('UPDATE source SET is_complete = TRUE WHERE id = $id', { id: record.id });
  });
  const seconds = (performance.now() - started) / 1000;
  const rows = read.positions.length;
  options.onProgress?.({ done: rows, total: rows, unit: description.progressUnit });
  return {
    source: { type: description.type, label: description.label },
    acts: { new: 0, known: 0 },
    interactions: { new: 0, known: 0 },
    accounts: { new: register.newCount, known: register.seenCount - register.newCount },
    positions: placed.length,
    diagnostics,
    seconds,
    rate: rows / Math.max(seconds, 1e-9),
    unit: description.progressUnit,
    isComplete: true,
  };
};
