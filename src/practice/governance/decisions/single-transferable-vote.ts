import { type AuditStep, counted, listed, step } from './audit.ts';
import { tiersByCount } from './fill-seats.ts';
import { ballotCount, type RankedContest } from './ranked-contest.ts';
import type { CountingRules, Tally, TallyStatus } from './tally.ts';
import { resolveTie, type Tie, type TieQuestion } from './ties.ts';

/** One vote: values are whole numbers of hundred-thousandths, as five decimal places are. */
export const oneVote = 100_000n;

export interface TransferStage {
  /** By option, in hundred-thousandths of a vote, after this stage. */
  readonly votes: ReadonlyMap<string, bigint>;
  /** Votes of papers without a further preference. */
  readonly nonTransferable: bigint;
  /** What truncation to five places has cut off. `votes`, `nonTransferable` and this add up to all votes. */
  readonly lostToTruncation: bigint;
  readonly elected: readonly string[];
  readonly excluded: readonly string[];
}

export interface TransferableVote extends Tally {
  /** Whole votes; 0 where no count was needed. */
  readonly quota: bigint;
  readonly stages: readonly TransferStage[];
}

/** `686.62747`. */
export const writeVotes = (votes: bigint): string => {
  const whole = votes / oneVote;
  const rest = (votes % oneVote).toString().padStart(5, '0').replace(/0+$/, '');
  return rest === '' ? `${whole}` : `${whole}.${rest}`;
};

interface Paper {
  readonly ballot: number;
  /** Place of the present preference on the ballot. */
  readonly at: number;
  readonly value: bigint;
}

const methodWords = [
  'Single transferable vote by the rules of Scottish local elections: whoever reaches the quota (valid ballots over seats plus one, cut to a whole number, plus one) is elected. What an elected option has above the quota passes on over all its papers, each at value received times surplus over votes held, cut to five decimal places; the greatest surplus first. Where nobody has a surplus, the option with fewest goes out and its papers pass on at the value they have.',
  'When as many are left as seats are open, all of them are elected. A paper without a further preference is shown as not transferable. A paper is read up to its first shared rank.',
  'Options that nobody has a paper for go out together, since their order could change nothing.',
];

/** The preferences a paper can be read for: up to the first shared rank. */
const strictPart = (tiers: readonly (readonly number[])[]): number[] => {
  const end = tiers.findIndex((tier) => tier.length > 1);
  return (end < 0 ? tiers : tiers.slice(0, end)).map((tier) => tier[0]!);
};

/**
 * Counts by single transferable vote (weighted inclusive Gregory): audit by stage.
 * Formula: quota = ⌊valid / (seats + 1)⌋ + 1; value passed on = ⌊10⁵ · value received · surplus / votes held⌋ / 10⁵.
 * Cost O(stages · (ballots + options)). Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42),
 * schedule 1, rules 45–52. Checked against the worked example published with the rules (2,397 papers).
 */
