/** On whose desks matters that need a decision come to lie. */
import type { RandomStream } from '../../base/random.ts';
import type { Decider, Design } from '../designs/design.ts';
import { forkJoinTime } from './fork-join.ts';
import { flowTowards } from './message-loads.ts';
import type { RoutingNetwork, RoutingRule } from './routing-network.ts';
import { chooseTarget, type TargetChoice, targetChoice } from './target-choice.ts';

/** People who must all answer, and how often a matter is put to them. */
interface Consent {
  readonly members: readonly number[];
  share: number;
}

export interface DecisionVisits {
  /** How often one matter is on each desk, by place. */
  readonly visits: Float64Array;
  readonly consents: readonly Consent[];
  /** Share of matters decided above both people concerned, by somebody else. */
  readonly decidedAbove: number;
}

const keyOf = (members: readonly number[]): string => members.join(',');

/** Up to this many people every pair is followed; above it pairs are drawn. */
export const exactBelow = 1000;
const drawnPairs = 1000;

const commonAncestor = ({ spine }: RoutingNetwork, i: number, j: number): number => {
  let [a, b] = [i, j];
  // Places are numbered level by level: the larger number is never above the smaller.
  while (a !== b) {
    if (a > b) a = spine.parent[a];
    else b = spine.parent[b];
  }
  return a;
};

/**
 * Follows matters: someone raises one that concerns another, it goes to who decides, and from there to the other.
 * With consent it is put to several people at once. Routes are those of messages.
 *
 * @param reach ξ: how far apart on the spine the two are
 * @param random draws pairs where there are too many people to follow all
 * @returns visits by place; a matter that two people settle is on the desks along the way between them
 * Cost O(n² · height + n · (n + ties)) below 1,000 people.
 */
export const decisionVisits = (
  design: Design,
  network: RoutingNetwork,
  reach: number,
  rule: RoutingRule,
  random: RandomStream,
): DecisionVisits => {
  const { spine } = network;
  const n = spine.nodeCount;
  const choice: TargetChoice = targetChoice(spine, reach);
  const community = Uint32Array.from(spine.personAt, (person) => design.community[person]);
  const issues = Float64Array.from(spine.personAt, (person) => design.issues[person]);
  const facilitator = Uint32Array.from(design.facilitator, (person) => spine.placeOf[person]);
  const circleOf = Array.from({ length: design.communityCount }, (_, c): number[] => [facilitator[c]]);
  for (let p = 0; p < n; p++) if (facilitator[community[p]] !== p) circleOf[community[p]].push(p);
  const consents = new Map<string, Consent>();
  /** Flow from `from` towards each target, and how much of it starts after a decision. */
  const towards = new Map<number, Map<number, number>>();
  const visits = new Float64Array(n);
  const send = (from: number, to: number, amount: number) => {
    let starts = towards.get(to);
    if (starts === undefined) {
      starts = new Map();
      towards.set(to, starts);
    }
    starts.set(from, (starts.get(from) ?? 0) + amount);
  };
  const consentOf = (members: readonly number[], amount: number) => {
    const key = keyOf(members);
    const known = consents.get(key);
    if (known === undefined) consents.set(key, { members, share: amount });
    else known.share += amount;
    for (const member of members) visits[member] += amount;
  };
  let total = 0;
  let above = 0;
  const raise = (i: number, j: number, amount: number) => {
    total += amount;
    const isWithin = community[i] === community[j];
    const decider: Decider = design.deciders[isWithin ? 'within' : 'between'];
    if (decider.by === 'those-concerned') {
      send(i, j, amount);
      return;
    }
    const [own, other] = [circleOf[community[i]], circleOf[community[j]]];
    let members: readonly number[] = [];
    if (decider.by === 'consent') {
      members = isWithin
        ? own.slice(0, decider.of)
        : [...own.slice(0, Math.ceil(decider.of / 2)), ...other.slice(0, Math.floor(decider.of / 2))];
    } else if (decider.by === 'facilitator' && !isWithin) members = [...new Set([own[0], other[0]])];
    const at = decider.by === 'common-boss' ? commonAncestor(network, i, j) : own[0];
    if (at !== i && at !== j) above += amount;
    send(i, at, amount);
    // The decider's desk is met at the end of the way there: by consent, as one of those who answer.
    if (members.length > 1) {
      visits[at] -= amount;
      consentOf(members, amount);
    }
    const leaves = members.length > 1 ? members[members.length - 1] : at;
    const from = isWithin ? at : leaves;
    if (from !== j) {
      send(from, j, amount);
      visits[from] -= amount;
    }
  };
  if (n < exactBelow) {
    const { depth, parent } = spine;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (i === j) continue;
        let [a, b] = [i, j];
        while (a !== b) {
          if (a > b) a = parent[a];
          else b = parent[b];
        }
        const weight = choice.weights[(depth[i] - depth[a]) * choice.side + depth[j] - depth[a]];
        if (weight > 0) raise(i, j, (issues[i] * weight) / choice.norm[i]);
      }
    }
  } else {
    for (let k = 0; k < drawnPairs; k++) {
      const i = random.below(n);
      raise(i, chooseTarget(spine, choice, i, random.uniform()), issues[i]);
    }
  }
  const follow = flowTowards(network, rule);
  const flow = new Float64Array(n);
  for (const [target, starts] of towards) {
    flow.fill(0);
    for (const [from, amount] of starts) flow[from] += amount;
    follow(target, flow);
    for (let p = 0; p < n; p++) visits[p] += flow[p];
  }
  for (let p = 0; p < n; p++) visits[p] = Math.max(0, visits[p] / total);
  const met = [...consents.values()];
  for (const consent of met) consent.share /= total;
  return { visits, consents: met, decidedAbove: above / total };
};

/**
 * Mean time until a matter is decided and passed on.
 *
 * T = Σ_i v_i/(1 − ρ_i), with fork-join in place of the sum over those who answer together
 *
 * @param rate Λ, matters of all people together per service time
 * @returns service times; ∞ past saturation
 */
export const decisionTime = ({ visits, consents }: DecisionVisits, rate: number): number => {
  let time = 0;
  for (let i = 0; i < visits.length; i++) {
    const load = rate * visits[i];
    if (load >= 1) return Number.POSITIVE_INFINITY;
    time += visits[i] / (1 - load);
  }
  for (const { members, share } of consents) {
    let alone = 0;
    for (const member of members) alone += 1 / (1 - rate * visits[member]);
    // As busy, together, as equally busy people whose times alone have the same mean.
    const load = 1 - members.length / alone;
    time += share * (forkJoinTime(members.length, load) - alone);
  }
  return time;
};
