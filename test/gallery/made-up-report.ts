/** A made-up assessment with everything a report can show: headlines, challenges, a chart, gaps, silence. */

import { publish } from '../../src/kaleidoscope/disclosure.ts';
import { renderReport } from '../../src/kaleidoscope/report/render-report.ts';
import { drawReportFigures } from '../../src/kaleidoscope/report/report-figures.ts';
import type { MeasureText } from '../../src/kaleidoscope/report/report-text.ts';
import { english } from '../../src/kaleidoscope/text/english.ts';
import type {
  Assessment,
  ChallengeResult,
  MeasuredNumber,
  MeasureResult,
  Portrait,
} from '../../src/measure/assessment.ts';
import { assess, makeUpPeople } from './made-up-people.ts';

const text = (
  id: string,
  pattern: MeasureText['pattern'],
  title: string,
  question: string,
  unit: string,
  range: MeasureText['range'],
  higherMeans: string,
): MeasureText => ({
  id,
  pattern,
  title,
  question,
  formula: `made up for the gallery: f(${id})`,
  unit,
  range,
  higherMeans,
  parameters: [{ id: 'half-life', value: 90, unit: 'days', meaning: 'how long a trace counts' }],
  parts: [{ id: 'beside', title: 'Another number', unit: 'people' }],
  source: 'An author 1999, A paper',
});

export const madeUpCatalogue: readonly MeasureText[] = [
  text(
    'communities',
    'communities',
    'Communities',
    'Do people work in communities?',
    '',
    [-0.5, 1],
    'more ties stay inside',
  ),
  text(
    'boundary',
    'communities',
    'Boundary',
    'Do ties stay inside communities or cross them?',
    '',
    [-1, 1],
    'more ties cross',
  ),
  text(
    'lead',
    'equipotency',
    'Lead',
    'Is lead spread over many, or held by a few?',
    'share',
    [0, 1],
    'more people are turned to, more alike',
  ),
  text(
    'participation',
    'equipotency',
    'Participation',
    'How many take part?',
    'share',
    [0, 1],
    'more take part alike',
  ),
  text(
    'reciprocity',
    'dynamics',
    'Reciprocity',
    'How much of what goes to others comes back?',
    'share',
    [0, 1],
    'more is returned',
  ),
  text(
    'answer-time',
    'dynamics',
    'Answer time',
    'How long until an answer?',
    'hours',
    [0, null],
    'answers take longer',
  ),
];

const number = (value: number, low: number, high: number, mean: number, sd: number): MeasuredNumber => ({
  value,
  interval: { low, high, level: 0.95, method: 'delete-block jackknife, 20 blocks' },
  null: {
    model: 'recipients swapped',
    draws: 199,
    mean,
    sd,
    z: (value - mean) / sd,
    percentile: 1,
    p: 0.005,
  },
});

const numbers: Readonly<Record<string, MeasuredNumber>> = {
  communities: number(0.41, 0.36, 0.46, 0.12, 0.02),
  boundary: number(-0.35, -0.42, -0.28, 0.3, 0.04),
  lead: number(0.46, 0.39, 0.54, 0.61, 0.03),
  participation: { value: 0.72, interval: null, null: null },
  reciprocity: number(0.38, 0.33, 0.43, 0.14, 0.02),
  'answer-time': { value: null, reason: 'too-few', interval: null, null: null },
};

const challenge = (id: string, title: string, status: ChallengeResult['status']): ChallengeResult => ({
  id,
  title,
  status,
  seen:
    status === 'silent'
      ? 'No one answers anyone in these sources.'
      : status === 'not-seen'
        ? 'Ties are returned about as often as in the quarters before.'
        : 'Of 60 newcomers 24 had no answer within 30 days, against 9 expected from the tenured.',
  window: 'whole',
  places: status === 'seen' ? ['A', 'B'] : [],
  p: status === 'silent' ? null : 0.004,
  adjustedP: status === 'silent' ? null : 0.02,
  mayMean: 'Someone new may not know whom to ask, or the ones who know may not see the question.',
  couldAlsoBe: 'Questions may be answered where these sources do not reach: at a desk or on the phone.',
  behavioursToTry: ['Give each newcomer two people to ask.', 'Answer first, then move the thread.'],
  experiment: {
    measure: 'reciprocity',
    part: null,
    direction: 'up',
    weeks: 8,
    minimumDetectableChange: status === 'silent' ? null : 0.08,
  },
  evidence: [],
});

