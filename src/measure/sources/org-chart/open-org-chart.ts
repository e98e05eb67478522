/** An org chart as a source: the formal design, one row a person (or one a person and period), read whole. */
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { RefusalError } from '../../../base/result.ts';
import type { ChartPosition, ChartSource, Diagnostic } from '../source.ts';
import { listedColumns } from '../tables/choose-columns.ts';
import { nearestName } from '../tables/column-names.ts';
import { isTable, readTable } from '../tables/open-table.ts';
import type { ReadableTable } from '../tables/readable-table.ts';
import { openTableEngine, type TableEngine } from '../tables/table-engine.ts';
import { timeMsSql, timeNotationOf } from '../tables/time-notation.ts';
import { type ChartRole, chartColumns, namesOfChartRole } from './chart-columns.ts';
import { type ChartRow, type PlacedRow, positionsOf } from './chart-rows.ts';
import { areLevelsOtherWay, circleOf, topsAndLeavers } from './chart-shape.ts';

export interface ChartOptions {
  /** Which end of the level column is the top, `low` (1 is the director) where nothing is said. */
  readonly levelTop?: 'low' | 'high';
}

/** Words that stand for nobody or nothing. */
const absent = new Set(['', 'na', 'n/a', '#n/a', 'null', 'none', 'nan', 'nil', '-', '–', '—']);

const saidOrNull = (cell: unknown): string | null => {
  const text = cell === null || cell === undefined ? '' : String(cell).trim();
  return absent.has(text.toLowerCase()) ? null : text;
};

/** `3`, `3.5`, `L3`, `Grade 7`: the number in it; `null` where there is none or two. */
const levelOf = (cell: string | null): number | null => {
  const numbers = cell?.match(/-?\d+(?:[.,]\d+)?/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0].replace(',', '.')) : null;
};

/** Slashed dates cannot be asked about in a chart: one that could be read both ways is none. */
const timeSql = async (
  engine: TableEngine,
  table: ReadableTable,
  column: number | undefined,
): Promise<string> => {
  if (column === undefined) return 'NULL';
  const [...cells] = (
    await engine.rows(
      `SELECT DISTINCT trim(${table.text(column)}) FROM ${table.relation} WHERE trim(${table.text(column)}) <> ''`,
    )
  ).map(([cell]) => String(cell));
  const said = cells.filter((cell) => saidOrNull(cell) !== null);
  const notation = timeNotationOf(said, table.names?.[column] ?? '');
  if (notation === null) return 'NULL';
  if (notation.notation !== 'day-or-month-first') return timeMsSql(notation, table.text(column));
  const parts = said.map((cell) => cell.split(/[/-]/).map(Number));
  const isDayFirst = parts.some(([first = 0]) => first > 12);
  const isMonthFirst = parts.some(([, second = 0]) => second > 12);
  if (isDayFirst === isMonthFirst) return 'NULL';
  return timeMsSql({ notation: isDayFirst ? 'day-first' : 'month-first' }, table.text(column));
};

interface ReadRows {
  readonly rows: readonly ChartRow[];
  readonly diagnostics: readonly Diagnostic[];
}

const readRows = async (
  engine: TableEngine,
  table: ReadableTable,
  columns: Partial<Record<ChartRole, number>>,
): Promise<ReadRows> => {
  const text = (role: ChartRole) => {
    const column = columns[role];
    return column === undefined ? 'NULL' : table.text(column);
  };
  const times = await Promise.all(
    (['from', 'until', 'snapshot'] as const).map((role) => timeSql(engine, table, columns[role])),
  );
  const fields = (['person', 'address', 'name', 'manager', 'unit', 'title', 'level'] as const).map(text);
  const dates = (['from', 'until', 'snapshot'] as const).map(text);
  const found = await engine.rows(
    `SELECT row_number, ${[...fields, ...times, ...dates].join(', ')} FROM ${table.relation} ORDER BY row_number`,
  );
  const unreadable = { row: 0, count: 0 };
  const rows = found.map((cells): ChartRow => {
    const [row, ...rest] = cells;
    const [person, address, name, manager, unit, title, level] = rest.slice(0, 7).map(saidOrNull);
    const [fromMs, untilMs, snapshotMs] = rest.slice(7, 10).map((ms) => (ms === null ? null : Number(ms)));
    const said = rest.slice(10).map(saidOrNull);
    const isDateLost = [fromMs, untilMs, snapshotMs].some((ms, which) => ms === null && said[which] !== null);
    if (isDateLost) {
      if (unreadable.count === 0) unreadable.row = Number(row);
      unreadable.count++;
    }
    return {
      row: Number(row),
      person: person ?? '',
      address: address ?? null,
      name: name ?? null,
      manager: manager ?? null,
      unit: unit ?? null,
      title: title ?? null,
      level: levelOf(level ?? null),
      fromMs: fromMs ?? null,
      untilMs: untilMs ?? null,
      snapshotMs: snapshotMs ?? null,
    };
  });
  return {
    rows,
    diagnostics:
      unreadable.count === 0
        ? []
        : [{ code: 'chart-date-unreadable', place: `row ${unreadable.row}`, count: unreadable.count }],
  };
};

