import { type AuditStep, counted, listed, step } from './audit.ts';
import { byCodeUnits } from './draw.ts';
import { tiersByCount } from './fill-seats.ts';
import type { MarkedContest } from './marked-contest.ts';
import { add, leastCommonMultiple, type Rational, rational, writeRational } from './rational.ts';
import type { CountingRules, Tally, TallyStatus } from './tally.ts';
import { resolveTie, type Tie } from './ties.ts';

/** Up to so many sets of options all are compared; beyond, seats are filled one after the other. */
export const mostSetsCompared = 5_000;

export interface ProportionalApproval extends Tally {
  /** Satisfaction of the chosen set: each ballot gives 1 + 1/2 + … + 1/k for k chosen options it approves. */
  readonly satisfaction: Rational;
  readonly isOptimum: boolean;
}

/** C(n, k), or Infinity beyond 2^53. */
export const setsOf = (n: number, k: number): number => {
  let sets = 1;
  for (let i = 1; i <= k; i++) sets = (sets * (n - k + i)) / i;
  return sets > Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : Math.round(sets);
};

interface Approvals {
  readonly weights: Float64Array;
  /** Approved options of each distinct ballot. */
  readonly approved: readonly Int32Array[];
  /** Distinct ballots that approve each option. */
  readonly approvers: readonly Int32Array[];
}

/** Ballots alike are taken together; those that approve nothing are left aside. */
const distinctApprovals = (contest: MarkedContest): Approvals => {
  const byKey = new Map<string, { approved: Int32Array; weight: number }>();
  for (const { weight, marks } of contest.ballots) {
    const approved = Int32Array.from(
      marks.flatMap((mark, index) => (mark !== null && mark > 0 ? [index] : [])),
    );
    if (approved.length === 0) continue;
    const key = approved.join();
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { approved, weight });
    else known.weight += weight;
  }
  const all = [...byKey.values()];
  const approvers: number[][] = contest.options.map(() => []);
  all.forEach(({ approved }, ballot) => {
    for (const option of approved) approvers[option]!.push(ballot);
  });
  return {
    weights: Float64Array.from(all, ({ weight }) => weight),
    approved: all.map(({ approved }) => approved),
    approvers: approvers.map((ballots) => Int32Array.from(ballots)),
  };
};

/**
 * For each option, what choosing it next would add, in units of 1 / `unit`; `have[b]` members are chosen that ballot b
 * approves. Sums of whole numbers per harmonic term, so exact.
 */
const gainsOf = (
  { weights, approved }: Approvals,
  have: Int32Array,
  chosen: number,
  options: number,
  unit: bigint,
): bigint[] => {
  const terms = new Float64Array((chosen + 1) * options);
  for (let b = 0; b < approved.length; b++) {
    const row = have[b]! * options;
    const weight = weights[b]!;
    const list = approved[b]!;
    for (let a = 0; a < list.length; a++) terms[row + list[a]!]! += weight;
  }
  const gains: bigint[] = [];
  for (let option = 0; option < options; option++) {
    let gain = 0n;
    for (let term = 0; term <= chosen; term++) {
      const sum = terms[term * options + option]!;
      if (sum > 0) gain += BigInt(sum) * (unit / BigInt(term + 1));
    }
    gains.push(gain);
  }
  return gains;
};

const include = ({ approvers }: Approvals, have: Int32Array, option: number, by: 1 | -1): void => {
  for (const ballot of approvers[option]!) have[ballot]! += by;
};

/** All sets of `seats` options with the greatest satisfaction. */
const bestSets = (
  approvals: Approvals,
  options: number,
  seats: number,
  unit: bigint,
): { sets: number[][]; best: bigint } => {
  const have = new Int32Array(approvals.approved.length);
  const chosen: number[] = [];
  let sets: number[][] = [];
  let best = -1n;
  const visit = (from: number, satisfaction: bigint): void => {
    const gains = gainsOf(approvals, have, chosen.length, options, unit);
    const isLast = chosen.length === seats - 1;
    const until = options - (seats - chosen.length - 1);
    for (let option = from; option < until; option++) {
      const reached = satisfaction + gains[option]!;
      if (isLast) {
        if (reached > best) [best, sets] = [reached, []];
        if (reached === best) sets.push([...chosen, option]);
        continue;
      }
      include(approvals, have, option, 1);
      chosen.push(option);
      visit(option + 1, reached);
      chosen.pop();
      include(approvals, have, option, -1);
    }
  };
  visit(0, 0n);
  return { sets, best };
};

