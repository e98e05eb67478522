import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { archiveOfSources } from '../app/data-folder.ts';
import {
  planExperiment,
  readExperiment,
  readyExperiments,
  type TracesRequest,
} from '../app/run-experiment.ts';
import { RefusalError } from '../base/result.ts';
import { planWords, resultWords } from './experiment-words.ts';
import { type ColumnChoice, parseColumns, parseCount, parseLevelTop } from './parsing.ts';
import { progressOn } from './progress.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';

interface TraceOptions {
  readonly org?: string;
  readonly archive?: string;
  readonly columns?: ColumnChoice;
  readonly levelTop?: 'low' | 'high';
  readonly json?: boolean;
}

interface NewOptions extends TraceOptions {
  readonly challenge?: string;
  readonly measure?: { readonly measure: string; readonly part: string | null };
  readonly direction?: 'up' | 'down';
  readonly start: string;
  readonly weeks?: number;
  readonly hypothesis: string;
  readonly plan: string;
  readonly draws: number;
  readonly seed: number;
}

const parseDay = (text: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))) return text;
  throw new InvalidArgumentError('write a day as 2024-06-03.');
};

const parseDirection = (text: string): 'up' | 'down' => {
  if (text === 'up' || text === 'down') return text;
  throw new InvalidArgumentError('choose up or down.');
};

const parseMeasure = (text: string) => {
  const [measure = '', part = null] = text.split(':');
  return { measure, part };
};

const parseHypothesis = (text: string): string => {
  if (text.trim() !== '') return text.trim();
  throw new InvalidArgumentError('say in a sentence what you expect, and why.');
};

/** What is tried: a challenge's ready experiment, changed as asked, or one of one's own. */
const triedIn = (options: NewOptions) => {
  const ready = readyExperiments();
  const chosen = ready.find(({ challenge }) => challenge === options.challenge);
  if (options.challenge !== undefined && chosen === undefined) {
    throw new RefusalError('experiment-challenge-unknown', {
      challenge: options.challenge,
      challenges: ready.map(({ challenge }) => challenge).join(', '),
    });
  }
  const measure = options.measure ?? chosen;
  const direction = options.direction ?? chosen?.direction;
  const weeks = options.weeks ?? chosen?.weeks;
  if (measure === undefined || direction === undefined || weeks === undefined) {
    throw new RefusalError('experiment-open');
  }
  return { measure: measure.measure, part: measure.part, direction, weeks };
};

const isArchive = (path: string) => path.endsWith('.duckdb');

const tracesOf = (named: readonly string[], options: TraceOptions): TracesRequest => {
  const sources = named.filter((path) => !isArchive(path));
  const archive = options.archive ?? named.find(isArchive);
  if (sources.length === 0 && archive === undefined) throw new RefusalError('sources-none');
  return {
    sources,
    chart: options.org ?? null,
    columns: options.columns ?? {},
    isUndirected: false,
    levelTop: options.levelTop ?? 'low',
    archivePath: resolve(archive ?? archiveOfSources(sources)),
  };
};

const withTraces = (command: Command): Command =>
  command
    .option('--org <file>', 'org chart CSV, for measures that need one')
    .option('--archive <file>', 'where what is read is kept; named after the sources, if left out')
    .option('--columns <list>', 'which column of a table holds what: time=…,from=…,to=…', parseColumns)
    .option(
      '--level-top <end>',
      'which end of the chart’s level column is the top: low (default) or high',
      parseLevelTop,
    );

