/** Which column plays which role: as the person says, else by name, else by what stands in it. */
import { RefusalError } from '../../../base/result.ts';
import type { TableColumns } from '../source.ts';
import { bareColumns } from './bare-columns.ts';
import {
  namesOfRole,
  nearestName,
  plainName,
  type Role,
  roles,
  rolesByName,
  surveyNames,
} from './column-names.ts';
import type { ReadableTable } from './readable-table.ts';
import { statedNotations, type TimeNotation } from './time-notation.ts';

export interface ChosenColumns {
  readonly columns: Partial<Readonly<Record<Role, number>>>;
  /** How time is written, where the person said so: `time=sent:day-first`. */
  readonly notation: TimeNotation | null;
  /** Respondents were asked about others. */
  readonly isSurvey: boolean;
  /** The file writes each pair one way round only. */
  readonly isUndirected: boolean;
}

/** Columns as people are told of them; those of a table without names by place, for their cells are content. */
export const listedColumns = (table: Pick<ReadableTable, 'names' | 'width'>): string => {
  if (table.names?.length === 0) return 'no columns that can be read';
  const names = table.names ?? Array.from({ length: table.width }, (_, index) => `${index + 1}`);
  const few = names.slice(0, 30).join(', ');
  const more = names.length > 30 ? `, and ${names.length - 30} more` : '';
  return table.names === null ? `columns ${few}${more} without names` : `${few}${more}`;
};

const columnCalled = (table: ReadableTable, said: string): number => {
  const names = table.names ?? [];
  const exact = names.indexOf(said);
  if (exact >= 0) return exact;
  const plain = plainName(said);
  const alike = plain === '' ? -1 : names.findIndex((name) => plainName(name) === plain);
  if (alike >= 0) return alike;
  const place = /^\d+$/.test(said) ? Number(said) : 0;
  return place >= 1 && place <= table.width ? place - 1 : -1;
};

interface Said {
  readonly columns: Partial<Record<Role, number>>;
  /** Roles that no column plays, by the person's word: `kind=none`. */
  readonly none: ReadonlySet<Role>;
  readonly notation: TimeNotation | null;
}

const saidByPerson = (path: string, table: ReadableTable, wanted: Partial<TableColumns>): Said => {
  const columns: Partial<Record<Role, number>> = {};
  const none = new Set<Role>();
  let notation: TimeNotation | null = null;
  for (const role of roles) {
    const said = wanted[role];
    if (said === undefined || said === null) continue;
    let column = columnCalled(table, said);
    if (column < 0 && said === 'none' && role !== 'from') {
      none.add(role);
      continue;
    }
    const [, name = '', way = ''] = role === 'time' ? (/^(.+):([a-z-]+)$/.exec(said) ?? []) : [];
    if (column < 0 && statedNotations[way] !== undefined) {
      notation = statedNotations[way];
      column = columnCalled(table, name);
    }
    if (column < 0) {
      const nearest = nearestName(table.names ?? [], [said]);
      throw new RefusalError('table-column-unknown', {
        path,
        column: said,
        found: listedColumns(table),
        nearest: nearest === null ? '' : `; the nearest is ${nearest}`,
      });
    }
    columns[role] = column;
  }
  return { columns, none, notation };
};

/** A column of dates or of seconds since 1970 that no name gave away, where there is exactly one. */
const timeByContent = (table: ReadableTable, isTaken: (column: number) => boolean): number | null => {
  const isTime = (cell: string) =>
    /^\d{4}-\d\d-\d\d([T ]|$)/.test(cell) || /^1\d{9}(\d{3})?(\.\d+)?$/.test(cell);
  const found: number[] = [];
  for (let column = 0; column < table.width; column++) {
    const cells = table.sample.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    const times = cells.filter(isTime).length;
    if (!isTaken(column) && times > 0 && times > cells.length * 0.9) found.push(column);
  }
  return found.length === 1 ? found[0]! : null;
};

/**
 * @throws RefusalError `table-column-unknown` for a column the table has not, `table-columns-missing` where from or
 * to cannot be found, `table-columns-unclear` where a table without names could be read in two ways
 */
export const chooseColumns = (
  path: string,
  table: ReadableTable,
  wanted: Partial<TableColumns>,
): ChosenColumns => {
  const said = saidByPerson(path, table, wanted);
  const taken = new Set(Object.values(said.columns));
  const isTaken = (column: number) => taken.has(column);
  const { notation } = said;

  if (table.names === null) {
    // Places said in part say nothing of the others: only from and to are needed.
    if (said.columns.from !== undefined && said.columns.to !== undefined) {
      return { columns: said.columns, notation, isSurvey: false, isUndirected: false };
    }
    const bare = taken.size === 0 ? bareColumns(table.sample, table.width) : null;
    if (bare === null) throw new RefusalError('table-columns-unclear', { path, found: listedColumns(table) });
    return { columns: bare.columns, notation, isSurvey: false, isUndirected: bare.isUndirected };
  }

  const byName = rolesByName(table.names, isTaken);
  const columns: Partial<Record<Role, number>> = { ...byName, ...said.columns };
  for (const role of said.none) delete columns[role];
  const missing = (['from', 'to'] as const).filter(
    (role) => columns[role] === undefined && !said.none.has(role),
  );
  if (missing.length > 0) {
    const used = new Set(Object.values(columns));
    const free = table.names.filter((_, column) => !used.has(column));
    const nearest = missing
      .map((role) => ({ role, name: nearestName(free, namesOfRole[role]) }))
      .filter(({ name }) => name !== null)
      .map(({ role, name }) => `${name} for ${role}`);
    throw new RefusalError('table-columns-missing', {
      path,
      missing: missing.join(' and '),
      found: listedColumns(table),
      nearest: nearest.length === 0 ? '' : `; the nearest is ${nearest.join(' and ')}`,
    });
  }
  if (columns.time === undefined && !said.none.has('time')) {
    const used = new Set(Object.values(columns));
    const column = timeByContent(table, (each) => used.has(each));
    if (column !== null) columns.time = column;
  }
  const isSurvey = (['from', 'to', 'kind'] as const)
    .map((role) => columns[role])
    .some((column) => column !== undefined && surveyNames.has(plainName(table.names?.[column] ?? '')));
  return { columns, notation, isSurvey, isUndirected: false };
};
