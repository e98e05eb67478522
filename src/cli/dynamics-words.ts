/** What a study of who turns to whom says: in six plain lines, as a table, as CSV. */
import type { DynamicsDocument, EffectLine, ModelTable } from '../app/study-dynamics.ts';
import { columnsOf, wrap } from './terminal.ts';

interface PlainLine {
  readonly title: string;
  /** In order of preference: what the model has of them is said. */
  readonly effects: readonly (readonly [effect: string, contrast: string])[];
  /** Whether all of them are said, not the first alone. */
  readonly all?: boolean;
}

const contacts = 'someone whom one of those you wrote to has written to, against someone nobody of them has';

const plainLines: readonly PlainLine[] = [
  {
    title: 'Habit',
    effects: [['inertia', 'someone you wrote to once of late, against someone you never wrote to']],
  },
  {
    title: 'Answering back',
    effects: [['reciprocity', 'someone who wrote to you once of late, against someone who never did']],
  },
  {
    title: 'Shared contacts',
    effects: ['otp', 'itp', 'osp', 'isp'].map((effect) => [effect, contacts] as const),
  },
  {
    title: 'Popularity',
    effects: [['indegreeReceiver', 'someone twice as much written to of late as another']],
  },
  {
    title: 'Together',
    effects: [
      ['sameUnit', 'someone of your own unit, against someone of another'],
      ['sameCommunity', 'someone of your community of the quarter before, against someone of another'],
    ],
  },
  {
    title: 'Rank',
    all: true,
    effects: [
      ['rankUp', 'someone one step above you, against someone level with you'],
      ['reportsTo', 'your own manager, against somebody else as high'],
    ],
  },
];

const times = (ratio: number): string => `×${ratio.toPrecision(ratio < 0.1 ? 1 : ratio < 10 ? 3 : 2)}`;

const verdictWords: Readonly<Record<EffectLine['verdict'], string>> = {
  stable: 'stable',
  moves: 'moves under another half-life or other controls',
  unchecked: '',
  refused: '',
};

/** `×1.59 (×1.50 to ×1.70), stable`, or why there is no number. */
const numberOf = (line: EffectLine): string => {
  if (line.ratio === null || line.interval === null) {
    const bound =
      line.bound === null ? '' : ` ${line.bound >= 1 ? 'At least' : 'At most'} ${times(line.bound)}.`;
    return `${line.refusals[0]?.sentence ?? ''}${bound}`;
  }
  const words = verdictWords[line.verdict];
  const byChance =
    line.permutationP === null ? '' : `, p ${line.permutationP.toFixed(3)} against ranks given out at random`;
  return `${times(line.ratio)} (${times(line.interval.low)} to ${times(line.interval.high)})${words === '' ? '' : `, ${words}`}${byChance}`;
};

const percent = (share: number) => `${Math.round(100 * share)} %`;

const headOf = (found: DynamicsDocument): string => {
  const risk =
    found.controls === null
      ? found.model === 'choice'
        ? 'everybody else could have been turned to'
        : 'every pair could have been next'
      : `${found.controls} drawn who could have been turned to instead`;
  return [
    `${found.messages.toLocaleString('en-GB')} messages of ${found.senders} among ${found.people} people`,
    risk,
    found.halfLifeDays === null
      ? 'nothing fades'
      : `half-life ${Number(found.halfLifeDays.toPrecision(3))} days`,
    `seed ${found.seed}`,
  ].join(' · ');
};

const foresightOf = (found: DynamicsDocument, model: ModelTable): string =>
  found.foresight === null
    ? ''
    : `Concordance ${model.concordance.toFixed(2)}, popularity alone ${found.foresight.baselineConcordance.toFixed(2)} · of the last fifth, ${percent(found.foresight.top5)} were among the first five guesses, ${percent(found.foresight.top1)} the first.`;

const refusalLines = (found: DynamicsDocument, columns: number): string =>
  found.refusals.map(({ sentence }) => wrap(sentence, columns)).join('\n');

