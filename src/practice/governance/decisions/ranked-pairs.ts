import { counted, listed, step } from './audit.ts';
import { drawnOrder } from './draw.ts';
import { fillSeats } from './fill-seats.ts';
import { condorcetWinner, countPairs, pairStep, tiersOf } from './pairwise.ts';
import { ballotCount, type RankedContest } from './ranked-contest.ts';
import type { CountingRules, Tally } from './tally.ts';
import type { Tie } from './ties.ts';

interface Win {
  readonly over: number;
  readonly under: number;
  readonly votes: number;
  readonly against: number;
}

const methodWords = [
  'Ranked pairs: the wins of one option over another are taken from the strongest to the weakest, and each is locked unless it would close a circle with those locked before. A win is stronger with more ballots behind it, and among equals with fewer against it. Whoever has no locked win against them is first.',
  'Wins of equal strength are locked together where they close no circle. Where they would, a draw declared at the opening orders them; without one, those in the circle are not locked.',
  'Equal ranks say nothing between the two. Options a ballot leaves out are last on it, level with one another.',
];

/** Locked wins with their closure: `reaches[i * n + j]` where a chain of locked wins leads from i to j. */
const makeLocks = (n: number) => {
  const reaches = new Uint8Array(n * n);
  return {
    reaches,
    lock: ({ over, under }: Win): void => {
      if (reaches[over * n + under] === 1) return;
      for (let i = 0; i < n; i++) {
        if (i !== over && reaches[i * n + over] === 0) continue;
        for (let j = 0; j < n; j++) if (j === under || reaches[under * n + j] === 1) reaches[i * n + j] = 1;
      }
    },
  };
};

/**
 * Counts by ranked pairs: audit by pair in the order taken. Cost O(ballots · n² + n⁴) at worst.
 * Source: Tideman 1987, by winning votes; equals after Zavist & Tideman 1989 (a drawn order of the options). Checked
 * against the published 45-voter example and the packages votes and condorcet where no two wins are equal.
 */
export const countRankedPairs = (contest: RankedContest, rules: CountingRules): Tally => {
  const { options } = contest;
  const n = options.length;
  const pairs = countPairs(contest);
  const wins: Win[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [votes, against] = [pairs.above[i * n + j]!, pairs.above[j * n + i]!];
      if (votes > against) wins.push({ over: i, under: j, votes, against });
    }
  }
  wins.sort((a, b) => b.votes - a.votes || a.against - b.against || a.over - b.over || a.under - b.under);
  const { reaches, lock } = makeLocks(n);
  const ties: Tie[] = [];
  const rows: string[][] = [];
  const note = (win: Win, fate: string) => {
    rows.push([options[win.over]!, options[win.under]!, `${win.votes}`, `${win.against}`, fate]);
  };
  const mayDraw = rules.ties.order.includes('draw');
  for (let at = 0; at < wins.length; ) {
    const { votes, against } = wins[at]!;
    let end = at;
    while (end < wins.length && wins[end]!.votes === votes && wins[end]!.against === against) end++;
    const isClosed = (win: Win) => reaches[win.under * n + win.over] === 1;
    const equals = wins.slice(at, end);
    at = end;
    const open = equals.filter((win) => !isClosed(win));
    // All together: a win lies in a circle where, with the others of its strength, a chain leads back.
    const trial = makeLocks(n);
    trial.reaches.set(reaches);
    for (const win of open) trial.lock(win);
    const circular = open.filter((win) => trial.reaches[win.under * n + win.over] === 1);
    const names = [...new Set(circular.flatMap((win) => [options[win.over]!, options[win.under]!]))].sort();
    for (const win of equals) {
      if (!open.includes(win)) note(win, 'left out: closes a circle');
      else if (!circular.includes(win)) {
        lock(win);
        note(win, 'locked');
      }
    }
    if (circular.length === 0) continue;
    const about = `the order of equal wins (${votes} to ${against}) that close a circle`;
    const opening = `${counted(circular.length, 'win')} among ${listed(names)} are equally strong (${votes} to ${against}) and close a circle.`;
    if (!mayDraw) {
      for (const win of circular) note(win, 'left out: a circle of equals');
      ties.push({
        about,
        options: names,
        resolvedBy: null,
        chosen: null,
        words: `${opening} None of them is locked.`,
      });
      continue;
    }
    const drawn = drawnOrder(options, rules.ties.seed, 'ranked pairs');
    const place = options.map((option) => drawn.indexOf(option));
    circular.sort((a, b) => place[a.over]! - place[b.over]! || place[a.under]! - place[b.under]!);
    for (const win of circular) {
      const fits = !isClosed(win);
      if (fits) lock(win);
      note(win, fits ? 'locked, in drawn order' : 'left out: closes a circle, in drawn order');
    }
    ties.push({
      about,
      options: names,
      resolvedBy: 'draw',
      chosen: null,
      words: `${opening} They are taken in the drawn order of the options: ${listed(drawn.filter((each) => names.includes(each)))}.`,
    });
  }
  const tiers = tiersOf(options, (i, j) => reaches[i * n + j] === 1);
  const filled =
    ballotCount(contest.ballots) === 0
      ? { winners: [], status: 'unfilled' as const, ties: [] }
      : fillSeats(tiers, rules.seats, rules.ties);
  const winner = condorcetWinner(pairs);
  return {
    method: 'ranked-pairs',
    winners: filled.winners,
    status: filled.status,
    ties: [...ties, ...filled.ties],
    tiers,
    words: methodWords,
    audit: [
      pairStep(pairs),
      step(
        'Condorcet winner',
        winner === null ? 'No option wins every pair.' : `${winner} wins every pair it is in.`,
      ),
      step(
        'Wins in order',
        'From the strongest win to the weakest.',
        ['winner', 'loser', 'for', 'against', ''],
        rows,
      ),
      step('Order', `${tiers.map(listed).join(' before ')}.`),
    ],
  };
};
