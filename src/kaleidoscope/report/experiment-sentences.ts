import type { ExperimentResult } from '../../measure/challenges/experiment.ts';
import type { ExperimentPlan } from '../../measure/challenges/experiment-plan.ts';
import { type Language, say } from '../text/language.ts';
import { decimal, percent } from '../text/numbers.ts';
import { formatValue } from './format-value.ts';
import type { MeasureText } from './report-text.ts';

/** What an experiment watches, as it is written. */
export interface Watched {
  readonly title: string;
  readonly unit: string;
}

/** What a plan names, by the catalogue's texts in one language. */
export const watchedBy = (
  { measure, part }: Pick<ExperimentPlan, 'measure' | 'part'>,
  texts: readonly MeasureText[],
): Watched => {
  const text = texts.find(({ id }) => id === measure);
  const found = text?.parts.find(({ id }) => id === part);
  return {
    title: found === undefined ? (text?.title ?? measure) : `${text?.title}: ${found.title}`,
    unit: found?.unit ?? text?.unit ?? '',
  };
};

/** A size of change; of shares, in points. */
const sizeOf = (value: number, unit: string, language: Language): string =>
  unit === 'share'
    ? say(language, 'experiment.points', { count: decimal(100 * Math.abs(value)) })
    : formatValue(Math.abs(value), unit, language);

/** A change, always with its sign. */
export const changeOf = (value: number, unit: string, language: Language): string =>
  `${value < 0 ? '−' : '+'}${sizeOf(value, unit, language)}`;

/** What the weeks before could show at all. */
const powerOf = (plan: ExperimentPlan, { unit }: Watched, language: Language): string =>
  plan.minimumDetectableChange === null
    ? say(language, 'experiment.power-unknown', { weeks: plan.weeks })
    : say(language, 'experiment.power', {
        people: plan.people,
        weeks: plan.weeks,
        change: sizeOf(plan.minimumDetectableChange, unit, language),
      });

/** What is fixed beforehand: the hypothesis, what is watched, what it could show, the seal. */
export const planSentences = (
  plan: ExperimentPlan,
  watched: Watched,
  language: Language,
): readonly string[] => [
  `“${plan.hypothesis}”`,
  say(language, plan.direction === 'up' ? 'experiment.watched-up' : 'experiment.watched-down', {
    measure: watched.title.toLowerCase(),
    weeks: plan.weeks,
    start: plan.start,
    value: formatValue(plan.valueBefore, watched.unit, language),
  }),
  powerOf(plan, watched, language),
  say(language, 'experiment.sealed', { hash: plan.hash.slice(0, 16), start: plan.start }),
];

const verdictKey = (plan: ExperimentPlan, { verdict }: ExperimentResult) => {
  if (verdict === 'no-change-seen') return 'experiment.no-change' as const;
  if (verdict === 'changed-as-hoped') return 'experiment.as-hoped' as const;
  return plan.direction === 'up'
    ? ('experiment.otherwise-up' as const)
    : ('experiment.otherwise-down' as const);
};

/** What came out: a verdict, the numbers beside what was said beforehand, and what else it could be. */
export interface ExperimentSentences {
  readonly verdict: string;
  readonly numbers: readonly string[];
  readonly otherwise: readonly string[];
  readonly limit: string;
}

export const resultSentences = (
  plan: ExperimentPlan,
  result: ExperimentResult,
  watched: Watched,
  language: Language,
): ExperimentSentences => {
  const { unit, title } = watched;
  const change = (value: number) => changeOf(value, unit, language);
  const { interval, series } = result;
  return {
    verdict: say(language, verdictKey(plan, result), {
      measure: result.verdict === 'no-change-seen' ? title.toLowerCase() : title,
    }),
    numbers: [
      say(language, 'experiment.compared', {
        weeks: plan.weeks,
        before: formatValue(result.before, unit, language),
        after: formatValue(result.after, unit, language),
        change: change(result.effect),
        interval:
          interval === null
            ? say(language, 'experiment.no-interval')
            : say(language, 'experiment.interval', {
                low: change(interval.low),
                high: change(interval.high),
              }),
        p: result.p.toFixed(3),
        draws: result.draws,
      }),
      say(language, 'experiment.beforehand', { power: powerOf(plan, watched, language) }),
      series === null
        ? say(language, 'experiment.no-series')
        : say(language, 'experiment.series', {
            before: series.before,
            after: series.after,
            level: change(series.levelChange),
            levelP: series.levelP.toFixed(3),
            slope: change(series.slopeChange),
            slopeP: series.slopeP.toFixed(3),
          }),
    ],
    otherwise: result.warnings.map((warning) =>
      say(language, `experiment.${warning}`, { turnover: percent(result.turnover) }),
    ),
    limit: say(language, 'experiment.limit'),
  };
};