const madeUp = (): Assessment => {
  const sizes = [34, 27, 22, 19, 14, 12, 9, 6, 3, 3];
  const people = makeUpPeople({
    sizes,
    windows: 8,
    seed: 8,
    concentration: 0.12,
    arcsPerWindow: 700,
    awayShare: 0.25,
  });
  const base = assess(people);
  const chart: Portrait = {
    ...base.portraits[0],
    layer: 'chart',
    communities: base.portraits[0].communities.map((community) => ({
      ...community,
      leadShare: 0.02,
      reciprocity: 0,
      internalWeight: community.people - 1,
      topShare: 0.2,
      effectivePeople: community.people / 2,
    })),
    ties: sizes.slice(1).map((_, index) => ({
      a: 0,
      b: index + 1,
      weightAToB: 0,
      weightBToA: 5,
      ratioToNull: null,
      reciprocity: 0,
      people: 6,
      topShare: 0.3,
      effectivePeople: 4,
    })),
  };
  const whole = base.portraits[0];
  const lived: Portrait = {
    ...whole,
    communities: whole.communities.map((community, index) => ({
      ...community,
      leadShare: 0.25 + ((index * 37) % 60) / 100,
      leadInterval: { low: 0.18 + ((index * 37) % 60) / 100, high: 0.33 + ((index * 37) % 60) / 100 },
      reciprocity: 0.15 + ((index * 53) % 70) / 100,
    })),
    ties: whole.ties.map((tie, index) => ({
      ...tie,
      weightAToB: tie.weightAToB * (index % 5 === 0 ? 0.1 : 1),
      ratioToNull: 0.4 + ((index * 29) % 20) / 10,
    })),
  };
  const template = base.measures.boundary;
  const measures: Record<string, MeasureResult> = {};
  for (const [index, entry] of madeUpCatalogue.entries()) {
    const own = numbers[entry.id];
    measures[entry.id] = {
      ...template,
      ...own,
      id: entry.id,
      pattern: entry.pattern,
      title: entry.title,
      unit: entry.unit,
      parts: { beside: { value: 12 + index, interval: null, null: null, unit: 'people' } },
      windows: base.measures['weight-total'].windows.map((window, at) => ({
        ...window,
        value: own.value === null ? null : own.value * (0.9 + 0.1 * ((at * 3 + index) % 4)),
      })),
      communities: template.communities.map((community, at) => ({
        ...community,
        value: own.value === null ? null : own.value * (0.8 + 0.05 * ((at * 7) % 9)),
      })),
    };
  }
  return {
    ...base,
    organisation: 'Juniper & Lantern Cooperative',
    portraits: [lived, ...base.portraits.slice(1), chart],
    headlines: [
      ['communities', 'communities'] as const,
      ['equipotency', 'lead'] as const,
      ['dynamics', 'reciprocity'] as const,
    ].map(([pattern, measure]) => ({
      pattern,
      measure,
      part: null,
      number: numbers[measure],
      beside: measure === 'lead' ? [{ measure: 'lead', part: 'beside' }] : [],
    })),
    challenges: [
      challenge('newcomers-unanswered', 'Newcomers go unanswered', 'seen'),
      challenge('one-way-ties', 'One-way ties', 'not-seen'),
      challenge('rank-decides', 'Rank decides who is answered', 'silent'),
    ],
    measures,
  };
};

const reportOf = (assessment: Assessment): string => {
  const published = publish(assessment);
  const names = { A: 'Harbour', B: 'Lantern', C: 'Juniper works' };
  return renderReport(published, {
    catalogue: madeUpCatalogue,
    figures: drawReportFigures(published, { names, language: english }),
  });
};

export const madeUpAssessment: Assessment = madeUp();
export const madeUpReport = (): string => reportOf(madeUpAssessment);

/** Four people: everything is withheld. */
export const emptyReport = (): string =>
  reportOf(assess(makeUpPeople({ sizes: [4], windows: 1, seed: 3, concentration: 0, arcsPerWindow: 60 })));
