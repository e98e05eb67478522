import { Command } from 'commander';
import { describeMeasure, describeMeasures, type MeasureDescription } from '../app/describe-measures.ts';
import { RefusalError } from '../base/result.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';

const patternTitles = {
  communities: 'Node communities',
  equipotency: 'Equipotency',
  dynamics: 'Relational dynamics',
} as const;

const bound = (value: number | null, infinite: string) => (value === null ? infinite : String(value));

const nullModels: Readonly<Record<string, string>> = {
  'recipient-swap': 'recipients swapped between acts of equal kind and weight',
  'time-shuffle': 'times shuffled within each kind',
  'rank-permutation': 'ranks permuted within each unit',
};

const intervals: Readonly<Record<string, string>> = {
  identity: '95 %, delete-block jackknife over 20 blocks of whole threads',
  logit: '95 %, delete-block jackknife over 20 blocks of whole threads, on the logit scale',
  none: 'none',
};

const explained = (measure: MeasureDescription, columns: number): string => {
  const facts = [
    ['Unit', `${measure.unit}, ${bound(measure.range[0], '−∞')} to ${bound(measure.range[1], '∞')}`],
    ['Higher means', measure.higherMeans],
    ['Formula', measure.formula],
    ...measure.parameters.map((each) => [
      'Parameter',
      `${each.id} = ${each.value}${each.unit === '' ? '' : ` ${each.unit}`}: ${each.meaning}`,
    ]),
    ...measure.parts.map((part) => ['Also gives', `${part.title} (${part.id}, ${part.unit})`]),
    [
      'Chance alone',
      measure.nullModel === null
        ? 'no null model applies'
        : `${nullModels[measure.nullModel] ?? measure.nullModel}, ${measure.nullDraws} draws`,
    ],
    ['Interval', intervals[measure.interval] ?? measure.interval],
    ['Needs', measure.needs.length === 0 ? 'nothing special' : measure.needs.join(', ')],
    ['Source', measure.source],
  ];
  const indent = ' '.repeat(15);
  const lines = facts.map(([name, text]) => {
    const body = wrap(text ?? '', columns, indent);
    return `  ${(name ?? '').padEnd(13)}${body.slice(15)}`;
  });
  return `${measure.title} (${measure.id}) · ${patternTitles[measure.pattern]}\n\n${wrap(measure.question, columns, '  ')}\n\n${lines.join('\n')}\n`;
};

const listed = (measures: readonly MeasureDescription[]): string => {
  const sections = (['communities', 'equipotency', 'dynamics'] as const).map((pattern) => {
    const rows = measures
      .filter((measure) => measure.pattern === pattern)
      .map((measure) => [`  ${measure.id}`, measure.question]);
    return `${patternTitles[pattern]}\n${columnsOf(rows)}`;
  });
  return `${sections.join('\n\n')}\n\n\`equipo measures ID\` explains one: formula, source, null model, interval.\n`;
};

export const measuresCommand = (terminal: Terminal): Command =>
  new Command('measures')
    .description('list every measure, or explain one')
    .argument('[id]', 'a measure, such as reciprocity')
    .option('--json', 'print the catalogue as JSON (docs/formats/catalogue.schema.json)')
    .addHelpText('after', '\nExamples:\n  equipo measures\n  equipo measures lead\n  equipo measures --json')
    .action((id: string | undefined, options: { readonly json?: boolean }) => {
      if (id === undefined) {
        const all = describeMeasures();
        terminal.out(
          options.json
            ? `${JSON.stringify({ format: 'equipo-catalogue', version: 1, measures: all }, null, 2)}\n`
            : listed(all),
        );
        return;
      }
      const found = describeMeasure(id);
      if (!found.ok) throw new RefusalError(found.code, found.params);
      terminal.out(
        options.json
          ? `${JSON.stringify({ format: 'equipo-catalogue', version: 1, measures: [found.value] }, null, 2)}\n`
          : explained(found.value, terminal.columns),
      );
    });
