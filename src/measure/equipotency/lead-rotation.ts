import { halfLife } from '../network/half-life.ts';
import { kendallTauB } from '../network/kendall.ts';
import type { Measure } from '../network/measure.ts';
import type { View } from '../network/view.ts';
import { leadOf } from '../network/view-lead.ts';
import { consecutivePairs, daysBetween, meanDefined } from '../network/view-windows.ts';

const topShare = 0.1;

/** PageRank stops at a residual of 1e-10; leads closer than this are the same. */
const tieTolerance = 1e-6;

/**
 * Persons in the top ⌈10 %⌉ by lead. Whoever ties with the last one is in as well, so that the order in which people
 * are numbered decides nothing; nobody without lead is.
 */
const topPersons = (view: View, shares: Float64Array): Set<number> => {
  const places = Math.ceil(topShare * view.nodeCount);
  const descending = Float64Array.from(shares).sort().reverse();
  const least = descending[places - 1] * (1 - tieTolerance);
  const top = new Set<number>();
  for (let i = 0; i < shares.length; i++) if (shares[i] > 0 && shares[i] >= least) top.add(view.persons[i]);
  return top;
};

/** Leads as ranks see them: equal where PageRank cannot tell them apart. */
const rounded = (share: number): number => Number(share.toPrecision(6));

interface Turn {
  readonly rotation: number;
  readonly tau: number;
  readonly retained: number;
}

const turnBetween = (earlier: View, later: View): Turn | null => {
  const before = leadOf(earlier).shares;
  const after = leadOf(later).shares;
  if (before === null || after === null) return null;
  const topBefore = topPersons(earlier, before);
  const topAfter = topPersons(later, after);
  let kept = 0;
  for (const person of topBefore) if (topAfter.has(person)) kept++;
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i < earlier.nodeCount; i++) {
    const node = later.nodeOf[earlier.persons[i]];
    if (node < 0) continue;
    x.push(rounded(before[i]));
    y.push(rounded(after[node]));
  }
  return {
    rotation: 1 - kept / (topBefore.size + topAfter.size - kept),
    tau: kendallTauB(x, y),
    retained: kept / topBefore.size,
  };
};

/**
 * How much lead moves between people from window to window.
 *
 * 1 − |T₁ ∩ T₂| / |T₁ ∪ T₂|, T the top ⌈10 %⌉ by lead; τ_b of lead over people active in both windows; half-life of a
 * place in the top, step · ln ½ / ln r with r the share of the top that is still there one window later
 *
 * For the whole span, means over consecutive windows. Someone who leaves the organisation leaves the top.
 *
 * Returns [0, 1]: 0 the same people lead, 1 all others do. `NaN` with lead's own reasons, or `no-two-windows`.
 * Half-life is `NaN` where nobody ever left the top.
 * Cost lead of each window. Checked against R's cor for τ_b and by closed forms.
 */
export const leadRotation: Measure = {
  id: 'lead-rotation',
  pattern: 'equipotency',
  title: 'Rotation of lead',
  question: 'Does lead move between people, or stay where it is?',
  formula:
    '1 − |T₁ ∩ T₂|/|T₁ ∪ T₂| between consecutive windows, T the tenth of people with most lead (ties included)',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'other people lead than in the window before',
  parameters: [
    { id: 'top', value: topShare, unit: 'share', meaning: 'how many places the top has, rounded up' },
  ],
  parts: [
    { id: 'tau', title: 'Kendall’s τ_b of lead in two windows', unit: '', range: [-1, 1] },
    {
      id: 'half-life',
      title: 'Half-life of a place in the top',
      unit: 'days',
      range: [0, Number.POSITIVE_INFINITY],
    },
  ],
  source:
    'Jaccard 1912, The distribution of the flora in the alpine zone; Kendall 1945, The treatment of ties in ranking problems',
  nullModel: 'time-shuffle',
  nullDraws: 199,
  interval: 'none',
  span: 'consecutive-windows',
  needs: ['directed', 'time'],
  compute(view) {
    const { reason } = leadOf(view);
    if (reason !== null) return { value: Number.NaN, reason };
    const pairs = consecutivePairs(view);
    const turns = pairs.flatMap(({ earlier, later }) => turnBetween(earlier, later) ?? []);
    if (turns.length === 0) return { value: Number.NaN, reason: 'no-two-windows' };
    return {
      value: meanDefined(turns.map((turn) => turn.rotation)),
      parts: {
        tau: meanDefined(turns.map((turn) => turn.tau)),
        'half-life': halfLife(meanDefined(turns.map((turn) => turn.retained)), daysBetween(pairs)),
      },
    };
  },
};
