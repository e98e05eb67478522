/** Edits of a design. Each is plain data, so a design is a base and a list of them: taking the last off undoes it. */
import { type RandomStream, randomStream } from '../../base/random.ts';
import { RefusalError } from '../../base/result.ts';
import { messageLoads } from '../models/message-loads.ts';
import { busiestFirst } from '../models/robustness.ts';
import { routingNetwork } from '../models/routing-network.ts';
import { linkClasses, sampleLinks } from '../models/sample-links.ts';
import { soundSpine } from '../models/spine.ts';
import { type Decider, type Design, keepPeople, withTies } from './design.ts';
import { leastPeople } from './templates.ts';

/** How bridges are laid: the classes of Dodds, Watts & Sabel, or by hand. */
export const bridgeKinds = {
  team: linkClasses['local-team'],
  random: linkClasses.random,
  top: linkClasses['core-periphery'],
  multiscale: linkClasses.multiscale,
} as const;

export type BridgeKind = keyof typeof bridgeKinds;

export type Change =
  | { readonly change: 'delegate'; readonly matters: 'within' | 'between' | 'all'; readonly to: Decider }
  /** Steps below the top, ≥ 1. Whoever stood there stays, beside those they led. */
  | { readonly change: 'remove-layer'; readonly layer: number }
  | { readonly change: 'add-bridges'; readonly kind: BridgeKind; readonly count: number }
  | { readonly change: 'connect'; readonly between: readonly (readonly [number, number])[] }
  | { readonly change: 'rotate-facilitation' }
  /** Communities by number. */
  | { readonly change: 'merge'; readonly communities: readonly [number, number] }
  | { readonly change: 'split'; readonly community: number }
  /** Everybody in communities of about this size, nearest on the spine together. */
  | { readonly change: 'form'; readonly size: number }
  | { readonly change: 'lose-busiest'; readonly percent: number }
  | { readonly change: 'lose-random'; readonly percent: number }
  | { readonly change: 'load'; readonly times: number }
  | { readonly change: 'newcomers'; readonly count: number };

const removeLayer = (design: Design, layer: number): Design => {
  const spine = soundSpine(design.above);
  const depthOf = (person: number) => spine.depth[spine.placeOf[person]];
  if (layer < 1 || layer >= spine.height) {
    throw new RefusalError('scenario-layer-missing', { layer, layers: Math.max(0, spine.height - 1) });
  }
  return {
    ...design,
    above: design.above.map((boss) => (boss >= 0 && depthOf(boss) === layer ? design.above[boss] : boss)),
  };
};

const addBridges = (design: Design, kind: BridgeKind, count: number, random: RandomStream): Design => {
  const spine = soundSpine(design.above);
  const taken = {
    a: design.lateral.a.map((person) => spine.placeOf[person]),
    b: design.lateral.b.map((person) => spine.placeOf[person]),
  };
  const links = sampleLinks(spine, bridgeKinds[kind], count, random, taken);
  return withTies(
    design,
    Array.from(links.a, (place) => spine.personAt[place]),
    Array.from(links.b, (place) => spine.personAt[place]),
  );
};

/** Members of a community in the order of the spine. */
const membersOf = (design: Design, community: number): number[] => {
  const spine = soundSpine(design.above);
  return Array.from(spine.personAt).filter((person) => design.community[person] === community);
};

const requireCommunity = (design: Design, community: number): void => {
  if (!(community >= 0 && community < design.communityCount)) {
    throw new RefusalError('scenario-community-unknown', {
      community: community + 1,
      count: design.communityCount,
    });
  }
};

const merge = (design: Design, [kept, joined]: readonly [number, number]): Design => {
  requireCommunity(design, kept);
  requireCommunity(design, joined);
  if (kept === joined)
    throw new RefusalError('scenario-community-unknown', {
      community: joined + 1,
      count: design.communityCount,
    });
  const numberOf = (c: number) => {
    const target = c === joined ? kept : c;
    return target > joined ? target - 1 : target;
  };
  return {
    ...design,
    community: design.community.map(numberOf),
    communityCount: design.communityCount - 1,
    facilitator: design.facilitator.filter((_, c) => c !== joined),
  };
};

const split = (design: Design, community: number): Design => {
  requireCommunity(design, community);
  const members = membersOf(design, community);
  if (members.length < 2) throw new RefusalError('scenario-community-small', { community: community + 1 });
  const moved = new Set(members.slice(Math.ceil(members.length / 2)));
  const facilitator = design.facilitator[community];
  const [first] = moved;
  const stays = members[0];
  return {
    ...design,
    community: design.community.map((c, person) => (moved.has(person) ? design.communityCount : c)),
    communityCount: design.communityCount + 1,
    facilitator: Uint32Array.from([
      ...design.facilitator.map((person, c) => (c === community && moved.has(facilitator) ? stays : person)),
      moved.has(facilitator) ? facilitator : first,
    ]),
  };
};

