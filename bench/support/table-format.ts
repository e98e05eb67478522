/**
 * What a benchmark is: every file directly in `bench/` (but `run.ts`) exports `title` and `run`. `npm run bench`
 * runs them all, or those named, prints each table and puts it into its section of `docs/benchmarks.md`.
 */

/** `small` is for trying out; its numbers are printed and never written into the docs. */
export type BenchmarkSize = 'full' | 'small';

export interface Table {
  /** What was measured on which input, in one or two sentences. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Lines below the table: peers left out and why, targets, conventions. */
  readonly notes: readonly string[];
}

export interface Benchmark {
  readonly title: string;
  run(size: BenchmarkSize): Promise<Table>;
}

/** Middle value; the mean of the two middle ones for an even count; NaN for none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** `0.42 ms`, `1.24 s`, `26 s`: two or three digits that matter. */
export const formatSeconds = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 1) {
    const ms = seconds * 1000;
    return `${ms < 10 ? ms.toFixed(2) : ms.toFixed(0)} ms`;
  }
  return `${seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(1)} s`;
};

export const formatRatio = (ratio: number): string => (Number.isFinite(ratio) ? `${ratio.toFixed(2)}×` : '–');

export const formatMegabytes = (bytes: number): string =>
  Number.isFinite(bytes) ? `${Math.round(bytes / 1e6).toLocaleString('en')} MB` : '–';

export const toMarkdown = (table: Table): string => {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    table.about,
    '',
    line(table.columns),
    line(table.columns.map((_, c) => (c === 0 ? '---' : '--:'))),
    ...table.rows.map(line),
    ...(table.notes.length > 0 ? ['', ...table.notes.map((note) => `- ${note}`)] : []),
  ].join('\n');
};
