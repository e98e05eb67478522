/** One matter after another, from who raises it over who decides to whom it concerns: what a simulation follows. */
import type { RandomStream } from '../../base/random.ts';
import type { Decider, Design } from '../designs/design.ts';
import type { RoutingNetwork } from './routing-network.ts';
import type { DrawRoute } from './simulate-queue.ts';
import { chooseTarget, targetChoice } from './target-choice.ts';

/** What a matter is on a desk. */
export type MatterRole = 'raised' | 'passed-on' | 'decided' | 'received';

export interface MatterRoutes {
  /** Draws a matter; what it is on each desk of its way then stands in `roles`. */
  readonly draw: DrawRoute;
  readonly roles: readonly MatterRole[];
  readonly longest: number;
}

/**
 * Draws matters as `decisionVisits` counts them: raised by anybody, about somebody near, decided as the design says.
 * Messages go to the neighbour whose common ancestor with the target is deepest, of these the one nearest to it, of
 * equals any. Those who consent are asked one after another.
 *
 * @param reach ξ: how far apart on the spine the two are
 * Cost O(height · ties of those passed) a matter. Checked: desks are visited as often as `decisionVisits` says.
 */
export const matterRoutes = (design: Design, network: RoutingNetwork, reach: number): MatterRoutes => {
  const { spine, offsets, ties } = network;
  const { nodeCount, parent, depth, height } = spine;
  const choice = targetChoice(spine, reach);
  const community = Uint32Array.from(spine.personAt, (person) => design.community[person]);
  const issues = Float64Array.from(spine.personAt, (person) => design.issues[person]);
  const circles = Array.from({ length: design.communityCount }, (_, c) => [
    spine.placeOf[design.facilitator[c]],
  ]);
  for (let p = 0; p < nodeCount; p++) if (circles[community[p]][0] !== p) circles[community[p]].push(p);
  const raisedUpTo = new Float64Array(nodeCount);
  let raised = 0;
  for (let p = 0; p < nodeCount; p++) {
    raised += issues[p];
    raisedUpTo[p] = raised;
  }
  const meet = (i: number, j: number): number => {
    let [a, b] = [i, j];
    while (a !== b) {
      if (a > b) a = parent[a];
      else b = parent[b];
    }
    return a;
  };
  const roles: MatterRole[] = [];
  const longest = 4 * (2 * height + 1) + nodeCount;
  const who = (random: RandomStream): number => {
    const at = random.uniform() * raised;
    let [low, high] = [0, nodeCount - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (raisedUpTo[middle] > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const draw: DrawRoute = (random, path) => {
    const i = who(random);
    const j = chooseTarget(spine, choice, i, random.uniform());
    roles.length = 0;
    const put = (place: number, role: MatterRole) => {
      path[roles.length] = place;
      roles.push(role);
    };
    /** Goes from one desk to another; what it is on the last one is left to who knows. */
    const goTowards = (from: number, target: number) => {
      for (let at = from; at !== target; ) {
        let best = -1;
        let next = at;
        let alike = 0;
        for (let k = offsets[at]; k < offsets[at + 1]; k++) {
          const q = ties[k];
          const near = depth[meet(q, target)] * (height + 1) + height - depth[q];
          if (near < best) continue;
          alike = near > best ? 1 : alike + 1;
          best = near;
          if (random.below(alike) === 0) next = q;
        }
        at = next;
        if (at !== target) put(at, 'passed-on');
      }
    };
    put(i, 'raised');
    let from = i;
    const isWithin = community[i] === community[j];
    const decider: Decider = design.deciders[isWithin ? 'within' : 'between'];
    if (decider.by !== 'those-concerned') {
      const [own, other] = [circles[community[i]], circles[community[j]]];
      const members =
        decider.by === 'consent'
          ? isWithin
            ? own.slice(0, decider.of)
            : [...own.slice(0, Math.ceil(decider.of / 2)), ...other.slice(0, Math.floor(decider.of / 2))]
          : decider.by === 'facilitator'
            ? isWithin
              ? [own[0]]
              : [...new Set([own[0], other[0]])]
            : [meet(i, j)];
      goTowards(i, members[0]);
      for (const [k, member] of members.entries()) {
        // Who raises what they decide themselves has it on the desk once.
        if (k === 0 && member === i) roles[roles.length - 1] = 'decided';
        else put(member, 'decided');
      }
      from = isWithin ? members[0] : members[members.length - 1];
    }
    if (from !== j) {
      goTowards(from, j);
      put(j, 'received');
    }
    return roles.length;
  };
  return { draw, roles, longest };
};
