/** Who carries how many messages of an organisation: exact flows over all pairs, or over a sample of targets. */
import type { RoutingNetwork, RoutingRule } from './routing-network.ts';
import { placesBelow } from './sample-links.ts';
import { type TargetChoice, targetChoice } from './target-choice.ts';

/**
 * Takes what flows at each place towards one target on to it. `flow` holds what each place sends itself and ends as
 * what passes each place, both ends counted.
 */
export type FlowTowards = (target: number, flow: Float64Array) => void;

/**
 * Flows by the rule of the deepest common ancestor. Places are taken in the order in which messages get nearer —
 * first the depth of the common ancestor, then the steps left — so each is met when all that reaches it has. Equally
 * good neighbours share alike, which is what a fair draw among them gives on average.
 *
 * Cost O(n + ties) per target.
 */
const flowByAncestor = ({ spine, offsets, ties }: RoutingNetwork): FlowTowards => {
  const { nodeCount, parent, depth } = spine;
  /** How near a place is: the deeper its common ancestor with the target, then the fewer steps below that. */
  const nearness = new Uint32Array(nodeCount);
  const meets = new Uint16Array(nodeCount);
  const isAbove = new Uint8Array(nodeCount);
  const side = spine.height + 1;
  /** The nearest neighbours of the place in hand. */
  const nearest = new Uint32Array(nodeCount);
  return (target, flow) => {
    const path: number[] = [];
    for (let at = target; ; at = parent[at]) {
      path.push(at);
      isAbove[at] = 1;
      if (at === 0) break;
    }
    meets[0] = 0;
    nearness[0] = spine.height;
    for (let p = 1; p < nodeCount; p++) {
      meets[p] = isAbove[p] === 1 ? depth[p] : meets[parent[p]];
      nearness[p] = meets[p] * side + spine.height - depth[p];
    }
    for (const at of path) isAbove[at] = 0;
    const pass = (low: number, high: number) => {
      for (let p = low; p < high; p++) {
        const amount = flow[p];
        if (amount === 0 || p === target) continue;
        let best = -1;
        let alike = 0;
        for (let k = offsets[p]; k < offsets[p + 1]; k++) {
          const q = ties[k];
          const near = nearness[q];
          if (near < best) continue;
          if (near > best) {
            best = near;
            alike = 0;
          }
          nearest[alike++] = q;
        }
        const share = amount / alike;
        for (let k = 0; k < alike; k++) flow[nearest[k]] += share;
      }
    };
    for (let met = 0; met < path.length; met++) {
      const ancestor = path[path.length - 1 - met];
      const onward = met + 1 < path.length ? path[path.length - 2 - met] : -1;
      for (let steps = spine.height - met; steps >= 0; steps--) {
        const [low, high] = placesBelow(spine, ancestor, steps);
        if (low >= high) continue;
        if (onward < 0 || steps === 0) pass(low, high);
        else {
          const [gapLow, gapHigh] = placesBelow(spine, onward, steps - 1);
          pass(low, gapLow < gapHigh ? gapLow : high);
          if (gapLow < gapHigh) pass(gapHigh, high);
        }
      }
    }
  };
};

/** Flows along shortest paths, shared alike among them. Cost O(n + ties) per target. */
const flowByShortestPath = ({ spine, offsets, ties }: RoutingNetwork): FlowTowards => {
  const { nodeCount } = spine;
  const distance = new Int32Array(nodeCount);
  const order = new Uint32Array(nodeCount);
  return (target, flow) => {
    distance.fill(-1);
    distance[target] = 0;
    order[0] = target;
    let known = 1;
    for (let head = 0; head < known; head++) {
      const p = order[head];
      for (let k = offsets[p]; k < offsets[p + 1]; k++) {
        const q = ties[k];
        if (distance[q] >= 0) continue;
        distance[q] = distance[p] + 1;
        order[known++] = q;
      }
    }
    for (let at = known - 1; at > 0; at--) {
      const p = order[at];
      const nearer = distance[p] - 1;
      let alike = 0;
      for (let k = offsets[p]; k < offsets[p + 1]; k++) if (distance[ties[k]] === nearer) alike++;
      const share = flow[p] / alike;
      for (let k = offsets[p]; k < offsets[p + 1]; k++) {
        if (distance[ties[k]] === nearer) flow[ties[k]] += share;
      }
    }
  };
};

