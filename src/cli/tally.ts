import { Command, InvalidArgumentError } from 'commander';
import {
  type TallyReport,
  type TieRule,
  tallyBallots,
  tallyMethods,
  tieRules,
} from '../app/tally-ballots.ts';
import { parseCount } from './parsing.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';

const parseTies = (text: string): TieRule[] =>
  text.split(',').map((said) => {
    const rule = tieRules.find((each) => each === said.trim());
    if (rule === undefined) throw new InvalidArgumentError(`choose any of ${tieRules.join(', ')}, in order.`);
    return rule;
  });

const collect = (said: string, before: readonly string[]): readonly string[] => [...before, said];

const statusWords: Readonly<Record<TallyReport['status'], string>> = {
  decided: '',
  unfilled: 'not every seat could be filled',
  tied: 'a tie stands; --tie says what resolves one',
  'new-round': 'a tie goes to a new round, as declared',
  'status-quo': 'a tie leaves things as they are, as declared',
};

/** The outcome first, then how it came about, then how the method works. */
const written = (report: TallyReport, columns: number): string => {
  const indent = '  ';
  const chosen = report.winners.length === 0 ? 'nobody' : report.winners.join(', ');
  const note = statusWords[report.status];
  const heads = [
    ...(report.file.title === '' ? [] : [report.file.title]),
    `${report.methodTitle} · ${report.file.ballots} ballots · ${report.options.length} options · ${report.seats} ${report.seats === 1 ? 'seat' : 'seats'}`,
    ...(report.withdrawn.length === 0 ? [] : [`Withdrawn: ${report.withdrawn.join(', ')}`]),
  ];
  const ties = report.ties.map((tie) => wrap(`• ${tie.words}`, columns, indent));
  const steps = report.audit.map((each) => {
    const rows = each.rows.map((row) => [indent + (row[0] ?? ''), ...row.slice(1)]);
    const header = [indent + (each.columns[0] ?? ''), ...each.columns.slice(1)];
    return [
      each.title,
      wrap(each.words, columns, indent),
      ...(rows.length > 0 ? ['', columnsOf([header, ...rows])] : []),
    ].join('\n');
  });
  return `${[
    heads.map((line) => wrap(line, columns)).join('\n'),
    wrap(`Chosen: ${chosen}${note === '' ? '' : ` (${note})`}.`, columns),
    ...(ties.length === 0 ? [] : [`Ties\n${ties.join('\n')}`]),
    ...steps,
    `How this is counted\n${report.words.map((each) => wrap(each, columns, indent)).join('\n')}`,
    ...(report.tieRules.includes('draw')
      ? [wrap(`Draws are made from the seed ${report.seed}.`, columns)]
      : []),
  ].join('\n\n')}\n`;
};

interface TallyOptions {
  readonly method: string;
  readonly seats?: number;
  readonly withdraw: readonly string[];
  readonly tie: readonly TieRule[];
  readonly seed?: string;
  readonly statusQuo?: string;
  readonly approve?: number;
  readonly save?: string;
  readonly json?: boolean;
}

export const tallyCommand = (terminal: Terminal): Command =>
  new Command('tally')
    .description('count a file of ranked ballots (BLT, or PrefLib .soc .soi .toc .toi) by any method')
    .argument('<file>', 'the ballots')
    .requiredOption('--method <id>', tallyMethods.map(({ id }) => id).join(', '))
    .option('--seats <n>', 'how many to choose; without it as the file says, else 1', parseCount)
    .option(
      '--withdraw <option>',
      'an option that stood back, by name or number; may be repeated',
      collect,
      [],
    )
    .option(
      '--tie <rules>',
      'what resolves a tie, in order: status-quo, earlier-round, draw, new-round; without it a tie is the outcome',
      parseTies,
      [],
    )
    .option('--seed <text>', 'what draws are made from; without it the hash of the ballots')
    .option('--status-quo <option>', 'the option that means that nothing changes')
    .option('--approve <n>', 'for approval and pav: how many ranks of a ballot count as approved', parseCount)
    .option('--save <file>', 'write the ballots again, as the ending of the name says')
    .option('--json', 'print the outcome as JSON (docs/formats/tally.schema.json)')
    .addHelpText(
      'after',
      `
Examples:
  equipo tally board.blt --method stv --seats 3
  equipo tally lunch.soi --method schulze --tie draw --seed "lottery of 24 December"
  equipo tally board.blt --method instant-runoff --withdraw "Ana" --tie earlier-round,draw
  equipo tally board.blt --method ranked-pairs --json
  equipo tally board.blt --method schulze --save board.toi`,
    )
    .action(async (path: string, options: TallyOptions) => {
      const report = await tallyBallots({
        path,
        method: options.method,
        seats: options.seats,
        withdraw: options.withdraw,
        ties: options.tie,
        seed: options.seed,
        statusQuo: options.statusQuo,
        approvedRanks: options.approve,
        save: options.save,
        signal: terminal.signal,
      });
      terminal.out(
        options.json
          ? `${JSON.stringify({ format: 'equipo-tally', version: 1, ...report }, null, 2)}\n`
          : written(report, terminal.columns),
      );
    });
