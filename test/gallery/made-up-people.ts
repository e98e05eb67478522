/**
 * Made-up organisations down to the person, and the assessment an engine would make of them: small, exact and
 * seeded. Tests of the disclosure rule attack what is published of them; they know the truth behind it.
 */
import { randomStream } from '../../src/base/random.ts';
import type {
  Assessment,
  CommunityPortrait,
  CommunityTie,
  EvidenceRecord,
  MeasureResult,
  NearTwin,
  Portrait,
} from '../../src/measure/assessment.ts';
import { letterOf } from './facets.ts';

export interface MadeUpArc {
  readonly window: string;
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

export interface MadeUpPeople {
  /** Community index of each person. */
  readonly community: readonly number[];
  readonly windows: readonly string[];
  readonly arcs: readonly MadeUpArc[];
}

export interface MadeUpRequest {
  readonly sizes: readonly number[];
  readonly windows: number;
  readonly seed: number;
  /** How unequal people are: 0 all alike, 1 a few carry most. */
  readonly concentration: number;
  readonly arcsPerWindow: number;
  /** Share of people away in each window. */
  readonly awayShare?: number;
}

export const makeUpPeople = (request: MadeUpRequest): MadeUpPeople => {
  const stream = randomStream(request.seed, 'made-up-people');
  const community = request.sizes.flatMap((size, index) => new Array<number>(size).fill(index));
  const pull = community.map(() => (stream.uniform() + 0.05) ** (1 + 8 * request.concentration));
  const draw = (): number => {
    let at = stream.uniform() * pull.reduce((sum, value) => sum + value, 0);
    for (const [person, value] of pull.entries()) {
      at -= value;
      if (at < 0) return person;
    }
    return 0;
  };
  const windows = Array.from({ length: request.windows }, (_, index) => `2024-Q${index + 1}`);
  const arcs: MadeUpArc[] = [];
  for (const window of windows) {
    const isAway = community.map(() => stream.uniform() < (request.awayShare ?? 0));
    for (let count = 0; count < request.arcsPerWindow; count++) {
      const from = draw();
      let to = draw();
      // Two of three stay inside the community, as communities do.
      if (stream.uniform() < 0.66) {
        const own = community.flatMap((other, person) => (other === community[from] ? [person] : []));
        to = own[stream.below(own.length)];
      }
      if (from !== to && !isAway[from] && !isAway[to])
        arcs.push({ window, from, to, weight: 1 + stream.below(4) });
    }
  }
  return { community, windows, arcs };
};

/** Shares of arc ends: the largest, and the effective number of people. */
const concentrationOf = (arcs: readonly MadeUpArc[]) => {
  const ends = new Map<number, number>();
  let total = 0;
  for (const { from, to, weight } of arcs) {
    total += weight;
    for (const end of [from, to]) ends.set(end, (ends.get(end) ?? 0) + weight);
  }
  if (total === 0) return { people: 0, topShare: null, effectivePeople: null };
  const shares = [...ends.values()].map((weight) => weight / (2 * total));
  return {
    people: ends.size,
    topShare: Math.max(...shares) * 2,
    effectivePeople: Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0)),
  };
};

const reciprocityOf = (arcs: readonly MadeUpArc[]): number | null => {
  const weights = new Map<string, number>();
  let total = 0;
  for (const { from, to, weight } of arcs) {
    total += weight;
    weights.set(`${from}>${to}`, (weights.get(`${from}>${to}`) ?? 0) + weight);
  }
  if (total === 0) return null;
  let returned = 0;
  for (const [pair, weight] of weights) {
    const [from, to] = pair.split('>');
    returned += Math.min(weight, weights.get(`${to}>${from}`) ?? 0);
  }
  return returned / total;
};

export const membersOf = (people: MadeUpPeople, window: string, community: number | null): Set<number> =>
  new Set(
    people.arcs
      .filter((arc) => window === 'whole' || arc.window === window)
      .flatMap(({ from, to }) => [from, to])
      .filter((person) => community === null || people.community[person] === community),
  );

