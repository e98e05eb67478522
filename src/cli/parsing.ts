import { InvalidArgumentError } from 'commander';
import { RefusalError } from '../base/result.ts';
import type { WindowScheme } from '../base/time.ts';

/** `2024`, `2024-03`, `2024-03-31` or a full ISO time, in UTC, as milliseconds; the start of what it names. */
export const parseDate = (text: string): number => {
  const isDate = /^\d{4}(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)?)?$/.test(text);
  const timeMs = isDate
    ? Date.parse(/T/.test(text) && !/Z|[+-]\d{2}:?\d{2}$/.test(text) ? `${text}Z` : text)
    : Number.NaN;
  if (Number.isNaN(timeMs)) throw new InvalidArgumentError('write a date as 2024, 2024-03 or 2024-03-31.');
  return timeMs;
};

export const parseScheme = (text: string): WindowScheme => {
  if (text === 'month' || text === 'quarter' || text === 'year') return text;
  throw new InvalidArgumentError('choose month, quarter or year.');
};

export const parseLevelTop = (text: string): 'low' | 'high' => {
  if (text === 'low' || text === 'high') return text;
  throw new InvalidArgumentError('say which end of the level column is the top: low (1 = top) or high.');
};

export const parseCount = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) return value;
  throw new InvalidArgumentError('give a whole number, 0 or more.');
};

const columnNames = ['time', 'from', 'to', 'kind', 'context', 'weight'] as const;

export type ColumnChoice = Partial<Record<(typeof columnNames)[number], string>>;

/** `time=sent_at,from=sender,to=3` → which column holds what. */
export const parseColumns = (text: string): ColumnChoice => {
  const choice: ColumnChoice = {};
  for (const part of text.split(',')) {
    const [name, ...rest] = part.split('=');
    const column = rest.join('=').trim();
    const known = columnNames.find((each) => each === name?.trim());
    if (known === undefined || column === '') {
      throw new InvalidArgumentError(`write it as time=…,from=…,to=… with any of ${columnNames.join(', ')}.`);
    }
    choice[known] = column;
  }
  return choice;
};

/** Refuses a span that ends before it starts. */
export const requireSpan = (fromMs: number | undefined, untilMs: number | undefined): void => {
  if (fromMs !== undefined && untilMs !== undefined && untilMs <= fromMs) {
    throw new RefusalError('span-empty', {
      from: new Date(fromMs).toISOString().slice(0, 10),
      until: new Date(untilMs).toISOString().slice(0, 10),
    });
  }
};

export const parsePort = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('give a port from 0 to 65535.');
};

/** `30d`, `12h`, `90m` or `inf`, in milliseconds; whether it makes sense is for the model to say. */
export const parseHalfLife = (text: string): number => {
  if (text === 'inf') return Number.POSITIVE_INFINITY;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(m|h|d|w)$/.exec(text) ?? [];
  const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
  if (amount === undefined) throw new InvalidArgumentError('write a time as 30d, 12h, 2w, or inf.');
  return Number(amount) * units[unit!]!;
};