export const countTransferableVote = (contest: RankedContest, rules: CountingRules): TransferableVote => {
  const { options } = contest;
  const preferences = contest.ballots.map(({ tiers }) => strictPart(tiers));
  const weights = contest.ballots.map(({ weight }) => weight);
  const readable = contest.ballots.filter((_, b) => preferences[b]!.length > 0);
  const valid = BigInt(ballotCount(readable));
  const unread = ballotCount(contest.ballots) - Number(valid);
  const stages: TransferStage[] = [];
  const audit: AuditStep[] = [];
  const ties: Tie[] = [];
  const elected: string[] = [];
  const close = (status: TallyStatus, quota: bigint): TransferableVote => ({
    method: 'stv',
    status,
    winners: elected,
    tiers: [],
    ties,
    words: [
      ...methodWords,
      ...(unread > 0
        ? [`${counted(unread, 'paper')} without a clear first preference could not be read.`]
        : []),
    ],
    audit,
    quota,
    stages,
  });
  if (options.length <= rules.seats) {
    elected.push(...options);
    const isFull = options.length === rules.seats;
    audit.push(
      step(
        'No count',
        `${counted(options.length, 'option')} for ${counted(rules.seats, 'seat')}: all are elected without a count.`,
      ),
    );
    return close(isFull ? 'decided' : 'unfilled', 0n);
  }
  if (valid === 0n) return close('unfilled', 0n);

  const quota = valid / BigInt(rules.seats + 1) + 1n;
  const needed = quota * oneVote;
  const total = valid * oneVote;
  type Standing = 'continuing' | 'elected' | 'excluded';
  const standing: Standing[] = options.map(() => 'continuing');
  const votes = options.map(() => 0n);
  const piles: Paper[][] = options.map(() => []);
  /** Elected with a surplus still to be passed on. */
  const pending = new Set<number>();
  let nonTransferable = 0n;
  preferences.forEach((order, ballot) => {
    if (order.length === 0) return;
    piles[order[0]!]!.push({ ballot, at: 0, value: oneVote });
    votes[order[0]!]! += BigInt(weights[ballot]!) * oneVote;
  });

  /** Passes papers on at new values, counting papers by target and value so that each product is taken once. */
  const passOn = (papers: readonly Paper[], valueAfter: (received: bigint) => bigint): void => {
    const newValues = new Map<bigint, bigint>();
    const passed = new Map<bigint, Float64Array>();
    const unpassed = new Map<bigint, number>();
    for (const paper of papers) {
      let value = newValues.get(paper.value);
      if (value === undefined) {
        value = valueAfter(paper.value);
        newValues.set(paper.value, value);
      }
      const order = preferences[paper.ballot]!;
      let at = paper.at + 1;
      while (at < order.length && standing[order[at]!] !== 'continuing') at++;
      const weight = weights[paper.ballot]!;
      if (at >= order.length) {
        unpassed.set(value, (unpassed.get(value) ?? 0) + weight);
        continue;
      }
      let counts = passed.get(value);
      if (counts === undefined) {
        counts = new Float64Array(options.length);
        passed.set(value, counts);
      }
      counts[order[at]!]! += weight;
      piles[order[at]!]!.push({ ballot: paper.ballot, at, value });
    }
    for (const [value, counts] of passed) {
      for (let i = 0; i < counts.length; i++) if (counts[i]! > 0) votes[i]! += BigInt(counts[i]!) * value;
    }
    for (const [value, count] of unpassed) nonTransferable += BigInt(count) * value;
  };

  const continuing = () =>
    options.map((_, index) => index).filter((index) => standing[index] === 'continuing');
  const byVotes = (indices: readonly number[]) =>
    [...indices].sort((a, b) => (votes[b]! > votes[a]! ? 1 : votes[b]! < votes[a]! ? -1 : a - b));
  const rounds = () => stages.map((stage) => stage.votes);

  /** Closes a stage: who reached the quota, or filled the last seats, and what everybody has. */
  const finish = (what: string, excluded: readonly string[]): void => {
    const news: string[] = [];
    const elect = (index: number) => {
      standing[index] = 'elected';
      if (votes[index]! > needed) pending.add(index);
      news.push(options[index]!);
    };
    for (const index of byVotes(continuing())) if (votes[index]! >= needed) elect(index);
    const left = continuing();
    const isLast = left.length > 0 && left.length === rules.seats - elected.length - news.length;
    if (isLast) for (const index of byVotes(left)) elect(index);
    elected.push(...news);
    const held = votes.reduce((sum, each) => sum + each, 0n);
    const lost = total - held - nonTransferable;
    stages.push({
      votes: new Map(options.map((option, index) => [option, votes[index]!])),
      nonTransferable,
      lostToTruncation: lost,
      elected: news,
      excluded,
    });
    const electedWords =
      news.length === 0
        ? 'Nobody new reaches the quota.'
        : isLast
          ? `${listed(news)} ${news.length === 1 ? 'is' : 'are'} elected; no more are left than seats.`
          : `${listed(news)} ${news.length === 1 ? 'reaches' : 'reach'} the quota and ${news.length === 1 ? 'is' : 'are'} elected.`;
    audit.push(
      step(
        `Stage ${stages.length}`,
        `${what} ${electedWords}`,
        ['option', 'votes', 'standing'],
        [
          ...options.map((option, index) => [option, writeVotes(votes[index]!), standing[index]!]),
          ['not transferable', writeVotes(nonTransferable), ''],
          ['cut off by rounding', writeVotes(lost), ''],
        ],
      ),
    );
  };

  /** One of several equals, by the declared rules; null where the count stops. */
  let stopped: TallyStatus | null = null;
  const choose = (
    indices: readonly number[],
    question: Pick<TieQuestion, 'about' | 'purpose'>,
  ): number | null => {
    if (indices.length === 1) return indices[0]!;
    const answer = resolveTie(
      { ...question, options: indices.map((index) => options[index]!), earlierRounds: rounds() },
      rules.ties,
    );
    ties.push(answer.tie);
    if (answer.chosen === null) {
      stopped = answer.end;
      audit.push(step('Stopped', answer.tie.words));
      return null;
    }
    audit.push(step('Tie', answer.tie.words));
    return options.indexOf(answer.chosen);
  };

  finish(
    `${counted(valid, 'valid paper')}, ${counted(rules.seats, 'seat')}: the quota is ${quota}. Each paper counts for its first preference.`,
    [],
  );
  while (elected.length < rules.seats) {
    const next = stages.length + 1;
    if (pending.size > 0) {
      const largest = byVotes([...pending]).filter((index, _, all) => votes[index] === votes[all[0]!]);
      const from = choose(largest, {
        about: `the first surplus to pass on in stage ${next}`,
        purpose: 'advance',
      });
      if (from === null) return close(stopped ?? 'tied', quota);
      const held = votes[from]!;
      const surplus = held - needed;
      const papers = piles[from]!;
      pending.delete(from);
      votes[from] = needed;
      piles[from] = [];
      passOn(papers, (received) => (received * surplus) / held);
      finish(`The surplus of ${options[from]}, ${writeVotes(surplus)}, passes on.`, []);
      continue;
    }
    const left = continuing();
    const lowestTier = tiersByCount(
      left.map(String),
      left.map((index) => votes[index]!),
    )
      .at(-1)!
      .map(Number);
    const areUnnamed =
      votes[lowestTier[0]!] === 0n && left.length - lowestTier.length >= rules.seats - elected.length;
    const one = areUnnamed
      ? null
      : choose(lowestTier, { about: `exclusion in stage ${next}`, purpose: 'exclude' });
    if (!areUnnamed && one === null) return close(stopped ?? 'tied', quota);
    const out = one === null ? lowestTier : [one];
    for (const index of out) standing[index] = 'excluded';
    for (const index of out) {
      const papers = piles[index]!;
      votes[index] = 0n;
      piles[index] = [];
      passOn(papers, (received) => received);
    }
    const names = out.map((index) => options[index]!);
    finish(
      `${listed(names)} ${out.length === 1 ? 'has fewest and goes' : 'have no papers and go'} out.`,
      names,
    );
  }
  return close('decided', quota);
};