const portraitOf = (people: MadeUpPeople, window: string): Portrait => {
  const arcs = people.arcs.filter((arc) => window === 'whole' || arc.window === window);
  const communityCount = Math.max(...people.community) + 1;
  const place = (person: number) => people.community[person];
  const communities: CommunityPortrait[] = Array.from({ length: communityCount }, (_, index) => {
    const inside = arcs.filter(({ from, to }) => place(from) === index && place(to) === index);
    const touching = arcs.filter(({ from, to }) => place(from) === index || place(to) === index);
    const { topShare, effectivePeople } = concentrationOf(touching);
    return {
      letter: letterOf(index),
      people: membersOf(people, window, index).size,
      leadShare: effectivePeople === null ? null : Math.min(1, effectivePeople / (1 + communityCount * 4)),
      leadInterval: null,
      reciprocity: reciprocityOf(inside),
      internalWeight: inside.reduce((sum, arc) => sum + arc.weight, 0),
      topShare,
      effectivePeople,
    };
  });
  const ties: CommunityTie[] = [];
  for (let a = 0; a < communityCount; a++)
    for (let b = a + 1; b < communityCount; b++) {
      const aToB = arcs.filter(({ from, to }) => place(from) === a && place(to) === b);
      const bToA = arcs.filter(({ from, to }) => place(from) === b && place(to) === a);
      if (aToB.length + bToA.length === 0) continue;
      ties.push({
        a,
        b,
        weightAToB: aToB.reduce((sum, arc) => sum + arc.weight, 0),
        weightBToA: bToA.reduce((sum, arc) => sum + arc.weight, 0),
        ratioToNull: null,
        reciprocity: reciprocityOf([...aToB, ...bToA]),
        ...concentrationOf([...aToB, ...bToA]),
      });
    }
  const whole = concentrationOf(arcs);
  return {
    layer: 'lived',
    window,
    isDirected: true,
    isLeadMeasurable: true,
    communities,
    ties,
    people: whole.people,
    topShare: whole.topShare,
    effectivePeople: whole.effectivePeople,
  };
};

/** What an engine that knows every person would hand over. */
export const assess = (people: MadeUpPeople): Assessment => {
  const names = ['whole', ...people.windows];
  const portraits = names.map((window) => portraitOf(people, window));
  const whole = portraits[0];
  const nearTwins: NearTwin[] = [];
  for (const community of [null, ...whole.communities.keys()])
    for (const [index, first] of names.entries())
      for (const second of names.slice(index + 1)) {
        const a = membersOf(people, first, community);
        const b = membersOf(people, second, community);
        const differing = [...a].filter((p) => !b.has(p)).length + [...b].filter((p) => !a.has(p)).length;
        if (differing >= 1 && differing <= 4)
          nearTwins.push({
            layer: 'lived',
            place: community === null ? 'whole' : letterOf(community),
            windows: [first, second],
            differing,
          });
      }
  const total = people.arcs.reduce((sum, arc) => sum + arc.weight, 0);
  const evidence: EvidenceRecord = {
    window: 'whole',
    from: '2024-01-01',
    until: '2025-01-01',
    people: whole.people,
    senders: new Set(people.arcs.map(({ from }) => from)).size,
    arcs: people.arcs.length,
    events: people.arcs.length,
    selfLoops: 0,
    resolvedShare: 1,
    parameters: {},
    seed: 1,
  };
  const boundaryOf = (index: number): number | null => {
    const inside = whole.communities[index].internalWeight;
    const outside = whole.ties.reduce(
      (sum, tie) => (tie.a === index || tie.b === index ? sum + tie.weightAToB + tie.weightBToA : sum),
      0,
    );
    return inside + outside === 0 ? null : (outside - inside) / (outside + inside);
  };
  const measure = (
    id: string,
    valueIn: (portrait: Portrait) => number | null,
    valueFor: (index: number) => number | null,
  ): MeasureResult => ({
    id,
    pattern: 'communities',
    title: id,
    unit: '',
    value: valueIn(whole),
    interval: null,
    null: null,
    evidence,
    parts: {},
    windows: portraits.slice(1).map((portrait) => ({
      window: portrait.window,
      people: portrait.people,
      value: valueIn(portrait),
      parts: {},
    })),
    communities: whole.communities.map((community, index) => ({
      community: community.letter,
      people: community.people,
      value: valueFor(index),
      interval: null,
    })),
    tables: {},
  });
  const weightIn = (portrait: Portrait): number =>
    [
      ...portrait.communities.map((community) => community.internalWeight),
      ...portrait.ties.map((tie) => tie.weightAToB + tie.weightBToA),
    ].reduce((sum, weight) => sum + weight, 0);
  return {
    format: 'equipo-measures',
    version: 1,
    organisation: 'Made up',
    isSimulated: true,
    seed: 1,
    windowScheme: 'quarter',
    coverage: {
      sources: [
        { type: 'csv', label: 'made up', interactions: people.arcs.length, acts: 0, from: null, until: null },
      ],
      accounts: people.community.length,
      people: people.community.length,
      merges: 0,
      botsLeftOut: 0,
      resolvedShare: 1,
      diagnostics: [],
    },
    portraits,
    nearTwins,
    headlines: [],
    challenges: [],
    measures: {
      boundary: measure('boundary', () => 1 - (2 * weightIn(whole)) / Math.max(1, total) / 2, boundaryOf),
      // A count that adds up over windows: the sharpest thing a measure could publish.
      'weight-total': measure('weight-total', weightIn, (index) => whole.communities[index].reciprocity),
    },
  };
};
