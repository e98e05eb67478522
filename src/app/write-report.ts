import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RefusalError } from '../base/result.ts';
import { writeSvg } from '../kaleidoscope/figure/svg.ts';
import { measuresCsv } from '../kaleidoscope/measures-csv.ts';
import type { Published } from '../kaleidoscope/published.ts';
import { renderReport } from '../kaleidoscope/report/render-report.ts';
import { drawReportFigures } from '../kaleidoscope/report/report-figures.ts';
import { english } from '../kaleidoscope/text/english.ts';
import { describeMeasures } from './describe-measures.ts';
import { writePng } from './exports/png.ts';

/** What is written, in this order; all of it made from published numbers, so all of it may be shared. */
export interface WrittenReport {
  readonly folder: string;
  readonly report: string;
  readonly files: readonly string[];
}

/** What an error of the file system means to a person; others stay faults. */
export const refusalOfWriteError = (error: unknown, folder: string): unknown => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new RefusalError('out-disk-full', { folder });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new RefusalError('out-not-writable', { folder });
  }
  return error;
};

/** The one JSON document of a measurement: stable key order, one line feed at its end. */
export const measuresJson = (published: Published): string => `${JSON.stringify(published, null, 2)}\n`;

/**
 * Writes report, figure and measures into a folder. Each file appears whole or not at all: a reader never meets
 * half a report, and a failed run leaves the one before.
 */
export const writeReport = (
  published: Published,
  communityNames: Readonly<Record<string, string>>,
  folder: string,
): WrittenReport => {
  const figures = drawReportFigures(published, { names: communityNames, language: english });
  const contents: readonly (readonly [string, string | Buffer])[] = [
    ['report.html', renderReport(published, { figures, catalogue: describeMeasures() })],
    ['kaleidoscope.svg', writeSvg(figures.lived.file)],
    ['kaleidoscope.png', writePng(figures.lived.file)],
    ...(figures.chart === null
      ? []
      : ([
          ['kaleidoscope-chart.svg', writeSvg(figures.chart.file)],
          ['kaleidoscope-chart.png', writePng(figures.chart.file)],
        ] as const)),
    ['measures.json', measuresJson(published)],
    ['measures.csv', measuresCsv(published)],
  ];
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of contents) {
      const path = join(folder, name);
      const unfinished = `${path}.unfinished`;
      writeFileSync(unfinished, content);
      renameSync(unfinished, path);
    }
  } catch (error) {
    throw refusalOfWriteError(error, folder);
  }
  return { folder, report: join(folder, 'report.html'), files: contents.map(([name]) => name) };
};
