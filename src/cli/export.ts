import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { chooseArchive } from '../app/choose-archive.ts';
import { exportPrivate, networkFormats } from '../app/export-private.ts';
import { RefusalError } from '../base/result.ts';
import { parseDate, requireSpan } from './parsing.ts';
import { type Terminal, wrap } from './terminal.ts';

const known = [...networkFormats.map(({ id }) => id), 'parquet'];
const usual = ['gexf', 'graphml', 'parquet'];

const parseFormats = (text: string): readonly string[] => {
  const formats = text.split(',').map((each) => each.trim());
  const unknown = formats.find((each) => !known.includes(each));
  if (unknown !== undefined) throw new InvalidArgumentError(`choose from ${known.join(', ')}.`);
  return formats;
};

interface Options {
  readonly archive?: string;
  readonly out: string;
  readonly private?: boolean;
  readonly format: readonly string[];
  readonly names?: boolean;
  readonly from?: number;
  readonly until?: number;
  readonly json?: boolean;
}

export const exportCommand = (terminal: Terminal): Command =>
  new Command('export')
    .description('write the network itself, for other tools; private, never safe to share')
    .option('--archive <file>', 'the archive, where there are several')
    .option('--out <dir>', 'where the files go', 'equipo-private')
    .option('--private', 'say that you know that rows about people are private')
    .option('--format <list>', `any of ${known.join(', ')}`, parseFormats, usual)
    .option('--names', 'names instead of pseudonyms')
    .option('--from <date>', 'leave out what came before', parseDate)
    .option('--until <date>', 'leave out this day and what came after', parseDate)
    .option('--json', 'print what was written as JSON (docs/formats/export.schema.json)')
    .addHelpText(
      'after',
      `
Examples:
  equipo export --private --out ~/private
  equipo export --private --format graphml,pajek --archive project.duckdb

What may be shared — report, figure, measures — is written by \`equipo measure\`.`,
    )
    .action(async (options: Options) => {
      if (!options.private) throw new RefusalError('export-private-only');
      requireSpan(options.from, options.until);
      const written = await exportPrivate({
        archivePath: chooseArchive(options.archive),
        folder: resolve(options.out),
        formats: options.format,
        showsNames: options.names ?? false,
        fromMs: options.from ?? null,
        untilMs: options.until ?? null,
        seed: 1,
      });
      if (options.json) {
        terminal.out(`${JSON.stringify({ format: 'equipo-export', version: 1, ...written }, null, 2)}\n`);
        return;
      }
      for (const file of written.files) terminal.out(`${written.folder}/${file}\n`);
      const said = written.isNamed
        ? 'These files name people and say who turned to whom. Keep them on this machine.'
        : 'These files are pseudonymous under a key made for this export, and still private: whoever knows a few ties can find the people. Keep them on this machine.';
      terminal.out(`${wrap(said, terminal.columns)}\n`);
    });
