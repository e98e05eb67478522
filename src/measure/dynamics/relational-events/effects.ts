import { RefusalError } from '../../../base/result.ts';

/** What is summed over past messages. */
export const historyStatistics = [
  'inertia',
  'reciprocity',
  'indegreeReceiver',
  'outdegreeReceiver',
  'degreeReceiver',
  'indegreeSender',
  'outdegreeSender',
  'otp',
  'itp',
  'osp',
  'isp',
] as const;

/** What looks at the order of past messages. */
export const orderStatistics = [
  'recencyRankSend',
  'recencyRankReceive',
  'psABBA',
  'psABBY',
  'psABAY',
  'psABXA',
  'psABXB',
  'psABXY',
] as const;

/** What looks at who people are; those in `named` ask for a covariate. */
export const covariateStatistics = [
  'sameCommunity',
  'sameUnit',
  'rankUp',
  'rankDown',
  'reportsTo',
  'manages',
] as const;
export const namedCovariateStatistics = [
  'same',
  'difference',
  'receiver',
  'sender',
  'sum',
  'stated',
  'statedBack',
] as const;

export type StatisticName =
  | (typeof historyStatistics)[number]
  | (typeof orderStatistics)[number]
  | (typeof covariateStatistics)[number]
  | (typeof namedCovariateStatistics)[number];

export interface Effect {
  /** What the table calls it. */
  readonly name: string;
  readonly statistic: StatisticName;
  /** Of statistics that ask for one. */
  readonly covariate?: string;
  readonly transform?: 'identity' | 'log1p';
  /** In the unit of time; ∞ where left out: plain sums. */
  readonly halfLife?: number;
  /** Only messages younger than this count; ∞ where left out. */
  readonly window?: number;
  /** `presence` takes I(x > 0) for x. */
  readonly counts?: 'weight' | 'presence';
  /**
   * Divides: inertia by all i sent, reciprocity by all i received, degrees by all messages (twice all, for the sum
   * of both degrees); an equal share where there is nothing to divide by.
   */
  readonly isShare?: boolean;
}

export const isHistory = ({ statistic }: Effect): boolean =>
  (historyStatistics as readonly string[]).includes(statistic);

export const isOfOrder = ({ statistic }: Effect): boolean =>
  (orderStatistics as readonly string[]).includes(statistic);

/**
 * `inertia`, `difference(age)`, `receiver(rank)` → effects; sums over the past get the half-life and log1p.
 *
 * @throws RefusalError `dynamics-effect-unknown`
 */
export const parseEffects = (text: string, halfLife: number): readonly Effect[] =>
  text.split(',').map((part) => {
    const name = part.trim();
    const [, statistic = '', covariate] = /^(\w+)(?:\((\w+)\))?$/.exec(name) ?? [];
    const plain = [...historyStatistics, ...orderStatistics, ...covariateStatistics].find(
      (each) => each === statistic,
    );
    if (plain !== undefined && covariate === undefined) {
      return (historyStatistics as readonly string[]).includes(plain)
        ? { name, statistic: plain, transform: 'log1p', halfLife }
        : { name, statistic: plain };
    }
    const named = namedCovariateStatistics.find((each) => each === statistic);
    if (named !== undefined && covariate !== undefined) return { name, statistic: named, covariate };
    throw new RefusalError('dynamics-effect-unknown', {
      effect: name,
      effects: [
        ...historyStatistics,
        ...orderStatistics,
        ...covariateStatistics,
        ...namedCovariateStatistics.map((each) => `${each}(…)`),
      ].join(', '),
    });
  });

const impliedCovariates: Readonly<Partial<Record<StatisticName, string>>> = {
  sameCommunity: 'community',
  sameUnit: 'unit',
  rankUp: 'rank',
  rankDown: 'rank',
  reportsTo: 'boss',
  manages: 'boss',
};

/** Which covariate an effect looks at; `null` for effects of the past. */
export const covariateOf = ({ statistic, covariate }: Effect): string | null =>
  covariate ?? impliedCovariates[statistic] ?? null;

/**
 * Refuses an effect that asks for what is not known of anybody.
 *
 * @param known names of the covariates there are
 * @throws RefusalError `dynamics-covariate-missing`
 */
export const requireCovariate = (effect: Effect, known: readonly string[]): void => {
  const covariate = covariateOf(effect);
  if (covariate === null || known.includes(covariate)) return;
  throw new RefusalError('dynamics-covariate-missing', {
    effect: effect.name,
    covariate,
    known: known.length === 0 ? 'nothing' : known.join(', '),
  });
};

/** @throws RefusalError `dynamics-half-life` where it is not above zero */
export const requireHalfLife = (halfLife: number): void => {
  if (!(halfLife > 0)) throw new RefusalError('dynamics-half-life', { halfLife });
};
