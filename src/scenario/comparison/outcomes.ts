/** What a design is judged by: every outcome described once, and computed for one design and one seed. */
import { randomStream, seedFrom } from '../../base/random.ts';
import { fewestPeople } from '../../measure/network/fewest-people.ts';
import { gini } from '../../measure/network/inequality.ts';
import type { Design, PersonTies } from '../designs/design.ts';
import { spreadBehaviour, spreadNews } from '../models/contagion.ts';
import { decisionTime, decisionVisits, exactBelow } from '../models/decision-visits.ts';
import { messageLoads } from '../models/message-loads.ts';
import type { Landscape } from '../models/nk-landscape.ts';
import { capacityOf } from '../models/queue.ts';
import { busiestFirst, keptTogether } from '../models/robustness.ts';
import { type RoutingNetwork, type RoutingRule, routingNetwork } from '../models/routing-network.ts';
import { searchTogether } from '../models/search.ts';

export interface OutcomeText {
  readonly id: string;
  readonly model: 'messages' | 'decisions' | 'search' | 'reach';
  readonly title: string;
  readonly unit: string;
  readonly meaning: string;
}

/** In the order of every table. */
export const outcomes: readonly OutcomeText[] = [
  {
    id: 'busiest-share',
    model: 'messages',
    title: 'Messages through the busiest',
    unit: 'share',
    meaning: 'share of all messages that one person handles at any moment',
  },
  {
    id: 'busiest-share-over-terms',
    model: 'messages',
    title: 'The same over all terms',
    unit: 'share',
    meaning: 'as above, once facilitation has gone round where it rotates',
  },
  {
    id: 'hops',
    model: 'messages',
    title: 'Steps a message takes',
    unit: 'ties',
    meaning: 'mean number of ties between sender and receiver',
  },
  {
    id: 'load-inequality',
    model: 'messages',
    title: 'Inequality of load',
    unit: '',
    meaning: 'Gini coefficient of messages handled; 0 is everybody alike',
  },
  {
    id: 'kept-together',
    model: 'messages',
    title: 'Held together without the busiest 4 %',
    unit: 'share',
    meaning: 'share of those who stay that still reach one another',
  },
  {
    id: 'capacity',
    model: 'decisions',
    title: 'Matters each can raise',
    unit: 'per service time',
    meaning: 'matters per person at which the first desk is saturated',
  },
  {
    id: 'decision-time',
    model: 'decisions',
    title: 'Time to a decision',
    unit: 'service times',
    meaning: 'from raised to decided and passed on, at the load of the scenario',
  },
  {
    id: 'decided-above',
    model: 'decisions',
    title: 'Decided by a third person',
    unit: 'share',
    meaning: 'share of matters that neither of the two concerned decides alone',
  },
  {
    id: 'search-early',
    model: 'search',
    title: 'Answer after 10 rounds',
    unit: 'score',
    meaning: 'mean score of the answers people hold; 1 is the best there is',
  },
  {
    id: 'search-late',
    model: 'search',
    title: 'Answer at the horizon',
    unit: 'score',
    meaning: 'the same after all rounds',
  },
  {
    id: 'news-half',
    model: 'reach',
    title: 'News reaches half after',
    unit: 'steps',
    meaning: 'steps until half of all people know',
  },
  {
    id: 'behaviour-reach',
    model: 'reach',
    title: 'A new behaviour reaches',
    unit: 'share',
    meaning: 'share that takes it up, begun by one person and those tied to them',
  },
];

export interface ModelParameters {
  /** ξ of messages and matters. */
  readonly reach: number;
  readonly rule: RoutingRule;
  /** Matters of all people together per service time, before a design's own load factor. */
  readonly rate: number;
  /** N and K of the problem searched for. */
  readonly parts: number;
  readonly interdependence: number;
  /** Rounds and steps. */
  readonly horizon: number;
  /** Probability that news passes a tie in a step. */
  readonly passing: number;
  /** φ */
  readonly threshold: number;
}

export interface DesignOutcome {
  /** One number for each of `outcomes`, `NaN` where undefined, ∞ for a time past saturation. */
  readonly values: readonly number[];
  readonly curves: {
    /** Largest connected share of those who stay, by share gone: `robustnessSteps`. */
    readonly robustness: readonly number[];
    /** Time to a decision at shares of this design's own capacity: `latencySteps`. */
    readonly latency: readonly number[];
    readonly search: readonly number[];
    readonly news: readonly number[];
    readonly behaviour: readonly number[];
    /** Mean load of each tenth of people (of larger groups under fifty people), the busiest first. */
    readonly load: readonly number[];
  };
}

export const robustnessSteps: readonly number[] = [0, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2];
export const latencySteps: readonly number[] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const busiestAway = 0.04;
const loadTargets = 1000;

