import type { AuditStep } from './audit.ts';
import { step } from './audit.ts';
import type { RankedContest } from './ranked-contest.ts';

/** For each pair, how many ballots put the one above the other. */
export interface PairCounts {
  readonly options: readonly string[];
  /** Row-major n × n: `above[i * n + j]` ballots rank i above j; the diagonal is 0. */
  readonly above: Float64Array;
}

/**
 * Counts every pair of options.
 * Formula: above(i, j) = Σ over ballots of weight · [rank(i) < rank(j)]; options left out share the rank after the last.
 * Returns whole numbers in [0, ballots]; all 0 without ballots. Cost O(ballots · options²).
 * Source: Condorcet 1785; checked against the packages votes, condorcet and caritat.
 */
export const countPairs = (contest: RankedContest): PairCounts => {
  const n = contest.options.length;
  const above = new Float64Array(n * n);
  const rank = new Int32Array(n);
  for (const { weight, tiers } of contest.ballots) {
    rank.fill(tiers.length);
    for (let t = 0; t < tiers.length; t++) for (const option of tiers[t]!) rank[option] = t;
    for (let i = 0; i < n; i++) {
      const own = rank[i]!;
      for (let j = 0; j < n; j++) if (own < rank[j]!) above[i * n + j]! += weight;
    }
  }
  return { options: contest.options, above };
};

/** The option that more ballots put above each other one than below it; null where there is none. */
export const condorcetWinner = ({ options, above }: PairCounts): string | null => {
  const n = options.length;
  for (let i = 0; i < n; i++) {
    let wins = 0;
    for (let j = 0; j < n; j++) if (i !== j && above[i * n + j]! > above[j * n + i]!) wins++;
    if (wins === n - 1) return options[i]!;
  }
  return null;
};

/** Every pair with both counts, for the audit. */
export const pairStep = ({ options, above }: PairCounts): AuditStep => {
  const n = options.length;
  const rows: string[][] = [];
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const [forFirst, forSecond] = [above[i * n + j]!, above[j * n + i]!];
      const result =
        forFirst === forSecond
          ? 'equal'
          : `${forFirst > forSecond ? options[i]! : options[j]!} by ${Math.abs(forFirst - forSecond)}`;
      rows.push([options[i]!, options[j]!, `${forFirst}`, `${forSecond}`, result]);
    }
  }
  return step(
    'Every pair',
    'For each pair of options, how many ballots put the one above the other.',
    ['first', 'second', 'first above', 'second above', 'more'],
    rows,
  );
};

/**
 * Orders options by who beats whom: those nobody left beats come first, are taken out, and so on. `beats` has no
 * cycles, so each round takes at least one. Cost O(options³).
 */
export const tiersOf = (options: readonly string[], beats: (i: number, j: number) => boolean): string[][] => {
  const tiers: string[][] = [];
  let left = options.map((_, index) => index);
  while (left.length > 0) {
    const unbeaten = left.filter((i) => !left.some((j) => j !== i && beats(j, i)));
    if (unbeaten.length === 0) throw new Error('tiersOf: expected an order without cycles, but got a cycle');
    tiers.push(unbeaten.map((i) => options[i]!));
    left = left.filter((i) => !unbeaten.includes(i));
  }
  return tiers;
};
