import { resolve } from 'node:path';
import { Command } from 'commander';
import { archiveOfSources } from '../app/data-folder.ts';
import { type MeasureRequest, measureOrganisation } from '../app/measure-organisation.ts';
import { readSample, sampleIds } from '../app/samples.ts';
import { measuresJson, writeReport } from '../app/write-report.ts';
import { RefusalError } from '../base/result.ts';
import type { WindowScheme } from '../base/time.ts';
import { importSummary } from './import.ts';
import { openFile } from './open-file.ts';
import {
  type ColumnChoice,
  parseColumns,
  parseCount,
  parseDate,
  parseLevelTop,
  parseScheme,
  requireSpan,
} from './parsing.ts';
import { progressOn } from './progress.ts';
import { measureSummary } from './summary.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly sample?: string;
  readonly org?: string;
  readonly archive?: string;
  readonly out: string;
  readonly from?: number;
  readonly until?: number;
  readonly window?: WindowScheme;
  readonly columns?: ColumnChoice;
  readonly undirected?: boolean;
  readonly levelTop?: 'low' | 'high';
  readonly names?: boolean;
  readonly seed: number;
  readonly nulls: boolean;
  readonly intervals: boolean;
  readonly json?: boolean;
  readonly open?: boolean;
  readonly verbose?: boolean;
}

const examples = `
Examples:
  equipo measure ~/code/project --open
  equipo measure 2024.mbox 2025.mbox --org chart.csv
  equipo measure messages.csv --columns time=sent_at,from=sender,to=recipient
  equipo measure contacts.csv --undirected --window month
  equipo measure --archive project.duckdb --from 2023 --until 2025
  equipo measure --sample turning

Several sources make one organisation. Reading again brings in only what is new. What is written to --out holds
aggregates only, under one rule (docs/what-this-cannot-do.md); the archive stays on this machine.`;

const requestOf = (sources: readonly string[], options: Options): MeasureRequest => {
  requireSpan(options.from, options.until);
  const settings = {
    columns: options.columns ?? {},
    isUndirected: options.undirected ?? false,
    fromMs: options.from ?? null,
    untilMs: options.until ?? null,
    seed: options.seed,
    withNulls: options.nulls,
    withIntervals: options.intervals,
    showsNames: options.names ?? false,
  };
  if (options.sample !== undefined) {
    const sample = readSample(options.sample);
    return {
      ...settings,
      organisation: sample.name,
      isSimulated: sample.isSimulated,
      sources: sample.sources,
      chart: options.org ?? sample.chart,
      levelTop: options.levelTop ?? sample.levelTop,
      scheme: options.window ?? sample.windowScheme,
      archivePath: options.archive === undefined ? null : resolve(options.archive),
    };
  }
  if (sources.length === 0 && options.archive === undefined) throw new RefusalError('sources-none');
  return {
    ...settings,
    organisation: null,
    isSimulated: false,
    sources,
    chart: options.org ?? null,
    levelTop: options.levelTop ?? 'low',
    scheme: options.window ?? 'quarter',
    archivePath: resolve(options.archive ?? archiveOfSources(sources)),
  };
};

export const measureCommand = (terminal: Terminal): Command =>
  new Command('measure')
    .description('read sources, measure the whole organisation, write its report')
    .argument('[sources...]', 'git repository, mbox, Maildir, folder of .eml, CSV, TSV, NDJSON or Parquet')
    .option('--sample <name>', `a ready organisation instead: ${sampleIds().join(' or ')}`)
    .option('--org <file>', 'org chart CSV, to see the formal design beside the lived one')
    .option(
      '--archive <file>',
      'where what is read is kept; a file on this machine, named after the sources, if left out',
    )
    .option('--out <dir>', 'where report and exports go', 'equipo-report')
    .option('--from <date>', 'leave out what came before', parseDate)
    .option('--until <date>', 'leave out this day and what came after', parseDate)
    .option('--window <scheme>', 'month, quarter or year (default: quarter)', parseScheme)
    .option('--columns <list>', 'which column of a table holds what: time=…,from=…,to=…,kind=…', parseColumns)
    .option('--undirected', 'rows of tables have no direction: meetings, contacts')
    .option(
      '--level-top <end>',
      'which end of the chart’s level column is the top: low (default) or high',
      parseLevelTop,
    )
    .option('--names', 'name communities after the unit most of their people are in')
    .option('--seed <number>', 'seed of every random draw', parseCount, 1)
    .option('--no-nulls', 'skip the null models (quicker, and says less)')
    .option('--no-intervals', 'skip the intervals (quicker, and says less)')
    .option('--json', 'print measures.json instead of the summary (docs/formats/measures.schema.json)')
    .option('--open', 'open the report in the browser')
    .option('--verbose', 'say what each source brought and what was odd about it')
    .addHelpText('after', examples)
    .action(async (sources: readonly string[], options: Options) => {
      const request = requestOf(sources, options);
      const progress = progressOn(terminal, () => performance.now());
      const measured = await measureOrganisation(request, terminal.signal, progress.at).finally(
        progress.clear,
      );
      const written = writeReport(measured.published, measured.communityNames, resolve(options.out));
      if (options.json) terminal.out(measuresJson(measured.published));
      else {
        if (options.verbose) terminal.out(`${importSummary(measured, true, terminal.columns)}\n`);
        terminal.out(measureSummary(measured, terminal.columns));
        terminal.out(`\nReport   ${written.report}\n`);
        if (request.archivePath !== null)
          terminal.out(`Archive  ${request.archivePath} (stays on this machine)\n`);
      }
      if (options.open && !(await openFile(written.report)) && !options.json) {
        terminal.out('There is no browser to open here; open the report file in one.\n');
      }
    });
