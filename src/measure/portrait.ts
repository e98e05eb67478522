/** What the figure shows of one view: its communities and the ties between them. */
import type { CommunityPortrait, CommunityTie, Portrait } from './assessment.ts';
import { communityLetter } from './community-letter.ts';
import { reciprocity } from './dynamics/reciprocity.ts';
import { lead } from './equipotency/lead.ts';
import { actsByNode } from './network/activity.ts';
import { amountsByCommunity } from './network/by-community.ts';
import { effectiveNumber } from './network/inequality.ts';
import type { Outcome } from './network/measure.ts';
import type { View } from './network/view.ts';

const orNull = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : value;

/** Who carries how much of one activity: the largest share and ¹D; `null` where nothing is carried. */
const concentration = (amounts: ArrayLike<number>) => {
  let total = 0;
  let most = 0;
  for (let i = 0; i < amounts.length; i++) {
    total += amounts[i];
    most = Math.max(most, amounts[i]);
  }
  return {
    topShare: total > 0 ? most / total : null,
    effectivePeople: orNull(effectiveNumber(amounts)),
  };
};

/** Ties between two communities while they are added up. */
interface Between {
  aToB: number;
  bToA: number;
  /** Of counted directed interactions: all, and those returned. */
  counted: number;
  returned: number;
  people: number;
  /** Largest weight that touches one person. */
  most: number;
  /** Σ W ln W and Σ W over the people touched; Σ W is twice the weight. */
  weightedLog: number;
  touched: number;
}

/** Weight inside each community, and between each pair that has any, of arcs from who turned to who was turned to. */
const addUp = (view: View) => {
  const { membership, communityCount } = view.partition();
  const inside = new Float64Array(communityCount);
  const pairs = new Map<number, Between>();
  const between = (a: number, b: number): Between => {
    const key = Math.min(a, b) * communityCount + Math.max(a, b);
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = { aToB: 0, bToA: 0, counted: 0, returned: 0, people: 0, most: 0, weightedLog: 0, touched: 0 };
      pairs.set(key, pair);
    }
    return pair;
  };
  const { out, into } = view.turnedArcs();
  const weightWith = new Float64Array(communityCount);
  const met: number[] = [];
  for (let i = 0; i < view.nodeCount; i++) {
    const own = membership[i];
    for (let k = out.offsets[i]; k < out.offsets[i + 1]; k++) {
      const other = membership[out.targets[k]];
      const weight = out.weights === null ? 1 : out.weights[k];
      if (other === own) {
        inside[own] += weight;
        continue;
      }
      const pair = between(own, other);
      if (own < other) pair.aToB += weight;
      else pair.bToA += weight;
      if (weightWith[other] === 0) met.push(other);
      weightWith[other] += weight;
    }
    for (let k = into.offsets[i]; k < into.offsets[i + 1]; k++) {
      const other = membership[into.targets[k]];
      if (other === own) continue;
      if (weightWith[other] === 0) met.push(other);
      weightWith[other] += into.weights === null ? 1 : into.weights[k];
    }
    for (const other of met) {
      const pair = between(own, other);
      const weight = weightWith[other];
      pair.people++;
      pair.most = Math.max(pair.most, weight);
      pair.weightedLog += weight * Math.log(weight);
      pair.touched += weight;
      weightWith[other] = 0;
    }
    met.length = 0;
  }

  // Reciprocity as the measure has it: kind by kind over directed kinds, weight 1 per recipient.
  for (const kind of view.directedKinds()) {
    const arcs = view.arcsOfKind(kind);
    for (let i = 0; i < view.nodeCount; i++) {
      let back = arcs.into.offsets[i];
      const end = arcs.into.offsets[i + 1];
      for (let k = arcs.out.offsets[i]; k < arcs.out.offsets[i + 1]; k++) {
        const j = arcs.out.targets[k];
        while (back < end && arcs.into.targets[back] < j) back++;
        if (membership[i] === membership[j]) continue;
        const weight = arcs.out.weights === null ? 1 : arcs.out.weights[k];
        const pair = between(membership[i], membership[j]);
        pair.counted += weight;
        if (back < end && arcs.into.targets[back] === j) {
          pair.returned += Math.min(weight, arcs.into.weights === null ? 1 : arcs.into.weights[back]);
        }
      }
    }
  }
  return { inside, pairs };
};

