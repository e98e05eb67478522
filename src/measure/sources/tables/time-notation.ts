/**
 * How a column writes time, decided from a sample and never guessed where two readings are possible, and the SQL
 * that turns it into milliseconds since 1970.
 */
import type { TabularSource } from '../source.ts';

const unitMs = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
} as const;

export type TimeUnit = keyof typeof unitMs;

export type TimeNotation =
  /** Numbers of a unit since 1970, or since a start of the file's own. */
  | { readonly notation: 'count'; readonly unit: TimeUnit }
  | { readonly notation: 'iso' }
  /** 20240131 */
  | { readonly notation: 'digits' }
  | { readonly notation: 'year' }
  /** 31.01.2024: with dots the day always stands first. */
  | { readonly notation: 'day-first' }
  | { readonly notation: 'month-first' }
  /** 03/04/2024 */
  | { readonly notation: 'day-or-month-first' }
  /** 5 Jan 2024, Fri, 05 Jan 2024 10:00:00 +0100, Jan 5, 2024 */
  | { readonly notation: 'month-name' };

/** What may be written after a column: `time=sent:day-first`. */
export const statedNotations: Readonly<Record<string, TimeNotation>> = {
  'day-first': { notation: 'day-first' },
  'month-first': { notation: 'month-first' },
  iso: { notation: 'iso' },
  ...Object.fromEntries(
    Object.keys(unitMs).map((unit) => [unit, { notation: 'count', unit: unit as TimeUnit }]),
  ),
};

