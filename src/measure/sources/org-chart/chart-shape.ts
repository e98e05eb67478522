/** What a chart is as a whole: no circle of managers, and how many tops it has. */
import type { PlacedRow } from './chart-rows.ts';

const isInForce = ({ position }: PlacedRow, timeMs: number): boolean =>
  (position.fromMs ?? Number.NEGATIVE_INFINITY) <= timeMs &&
  (position.untilMs ?? Number.POSITIVE_INFINITY) > timeMs;

/** Times at which the chart changes; one moment stands for a chart without dates. */
const changes = (placed: readonly PlacedRow[]): number[] => {
  const times = new Set(placed.map(({ position }) => position.fromMs ?? Number.NEGATIVE_INFINITY));
  return [...times].sort((a, b) => a - b);
};

/** Rows that report to one another in a circle at one time; `null` where there is none. O(times · rows). */
export const circleOf = (placed: readonly PlacedRow[]): readonly PlacedRow[] | null => {
  for (const timeMs of changes(placed)) {
    const rowOf = new Map<string, PlacedRow>();
    for (const row of placed) if (isInForce(row, timeMs)) rowOf.set(row.position.account.key, row);
    /** Number of the walk that met each person. */
    const metIn = new Map<string, number>();
    let walk = 0;
    for (const start of rowOf.keys()) {
      walk++;
      const path: PlacedRow[] = [];
      for (let key: string | null = start; key !== null && !metIn.has(key); ) {
        metIn.set(key, walk);
        const row: PlacedRow | undefined = rowOf.get(key);
        if (row === undefined) break;
        path.push(row);
        key = row.position.managerKey;
        if (key !== null && metIn.get(key) === walk) {
          const entry = key;
          return path.slice(path.findIndex(({ position }) => position.account.key === entry));
        }
      }
    }
  }
  return null;
};

/** Rows of people without a manager in the latest chart, and of those whose time has ended by then. */
export const topsAndLeavers = (
  placed: readonly PlacedRow[],
): { readonly tops: readonly PlacedRow[]; readonly leavers: readonly PlacedRow[] } => {
  const last = changes(placed).at(-1) ?? Number.NEGATIVE_INFINITY;
  const present = placed.filter((row) => isInForce(row, last));
  const here = new Set(present.map(({ position }) => position.account.key));
  const isManager = new Set(present.map(({ position }) => position.managerKey));
  const tops = present.filter(
    ({ position }) => position.managerKey === null && isManager.has(position.account.key),
  );
  const gone = new Map<string, PlacedRow>();
  for (const row of placed) {
    const { key } = row.position.account;
    const isOver = row.position.untilMs !== null;
    if (isOver && !here.has(key)) gone.set(key, row);
  }
  return { tops, leavers: [...gone.values()] };
};

/** Whether more managers stand further from the top than their reports than nearer to it, by their levels. */
export const areLevelsOtherWay = (placed: readonly PlacedRow[], levelTop: 'low' | 'high'): boolean => {
  const levelOf = new Map(placed.map(({ position }) => [position.account.key, position.level]));
  let nearer = 0;
  let further = 0;
  for (const { position } of placed) {
    const own = position.level;
    const above = position.managerKey === null ? undefined : levelOf.get(position.managerKey);
    if (own === null || above === undefined || above === null || own === above) continue;
    if (above < own === (levelTop === 'low')) nearer++;
    else further++;
  }
  return further > nearer;
};
