/** What is said of an experiment: beforehand, what it could show; afterwards, what it did. */
import { describeMeasures } from '../app/describe-measures.ts';
import type { ExperimentDocument } from '../app/run-experiment.ts';
import { formatValue } from '../kaleidoscope/report/format-value.ts';
import { decimal, percent } from '../kaleidoscope/text/numbers.ts';
import { wrap } from './terminal.ts';

type Plan = ExperimentDocument['plan'];
type Warning = ExperimentDocument['result']['warnings'][number];

const named = ({ measure, part }: Plan): { readonly title: string; readonly unit: string } => {
  const text = describeMeasures().find(({ id }) => id === measure);
  const found = text?.parts.find(({ id }) => id === part);
  return {
    title: found === undefined ? (text?.title ?? measure) : `${text?.title}: ${found.title}`,
    unit: found?.unit ?? text?.unit ?? '',
  };
};

/** A change, always with its sign; of shares, in points. */
const changeOf = (value: number, unit: string): string => {
  const size =
    unit === 'share' ? `${decimal(100 * Math.abs(value))} points` : formatValue(Math.abs(value), unit);
  return `${value < 0 ? '−' : '+'}${size}`;
};

const wayOf = ({ direction }: Plan): string => (direction === 'up' ? 'rises' : 'falls');

/** Power, said beforehand. */
const powerOf = (plan: Plan, unit: string): string =>
  plan.minimumDetectableChange === null
    ? `The ${plan.weeks} weeks before cannot say how small a change would show.`
    : `About ${plan.people} people for ${plan.weeks} weeks could show a change of ${changeOf(plan.minimumDetectableChange, unit).slice(1)} or more, four times out of five. A smaller one would most likely go unseen.`;

export const planWords = (plan: Plan, columns: number): string => {
  const { title, unit } = named(plan);
  return [
    wrap(`“${plan.hypothesis}”`, columns),
    wrap(
      `Watched: whether ${title.toLowerCase()} ${wayOf(plan)} in the ${plan.weeks} weeks from ${plan.start}, against the ${plan.weeks} before. Before, it is ${formatValue(plan.valueBefore, unit)}.`,
      columns,
    ),
    wrap(powerOf(plan, unit), columns),
    wrap(
      `Sealed as ${plan.hash.slice(0, 16)}. Nothing from ${plan.start} on was read. When the weeks are over: equipo experiment read.`,
      columns,
    ),
  ].join('\n\n');
};

const warningWords: Readonly<Record<Warning, string>> = {
  'few-weeks':
    'Under six weeks on each side: few arrangements of weeks to compare with, so p cannot be small.',
  season: 'The same weeks a year before changed alike: it may be the season.',
  'season-unknown': 'Nothing is known of the same weeks a year before: it may be the season.',
  turnover: 'Many of those seen before or after are not in both: it may be other people, not another way.',
  'regression-to-mean':
    'The weeks before were the most extreme of those known: some way back was to be expected anyway.',
};

const verdictOf = (plan: Plan, result: ExperimentDocument['result'], title: string): string => {
  if (result.verdict === 'no-change-seen') {
    return `No change of ${title.toLowerCase()} was seen that chance alone does not make as well. That is a result, too.`;
  }
  return result.verdict === 'changed-as-hoped'
    ? `${title} changed the way the hypothesis says.`
    : `${title} changed, the other way than the hypothesis says: it was to be seen whether it ${wayOf(plan)}.`;
};

export const resultWords = ({ plan, result, unit }: ExperimentDocument, columns: number): string => {
  const { title } = named(plan);
  const interval =
    result.interval === null
      ? 'no interval: without some week the measure is undefined'
      : `95 % between ${changeOf(result.interval.low, unit)} and ${changeOf(result.interval.high, unit)}`;
  const { series } = result;
  return [
    wrap(`“${plan.hypothesis}”`, columns),
    wrap(verdictOf(plan, result, title), columns),
    wrap(
      `${plan.weeks} weeks before ${formatValue(result.before, unit)}, after ${formatValue(result.after, unit)}: ${changeOf(result.effect, unit)} (${interval}; p ${result.p.toFixed(3)} over ${result.draws} arrangements of the weeks).`,
      columns,
    ),
    wrap(`Said beforehand: ${powerOf(plan, unit)}`, columns),
    series === null
      ? wrap('Too few weeks on one side for a series of its own (eight are needed).', columns)
      : wrap(
          `Week by week, ${series.before} before and ${series.after} after: the level jumps by ${changeOf(series.levelChange, unit)} (p ${series.levelP.toFixed(3)}), and each week adds ${changeOf(series.slopeChange, unit)} more than before (p ${series.slopeP.toFixed(3)}).`,
          columns,
        ),
    ...(result.warnings.length === 0
      ? []
      : [
          `What else it could be\n${result.warnings
            .map((warning) =>
              wrap(
                `• ${warningWords[warning]}${warning === 'turnover' ? ` (${percent(result.turnover)})` : ''}`,
                columns,
                '  ',
              ),
            )
            .join('\n')}`,
        ]),
    wrap('One comparison of two times shows what went together, not what made it so.', columns),
  ].join('\n\n');
};
