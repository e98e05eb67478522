import { listed, step } from './audit.ts';
import { fillSeats } from './fill-seats.ts';
import { condorcetWinner, countPairs, pairStep, tiersOf } from './pairwise.ts';
import { ballotCount, type RankedContest } from './ranked-contest.ts';
import type { CountingRules, Tally } from './tally.ts';

/**
 * Strength of the strongest path between each pair.
 * Formula: a link i → j has strength above(i, j) where above(i, j) > above(j, i), else 0; a path is as strong as its
 * weakest link; p(i, j) is the strongest path's.
 * @param above row-major n × n counts of ballots
 * @returns row-major n × n, whole numbers in [0, ballots]; 0 where no path leads
 * Cost O(n³). Source: Schulze 2011, §2.3 (winning votes). Checked against the published 45-voter example and the
 * packages votes and condorcet.
 */
export const strongestPaths = (above: Float64Array, n: number): Float64Array => {
  const strength = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const link = above[i * n + j]!;
      if (link > above[j * n + i]!) strength[i * n + j] = link;
    }
  }
  for (let via = 0; via < n; via++) {
    for (let i = 0; i < n; i++) {
      if (i === via) continue;
      const toVia = strength[i * n + via]!;
      for (let j = 0; j < n; j++) {
        if (j === i || j === via) continue;
        const through = Math.min(toVia, strength[via * n + j]!);
        if (through > strength[i * n + j]!) strength[i * n + j] = through;
      }
    }
  }
  return strength;
};

const methodWords = [
  'Schulze: each pair of options is compared over all ballots. One option beats another where the strongest chain of wins that leads from it is stronger than the strongest that leads back; a chain is as strong as its weakest win, and a win is as strong as the ballots behind it.',
  'Equal ranks say nothing between the two. Options a ballot leaves out are last on it, level with one another.',
];

/** Counts by the method of Schulze: audit by pair. Cost O(ballots · n² + n³). */
export const countSchulze = (contest: RankedContest, rules: CountingRules): Tally => {
  const { options } = contest;
  const n = options.length;
  const pairs = countPairs(contest);
  const strength = strongestPaths(pairs.above, n);
  const tiers = tiersOf(options, (i, j) => strength[i * n + j]! > strength[j * n + i]!);
  const filled =
    ballotCount(contest.ballots) === 0
      ? ({ winners: [], status: 'unfilled', ties: [] } as const)
      : fillSeats(tiers, rules.seats, rules.ties);
  const winner = condorcetWinner(pairs);
  const rows = options.flatMap((from, i) =>
    options.flatMap((to, j) =>
      i === j ? [] : [[from, to, `${strength[i * n + j]!}`, `${strength[j * n + i]!}`]],
    ),
  );
  return {
    method: 'schulze',
    ...filled,
    tiers,
    words: methodWords,
    audit: [
      pairStep(pairs),
      step(
        'Condorcet winner',
        winner === null
          ? 'No option wins every pair, so chains of wins decide.'
          : `${winner} wins every pair it is in.`,
      ),
      step(
        'Strongest chains',
        'How strong the strongest chain of wins is from one option to the other, and back.',
        ['from', 'to', 'there', 'back'],
        rows,
      ),
      step('Order', `${tiers.map(listed).join(' before ')}.`),
    ],
  };
};