/**
 * The portrait of a view by its partition. Communities nobody of whom is in the view are left out; letters follow the
 * partition's own numbers, so one partition gives the same letter to a community in every window.
 *
 * People in no community (tied to nobody in the whole span) have no petal; they count in `people`, and in what lead
 * is a share of.
 *
 * @param communityCount how many communities the partition has; what stands past them is no community
 * @param outcomes what `lead` and `reciprocity` gave on this view
 * Cost O(acts + arcs · kinds).
 */
export const drawPortrait = (
  view: View,
  layer: Portrait['layer'],
  communityCount: number,
  outcomes: { readonly lead: Outcome; readonly reciprocity: Outcome },
): Portrait => {
  const { membership, communityCount: groupCount } = view.partition();
  const { inside, pairs } = addUp(view);
  const acts = actsByNode(view);
  const actsOfCommunity = amountsByCommunity(view, acts);
  const people = new Uint32Array(groupCount);
  for (let i = 0; i < view.nodeCount; i++) people[membership[i]]++;

  const placeOf = new Int32Array(groupCount).fill(-1);
  const communities: CommunityPortrait[] = [];
  for (let c = 0; c < communityCount; c++) {
    if (people[c] === 0) continue;
    placeOf[c] = communities.length;
    communities.push({
      letter: communityLetter(c),
      people: people[c],
      leadShare: orNull(outcomes.lead.byCommunity?.[c]),
      leadInterval: null,
      reciprocity: orNull(outcomes.reciprocity.byCommunity?.[c]),
      internalWeight: inside[c],
      ...concentration(actsOfCommunity[c]),
    });
  }

  const ties: CommunityTie[] = [...pairs]
    .sort(([key], [other]) => key - other)
    .filter(([key]) => key % groupCount < communityCount)
    .map(([key, pair]) => ({
      a: placeOf[Math.floor(key / groupCount)],
      b: placeOf[key % groupCount],
      weightAToB: pair.aToB,
      weightBToA: pair.bToA,
      ratioToNull: null,
      reciprocity: pair.counted > 0 ? pair.returned / pair.counted : null,
      people: pair.people,
      topShare: pair.most / (pair.aToB + pair.bToA),
      // H of p = W / ΣW is ln ΣW − (Σ W ln W)/ΣW.
      effectivePeople: Math.exp(Math.log(pair.touched) - pair.weightedLog / pair.touched),
    }));
  return {
    layer,
    window: view.window.id,
    people: view.nodeCount,
    isDirected: view.directedKinds().length > 0,
    isLeadMeasurable: Number.isFinite(outcomes.lead.value),
    ...concentration(acts),
    communities,
    ties,
  };
};

/** The portrait where lead and reciprocity were not computed yet. */
export const portraitOf = (view: View, layer: Portrait['layer'], communityCount: number): Portrait =>
  drawPortrait(view, layer, communityCount, {
    lead: lead.compute(view),
    reciprocity: reciprocity.compute(view),
  });

/** Most communities whose ties are held against the null model: a figure cannot show more. */
export const mostPairedCommunities = 60;

/** Place of the pair a < b among `count` communities, row by row. */
export const pairIndex = (a: number, b: number, count: number): number =>
  a * count - (a * (a + 1)) / 2 + (b - a - 1);

/**
 * Tie weight between each two of the first communities of a partition.
 *
 * @param communityOf community of each person, −1 for none
 * @param count how many communities, from the first
 * @returns one weight per pair, by `pairIndex`
 * Cost O(arcs).
 */
export const weightBetween = (view: View, communityOf: Int32Array, count: number): Float64Array => {
  const sums = new Float64Array((count * (count - 1)) / 2);
  const { out } = view.arcs();
  const community = Int32Array.from(view.persons, (person) => communityOf[person]);
  for (let i = 0; i < view.nodeCount; i++) {
    const a = community[i];
    if (a < 0 || a >= count) continue;
    for (let k = out.offsets[i]; k < out.offsets[i + 1]; k++) {
      const b = community[out.targets[k]];
      if (b < 0 || b >= count || b === a) continue;
      sums[pairIndex(Math.min(a, b), Math.max(a, b), count)] += out.weights === null ? 1 : out.weights[k];
    }
  }
  return sums;
};
