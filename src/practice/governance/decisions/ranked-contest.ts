import { type Result, refuse, succeed } from '../../../base/result.ts';

/** One ranked ballot, or several alike: options by index, best first; equals share a tier. */
export interface RankedBallot {
  /** How many ballots are alike, a whole number ≥ 1. */
  readonly weight: number;
  readonly tiers: readonly (readonly number[])[];
}

/** Options and ballots over them. An option no ballot names is last on it, level with the others it leaves out. */
export interface RankedContest {
  readonly options: readonly string[];
  readonly ballots: readonly RankedBallot[];
}

/** Whether a ballot names known options, each once, with equals only where they are allowed. Blank is allowed. */
export const checkRanking = (
  tiers: readonly (readonly number[])[],
  options: readonly string[],
  mayBeEqual: boolean,
): Result<null> => {
  const seen = new Set<number>();
  for (const tier of tiers) {
    if (tier.length === 0) return refuse('ballot-rank-empty');
    if (tier.length > 1 && !mayBeEqual) {
      return refuse('ballot-rank-shared', { options: tier.map((at) => options[at] ?? at + 1).join(', ') });
    }
    for (const option of tier) {
      if (!Number.isInteger(option) || option < 0 || option >= options.length) {
        return refuse('ballot-option-unknown', { option: option + 1, count: options.length });
      }
      if (seen.has(option)) return refuse('ballot-option-twice', { option: options[option]! });
      seen.add(option);
    }
  }
  return succeed(null);
};

/** How many ballots there are, those alike counted each. */
export const ballotCount = (ballots: readonly { readonly weight: number }[]): number => {
  let total = 0;
  for (const { weight } of ballots) total += weight;
  if (!Number.isSafeInteger(total))
    throw new Error(`ballotCount: expected at most 2^53 ballots, but got ${total}`);
  return total;
};

/** The contest without some options: ballots close ranks; those left without a preference stay, as blank ones. */
export const withoutOptions = (contest: RankedContest, withdrawn: readonly string[]): RankedContest => {
  if (withdrawn.length === 0) return contest;
  const gone = new Set(withdrawn);
  const options = contest.options.filter((option) => !gone.has(option));
  const newIndex = new Map(options.map((option, index) => [option, index]));
  const place = contest.options.map((option) => newIndex.get(option) ?? -1);
  const ballots = contest.ballots.map(({ weight, tiers }) => ({
    weight,
    tiers: tiers
      .map((tier) => tier.map((option) => place[option]!).filter((option) => option >= 0))
      .filter((tier) => tier.length > 0),
  }));
  return { options, ballots };
};

/** Each ballot as one line of text, the same for the same ballot on every device: what a draw is seeded from. */
export const ballotTexts = (contest: RankedContest): string[] => {
  const counts = new Map<string, number>();
  for (const { weight, tiers } of contest.ballots) {
    const text = JSON.stringify(tiers.map((tier) => tier.map((at) => contest.options[at]!).sort()));
    counts.set(text, (counts.get(text) ?? 0) + weight);
  }
  return [...counts].map(([text, count]) => `${count} ${text}`);
};