/** Loads once everybody in a community has held its facilitator's desk for one term, and the facilitator theirs. */
const overTerms = (design: Design, load: Float64Array): Float64Array => {
  if (!design.hasRotation) return load;
  const size = new Uint32Array(design.communityCount);
  const sum = new Float64Array(design.communityCount);
  for (let i = 0; i < design.people; i++) {
    size[design.community[i]]++;
    sum[design.community[i]] += load[i];
  }
  return load.map((own, person) => {
    const c = design.community[person];
    const facilitator = design.facilitator[c];
    return person === facilitator ? sum[c] / size[c] : (load[facilitator] + own * (size[c] - 1)) / size[c];
  });
};

/** Mean loads of equal groups by load, ten of them or as many as leave five people in each: nobody stands alone. */
const inGroups = (load: Float64Array): number[] => {
  const sorted = Float64Array.from(load).sort().reverse();
  const groups = Math.max(1, Math.min(10, Math.floor(sorted.length / fewestPeople)));
  return Array.from({ length: groups }, (_, k) => {
    const low = Math.floor((k * sorted.length) / groups);
    const group = sorted.subarray(low, Math.floor(((k + 1) * sorted.length) / groups));
    return group.reduce((total, each) => total + each, 0) / group.length;
  });
};

const most = (values: Float64Array): number => values.reduce((high, value) => Math.max(high, value), 0);

/** Ties by person, from ties by place. */
const personTies = ({ spine, offsets, ties }: RoutingNetwork): PersonTies => {
  const own = new Uint32Array(offsets.length);
  const out = new Uint32Array(ties.length);
  let write = 0;
  for (let person = 0; person < spine.nodeCount; person++) {
    const place = spine.placeOf[person];
    for (let k = offsets[place]; k < offsets[place + 1]; k++) out[write++] = spine.personAt[ties[k]];
    own[person + 1] = write;
  }
  return { offsets: own, ties: out };
};

/** Matters each person could raise in each of the designs before a desk is saturated; for setting the load. */
export const capacityPerPerson = (
  design: Design,
  parameters: Pick<ModelParameters, 'reach' | 'rule'>,
  seed: number,
): number => {
  const network = routingNetwork(design.above, design.lateral.a, design.lateral.b);
  const { visits } = decisionVisits(
    design,
    network,
    parameters.reach,
    parameters.rule,
    randomStream(seed, 'pairs'),
  );
  return capacityOf(visits) / design.people;
};

/**
 * Runs all four models on one design.
 *
 * @param seed of everything that is drawn; two designs with one seed meet the same problem and the same luck
 * @param landscape drawn from the same seed
 */
export const outcomeOf = (
  design: Design,
  parameters: ModelParameters,
  landscape: Landscape,
  seed: number,
): DesignOutcome => {
  const network = routingNetwork(design.above, design.lateral.a, design.lateral.b);
  const { spine } = network;
  const n = design.people;
  const targets =
    n < exactBelow
      ? undefined
      : randomStream(seed, 'targets')
          .shuffle(Uint32Array.from({ length: n }, (_, i) => i))
          .slice(0, loadTargets);
  const { load, hops } = messageLoads(network, {
    reach: parameters.reach,
    rule: parameters.rule,
    issues: Float64Array.from(spine.personAt, (person) => design.issues[person]),
    ...(targets === undefined ? {} : { targets }),
  });
  const byPerson = Float64Array.from(spine.placeOf, (place) => load[place]);
  const counts = [...robustnessSteps, busiestAway].map((share) => Math.min(n - 1, Math.round(share * n)));
  const steps = [...new Set(counts)].sort((a, b) => a - b);
  const kept = keptTogether(network.offsets, network.ties, busiestFirst(load), steps);
  const keptAt = (count: number) => kept[steps.indexOf(count)];

  const decided = decisionVisits(
    design,
    network,
    parameters.reach,
    parameters.rule,
    randomStream(seed, 'pairs'),
  );
  const capacity = capacityOf(decided.visits);

  const people = { ...personTies(network), origin: design.origin };
  const search = searchTogether(people, landscape, parameters.horizon, seedFrom(seed, 'search')).score;
  const start = randomStream(seed, 'start').below(n);
  const tiedToStart = people.ties.subarray(people.offsets[start], people.offsets[start + 1]);
  const news = spreadNews(people, [start], parameters.passing, parameters.horizon, seedFrom(seed, 'news'));
  const behaviour = spreadBehaviour(
    people,
    [start, ...tiedToStart],
    parameters.threshold,
    parameters.horizon,
  );
  const half = news.findIndex((share) => share >= 0.5);
  return {
    values: [
      most(load),
      most(overTerms(design, byPerson)),
      hops,
      gini(load),
      keptAt(counts[counts.length - 1]),
      capacity / n,
      decisionTime(decided, parameters.rate * design.loadFactor),
      decided.decidedAbove,
      search[Math.min(10, parameters.horizon)],
      search[parameters.horizon],
      half < 0 ? Number.NaN : half,
      behaviour[parameters.horizon],
    ],
    curves: {
      robustness: counts.slice(0, -1).map(keptAt),
      latency: latencySteps.map((share) => decisionTime(decided, share * capacity)),
      search: Array.from(search),
      news: Array.from(news),
      behaviour: Array.from(behaviour),
      load: inGroups(load),
    },
  };
};