const clock = String.raw`\d{1,2}(:?\d{2}(:?\d{2}([.,]\d+)?)?)?`;
const zone = String.raw`(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)`;
const patterns = {
  count: /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  digits: /^(1[89]|2[01])\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/,
  iso: new RegExp(
    `^\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}([T ]\\s?${clock}(\\s*${zone})?)?$|^\\d{8}T\\d{4}(\\d{2})?Z?$`,
    'i',
  ),
  dotted: new RegExp(`^\\d{1,2}\\.\\d{1,2}\\.\\d{4}(,?\\s+${clock}(\\s*[ap]m)?)?$`, 'i'),
  slashed: new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-]\\d{4}(,?\\s+${clock}(\\s*[ap]m)?)?$`, 'i'),
  monthName:
    /^([a-z]{3,9}\.?,?\s+)?(\d{1,2}[\s-][a-z]{3,9}[\s-]\d{4}|[a-z]{3,9}\s+\d{1,2},?\s+\d{4})([,\sT]+[\d:.]+.*)?$/i,
};

const hasClockWithoutZone = /[T ]\s?\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(\s*[ap]m)?$/i;

type Written = keyof typeof patterns;

const written = (text: string): Written | null =>
  (['digits', 'count', 'iso', 'dotted', 'slashed', 'monthName'] as const).find((name) =>
    patterns[name].test(text),
  ) ?? null;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Unit of counts by their size: seconds up to the year 5138, then milliseconds, microseconds, nanoseconds. */
const unitBySize = (values: readonly number[]): TimeUnit => {
  const size = median(values.map(Math.abs));
  return size < 1e11 ? 's' : size < 1e14 ? 'ms' : size < 1e17 ? 'us' : 'ns';
};

const unitByName = (name: string): TimeUnit | null => {
  const suffix =
    /(?:^|[^\p{L}])(ns|us|ms|millis|milliseconds|s|sec|secs|seconds|min|minutes|h|hours|days)$/iu.exec(
      name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, '_'),
    )?.[1];
  switch (suffix?.toLowerCase()) {
    case undefined:
      return null;
    case 'ns':
    case 'us':
    case 'ms':
    case 'days':
      return suffix!.toLowerCase() as TimeUnit;
    case 'millis':
    case 'milliseconds':
      return 'ms';
    case 'min':
    case 'minutes':
      return 'minutes';
    case 'h':
    case 'hours':
      return 'hours';
    default:
      return 's';
  }
};

/** How most of `values` are written; `null` where fewer than half are written in any one way. */
export const timeNotationOf = (values: readonly string[], columnName: string): TimeNotation | null => {
  const counts = new Map<Written, number>();
  for (const value of values) {
    const way = written(value);
    if (way !== null) counts.set(way, (counts.get(way) ?? 0) + 1);
  }
  // Days written as digits look like counts of seconds unless every value is one.
  const digits = counts.get('digits') ?? 0;
  if ((counts.get('count') ?? 0) > 0) {
    counts.set('count', (counts.get('count') ?? 0) + digits);
    counts.delete('digits');
  }
  const [way, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
  if (way === null || count * 2 < values.length) return null;
  switch (way) {
    case 'count': {
      const numbers = values.filter((value) => patterns.count.test(value));
      const isYear = numbers.every((value) => /^(19|20)\d\d$/.test(value));
      if (isYear) return { notation: 'year' };
      return { notation: 'count', unit: unitByName(columnName) ?? unitBySize(numbers.map(Number)) };
    }
    case 'digits':
    case 'iso':
      return { notation: way };
    case 'dotted':
      return { notation: 'day-first' };
    case 'slashed':
      return { notation: 'day-or-month-first' };
    case 'monthName':
      return { notation: 'month-name' };
  }
};

/** Whether values carry a time of day and do not say in which zone. */
export const areWithoutZone = (values: readonly string[]): boolean =>
  values.some((value) => patterns.count.test(value) === false && hasClockWithoutZone.test(value));

/** The two numbers before the year of a slashed date, in SQL: NULL for anything else. */
export const slashedParts = (text: string): readonly [string, string] => [
  `TRY_CAST(regexp_extract(${text}, '^\\s*(\\d{1,2})[/-](\\d{1,2})[/-]\\d{4}', 1) AS INTEGER)`,
  `TRY_CAST(regexp_extract(${text}, '^\\s*(\\d{1,2})[/-](\\d{1,2})[/-]\\d{4}', 2) AS INTEGER)`,
];

const clocks = ['', ' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', ' %I:%M %p', ' %I:%M:%S %p'];

/** `31.01.2024, 9:05` as `31/01/2024 9:05`. */
const slashed = (text: string): string =>
  `regexp_replace(trim(${text}), '^(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4}),?', '\\1/\\2/\\3')`;

const parsed = (text: string, formats: readonly string[]): string =>
  `epoch_ms(try_strptime(${text}, [${formats.map((format) => `'${format}'`).join(', ')}])::TIMESTAMPTZ)`;

/** One of the notations that mean one time, in SQL: BIGINT milliseconds, NULL where it cannot be read. */
export const timeMsSql = (notation: TimeNotation, text: string): string => {
  switch (notation.notation) {
    case 'count':
      // Nanoseconds are more digits than a DOUBLE holds.
      return notation.unit === 'ns' || notation.unit === 'us'
        ? `TRY_CAST(TRY_CAST(${text} AS HUGEINT) // ${1 / unitMs[notation.unit]} AS BIGINT)`
        : `TRY_CAST(round(TRY_CAST(${text} AS DOUBLE) * ${unitMs[notation.unit]}) AS BIGINT)`;
    case 'iso': {
      // What ISO 8601 allows and the engine's cast does not: no seconds, a comma, a blank before the zone.
      const tidy = [
        [String.raw`^(\d{4})[/.](\d{1,2})[/.](\d{1,2})`, String.raw`\1-\2-\3`],
        [String.raw`\s*([Zz]|UTC|GMT)$`, '+00'],
        [String.raw`\s+([+-]\d{2}(:?\d{2})?)$`, String.raw`\1`],
        [String.raw`^([0-9-]+)[Tt ]\s*`, String.raw`\1T`],
        [String.raw`T(\d{1,2})($|[+-])`, String.raw`T\1:00\2`],
        [String.raw`T(\d{1,2}:\d{2})($|[+-])`, String.raw`T\1:00\2`],
        [String.raw`(:\d{2}),(\d)`, String.raw`\1.\2`],
      ].reduce((sql, [pattern, by]) => `regexp_replace(${sql}, '${pattern}', '${by}')`, `trim(${text})`);
      const compact = ['%Y%m%dT%H%M%S', '%Y%m%dT%H%M'];
      return `coalesce(epoch_ms(TRY_CAST(${text} AS TIMESTAMPTZ)), epoch_ms(TRY_CAST(${tidy} AS TIMESTAMPTZ)),
        ${parsed(`rtrim(trim(${text}), 'Zz')`, compact)})`;
    }
    case 'digits':
      return parsed(`trim(${text})`, ['%Y%m%d']);
    case 'year':
      return `epoch_ms(TRY_CAST(trim(${text}) || '-01-01' AS TIMESTAMPTZ))`;
    case 'day-first':
    case 'day-or-month-first':
      return parsed(
        slashed(text),
        clocks.map((time) => `%d/%m/%Y${time}`),
      );
    case 'month-first':
      return parsed(
        slashed(text),
        clocks.map((time) => `%m/%d/%Y${time}`),
      );
    case 'month-name': {
      // Without weekday, commas, names of zones and remarks; months by their first three letters.
      const tidy = [
        [String.raw`^[A-Za-z]{3,9}\.?,\s*`, ''],
        [String.raw`^[A-Za-z]{3,9}\.?\s+([A-Za-z])`, String.raw`\1`],
        [String.raw`\s*\([^)]*\)$`, ''],
        [String.raw`\s*(GMT|UTC|Z)$`, ''],
        [String.raw`([A-Za-z]{3})[a-z]+\.?`, String.raw`\1`],
        [String.raw`^(\d{1,2})-([A-Za-z]{3})-`, String.raw`\1 \2 `],
        [String.raw`,?\s+`, ' '],
      ].reduce((sql, [pattern, by]) => `regexp_replace(${sql}, '${pattern}', '${by}', 'g')`, `trim(${text})`);
      const dates = ['%d %b %Y', '%b %d %Y'];
      const plain = dates.flatMap((date) => clocks.map((time) => `${date}${time}`));
      const zoned = dates.flatMap((date) => [`${date} %H:%M:%S %z`, `${date} %H:%M %z`]);
      return `coalesce(${parsed(tidy, plain)}, ${parsed(tidy, zoned)})`;
    }
  }
};

/** What the archive is told, and the column it gets: whole seconds and milliseconds go as they stand. */
export const deliveredTime = (
  notation: TimeNotation,
  text: string,
): { readonly format: TabularSource['timeFormat']; readonly sql: string } => {
  if (notation.notation === 'count' && notation.unit === 's') return { format: 'epoch-s', sql: text };
  if (notation.notation === 'count' && notation.unit === 'ms') return { format: 'epoch-ms', sql: text };
  // A time that cannot be read must not look like one that is missing.
  const unreadable = `CASE WHEN trim(${text}) <> '' THEN 'unreadable' END`;
  return { format: 'epoch-ms', sql: `coalesce((${timeMsSql(notation, text)})::VARCHAR, ${unreadable})` };
};
