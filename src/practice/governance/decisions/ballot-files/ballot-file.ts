import { type Refusal, type Result, refuse } from '../../../../base/result.ts';
import type { RankedBallot, RankedContest } from '../ranked-contest.ts';

/** What a file of ranked ballots holds. */
export interface BallotFile extends RankedContest {
  readonly title: string;
  /** null where the format does not say. */
  readonly seats: number | null;
  /** Options that stood back after ballots were made; they are among `options`. */
  readonly withdrawn: readonly string[];
}

/**
 * Reads a file line by line, as it comes: only distinct ballots are held. The first line that does not read refuses
 * the whole file, since a count without it would be another count.
 */
export interface BallotFileReader {
  /** The next line without its end; null while all is well. */
  line(text: string): Refusal | null;
  end(): Result<BallotFile>;
}

/** Beyond this the counts of pairs would not fit any purpose; it is also what a hostile header may make us hold. */
export const mostOptions = 1_000;

export const unreadable = (format: string, line: number, problem: string): Refusal =>
  refuse('ballot-file-unreadable', { format, line, problem });

/** Text in words of a refusal: printable and short. */
export const shown = (text: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal
  const clean = text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '·');
  return clean.length > 40 ? `${clean.slice(0, 39)}…` : clean;
};

/** A whole number written in plain digits, at most `most`; null for anything else. */
export const wholeNumber = (text: string, most = Number.MAX_SAFE_INTEGER): number | null => {
  if (!/^\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return value <= most ? value : null;
};

/** Ballots alike held once, in the order first seen. */
export const gatherBallots = () => {
  const byKey = new Map<string, { tiers: readonly (readonly number[])[]; weight: number }>();
  let total = 0;
  return {
    /** False where all weights together are too large to count exactly. */
    add: (tiers: readonly (readonly number[])[], weight: number): boolean => {
      total += weight;
      if (!Number.isSafeInteger(total)) return false;
      const key = tiers.map((tier) => tier.join('=')).join('>');
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { tiers, weight });
      else known.weight += weight;
      return true;
    },
    total: () => total,
    distinct: () => byKey.size,
    ballots: (): RankedBallot[] => [...byKey.values()],
  };
};

/** The first name that occurs twice; null where all differ. */
export const nameTwice = (names: readonly string[]): string | null => {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
};
