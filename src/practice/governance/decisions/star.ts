import { listed, step } from './audit.ts';
import { tiersByCount } from './fill-seats.ts';
import { type MarkedContest, sumMarks } from './marked-contest.ts';
import type { CountingRules, Tally, TallyStatus } from './tally.ts';
import { resolveTie, type Tie } from './ties.ts';

/** How many ballots score `first` above `second`; a ballot that leaves either blank says nothing between them. */
const preferring = (contest: MarkedContest, first: number, second: number): bigint => {
  let count = 0;
  for (const { weight, marks } of contest.ballots) {
    const [a, b] = [marks[first], marks[second]];
    if (a !== null && a !== undefined && b !== null && b !== undefined && a > b) count += weight;
  }
  return BigInt(count);
};

/** How many ballots give each option the highest score there is. */
const topScores = (contest: MarkedContest, highest: number): bigint[] =>
  contest.options.map((_, option) =>
    contest.ballots.reduce(
      (sum, { weight, marks }) => sum + (marks[option] === highest ? BigInt(weight) : 0n),
      0n,
    ),
  );

/**
 * Counts STAR (score, then automatic runoff), one winner: the two greatest sums meet, and the one that more ballots
 * score higher wins. Ties for the runoff: pairs won among the tied, then most top scores, then the declared rules.
 * A tied runoff: greater sum, then most top scores, then the declared rules. Cost O(ballots · options).
 * Source: Equal Vote Coalition, STAR voting tie protocol. Checked against the published Tennessee example.
 * @param highest the highest score a ballot may give
 */
export const countStar = (contest: MarkedContest, highest: number, rules: CountingRules): Tally => {
  const { options } = contest;
  const { sums, marked } = sumMarks(contest);
  const tiers = tiersByCount(options, sums);
  const tops = topScores(contest, highest);
  const ties: Tie[] = [];
  const audit = [
    step(
      'Scores',
      'Sum of all scores; the two greatest meet in the runoff.',
      ['option', 'sum', 'top scores'],
      tiers.flat().map((option) => {
        const index = options.indexOf(option);
        return [option, `${sums[index]!}`, `${tops[index]!}`];
      }),
    ),
  ];
  const close = (winners: readonly string[], status: TallyStatus): Tally => ({
    method: 'star',
    winners,
    status,
    tiers,
    ties,
    words: [
      'STAR: each ballot scores each option. The two options with the greatest sums meet in a runoff, where each ballot counts for the one it scores higher.',
      'A blank is not a 0: a ballot that leaves one of the two blank says nothing between them in the runoff.',
    ],
    audit,
  });
  if (marked.every((count) => count === 0n)) return close([], 'unfilled');
  if (options.length === 1) return close(options, 'decided');

  const finalists: number[] = [];
  for (const tier of tiers) {
    let left = tier.map((option) => options.indexOf(option));
    while (left.length > 0 && finalists.length < 2) {
      if (left.length <= 2 - finalists.length) {
        finalists.push(...left);
        break;
      }
      const won = left.map((a) =>
        BigInt(left.filter((b) => preferring(contest, a, b) > preferring(contest, b, a)).length),
      );
      const byPairs = tiersByCount(left.map(String), won)[0]!.map(Number);
      const byTops = tiersByCount(
        byPairs.map(String),
        byPairs.map((index) => tops[index]!),
      )[0]!.map(Number);
      const names = left.map((index) => options[index]!);
      let taken = byTops[0]!;
      if (byTops.length > 1) {
        const about = `place ${finalists.length + 1} in the runoff`;
        const answer = resolveTie(
          { about, options: byTops.map((at) => options[at]!), purpose: 'advance' },
          rules.ties,
        );
        ties.push(answer.tie);
        if (answer.chosen === null) return close([], answer.end);
        taken = options.indexOf(answer.chosen);
        audit.push(step('Tie for the runoff', answer.tie.words));
      } else {
        const reason =
          byPairs.length === 1
            ? 'wins most pairs among them'
            : 'has most top scores of those that win most pairs among them';
        audit.push(
          step(
            'Tie for the runoff',
            `${listed(names)} have equal sums; ${options[taken]!} ${reason} and goes on.`,
          ),
        );
      }
      finalists.push(taken);
      left = left.filter((index) => index !== taken);
    }
  }
  const [first, second] = [finalists[0]!, finalists[1]!];
  const [forFirst, forSecond] = [preferring(contest, first, second), preferring(contest, second, first)];
  const names = [options[first]!, options[second]!] as const;
  const runoff = (words: string) =>
    audit.push(
      step(
        'Runoff',
        words,
        ['option', 'scored higher by'],
        [
          [names[0], `${forFirst}`],
          [names[1], `${forSecond}`],
        ],
      ),
    );
  const comparisons: readonly (readonly [bigint, bigint, string])[] = [
    [forFirst, forSecond, 'more ballots score it higher'],
    [sums[first]!, sums[second]!, 'the runoff is equal, and its sum is greater'],
    [tops[first]!, tops[second]!, 'the runoff and the sums are equal, and it has more top scores'],
  ];
  for (const [a, b, reason] of comparisons) {
    if (a === b) continue;
    const winner = a > b ? names[0] : names[1];
    runoff(`${winner} wins: ${reason}.`);
    return close([winner], 'decided');
  }
  const answer = resolveTie({ about: 'the win', options: names, purpose: 'advance' }, rules.ties);
  ties.push(answer.tie);
  runoff(answer.tie.words);
  if (answer.chosen !== null) return close([answer.chosen], 'decided');
  const stays = answer.end === 'status-quo' && rules.ties.statusQuo !== null;
  return close(stays ? [rules.ties.statusQuo] : [], answer.end);
};