/** Goes down the spine branch by branch, so that who stands together comes together. */
const inBranches = (design: Design): number[] => {
  const spine = soundSpine(design.above);
  const order: number[] = [];
  const stack = [0];
  while (stack.length > 0) {
    const place = stack.pop()!;
    order.push(spine.personAt[place]);
    for (let child = spine.childStart[place + 1] - 1; child >= spine.childStart[place]; child--)
      stack.push(child);
  }
  return order;
};

const form = (design: Design, size: number): Design => {
  const order = inBranches(design);
  const communityCount = Math.max(1, Math.round(design.people / size));
  const community = new Uint32Array(design.people);
  const facilitator = new Uint32Array(communityCount).fill(0xffffffff);
  order.forEach((person, k) => {
    const c = Math.floor((k * communityCount) / design.people);
    community[person] = c;
    if (facilitator[c] === 0xffffffff) facilitator[c] = person;
  });
  return { ...design, community, communityCount, facilitator };
};

/** Who is busiest by the load of messages, at most 1,000 of them followed. */
const busiestPeople = (design: Design): Uint32Array => {
  const network = routingNetwork(design.above, design.lateral.a, design.lateral.b);
  const { nodeCount, personAt } = network.spine;
  const step = Math.max(1, Math.floor(nodeCount / 1000));
  const targets = Array.from({ length: Math.ceil(nodeCount / step) }, (_, k) => k * step);
  return busiestFirst(messageLoads(network, { reach: 1, targets }).load).map((place) => personAt[place]);
};

const lose = (design: Design, percent: number, order: ArrayLike<number>): Design => {
  const gone = new Set(Array.from(order).slice(0, Math.round((design.people * percent) / 100)));
  if (design.people - gone.size < leastPeople) {
    throw new RefusalError('scenario-nobody-left', { left: design.people - gone.size, fewest: leastPeople });
  }
  return keepPeople(design, (person) => !gone.has(person));
};

/** Newcomers stand under the facilitator of a community and know nobody else yet. */
const welcome = (design: Design, count: number, random: RandomStream): Design => {
  const { people } = design;
  const communities = Array.from({ length: count }, () => design.community[random.below(people)]);
  const latest = design.origin.reduce((most, origin) => Math.max(most, origin), 0);
  // Past everybody of any base, so that no newcomer shares another's luck.
  const first = Math.max(latest + 1, 1_000_000);
  return {
    ...design,
    people: people + count,
    above: Int32Array.from([...design.above, ...communities.map((c) => design.facilitator[c])]),
    community: Uint32Array.from([...design.community, ...communities]),
    issues: Float64Array.from([...design.issues, ...communities.map(() => 1)]),
    origin: Uint32Array.from([...design.origin, ...communities.map((_, k) => first + k)]),
  };
};

/**
 * One change made to a design; the design given stays as it was.
 *
 * @param random chance of this change, where it has any
 * @throws RefusalError where the change cannot be made: no such layer or community, too few people left
 */
export const makeChange = (design: Design, change: Change, random: RandomStream): Design => {
  switch (change.change) {
    case 'delegate': {
      const { matters, to } = change;
      const { within, between } = design.deciders;
      return {
        ...design,
        deciders: {
          within: matters === 'between' ? within : to,
          between: matters === 'within' ? between : to,
        },
      };
    }
    case 'remove-layer':
      return removeLayer(design, change.layer);
    case 'add-bridges':
      return addBridges(design, change.kind, change.count, random);
    case 'connect':
      for (const person of change.between.flat()) {
        if (person >= design.people)
          throw new RefusalError('scenario-person-unknown', { said: person + 1, count: design.people });
      }
      return withTies(
        design,
        change.between.map(([p]) => p),
        change.between.map(([, q]) => q),
      );
    case 'rotate-facilitation':
      return { ...design, hasRotation: true };
    case 'merge':
      return merge(design, change.communities);
    case 'split':
      return split(design, change.community);
    case 'form':
      return form(design, change.size);
    case 'lose-busiest':
      return lose(design, change.percent, busiestPeople(design));
    case 'lose-random':
      return lose(
        design,
        change.percent,
        random.shuffle(Uint32Array.from({ length: design.people }, (_, i) => i)),
      );
    case 'load':
      return { ...design, loadFactor: design.loadFactor * change.times };
    case 'newcomers':
      return welcome(design, change.count, random);
  }
};

/** All changes in turn. A change's chance hangs on its kind and its place among the same kind, not on the others. */
export const makeChanges = (base: Design, changes: readonly Change[], seed: number): Design => {
  const met = new Map<string, number>();
  let design = base;
  for (const change of changes) {
    const place = met.get(change.change) ?? 0;
    met.set(change.change, place + 1);
    design = makeChange(design, change, randomStream(seed, 'change', change.change, place));
  }
  return design;
};
