import { type Result, refuse, succeed } from '../../../base/result.ts';
import { countApproval } from './approval.ts';
import { countDots } from './dot.ts';
import { countFirstPreferences } from './first-preferences.ts';
import { countInstantRunoff } from './instant-runoff.ts';
import { countProportionalApproval } from './proportional-approval.ts';
import { countQuadratic } from './quadratic.ts';
import type { RankedContest } from './ranked-contest.ts';
import { countRankedPairs } from './ranked-pairs.ts';
import { costOfRanking, dotsOfRanking, rankingsAsApprovals, rankingsAsScores } from './rankings-as-marks.ts';
import { countSchulze } from './schulze.ts';
import { countScore } from './score.ts';
import { countTransferableVote } from './single-transferable-vote.ts';
import { countStar } from './star.ts';
import type { CountingRules, Tally } from './tally.ts';

/** A method that can count rankings, and how it reads them where it asks for something else. */
export interface RankingMethod {
  readonly id: string;
  readonly title: string;
  readonly seats: 'one' | 'several';
  /** Empty where the method asks for rankings itself. */
  readonly reading: string;
  /** @param approvedRanks how many ranks of a ballot count as approved; null: see `rankingsAsApprovals` */
  count(contest: RankedContest, rules: CountingRules, approvedRanks: number | null): Tally;
}

const asApprovals =
  'A ranking approves its first ranks, as many as said; or else all options it names, but those in last place where it names all.';
const asScores =
  'A ranking gives each option it names as many points as there are options, less its place (Borda); options left out are blank.';

export const rankingMethods: readonly RankingMethod[] = [
  {
    id: 'majority',
    title: 'Majority',
    seats: 'one',
    reading: '',
    count: (contest) => countFirstPreferences(contest),
  },
  {
    id: 'approval',
    title: 'Approval',
    seats: 'several',
    reading: asApprovals,
    count: (contest, rules, ranks) => countApproval(rankingsAsApprovals(contest, ranks), rules),
  },
  {
    id: 'pav',
    title: 'Proportional approval',
    seats: 'several',
    reading: asApprovals,
    count: (contest, rules, ranks) => countProportionalApproval(rankingsAsApprovals(contest, ranks), rules),
  },
  {
    id: 'score',
    title: 'Score',
    seats: 'several',
    reading: asScores,
    count: (contest, rules) => countScore(rankingsAsScores(contest), rules),
  },
  {
    id: 'star',
    title: 'STAR',
    seats: 'one',
    reading: asScores,
    count: (contest, rules) => countStar(rankingsAsScores(contest), contest.options.length - 1, rules),
  },
  {
    id: 'instant-runoff',
    title: 'Instant runoff',
    seats: 'one',
    reading: '',
    count: (contest, rules) => countInstantRunoff(contest, rules),
  },
  {
    id: 'schulze',
    title: 'Schulze',
    seats: 'several',
    reading: '',
    count: (contest, rules) => countSchulze(contest, rules),
  },
  {
    id: 'ranked-pairs',
    title: 'Ranked pairs',
    seats: 'several',
    reading: '',
    count: (contest, rules) => countRankedPairs(contest, rules),
  },
  {
    id: 'dot',
    title: 'Dots',
    seats: 'several',
    reading: `${asScores} The points are laid as dots.`,
    count: (contest, rules) =>
      countDots(rankingsAsScores(contest), dotsOfRanking(contest.options.length), rules),
  },
  {
    id: 'quadratic',
    title: 'Quadratic',
    seats: 'several',
    reading: `${asScores} The points are cast as votes.`,
    count: (contest, rules) =>
      countQuadratic(rankingsAsScores(contest), costOfRanking(contest.options.length), rules),
  },
  {
    id: 'stv',
    title: 'Single transferable vote',
    seats: 'several',
    reading: '',
    count: (contest, rules) => countTransferableVote(contest, rules),
  },
];

/** One method by id, fit for so many seats. */
export const rankingMethod = (id: string, seats: number): Result<RankingMethod> => {
  const method = rankingMethods.find((each) => each.id === id);
  if (method === undefined) {
    return refuse('tally-method-unknown', { id, known: rankingMethods.map((each) => each.id).join(', ') });
  }
  if (!Number.isInteger(seats) || seats < 1) return refuse('tally-seats-none', { seats });
  return method.seats === 'one' && seats > 1
    ? refuse('tally-one-seat', { method: method.title, seats })
    : succeed(method);
};
