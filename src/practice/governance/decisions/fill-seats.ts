import type { TallyStatus } from './tally.ts';
import { resolveTie, type Tie, type TieRules } from './ties.ts';

export interface SeatsFilled {
  readonly winners: readonly string[];
  readonly status: TallyStatus;
  readonly ties: readonly Tie[];
}

/**
 * Takes as many options as there are seats from an order with equals. Equals that all find a seat are no tie; a tier
 * that is too large for the seats left is settled by the declared rules, one seat at a time.
 */
export const fillSeats = (
  tiers: readonly (readonly string[])[],
  seats: number,
  rules: TieRules,
  earlierRounds: readonly ReadonlyMap<string, bigint>[] = [],
): SeatsFilled => {
  const winners: string[] = [];
  const ties: Tie[] = [];
  for (const tier of tiers) {
    let left = [...tier];
    while (left.length > 0 && winners.length < seats) {
      if (left.length <= seats - winners.length) {
        winners.push(...left);
        break;
      }
      const about = seats === 1 ? 'the win' : `seat ${winners.length + 1}`;
      const answer = resolveTie({ about, options: left, purpose: 'advance', earlierRounds }, rules);
      ties.push(answer.tie);
      if (answer.chosen === null) {
        // What is already so is itself an option where one says so, and then holds the seat.
        const stays = answer.end === 'status-quo' && rules.statusQuo !== null && winners.length === 0;
        return { winners: stays ? [rules.statusQuo] : winners, status: answer.end, ties };
      }
      winners.push(answer.chosen);
      left = left.filter((option) => option !== answer.chosen);
    }
  }
  return { winners, status: winners.length === seats ? 'decided' : 'unfilled', ties };
};

/** Options in tiers by a whole number each, most first. */
export const tiersByCount = (options: readonly string[], counts: readonly bigint[]): string[][] => {
  const order = options
    .map((_, index) => index)
    .sort((a, b) => (counts[b]! > counts[a]! ? 1 : counts[b]! < counts[a]! ? -1 : a - b));
  const tiers: string[][] = [];
  let last: bigint | null = null;
  for (const index of order) {
    if (counts[index] !== last) tiers.push([]);
    last = counts[index]!;
    tiers.at(-1)!.push(options[index]!);
  }
  return tiers;
};
