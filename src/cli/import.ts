import { resolve } from 'node:path';
import { Command } from 'commander';
import { archiveOfSources } from '../app/data-folder.ts';
import { type ImportReport, importTraces } from '../app/import-traces.ts';
import { type ColumnChoice, parseColumns, parseDate, parseLevelTop } from './parsing.ts';
import { progressOn } from './progress.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';

interface Options {
  readonly org?: string;
  readonly archive?: string;
  readonly columns?: ColumnChoice;
  readonly undirected?: boolean;
  readonly levelTop: 'low' | 'high';
  readonly purpose?: string;
  readonly by?: string;
  readonly until?: number;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

const grouped = (value: number) => Math.round(value).toLocaleString('en-GB');

const broughtBy = ({ positions, acts, interactions }: ImportReport['imports'][number]): string => {
  if (positions > 0) return `${grouped(positions)} positions`;
  // Messages to a list name nobody: whom they answer is found when all are read, so acts are what can be counted.
  const counted = interactions.new + interactions.known > 0 ? interactions : acts;
  const word = counted === acts ? 'acts' : 'interactions';
  return `${grouped(counted.new)} ${word} new, ${grouped(counted.known)} known`;
};

/** What an import brought, a line a source, and what was odd about it. */
export const importSummary = (report: ImportReport, isVerbose: boolean, columns: number): string => {
  const rows = report.imports.map((each) => [
    `  ${each.label}`,
    each.type,
    broughtBy(each),
    `${grouped(each.rate)} ${each.unit}/s`,
  ]);
  const lines = ['Read', columnsOf(rows)];
  const odd = report.imports.flatMap((each) =>
    each.diagnostics.map((note) => ({ label: each.label, ...note })),
  );
  if (odd.length > 0) {
    lines.push('', isVerbose ? 'Noticed' : 'Noticed (first places: --verbose)');
    for (const note of odd) {
      const place = isVerbose && note.place !== '' ? `, first at ${note.place}` : '';
      lines.push(wrap(`${grouped(note.count)} × ${note.sentence} (${note.label}${place})`, columns, '  '));
    }
  }
  return `${lines.join('\n')}\n`;
};

export const importCommand = (terminal: Terminal): Command =>
  new Command('import')
    .description('read sources into an archive without measuring')
    .argument(
      '<sources...>',
      'git repository, mbox, Maildir, folder of .eml, practice log, CSV, TSV, NDJSON or Parquet',
    )
    .option('--org <file>', 'org chart CSV')
    .option('--archive <file>', 'the archive; kept on this machine, named after the sources, when left out')
    .option('--columns <list>', 'which column holds what: time=…,from=…,to=…,kind=…', parseColumns)
    .option('--undirected', 'rows have no direction: meetings, contacts')
    .option(
      '--level-top <end>',
      'which end of the chart’s level column is the top: low or high',
      parseLevelTop,
      'low',
    )
    .option('--purpose <text>', 'why this archive is made; recorded in it')
    .option('--by <name>', 'who holds it; recorded in it')
    .option('--until <date>', 'when it is to be deleted; recorded in it', parseDate)
    .option('--verbose', 'say where each oddity was first seen')
    .option('--json', 'print what was read as JSON (docs/formats/import.schema.json)')
    .addHelpText(
      'after',
      `
Examples:
  equipo import ~/code/project
  equipo import 2024.mbox 2025.mbox --archive list.duckdb --purpose "newcomers" --until 2027-01
  equipo import calls.csv --columns time=3,from=1,to=2

Reading the same source again brings in only what is new. Ctrl-C stops cleanly; the same command goes on.`,
    )
    .action(async (sources: readonly string[], options: Options) => {
      const progress = progressOn(terminal, () => performance.now());
      const report = await importTraces(
        {
          sources,
          chart: options.org ?? null,
          columns: options.columns ?? {},
          isUndirected: options.undirected ?? false,
          levelTop: options.levelTop,
          archivePath: resolve(options.archive ?? archiveOfSources(sources)),
          purpose: options.purpose ?? null,
          heldBy: options.by ?? null,
          deleteAfterMs: options.until ?? null,
        },
        terminal.signal,
        progress.at,
      ).finally(progress.clear);
      if (options.json) {
        terminal.out(`${JSON.stringify({ format: 'equipo-import', version: 1, ...report }, null, 2)}\n`);
        return;
      }
      terminal.out(importSummary(report, options.verbose ?? false, terminal.columns));
      terminal.out(`\nKept in ${report.archive}\n`);
    });