const newCommand = (terminal: Terminal): Command =>
  withTraces(
    new Command('new')
      .description('fix what will be compared, before anything after the change is read')
      .argument('[sources...]', 'an archive of Equipo (.duckdb), or sources as `equipo measure` takes them')
      .requiredOption('--start <day>', 'first day after the change, as 2024-06-03', parseDay)
      .requiredOption('--hypothesis <sentence>', 'what you expect, and why', parseHypothesis)
      .option('--challenge <id>', 'the ready experiment of a challenge: `equipo experiment list`')
      .option('--measure <id>', 'a measure or part of one, reciprocity or participation:gini', parseMeasure)
      .option('--direction <way>', 'up or down: how it should change', parseDirection)
      .option('--weeks <n>', 'weeks before and as many after', parseCount)
      .option('--plan <file>', 'where the plan goes', 'experiment.json')
      .option('--draws <n>', 'random arrangements of the weeks', parseCount, 199)
      .option('--seed <number>', 'seed of every random draw', parseCount, 1)
      .option('--json', 'print the plan as JSON (docs/formats/experiment.schema.json)')
      .addHelpText(
        'after',
        `
Examples:
  equipo experiment new team.duckdb --challenge one-way-ties --start 2024-06-03 --hypothesis "More returns"
  equipo experiment new list.mbox --measure reciprocity --direction up --weeks 8 --start 2024-06-03 \\
    --hypothesis "Answering before lunch helps." --plan lunch.json`,
      ),
  ).action(async (sources: readonly string[], options: NewOptions) => {
    const request = {
      ...tracesOf(sources, options),
      ...triedIn(options),
      path: resolve(options.plan),
      hypothesis: options.hypothesis,
      start: options.start,
      draws: options.draws,
      seed: options.seed,
    };
    const progress = progressOn(terminal, () => performance.now());
    const plan = await planExperiment(request, terminal.signal, progress.at).finally(progress.clear);
    terminal.out(
      options.json
        ? `${JSON.stringify(plan, null, 2)}\n`
        : `${planWords(plan, terminal.columns)}\n\nPlan  ${request.path}\n`,
    );
  });

const readCommand = (terminal: Terminal): Command =>
  withTraces(
    new Command('read')
      .description('read the second window and compare; the result is kept, whatever it says')
      .argument('<plan>', 'the file `equipo experiment new` wrote')
      .argument('[sources...]', 'an archive of Equipo (.duckdb), or sources as `equipo measure` takes them')
      .option('--json', 'print plan and result as JSON (docs/formats/experiment-result.schema.json)')
      .addHelpText('after', '\nExamples:\n  equipo experiment read experiment.json team.duckdb'),
  ).action(async (planPath: string, sources: readonly string[], options: TraceOptions) => {
    const progress = progressOn(terminal, () => performance.now());
    const { document, path } = await readExperiment(
      planPath,
      tracesOf(sources, options),
      Date.now(),
      terminal.signal,
      progress.at,
    ).finally(progress.clear);
    terminal.out(
      options.json
        ? `${JSON.stringify(document, null, 2)}\n`
        : `${resultWords(document, terminal.columns)}\n\nKept  ${path}\n`,
    );
  });

const listCommand = (terminal: Terminal): Command =>
  new Command('list')
    .description('the ready experiment of each challenge')
    .addHelpText('after', '\nExamples:\n  equipo experiment list')
    .action(() => {
      const lines = readyExperiments().map(
        ({ challenge, title, measured, direction, weeks, behaviours }) =>
          `${title} (${challenge})\n${wrap(`${measured}, ${direction}, ${weeks} weeks before and after`, terminal.columns, '  ')}\n${behaviours.map((each) => wrap(`• ${each}`, terminal.columns, '  ')).join('\n')}`,
      );
      terminal.out(`${lines.join('\n\n')}\n\n${columnsOf([['Any other measure', 'equipo measures']])}\n`);
    });

export const experimentCommand = (terminal: Terminal): Command => {
  const command = new Command('experiment')
    .description('try a change and see whether a measure moved: plan it first, then compare')
    .addHelpText(
      'after',
      `
Examples:
  equipo experiment list
  equipo experiment new team.duckdb --challenge one-way-ties --start 2024-06-03 \\
    --hypothesis "If we answer before lunch, more of what we send comes back."
  equipo experiment new list.mbox --measure participation:gini --direction down --weeks 8 --start 2024-06-03 \\
    --hypothesis "Rotating who opens meetings spreads who takes part." --plan rotate.json
  equipo experiment read experiment.json team.duckdb

A plan is sealed before the second window is read. A result where nothing changed is kept like any other.`,
    );
  for (const each of [listCommand(terminal), newCommand(terminal), readCommand(terminal)])
    command.addCommand(each);
  return command;
};