/** Six lines at most, each with the plain contrast it stands for. */
export const dynamicsLines = (found: DynamicsDocument, columns: number): string => {
  const head = wrap(headOf(found), columns);
  const model = found.beyondHabit;
  if (model === null) return `${head}\n\n${refusalLines(found, columns)}\n`;
  const lines = plainLines.flatMap(({ title, effects, all }) => {
    const said = effects.flatMap(([effect, contrast]) => {
      const line = model.coefficients.find((each) => each.effect === effect);
      return line === undefined ? [] : [`${contrast}: ${numberOf(line)}`];
    });
    const kept = all === true ? said : said.slice(0, 1);
    return kept.length === 0 ? [] : [`${title}\n${kept.map((each) => wrap(each, columns, '  ')).join('\n')}`];
  });
  return `${[
    `What is associated with who is turned to, how many times as likely\n${head}`,
    ...lines,
    wrap(foresightOf(found, model), columns),
    wrap(
      'Each compares two people alike in all else the model knows, with 95 % intervals that allow for a sender’s messages going together. Associated with, never caused by. Every coefficient: --table.',
      columns,
    ),
  ].join('\n\n')}\n`;
};

const cell = (value: number | null, digits = 4): string => (value === null ? '–' : value.toFixed(digits));

const tableLines = (title: string, model: ModelTable): string =>
  [
    title,
    columnsOf([
      ['  effect', 'estimate', 'se', 'clustered se', 'ratio', 'low', 'high', 'p', ''],
      ...model.coefficients.map((line) => [
        `  ${line.effect}`,
        cell(line.estimate),
        cell(line.standardError),
        cell(line.clusteredStandardError),
        cell(line.ratio, 3),
        cell(line.interval?.low ?? null, 3),
        cell(line.interval?.high ?? null, 3),
        line.p === null ? '–' : line.p < 1e-4 ? '0.0000' : line.p.toFixed(4),
        line.verdict,
      ]),
    ]),
    `  log-likelihood ${model.logLikelihood.toFixed(3)} (null ${model.nullLogLikelihood.toFixed(3)}) · AIC ${model.aic.toFixed(2)} · BIC ${model.bic.toFixed(2)} · concordance ${model.concordance.toFixed(4)}`,
    `  ${model.strata} strata · ${model.events} events · ${model.clusters} senders · ${model.iterations} iterations`,
  ].join('\n');

/** Every coefficient, as readers of R know them. */
export const dynamicsTable = (found: DynamicsDocument, columns: number): string => {
  const head = wrap(headOf(found), columns);
  if (found.beyondHabit === null) return `${head}\n\n${refusalLines(found, columns)}\n`;
  const notes = found.beyondHabit.coefficients.flatMap(({ refusals }) =>
    refusals.map(({ sentence }) => wrap(sentence, columns, '  ')),
  );
  return `${[
    head,
    ...(found.overall === null ? [] : [tableLines('Overall: who people are', found.overall)]),
    tableLines('Beyond habit: with what went before', found.beyondHabit),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
    wrap(foresightOf(found, found.beyondHabit), columns),
  ].join('\n\n')}\n`;
};

/** Full precision, one row an effect of each model; empty cells where nothing may be said. */
export const dynamicsCsv = (found: DynamicsDocument): string => {
  const rows = (['overall', 'beyondHabit'] as const).flatMap((name) =>
    (found[name]?.coefficients ?? []).map((line) =>
      [
        name,
        line.effect,
        line.estimate,
        line.standardError,
        line.clusteredStandardError,
        line.ratio,
        line.interval?.low,
        line.interval?.high,
        line.p,
        line.permutationP,
        line.verdict,
      ]
        .map((value) => value ?? '')
        .join(','),
    ),
  );
  return `${['model,effect,estimate,standardError,clusteredStandardError,ratio,low,high,p,permutationP,verdict', ...rows].join('\n')}\n`;
};
