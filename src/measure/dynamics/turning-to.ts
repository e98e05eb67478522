import type { Measure, OwnInterval } from '../network/measure.ts';
import {
  defaultEffects,
  defaultHalfLifeMs,
  materialOf,
  quietMs,
  riskOf,
} from './relational-events/default-model.ts';
import { runAnalysis } from './relational-events/run-analysis.ts';
import { type Coefficient, type Study, studyOf } from './relational-events/study.ts';

/** Choices looked at one by one: the last of them; all before are history. */
const mostMessages = 100_000;
/** Beyond so many candidates to compare, 20 controls stand for everybody: beside all other measures time is short. */
const mostFullRows = 300_000;
const controlsBeyond = 20;

/** Which effect each part speaks of. */
const partOf: Readonly<Record<string, readonly string[]>> = {
  habit: ['inertia'],
  'shared-contacts': ['otp'],
  popularity: ['indegreeReceiver'],
  together: ['sameUnit', 'sameCommunity'],
  'rank-up': ['rankUp'],
  'rank-down': ['rankDown'],
  'own-manager': ['reportsTo'],
  'own-report': ['manages'],
};

/** Why the model says nothing, in the words other measures have for it. */
const reasonOf = ({ refusals: [first] }: Study): string => {
  switch (first?.code) {
    case 'dynamics-no-messages':
      return 'no-messages';
    case 'dynamics-few-events':
    case 'dynamics-few-senders':
    case 'dynamics-many-effects':
      return 'model-few';
    case 'dynamics-one-sender':
      return 'model-one-sender';
    default:
      return 'model-unsure';
  }
};

const isSaid = (line: Coefficient | undefined): line is Coefficient =>
  line !== undefined && line.verdict !== 'refused';

const ratio = (id: string, title: string) =>
  ({ id, title, unit: 'ratio', range: [0, Number.POSITIVE_INFINITY] }) as const;

/**
 * How many times as likely somebody is turned to who turned to you of late, against somebody who never did.
 *
 * exp(β̂·ln 2), β̂ of log1p Σ 2^{−age/30 days} over messages j → i in the default relational event model; beside it the
 * same for habit, shared contacts, popularity, unit or community, rank and reporting line
 *
 * Ratios in (0, ∞), 1 = no difference, all else the model knows being equal; `NaN` with `no-messages`, `model-few`,
 * `model-one-sender`, `model-unsure`; a part `NaN` with `line-refused` or `no-chart`. Intervals 95 %, clustered by
 * sender, bias-reduced (CR2).
 * Cost that of a study of at most 100,000 messages × 20 controls, four times over. Source: Butts 2008; Perry & Wolfe
 * 2013; see relational-events/. Checked there against R's survival::clogit, relevent and goldfish.
 */
export const turningTo: Measure = {
  id: 'turning-to',
  pattern: 'dynamics',
  title: 'Turning to',
  question: 'What goes with who is turned to?',
  formula:
    'exp(β·ln 2), β of the relational event model for log1p of what somebody sent you, fading by half in 30 days: how many times as likely they are turned to than somebody who never wrote to you',
  unit: 'ratio',
  range: [0, Number.POSITIVE_INFINITY],
  higherMeans: 'who turned to somebody is the more likely to be turned to',
  parameters: [
    { id: 'half-life', value: 30, unit: 'days', meaning: 'in which the past loses half its weight' },
    {
      id: 'controls',
      value: controlsBeyond,
      unit: 'people',
      meaning: 'drawn to compare with each one turned to, where not everybody is',
    },
  ],
  parts: [
    ratio('habit', 'Written to once of late, against never'),
    ratio('shared-contacts', 'A contact in common, against none'),
    ratio('popularity', 'Written to twice as much by all'),
    ratio('together', 'Same unit, or community before'),
    ratio('rank-up', 'One step up in rank'),
    ratio('rank-down', 'One step down in rank'),
    ratio('own-manager', 'One’s own manager'),
    ratio('own-report', 'Somebody one manages'),
    { id: 'concordance', title: 'Choices ranked right', unit: 'share', range: [0, 1] },
    { id: 'by-popularity', title: 'Ranked right by popularity alone', unit: 'share', range: [0, 1] },
    {
      id: 'foreseen',
      title: 'Of the last fifth, among the first five of those compared',
      unit: 'share',
      range: [0, 1],
    },
  ],
  source: 'Butts 2008, A relational event framework for social action; Perry & Wolfe 2013',
  nullModel: null,
  nullDraws: 0,
  interval: 'none',
  span: 'whole',
  needs: ['directed', 'time'],
  compute(view) {
    const material = materialOf(view);
    const { sequence, covariates } = material;
    if (sequence.time[0] === sequence.time.at(-1)) return { value: Number.NaN, reason: 'no-messages' };
    const study = runAnalysis(
      studyOf({
        sequence,
        effects: defaultEffects(material, defaultHalfLifeMs),
        covariates,
        model: 'choice',
        controls: riskOf(material, 'choice', mostFullRows, controlsBeyond),
        seed: view.seed,
        firstMessage: Math.max(0, sequence.time.length - mostMessages),
        quiet: quietMs,
        hasSensitivity: true,
      }),
    );
    const { beyondHabit: model, foresight } = study;
    if (model === null || foresight === null) return { value: Number.NaN, reason: reasonOf(study) };
    const lineOf = (names: readonly string[]) =>
      model.coefficients.find(({ effect }) => names.includes(effect));
    const parts: Record<string, number> = {
      concordance: model.concordance,
      'by-popularity': foresight.baselineConcordance,
      foreseen: foresight.top5,
    };
    const intervals: Record<string, OwnInterval> = {};
    const intervalOf = ({ low, high, verdict }: Coefficient): OwnInterval => ({
      low,
      high,
      method: `clustered by ${model.clusters} senders, bias-reduced, log scale`,
      ...(verdict === 'stable' || verdict === 'moves' ? { sensitivity: verdict } : {}),
    });
    const reasons: Record<string, string> = {};
    for (const [part, names] of Object.entries(partOf)) {
      const line = lineOf(names);
      parts[part] = isSaid(line) ? line.ratio : Number.NaN;
      if (isSaid(line)) intervals[part] = intervalOf(line);
      else reasons[part] = line === undefined && view.chart === null ? 'no-chart' : 'line-refused';
    }
    const answering = lineOf(['reciprocity']);
    if (isSaid(answering)) intervals.value = intervalOf(answering);
    return {
      value: isSaid(answering) ? answering.ratio : Number.NaN,
      ...(isSaid(answering) ? {} : { reason: 'line-refused' }),
      parts,
      ownIntervals: intervals,
      partReasons: reasons,
    };
  },
};