/** The satisfaction a set of options gives all ballots together: Σ weight · (1 + 1/2 + … + 1/k). Exact. */
export const satisfactionOf = (contest: MarkedContest, chosen: readonly number[]): Rational => {
  const harmonic: Rational[] = [rational(0)];
  for (let k = 1; k <= chosen.length; k++) harmonic.push(add(harmonic[k - 1]!, rational(1, k)));
  let sum = rational(0);
  for (const { weight, marks } of contest.ballots) {
    const k = chosen.filter((option) => (marks[option] ?? 0) > 0).length;
    const part = harmonic[k]!;
    sum = add(sum, rational(part.numerator * BigInt(weight), part.denominator));
  }
  return sum;
};

/**
 * Counts proportional approval: the set of options with the greatest satisfaction, where a ballot gives 1 for the
 * first chosen option it approves, 1/2 for the second, 1/3 for the third and so on. All sets are compared where there
 * are at most `mostSetsCompared`; else seats are filled one after the other by the greatest gain, and the result says
 * so. Cost O(sets · approvals), or O(seats · approvals). Source: Thiele 1895; Janson 2016, §5. Checked against the
 * published example and by trying all sets in the tests.
 */
export const countProportionalApproval = (
  contest: MarkedContest,
  rules: CountingRules,
): ProportionalApproval => {
  const { options } = contest;
  const { seats } = rules;
  const ties: Tie[] = [];
  const audit: AuditStep[] = [];
  const approvals = distinctApprovals(contest);
  const sets = setsOf(options.length, seats);
  const isOptimum = sets <= mostSetsCompared;
  const words = [
    'Proportional approval: a ballot gives 1 for the first chosen option it approves, 1/2 for the second, 1/3 for the third and so on; the set of options to which all ballots together give most is chosen.',
    isOptimum
      ? `All ${sets} sets of ${seats} were compared.`
      : `There are more than ${mostSetsCompared} sets of ${seats}, so seats were filled one after the other, each by the option that adds most (sequential proportional approval).`,
  ];
  const close = (chosen: readonly number[], status: TallyStatus): ProportionalApproval => {
    const sum = satisfactionOf(contest, chosen);
    return {
      method: 'pav',
      winners: chosen.map((index) => options[index]!),
      status,
      tiers: [],
      ties,
      words,
      audit,
      satisfaction: sum,
      isOptimum,
    };
  };
  if (approvals.approved.length === 0) return close([], 'unfilled');
  if (options.length <= seats) {
    audit.push(
      step('No count', `${counted(options.length, 'option')} for ${counted(seats, 'seat')}: all are chosen.`),
    );
    return close(
      options.map((_, index) => index),
      options.length === seats ? 'decided' : 'unfilled',
    );
  }
  let unit = 1n;
  for (let k = 2n; k <= BigInt(seats); k++) unit = leastCommonMultiple(unit, k);

  if (isOptimum) {
    const { sets: found, best } = bestSets(approvals, options.length, seats, unit);
    // By name, so that a draw among sets does not hang on the order in which options were listed.
    const written = found.map((set) => listed(set.map((index) => options[index]!).sort(byCodeUnits)));
    audit.push(
      step(
        'Best set',
        `Greatest satisfaction: ${writeRational(rational(best, unit))}, of ${counted(found.length, 'set')}.`,
        ['set'],
        written.map((set) => [set]),
      ),
    );
    if (found.length === 1) return close(found[0]!, 'decided');
    const answer = resolveTie({ about: 'the best set', options: written, purpose: 'advance' }, rules.ties);
    ties.push(answer.tie);
    return answer.chosen === null
      ? close([], answer.end)
      : close(found[written.indexOf(answer.chosen)]!, 'decided');
  }
  const have = new Int32Array(approvals.approved.length);
  const chosen: number[] = [];
  while (chosen.length < seats) {
    const gains = gainsOf(approvals, have, chosen.length, options.length, unit);
    const left = options.map((_, index) => index).filter((index) => !chosen.includes(index));
    const tiers = tiersByCount(
      left.map(String),
      left.map((index) => gains[index]!),
    );
    const first = tiers[0]!.map(Number);
    let taken = first[0]!;
    let tieWords = '';
    if (first.length > 1) {
      const question = { about: `seat ${chosen.length + 1}`, options: first.map((index) => options[index]!) };
      const answer = resolveTie({ ...question, purpose: 'advance' }, rules.ties);
      ties.push(answer.tie);
      if (answer.chosen === null) return close(chosen, answer.end);
      taken = options.indexOf(answer.chosen);
      tieWords = ` ${answer.tie.words}`;
    }
    const rows = tiers.flat().map((text) => {
      const index = Number(text);
      return [options[index]!, writeRational(rational(gains[index]!, unit))];
    });
    audit.push(
      step(
        `Seat ${chosen.length + 1}`,
        `${options[taken]!} adds most.${tieWords}`,
        ['option', 'would add'],
        rows,
      ),
    );
    chosen.push(taken);
    include(approvals, have, taken, 1);
  }
  return close(chosen, 'decided');
};