const notesOnShape = (placed: readonly PlacedRow[], levelTop: 'low' | 'high'): Diagnostic[] => {
  const { tops, leavers } = topsAndLeavers(placed);
  const notes: Diagnostic[] = [];
  if (tops.length > 1)
    notes.push({ code: 'chart-several-tops', place: `row ${tops[1]!.row}`, count: tops.length });
  if (leavers.length > 0) {
    notes.push({ code: 'chart-leavers', place: `row ${leavers[0]!.row}`, count: leavers.length });
  }
  if (areLevelsOtherWay(placed, levelTop)) {
    notes.push({ code: 'chart-levels-other-way', place: 'whole file', count: 1 });
  }
  return notes;
};

/**
 * Opens and reads a chart; it is small, so all that is wrong with it is known before anything is imported.
 *
 * @returns `null` where there is no file, or no table in it
 * @throws RefusalError `chart-columns-missing`, `chart-cycle`, `table-empty`, `table-unreadable`
 */
export const openOrgChart = async (path: string, options: ChartOptions = {}): Promise<ChartSource | null> => {
  const file = resolve(path);
  try {
    if (!(await stat(file)).isFile()) return null;
  } catch {
    return null;
  }
  const engine = await openTableEngine();
  let release = () => {};
  let positions: readonly ChartPosition[];
  let diagnostics: readonly Diagnostic[];
  try {
    const table = await readTable(engine, file);
    if (!isTable(table)) return null;
    release = table.release;
    const columns = chartColumns(table.names ?? []);
    const missing = (['person', 'manager'] as const).filter((role) => columns[role] === undefined);
    if (missing.length > 0) {
      const nearest = missing
        .map((role) => ({ role, name: nearestName(table.names ?? [], namesOfChartRole[role]) }))
        .filter(({ name }) => name !== null)
        .map(({ role, name }) => `${name} for ${role}`);
      throw new RefusalError('chart-columns-missing', {
        path,
        missing: missing.join(' and '),
        found: listedColumns(table),
        nearest: nearest.length === 0 ? '' : `; the nearest is ${nearest.join(' and ')}`,
      });
    }
    const read = await readRows(engine, table, columns);
    if (read.rows.length === 0) throw new RefusalError('table-empty', { path });
    const { placed, diagnostics: flaws } = positionsOf(read.rows);
    const circle = circleOf(placed);
    if (circle !== null) {
      const rows = circle.slice(0, 20).map(({ row }) => row);
      throw new RefusalError('chart-cycle', {
        path,
        length: circle.length,
        rows: `${rows.join(', ')}${circle.length > 20 ? ', …' : ''}`,
      });
    }
    positions = placed.map(({ position }) => position);
    diagnostics = [
      ...table.notes,
      ...read.diagnostics,
      ...flaws,
      ...notesOnShape(placed, options.levelTop ?? 'low'),
    ];
  } finally {
    engine.close();
    release();
  }
  const label = basename(path);
  return {
    shape: 'chart',
    description: {
      type: 'org-chart',
      label,
      idSpace: `chart ${label}`,
      isOpenlyNamed: false,
      progressUnit: 'rows',
    },
    notes: [],
    read: async () => ({ positions, diagnostics }),
  };
};