export const flowTowards = (network: RoutingNetwork, rule: RoutingRule): FlowTowards =>
  rule === 'shortest-path' ? flowByShortestPath(network) : flowByAncestor(network);

export interface MessageLoads {
  /** Share of all messages that each place handles, both ends counted; by place. */
  readonly load: Float64Array;
  /** Mean number of ties a message takes. */
  readonly hops: number;
}

export interface LoadOptions {
  /** ξ in (0, ∞] */
  readonly reach: number;
  readonly rule?: RoutingRule;
  /** How many messages each place begins, by place; everybody alike where left out. */
  readonly issues?: ArrayLike<number>;
  /** Places to follow messages to; all where left out. Each stands for equally many others. */
  readonly targets?: ArrayLike<number>;
}

/** What place `s` sends to place `t`, for every s: weights of the choice over its norm. */
const sendTowards = (
  { spine }: RoutingNetwork,
  choice: TargetChoice,
  issues: ArrayLike<number> | undefined,
): ((target: number, flow: Float64Array) => number) => {
  const { depth, height } = spine;
  const { side, weights, norm } = choice;
  return (target, flow) => {
    let sent = 0;
    const put = (low: number, high: number, weight: number) => {
      for (let s = low; s < high; s++) {
        const amount = ((issues === undefined ? 1 : issues[s]) * weight) / norm[s];
        flow[s] = amount;
        sent += amount;
      }
    };
    let ancestor = target;
    let onward = -1;
    for (let dT = 0; dT <= depth[target]; dT++) {
      for (let dS = 0; dS <= height - depth[ancestor]; dS++) {
        const weight = dS + dT === 0 ? 0 : weights[dS * side + dT];
        const [low, high] = placesBelow(spine, ancestor, dS);
        if (low >= high) break;
        if (dT === 0 || dS === 0) put(low, high, weight);
        else {
          const [gapLow, gapHigh] = placesBelow(spine, onward, dS - 1);
          put(low, gapLow < gapHigh ? gapLow : high, weight);
          if (gapLow < gapHigh) put(gapHigh, high, weight);
        }
      }
      onward = ancestor;
      ancestor = spine.parent[ancestor];
    }
    flow[target] = 0;
    return sent;
  };
};

/**
 * Loads of everybody: the share of messages each handles, sender and receiver counted.
 *
 * ρ_i = Σ_{s,t} r_s P(t | s) [i on the way from s to t] / Σ_s r_s
 *
 * @param options.reach ξ: how far on the spine people turn to one another; ∞ is everybody alike
 * @param options.targets a sample of places gives an unbiased estimate; the sum over all of them is exact
 * @returns loads in [0, 1] by place, and mean hops = Σ ρ − 1; `NaN` where one person is alone
 * Cost O(targets · (n + ties)).
 * Source: Dodds, Watts & Sabel 2003, PNAS 100:12516. Checked against the exact loads of the hierarchy's root and the
 * paper's five classes.
 */
export const messageLoads = (network: RoutingNetwork, options: LoadOptions): MessageLoads => {
  const { nodeCount } = network.spine;
  const choice = targetChoice(network.spine, options.reach);
  const send = sendTowards(network, choice, options.issues);
  const follow = flowTowards(network, options.rule ?? 'deepest-ancestor');
  const load = new Float64Array(nodeCount);
  const flow = new Float64Array(nodeCount);
  const targetCount = options.targets?.length ?? nodeCount;
  let sent = 0;
  for (let index = 0; index < targetCount; index++) {
    const target = options.targets === undefined ? index : options.targets[index];
    sent += send(target, flow);
    follow(target, flow);
    for (let p = 0; p < nodeCount; p++) load[p] += flow[p];
  }
  let total = 0;
  for (let p = 0; p < nodeCount; p++) {
    load[p] /= sent;
    total += load[p];
  }
  return { load, hops: total - 1 };
};
