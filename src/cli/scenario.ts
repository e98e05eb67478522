import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  folderOf,
  prepareScenario,
  readScenarioFile,
  runScenario,
  type ScenarioResult,
} from '../app/scenarios/run-scenario.ts';
import {
  changeWordsForChallenge,
  newScenarioText,
  scenarioJson,
  scenarioParts,
  writeNewScenario,
  writeScenarioResults,
} from '../app/scenarios/write-scenario.ts';
import { decimal } from '../kaleidoscope/text/numbers.ts';
import { parseCount } from './parsing.ts';
import { progressOn } from './progress.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';

const verdicts = {
  higher: 'higher',
  lower: 'lower',
  'not-distinguishable': 'not distinguishable',
  'depends-on-model': 'depends on the model',
  undefined: 'undefined',
} as const;

const shown = (value: number | null, isSaturated: boolean): string =>
  isSaturated ? 'saturated' : value === null ? '–' : decimal(value);

const range = (said: { readonly low: number; readonly high: number } | null): string =>
  said === null ? '–' : `${decimal(said.low)} to ${decimal(said.high)}`;

/** Each design beside the first: values, the difference, its three uncertainties, what can be said. */
const comparisonTable = (result: ScenarioResult, columns: number): string => {
  const [base, ...others] = result.designs;
  const title = (id: string) => result.outcomes.find((each) => each.id === id)?.title ?? id;
  const alone = columnsOf(
    (base?.outcomes ?? []).map((each) => [`  ${title(each.outcome)}`, shown(each.value, each.isSaturated)]),
  );
  const sections = others.map((design) => {
    const rows = design.outcomes.map((each) => [
      `  ${title(each.outcome)}`,
      shown(each.baseValue, each.isBaseSaturated),
      shown(each.value, each.isSaturated),
      range(each.simulation),
      range(each.resampling),
      range(each.modelRange),
      verdicts[each.verdict],
    ]);
    const head = ['', base?.name ?? '', design.name, 'difference', 'resampled ties', 'other models', ''];
    return `${design.name} · ${design.people} people in ${design.communities} communities${design.spine === 'inferred' ? ' · spine inferred' : ''}\n${columnsOf([head, ...rows])}`;
  });
  return [
    `${result.name} · ${result.runs} runs, seed ${result.seed}`,
    ...(sections.length === 0 ? [`${base?.name ?? ''} · ${base?.people ?? 0} people\n${alone}`] : sections),
    result.validity.map((sentence) => wrap(sentence, columns, '  ')).join('\n'),
  ].join('\n\n');
};

const runCommand = (terminal: Terminal): Command =>
  new Command('run')
    .description('run a scenario file and compare its designs')
    .argument('<file>', 'a scenario file (docs/formats/scenario-file.schema.json)')
    .option('--out <dir>', 'where results go', 'equipo-scenario')
    .option('--workers <count>', 'how many workers; the numbers are the same for any', parseCount)
    .option('--json', 'print the results (docs/formats/scenario-result.schema.json)')
    .addHelpText(
      'after',
      '\nExamples:\n  equipo scenario run bridges.yaml\n  equipo scenario run bridges.yaml --json',
    )
    .action(
      async (
        path: string,
        options: { readonly out: string; readonly workers?: number; readonly json?: boolean },
      ) => {
        const progress = progressOn(terminal, () => performance.now());
        const work = async () => {
          const file = readScenarioFile(path);
          const setup = await prepareScenario(file, folderOf(path), terminal.signal, progress.at);
          return runScenario(
            file,
            setup,
            terminal.signal,
            progress.at,
            options.workers === undefined ? {} : { workers: Math.max(1, options.workers) },
          );
        };
        const ran = await work().finally(progress.clear);
        const files = writeScenarioResults(ran, resolve(options.out));
        if (options.json) terminal.out(scenarioJson(ran.result));
        else
          terminal.out(
            `${comparisonTable(ran.result, terminal.columns)}\n\nWritten  ${files.join('\n         ')}\n`,
          );
      },
    );

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

interface NewOptions {
  readonly template?: string;
  readonly archive?: string;
  readonly sample?: string;
  readonly people?: number;
  readonly name: string;
  readonly challenge?: string;
  readonly change: readonly string[];
  readonly out: string;
}

const newCommand = (terminal: Terminal): Command =>
  new Command('new')
    .description('write a scenario file')
    .option('--template <id>', 'a kind of organisation (default: pyramid)')
    .option('--people <count>', 'how many people a template has (default: 156)', parseCount)
    .option('--archive <file>', 'a measured organisation instead')
    .option('--sample <name>', 'a ready organisation instead')
    .option('--name <text>', 'what the other design is called', 'Another design')
    .option(
      '--challenge <id>',
      'begin with the changes that speak to a challenge; bridges for a tenth of --people',
    )
    .option('--change <change>', 'a change, in the order given; again for more', collect, [])
    .option('--out <file>', 'the file to write', 'scenario.yaml')
    .addHelpText(
      'after',
      '\nExamples:\n  equipo scenario new --template pyramid --change remove-layer=2 --change add-bridges=multiscale:30\n  equipo scenario new --sample managers --change delegate=within:consent:3 --out consent.yaml\n  equipo scenario new --archive team.duckdb --challenge silos --people 60',
    )
    .action((options: NewOptions) => {
      const text = newScenarioText({
        name: options.name,
        template: options.template ?? null,
        archive: options.archive ?? null,
        sample: options.sample ?? null,
        people: options.people ?? null,
        changes: [
          ...(options.challenge === undefined
            ? []
            : changeWordsForChallenge(options.challenge, options.people ?? 156)),
          ...options.change,
        ],
      });
      writeNewScenario(resolve(options.out), text);
      terminal.out(`${text}\nWritten  ${resolve(options.out)}\n`);
    });

const listCommand = (terminal: Terminal): Command =>
  new Command('list')
    .description('list templates, changes and outcomes')
    .option('--json', 'print them as JSON (docs/formats/scenario-parts.schema.json)')
    .addHelpText('after', '\nExamples:\n  equipo scenario list\n  equipo scenario list --json')
    .action((options: { readonly json?: boolean }) => {
      const parts = scenarioParts();
      if (options.json) {
        terminal.out(`${JSON.stringify(parts, null, 2)}\n`);
        return;
      }
      const templates = parts.templates.map(
        ({ id, title, stylises }) => `${title} (${id})\n${wrap(stylises, terminal.columns, '  ')}`,
      );
      const outcomes = columnsOf(parts.outcomes.map(({ id, meaning }) => [`  ${id}`, meaning]));
      terminal.out(
        `${templates.join('\n')}\n\nChanges\n${wrap(parts.changes.join(', '), terminal.columns, '  ')}\n\nOutcomes\n${outcomes}\n\nWhat each rests on: docs/models.md\n`,
      );
    });

export const scenarioCommand = (terminal: Terminal): Command => {
  const command = new Command('scenario')
    .description('try another design: simulate and compare')
    .addHelpText(
      'after',
      '\nExamples:\n  equipo scenario list\n  equipo scenario new --template pyramid --change remove-layer=2\n  equipo scenario run scenario.yaml',
    );
  for (const each of [runCommand(terminal), newCommand(terminal), listCommand(terminal)])
    command.addCommand(each);
  return command;
};
