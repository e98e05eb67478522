import { type AuditStep, listed, step } from './audit.ts';
import { fillSeats, tiersByCount } from './fill-seats.ts';
import { ballotCount, type RankedContest } from './ranked-contest.ts';
import { leastCommonMultiple, rational, writeRational } from './rational.ts';
import type { CountingRules, Tally } from './tally.ts';
import { resolveTie, type Tie } from './ties.ts';

export interface RunoffRound {
  /** Votes in units of 1 / `unit`, by option still in the count. */
  readonly votes: ReadonlyMap<string, bigint>;
  readonly exhausted: bigint;
  readonly excluded: readonly string[];
}

export interface InstantRunoff extends Tally {
  readonly rounds: readonly RunoffRound[];
  /** One vote, in the units of `rounds`: more than 1 where a ballot ranks several equally. */
  readonly unit: bigint;
}

const methodWords = [
  'Instant runoff: each ballot counts for the highest option on it that is still in. Whoever has more than half of the ballots that still name somebody wins; until then the option with fewest goes out and its ballots pass on.',
  'A ballot that names nobody left is exhausted and shown as such. Options a ballot ranks equally share it in equal parts. Options left out are last: the ballot never passes to them.',
  'Lowest options that even together have fewer than the next one go out together, since their order could change nothing.',
];

const sumOf = (values: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
};

/**
 * Counts by instant runoff, one winner: audit by round. Cost O(rounds · ballots · options) at worst.
 * Source: Robert's Rules of Order §45 (preferential voting); checked against Burlington 2009 and the package votes.
 */
export const countInstantRunoff = (contest: RankedContest, rules: CountingRules): InstantRunoff => {
  const { options, ballots } = contest;
  const widest = ballots.reduce(
    (width, { tiers }) => Math.max(width, ...tiers.map((tier) => tier.length)),
    1,
  );
  let unit = 1n;
  for (let size = 2n; size <= BigInt(widest); size++) unit = leastCommonMultiple(unit, size);
  const isIn = options.map(() => true);
  const position = new Int32Array(ballots.length);
  const total = BigInt(ballotCount(ballots)) * unit;
  const write = (votes: bigint) => writeRational(rational(votes, unit));

  const countRound = (): bigint[] => {
    const shares = new Map<number, Float64Array>();
    for (let b = 0; b < ballots.length; b++) {
      const { tiers, weight } = ballots[b]!;
      let at = position[b]!;
      let size = 0;
      for (; at < tiers.length; at++) {
        size = 0;
        for (const option of tiers[at]!) if (isIn[option]) size++;
        if (size > 0) break;
      }
      position[b] = at;
      if (size === 0) continue;
      let share = shares.get(size);
      if (share === undefined) {
        share = new Float64Array(options.length);
        shares.set(size, share);
      }
      for (const option of tiers[at]!) if (isIn[option]) share[option]! += weight;
    }
    const votes = options.map(() => 0n);
    for (const [size, share] of shares) {
      const part = unit / BigInt(size);
      for (let i = 0; i < votes.length; i++) if (share[i]! > 0) votes[i]! += BigInt(share[i]!) * part;
    }
    return votes;
  };

  const rounds: RunoffRound[] = [];
  const ties: Tie[] = [];
  const audit: AuditStep[] = [];
  const goneLastFirst: string[][] = [];
  const close = (
    filled: Pick<Tally, 'winners' | 'status'>,
    tiers: readonly (readonly string[])[],
  ): InstantRunoff => ({
    method: 'instant-runoff',
    ...filled,
    tiers,
    ties,
    words: methodWords,
    audit,
    rounds,
    unit,
  });
  if (total === 0n || options.length === 0) return close({ winners: [], status: 'unfilled' }, []);

  for (;;) {
    const counts = countRound();
    const inside = options.map((_, index) => index).filter((index) => isIn[index]);
    const names = inside.map((index) => options[index]!);
    const votes = new Map(inside.map((index) => [options[index]!, counts[index]!]));
    const active = sumOf(votes.values());
    const tiers = tiersByCount(
      names,
      inside.map((index) => counts[index]!),
    );
    const most = votes.get(tiers[0]![0]!)!;
    const least = votes.get(tiers.at(-1)![0]!)!;
    const number = rounds.length + 1;
    const finish = (excluded: readonly string[], words: string) => {
      rounds.push({ votes, exhausted: total - active, excluded });
      audit.push(
        step(
          `Round ${number}`,
          words,
          ['option', 'ballots'],
          [
            ...tiers.flat().map((name) => [name, write(votes.get(name)!)]),
            ['exhausted', write(total - active)],
          ],
        ),
      );
    };
    const order = () => [...tiers, ...goneLastFirst];
    if (2n * most > active || names.length === 1) {
      finish(
        [],
        most === 0n
          ? `Only ${names[0]} is left, and no ballot names it.`
          : `${tiers[0]![0]} has ${write(most)} of ${write(active)}, more than half, and wins.`,
      );
      const isChosen = most > 0n;
      return close(
        { winners: isChosen ? [tiers[0]![0]!] : [], status: isChosen ? 'decided' : 'unfilled' },
        order(),
      );
    }
    const earlierRounds = rounds.map((round) => round.votes);
    if (most === least) {
      if (most === 0n) {
        finish([], 'Every ballot is exhausted before anybody has more than half.');
        return close({ winners: [], status: 'unfilled' }, order());
      }
      const filled = fillSeats([names], 1, rules.ties, earlierRounds);
      finish([], filled.ties.map((tie) => tie.words).join(' '));
      ties.push(...filled.ties);
      return close({ winners: filled.winners, status: filled.status }, order());
    }
    const lowest = tiers.at(-1)!;
    const next = votes.get(tiers.at(-2)![0]!)!;
    let excluded: readonly string[] = lowest;
    if (lowest.length > 1 && least * BigInt(lowest.length) >= next) {
      const answer = resolveTie(
        { about: `exclusion in round ${number}`, options: lowest, purpose: 'exclude', earlierRounds },
        rules.ties,
      );
      ties.push(answer.tie);
      if (answer.chosen === null) {
        finish([], answer.tie.words);
        return close({ winners: [], status: answer.end }, order());
      }
      excluded = [answer.chosen];
      finish(excluded, answer.tie.words);
    } else {
      finish(
        excluded,
        lowest.length === 1
          ? `Nobody has more than half of ${write(active)}. ${lowest[0]} has fewest and goes out.`
          : `Nobody has more than half of ${write(active)}. ${listed(lowest)} together have fewer than the next and go out together.`,
      );
    }
    goneLastFirst.unshift([...excluded]);
    for (const name of excluded) isIn[options.indexOf(name)] = false;
  }
};
