/** The formal design in force at a time, over the same index of people as the events. */
import type { Chart } from '../network/events.ts';
import type { Engine } from './engine.ts';

export interface ReadChartOptions {
  /** Milliseconds since 1970; left out: each person's latest position. */
  readonly at?: number;
  /** Which end of the level column is nearer the top; `low` (1 is the director) where nothing is said. */
  readonly levelTop?: 'low' | 'high';
}

/** People who have a position, and how many of them stand in no trace. */
export interface ChartOverlap {
  readonly people: number;
  readonly strangers: number;
}

export interface ArchivedChart extends Chart {
  readonly overlap: ChartOverlap;
  /** Names of the units that `unit` counts. */
  readonly units: readonly string[];
}

interface Position {
  readonly person: number;
  readonly manager: number;
  readonly unit: string | null;
  readonly level: number;
}

/**
 * Steps up to the first person without manager; NaN on a cycle (two charts, or merged accounts, can close one)
 * and for somebody alone: no manager and no reports says nothing about rank.
 */
const stepsToRoot = (manager: Int32Array, isCharted: Uint8Array): Float64Array => {
  const count = manager.length;
  const hasReports = new Uint8Array(count);
  for (let p = 0; p < count; p++) if (manager[p]! >= 0) hasReports[manager[p]!] = 1;
  const steps = new Float64Array(count).fill(Number.NaN);
  const isDone = new Uint8Array(count);
  for (let start = 0; start < count; start++) {
    if (isCharted[start] === 0) continue;
    const path: number[] = [];
    const isOnPath = new Set<number>();
    let at = start;
    while (at >= 0 && isDone[at] === 0 && !isOnPath.has(at)) {
      path.push(at);
      isOnPath.add(at);
      at = manager[at]!;
    }
    let above = at < 0 ? -1 : isDone[at] === 1 ? steps[at]! : Number.NaN;
    for (const person of path.reverse()) {
      above += 1;
      steps[person] = manager[person]! < 0 && hasReports[person] === 0 ? Number.NaN : above;
      isDone[person] = 1;
    }
  }
  return steps;
};

/** Higher = nearer the top, whatever the file's own convention. */
const levelsFromTop = (
  positions: readonly Position[],
  manager: Int32Array,
  isCharted: Uint8Array,
  levelTop: 'low' | 'high',
): Float64Array => {
  const stated = positions.filter(({ level }) => !Number.isNaN(level));
  const levels = new Float64Array(manager.length).fill(Number.NaN);
  if (stated.length > 0) {
    const top = stated.reduce((high, { level }) => Math.max(high, level), Number.NEGATIVE_INFINITY);
    for (const { person, level } of stated) levels[person] = levelTop === 'high' ? level : top - level;
    return levels;
  }
  const steps = stepsToRoot(manager, isCharted);
  const deepest = steps.filter((step) => step >= 0).reduce((high, step) => Math.max(high, step), 0);
  return levels.map((_, person) => deepest - steps[person]!);
};

/** Over the people in `present`; `where` narrows the positions. */
export const countStrangers = async (engine: Engine, where = 'TRUE'): Promise<ChartOverlap> => {
  const [row] = await engine.rows(`
    WITH charted AS (
      SELECT DISTINCT i.person
      FROM (
        SELECT account FROM chart_position WHERE ${where}
        UNION SELECT manager FROM chart_position WHERE ${where}
      ) AS p
      JOIN present AS i ON i.account = p.account
    ), met AS (
      SELECT DISTINCT i.person
      FROM (SELECT DISTINCT "from" AS account FROM trace UNION SELECT DISTINCT "to" FROM trace) AS t
      JOIN present AS i ON i.account = t.account
    )
    SELECT count(*), count(*) FILTER (person NOT IN (SELECT person FROM met)) FROM charted`);
  return { people: Number(row?.[0]), strangers: Number(row?.[1]) };
};

/**
 * Reads the chart of people who stand in `present`.
 *
 * @param people how many they are
 * @returns `null` where the archive holds no position of any of them
 */
export const readChart = async (
  engine: Engine,
  people: number,
  { at, levelTop = 'low' }: ReadChartOptions,
): Promise<ArchivedChart | null> => {
  const inForce =
    at === undefined
      ? 'TRUE'
      : `coalesce(p."from" <= ${Math.floor(at)}, TRUE) AND coalesce(p."until" > ${Math.floor(at)}, TRUE)`;
  // A person's latest position counts: by its date, then by the chart imported last, then by the file's order.
  const rows = await engine.rows(`
    SELECT i.person, m.person, p.unit, p.level
    FROM chart_position AS p JOIN present AS i ON i.account = p.account
    LEFT JOIN present AS m ON m.account = p.manager
    WHERE ${inForce}
    QUALIFY row_number() OVER (
      PARTITION BY i.person ORDER BY p."from" DESC NULLS LAST, p.source DESC, p.rowid DESC
    ) = 1
    ORDER BY i.person`);
  if (rows.length === 0) return null;
  const positions = rows.map(
    ([person, manager, unit, level]): Position => ({
      person: Number(person),
      manager: manager === null || manager === person ? -1 : Number(manager),
      unit: unit === null ? null : String(unit),
      level: level === null ? Number.NaN : Number(level),
    }),
  );
  const manager = new Int32Array(people).fill(-1);
  const isCharted = new Uint8Array(people);
  const unit = new Int32Array(people).fill(-1);
  const units = [...new Set(positions.flatMap(({ unit: name }) => (name === null ? [] : [name])))].sort();
  const unitNumber = new Map(units.map((name, number) => [name, number]));
  for (const position of positions) {
    manager[position.person] = position.manager;
    isCharted[position.person] = 1;
    if (position.manager >= 0) isCharted[position.manager] = 1;
    if (position.unit !== null) unit[position.person] = unitNumber.get(position.unit)!;
  }
  return {
    overlap: await countStrangers(engine),
    manager,
    isCharted,
    unit,
    unitCount: units.length,
    units,
    level: levelsFromTop(positions, manager, isCharted, levelTop),
  };
};
