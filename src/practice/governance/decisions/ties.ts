import { listed } from './audit.ts';
import { byCodeUnits, drawnOrder } from './draw.ts';

/**
 * What may resolve a tie. A tie is an outcome of its own: only what the opening declared resolves it, in the order
 * declared, and a count that runs out of rules stops there and says so.
 */
export const tieRules = ['status-quo', 'earlier-round', 'draw', 'new-round'] as const;

export type TieRule = (typeof tieRules)[number];

export interface TieRules {
  readonly order: readonly TieRule[];
  /** For `draw`: a text that nobody could choose alone, such as the hash of the closed ballots. */
  readonly seed: string;
  /** For `status-quo`: the option that means that nothing changes; null where no option says so. */
  readonly statusQuo: string | null;
}

export const noTieRules: TieRules = { order: [], seed: '', statusQuo: null };

export interface Tie {
  readonly about: string;
  readonly options: readonly string[];
  /** The rule that settled it; null where none did. */
  readonly resolvedBy: TieRule | null;
  /** The option the rule took; null where none was taken. */
  readonly chosen: string | null;
  readonly words: string;
}

export type TieEnd = 'tied' | 'new-round' | 'status-quo';

export interface TieQuestion {
  /** `the win`, `exclusion in round 2`: completes "tie for …". */
  readonly about: string;
  readonly options: readonly string[];
  /** Whether the one chosen goes on (has most) or goes out (has least). */
  readonly purpose: 'advance' | 'exclude';
  /** What each option had in the rounds before, first round first; empty for methods without rounds. */
  readonly earlierRounds?: readonly ReadonlyMap<string, bigint>[];
}

export type TieAnswer =
  | { readonly chosen: string; readonly tie: Tie }
  | { readonly chosen: null; readonly end: TieEnd; readonly tie: Tie };

/** Those of `options` with most (or least) in the first round in which they differed, then the next, and so on. */
const leadEarlier = (question: TieQuestion, options: readonly string[]): string[] => {
  let left = [...options];
  for (const round of question.earlierRounds ?? []) {
    const had = left.map((option) => round.get(option) ?? 0n);
    const best = had.reduce((a, b) => ((question.purpose === 'advance' ? b > a : b < a) ? b : a));
    left = left.filter((_, index) => had[index] === best);
    if (left.length === 1) break;
  }
  return left;
};

const ruleWords = (rule: TieRule, chosen: string, purpose: TieQuestion['purpose']): string => {
  const fate = purpose === 'advance' ? 'goes on' : 'goes out';
  if (rule === 'earlier-round') {
    return `${chosen} ${fate}: it had ${purpose === 'advance' ? 'more' : 'fewer'} in the first round in which they differed.`;
  }
  if (rule === 'draw') return `${chosen} ${fate} by a draw from the declared seed.`;
  return `${chosen} ${fate}, because what is already so holds where nothing else decides.`;
};

/**
 * Settles one tie by the declared rules, in order; each rule works on those the rules before it left equal.
 * Cost O(rules · rounds · options). Options come back the same for any order they are given in.
 */
export const resolveTie = (question: TieQuestion, rules: TieRules): TieAnswer => {
  const options = [...question.options].sort(byCodeUnits);
  const opening = `${listed(options)} tie for ${question.about}.`;
  const settled = (rule: TieRule, chosen: string): TieAnswer => ({
    chosen,
    tie: {
      about: question.about,
      options,
      resolvedBy: rule,
      chosen,
      words: `${opening} ${ruleWords(rule, chosen, question.purpose)}`,
    },
  });
  const stopped = (end: TieEnd, words: string): TieAnswer => ({
    chosen: null,
    end,
    tie: {
      about: question.about,
      options,
      resolvedBy: end === 'tied' ? null : end,
      chosen: null,
      words: `${opening} ${words}`,
    },
  });
  let left = options;
  for (const rule of rules.order) {
    if (rule === 'new-round') return stopped('new-round', 'As declared, they go to a new round.');
    if (rule === 'draw') {
      return settled(rule, drawnOrder(left, rules.seed, `${question.about}, ${question.purpose}`)[0]!);
    }
    if (rule === 'earlier-round') {
      left = leadEarlier(question, left);
      if (left.length === 1) return settled(rule, left[0]!);
      continue;
    }
    const standing = rules.statusQuo;
    if (question.purpose === 'exclude') {
      if (standing !== null) left = left.filter((option) => option !== standing);
      if (left.length === 1) return settled(rule, left[0]!);
    } else if (standing !== null && left.includes(standing)) return settled(rule, standing);
    else return stopped('status-quo', 'As declared, what is already so stays.');
  }
  return stopped('tied', 'No rule declared at the opening resolves it.');
};
