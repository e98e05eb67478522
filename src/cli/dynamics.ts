import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { archiveOfSources } from '../app/data-folder.ts';
import { readSample, sampleIds } from '../app/samples.ts';
import { type DynamicsRequest, studyDynamics } from '../app/study-dynamics.ts';
import { RefusalError } from '../base/result.ts';
import { dynamicsCsv, dynamicsLines, dynamicsTable } from './dynamics-words.ts';
import {
  type ColumnChoice,
  parseColumns,
  parseCount,
  parseDate,
  parseHalfLife,
  parseLevelTop,
  requireSpan,
} from './parsing.ts';
import { progressOn } from './progress.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly sample?: string;
  readonly org?: string;
  readonly archive?: string;
  readonly columns?: ColumnChoice;
  readonly levelTop?: 'low' | 'high';
  readonly from?: number;
  readonly until?: number;
  readonly model: 'choice' | 'tie';
  readonly effects?: string;
  readonly halfLife?: number;
  readonly controls?: number | 'all';
  readonly seed: number;
  readonly sensitivity: boolean;
  readonly table?: boolean;
  readonly csv?: boolean;
  readonly json?: boolean;
}

const parseModel = (text: string): 'choice' | 'tie' => {
  if (text === 'choice' || text === 'tie') return text;
  throw new InvalidArgumentError('choose choice (receivers compete) or tie (pairs compete).');
};

const parseControls = (text: string): number | 'all' => {
  if (text === 'all') return text;
  const count = parseCount(text);
  if (count > 0) return count;
  throw new InvalidArgumentError('give a whole number, 1 or more, or all.');
};

const examples = `
Examples:
  equipo dynamics list.mbox --org chart.csv           six plain lines
  equipo dynamics project.duckdb --table              every coefficient
  equipo dynamics messages.csv --half-life 7d --json  for R or another program
  equipo dynamics list.mbox --model tie --effects inertia,reciprocity,psABBA
  equipo dynamics --sample managers

Effects: inertia, reciprocity, otp, itp, osp, isp, indegreeReceiver, outdegreeReceiver, indegreeSender,
outdegreeSender, recencyRankSend, recencyRankReceive, psABBA, psABBY, psABAY, psABXA, psABXB, psABXY; with a chart
sameUnit, rankUp, rankDown, reportsTo, manages, difference(rank), receiver(rank), sender(rank); without one
sameCommunity. What goes together is no proof of a cause.`;

const isArchive = (path: string) => path.endsWith('.duckdb');

const requestOf = (named: readonly string[], options: Options): DynamicsRequest => {
  requireSpan(options.from, options.until);
  const [archives, sources] = [named.filter(isArchive), named.filter((path) => !isArchive(path))];
  const sample = options.sample === undefined ? null : readSample(options.sample);
  const archive = options.archive ?? archives[0];
  if (sample === null && sources.length === 0 && archive === undefined)
    throw new RefusalError('sources-none');
  return {
    sources: sample?.sources ?? sources,
    chart: options.org ?? sample?.chart ?? null,
    columns: options.columns ?? {},
    isUndirected: false,
    levelTop: options.levelTop ?? sample?.levelTop ?? 'low',
    archivePath:
      archive !== undefined ? resolve(archive) : sample === null ? resolve(archiveOfSources(sources)) : null,
    fromMs: options.from ?? null,
    untilMs: options.until ?? null,
    model: options.model,
    effects: options.effects ?? null,
    halfLifeMs: options.halfLife ?? null,
    controls: options.controls ?? null,
    seed: options.seed,
    hasSensitivity: options.sensitivity,
  };
};

export const dynamicsCommand = (terminal: Terminal): Command =>
  new Command('dynamics')
    .description('say what goes with who turns to whom: habit, answering back, shared contacts, rank')
    .argument('[sources...]', 'an archive of Equipo (.duckdb), or sources as `equipo measure` takes them')
    .option('--sample <name>', `a ready organisation instead: ${sampleIds().join(' or ')}`)
    .option('--org <file>', 'org chart CSV, for units, rank and reporting lines')
    .option('--archive <file>', 'where what is read is kept; named after the sources, if left out')
    .option('--columns <list>', 'which column of a table holds what: time=…,from=…,to=…', parseColumns)
    .option(
      '--level-top <end>',
      'which end of the chart’s level column is the top: low (default) or high',
      parseLevelTop,
    )
    .option('--from <date>', 'leave out what came before', parseDate)
    .option('--until <date>', 'leave out this day and what came after', parseDate)
    .option(
      '--model <kind>',
      'choice: receivers compete, given the sender; tie: pairs compete',
      parseModel,
      'choice',
    )
    .option('--effects <list>', 'which effects, by comma, instead of the default model')
    .option(
      '--half-life <time>',
      'in what time the past loses half its weight: 30d (default), 12h, inf',
      parseHalfLife,
    )
    .option(
      '--controls <n>',
      'people drawn to compare with each one turned to; all, or left out: as many as is bearable',
      parseControls,
    )
    .option('--seed <number>', 'seed of every random draw', parseCount, 1)
    .option(
      '--no-sensitivity',
      'skip the fits under other half-lives, other controls and without bursts, and ranks given out at random',
    )
    .option('--table', 'print every coefficient instead of the plain lines')
    .option('--csv', 'print the coefficients as CSV')
    .option('--json', 'print everything as JSON (docs/formats/dynamics.schema.json)')
    .addHelpText('after', examples)
    .action(async (sources: readonly string[], options: Options) => {
      const request = requestOf(sources, options);
      const progress = progressOn(terminal, () => performance.now());
      const found = await studyDynamics(request, terminal.signal, progress.at).finally(progress.clear);
      if (options.json) terminal.out(`${JSON.stringify(found, null, 2)}\n`);
      else if (options.csv) terminal.out(dynamicsCsv(found));
      else if (options.table) terminal.out(dynamicsTable(found, terminal.columns));
      else terminal.out(dynamicsLines(found, terminal.columns));
    });
