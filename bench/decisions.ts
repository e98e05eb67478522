import { Schulze as CondorcetSchulze } from 'condorcet';
import { Borda, FirstPastThePost, InstantRunoff, Schulze, utils } from 'votes';
import { randomStream } from '../src/base/random.ts';
import { rankingMethods } from '../src/practice/governance/decisions/count-rankings.ts';
import type { RankedContest } from '../src/practice/governance/decisions/ranked-contest.ts';
import { noTieRules } from '../src/practice/governance/decisions/ties.ts';
import {
  type BenchmarkSize,
  formatRatio,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'Counting ranked ballots';

/** Ballots that nearly all differ, each ranking at least half of the options. */
const drawn = (count: number, options: number): RankedContest => {
  const stream = randomStream(2007, 'ballots');
  return {
    options: Array.from({ length: options }, (_, i) => `Option ${i + 1}`),
    ballots: Array.from({ length: count }, () => {
      const order = stream.shuffle(Array.from({ length: options }, (_, i) => i));
      const named = Math.ceil(options / 2) + stream.below(Math.floor(options / 2));
      return { weight: 1, tiers: order.slice(0, named).map((option) => [option]) };
    }),
  };
};

const secondsOf = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const count = size === 'full' ? 10_000 : 1000;
  const tries = size === 'full' ? 5 : 1;
  const contest = drawn(count, 20);
  const { options } = contest;
  const candidates = [...options];
  const ballots = contest.ballots.map(({ weight, tiers }) => ({
    weight,
    ranking: tiers.map((tier) => tier.map((option) => options[option])),
  }));
  const same = { ballots, candidates };
  const ranks = contest.ballots.map(
    ({ tiers }) => new Map(tiers.map((tier, rank) => [options[tier[0]], rank] as const)),
  );
  const matrix = () => utils.matrixFromBallots(utils.normalizeBallots(ballots, candidates), candidates);
  const votes: Readonly<Record<string, () => unknown>> = {
    majority: () => new FirstPastThePost(same).scores(),
    score: () => new Borda(same).scores(),
    'instant-runoff': () => new InstantRunoff(same).ranking(),
    schulze: () => new Schulze(matrix()).ranking(),
  };
  const condorcet: Readonly<Record<string, () => unknown>> = {
    schulze: () => {
      const counter = new CondorcetSchulze(new Set(options));
      for (const each of ranks) counter.addBallot(each);
      return counter.rank();
    },
  };
  const rows = rankingMethods.map((method) => {
    const seats = method.seats === 'one' ? 1 : 3;
    const ties = { ...noTieRules, order: ['draw'] as const, seed: 'bench' };
    const work = () => method.count(contest, { seats, ties }, null);
    const others = [votes[method.id], condorcet[method.id]];
    const times: number[][] = [[], [], []];
    work();
    for (let i = 0; i < tries; i++) {
      times[0].push(secondsOf(work));
      others.forEach((other, at) => {
        if (other !== undefined) times[at + 1].push(secondsOf(other));
      });
    }
    const [own, ...theirs] = times.map(median);
    const best = Math.min(...theirs.filter((seconds) => !Number.isNaN(seconds)));
    return [
      `${method.title}, ${seats === 1 ? '1 seat' : `${seats} seats`}`,
      formatSeconds(own),
      ...theirs.map(formatSeconds),
      formatRatio(best / own),
      '< 1 s',
    ];
  });
  return {
    about: `${count.toLocaleString('en')} ballots over 20 options, each ranking 10 to 20 of them, nearly all different; medians of ${tries}.`,
    columns: ['method', 'Equipo', 'votes', 'condorcet', 'times as fast', 'target'],
    rows,
    notes: [
      'Ours count exactly and write the whole audit; the others give scores or an order. A dash: the package has no such method. The ranked pairs of condorcet lock circles, and those of votes run out of stack on this input; both are left out; caritat only counts pairs.',
    ],
  };
};
