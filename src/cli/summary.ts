import { describeMeasures } from '../app/describe-measures.ts';
import type { Measured } from '../app/measure-organisation.ts';
import type { Published, PublishedHeadline } from '../kaleidoscope/published.ts';
import { absenceWords, formatValue } from '../kaleidoscope/report/format-value.ts';
import { sentenceKeys } from '../kaleidoscope/report/headline-section.ts';
import { english } from '../kaleidoscope/text/english.ts';
import { say } from '../kaleidoscope/text/language.ts';
import { count, decimal, percent } from '../kaleidoscope/text/numbers.ts';
import { type Terminal, wrap } from './terminal.ts';

const patternTitles = {
  communities: 'Node communities',
  equipotency: 'Equipotency',
  dynamics: 'Relational dynamics',
} as const;

const indent = '  ';

/** `17 % (12 % to 23 %) · chance alone 21 %, z −3.4`. */
const numberWords = (number: PublishedHeadline['number'], unit: string): string => {
  if (number.withheld) return absenceWords(number.reason, english);
  if (number.value === null) return absenceWords(number.reason, english);
  const words = [formatValue(number.value, unit)];
  if (number.interval !== null) {
    words.push(`(${formatValue(number.interval.low, unit)} to ${formatValue(number.interval.high, unit)})`);
  }
  const { null: chance } = number;
  if (chance !== null && chance.mean !== null) {
    const distance = chance.z === null ? '' : `, z ${decimal(chance.z)}`;
    words.push(`· chance alone ${formatValue(chance.mean, unit)}${distance}`);
  }
  return words.join(' ');
};

/** What the value says in a sentence, as the report has it, then the number with interval and null. */
const headlineLines = (published: Published, columns: number): string[] => {
  const catalogue = describeMeasures();
  return published.headlines.flatMap((headline) => {
    const text = catalogue.find(({ id }) => id === headline.measure);
    const part = text?.parts.find(({ id }) => id === headline.part);
    const unit = part?.unit ?? text?.unit ?? '';
    const { value } = headline.number;
    const key = sentenceKeys[headline.measure];
    return [
      `${patternTitles[headline.pattern]} · ${text?.question ?? headline.measure}`,
      ...(value === null || key === undefined
        ? []
        : [wrap(say(english, key, { value: formatValue(value, unit) }), columns, indent)]),
      wrap(numberWords(headline.number, unit), columns, indent),
    ];
  });
};

const challengeLines = (published: Published, columns: number): string[] => {
  const seen = published.challenges.filter((each) => !each.withheld && each.status === 'seen');
  const lines = seen.map((each) => {
    const sentence = each.withheld ? '' : each.seen;
    return wrap(`• ${each.title}. ${sentence}`, columns, indent);
  });
  const silent = published.challenges.filter((each) => each.withheld || each.status === 'silent').length;
  const others = published.challenges.length - seen.length - silent;
  const rest = [
    ...(others > 0 ? [`${others} looked for and not seen`] : []),
    ...(silent > 0 ? [`${silent} cannot be judged from these sources`] : []),
  ].join(', ');
  return ['What may stand in the way', ...lines, ...(rest === '' ? [] : [`${indent}${rest}.`])];
};

const coverageLine = (published: Published): string => {
  const { coverage } = published;
  const interactions = coverage.sources.reduce((sum, source) => sum + source.interactions, 0);
  return [
    `${coverage.sources.length} source${coverage.sources.length === 1 ? '' : 's'}`,
    `about ${count(interactions)} interactions`,
    `${count(coverage.accounts)} accounts of about ${count(coverage.people)} people`,
    ...(coverage.botsLeftOut > 0 ? [`about ${count(coverage.botsLeftOut)} bots left out`] : []),
    `${percent(coverage.resolvedShare)} of what was read is measured`,
  ].join(' · ');
};

const overlapLine = ({ people, strangers }: NonNullable<Measured['chartOverlap']>): string =>
  strangers === 0
    ? `all ${people} people on the chart are in the sources`
    : `${strangers} of ${people} people on the chart are in no other source`;

/** One screen: three headlines with interval and null, the challenges, the coverage. */
export const measureSummary = (
  { published, chartOverlap }: Pick<Measured, 'published' | 'chartOverlap'>,
  columns: Terminal['columns'],
): string =>
  `${[
    `${published.organisation}${published.isSimulated ? ' (simulated)' : ''}`,
    '',
    ...headlineLines(published, columns),
    '',
    ...challengeLines(published, columns),
    '',
    'Coverage',
    wrap(coverageLine(published), columns, indent),
    ...(chartOverlap === null ? [] : [wrap(overlapLine(chartOverlap), columns, indent)]),
  ].join('\n')}\n`;
