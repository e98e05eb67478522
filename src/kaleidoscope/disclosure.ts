/**
 * What leaves the machine. One constant rule, not a setting: groups of five (PRIVACY.md, point 3).
 *
 * A *cell* is a place in a window: everybody, a community, or the ties between two communities. It is withheld with
 * fewer than five people; with one person above half of its weight (or where that is not known); with fewer than
 * two effective people among fewer than ten; when its members differ by one to four people from those of a cell
 * already published; and when, published, it would let a withheld one be found by subtraction.
 *
 * What could be added up is kept small on purpose: tie weights are published of the whole span only, windows carry
 * shares and rounded people, the number of people shown is made from published numbers alone, and tables stay at
 * home. What remains additive — weights inside and between the communities of the whole span, whose total and
 * whose sum around each community a reader may know from other numbers — is audited by linear algebra.
 */
import type {
  Assessment,
  ChallengeResult,
  CommunityPortrait,
  Coverage,
  EvidenceRecord,
  Headline,
  MeasuredNumber,
  MeasureResult,
  Portrait,
} from '../measure/assessment.ts';
import { determinedCells } from './determined-cells.ts';
import type {
  Published,
  PublishedChallenge,
  PublishedCommunity,
  PublishedCommunityValue,
  PublishedMeasure,
  PublishedNumber,
  PublishedPortrait,
  PublishedTie,
  Withheld,
  WithheldNumber,
  WithheldReason,
} from './published.ts';

const fewestPeople = 5;
const largestShare = 0.5;
/**
 * Of everybody in the whole span one person may carry more, where the whole is larger than any place in it: that one
 * does is what the measures are there to show. Past four fifths it is one person's mailbox, and nothing is told.
 */
const largestShareOfWhole = 0.8;
const fewestEffective = 2;
const effectiveCountsBelow = 10;
const wholeWindow = 'whole';
const everybody = 'whole';

/** To the nearest five. */
export const roundToFive = (count: number): number => 5 * Math.round(count / 5);

const withheld = (reason: WithheldReason): Withheld => ({ withheld: true, reason });

/** What the rule says of one cell by itself; `null` when it may be shown. */
const ownReason = (
  cell: {
    readonly people: number;
    readonly topShare: number | null;
    readonly effectivePeople: number | null;
  },
  mostOfOne = largestShare,
): WithheldReason | null => {
  if (cell.people < fewestPeople) return 'few-people';
  if (cell.topShare === null || cell.topShare > mostOfOne) return 'one-person';
  const isSmall = cell.people < effectiveCountsBelow;
  if (isSmall && (cell.effectivePeople === null || cell.effectivePeople < fewestEffective))
    return 'concentrated';
  return null;
};

/** The whole span first, then windows as they come: whatever stands earlier is published first. */
const inPublishingOrder = (portraits: readonly Portrait[]): Portrait[] => [
  ...portraits.filter((portrait) => portrait.window === wholeWindow),
  ...portraits.filter((portrait) => portrait.window !== wholeWindow),
];

/**
 * Decides the same place over windows: own reasons, then near twins of what is already published. Where exactly
 * one window is withheld, the one of the rest with fewest people goes too, so that no total over windows leaves
 * a single one open.
 */
const decideOverWindows = (
  cells: readonly {
    readonly window: string;
    readonly people: number;
    readonly reason: WithheldReason | null;
  }[],
  isNearTwin: (first: string, second: string) => boolean,
): Map<string, WithheldReason | null> => {
  const decided = new Map<string, WithheldReason | null>();
  const shown: string[] = [];
  for (const { window, reason } of cells) {
    const isTwin = shown.some((other) => isNearTwin(other, window));
    const final = reason ?? (isTwin ? 'near-twin' : null);
    decided.set(window, final);
    if (final === null) shown.push(window);
  }
  const windows = cells.filter(({ window }) => window !== wholeWindow);
  const hidden = windows.filter(({ window }) => decided.get(window) !== null);
  const open = windows.filter(({ window }) => decided.get(window) === null);
  if (hidden.length === 1 && open.length > 0 && decided.get(wholeWindow) !== undefined) {
    const next = open.reduce((least, cell) => (cell.people < least.people ? cell : least));
    decided.set(next.window, 'complementary');
  }
  return decided;
};

/** Decisions of one layer: for everybody in a window, and for a community in a window. */
interface Decisions {
  readonly everybody: ReadonlyMap<string, WithheldReason | null>;
  readonly community: (letter: string, window: string) => WithheldReason | null;
}

/** Whether the whole span is more than one community or one window under another name. */
const isLargerThanItsPlaces = (portraits: readonly Portrait[]): boolean => {
  const whole = portraits.find(({ window }) => window === wholeWindow);
  const communities = whole?.communities.filter(({ people }) => people >= fewestPeople).length ?? 0;
  return (
    whole !== undefined && whole.people >= fewestForHeadcounts && communities >= 2 && portraits.length !== 2
  );
};

const decideLayer = (assessment: Assessment, layer: 'lived' | 'chart'): Decisions => {
  const portraits = inPublishingOrder(assessment.portraits.filter((portrait) => portrait.layer === layer));
  const twins = new Set(
    assessment.nearTwins
      .filter((twin) => twin.layer === layer)
      .flatMap(({ place, windows: [a, b] }) => [`${place}|${a}|${b}`, `${place}|${b}|${a}`]),
  );
  const twinsAt = (place: string) => (a: string, b: string) => twins.has(`${place}|${a}|${b}`);
  const isLarge = isLargerThanItsPlaces(portraits);
  const ofEverybody = decideOverWindows(
    portraits.map((portrait) => ({
      window: portrait.window,
      people: portrait.people,
      reason: ownReason(
        portrait,
        portrait.window === wholeWindow && isLarge ? largestShareOfWhole : largestShare,
      ),
    })),
    twinsAt(everybody),
  );
  const letters = new Set(portraits.flatMap(({ communities }) => communities.map(({ letter }) => letter)));
  const ofCommunities = new Map(
    [...letters].map((letter) => {
      const cells = portraits.flatMap((portrait) => {
        const community = portrait.communities.find((candidate) => candidate.letter === letter);
        if (community === undefined) return [];
        return [{ window: portrait.window, people: community.people, reason: ownReason(community) }];
      });
      return [letter, decideOverWindows(cells, twinsAt(letter))] as const;
    }),
  );
  return {
    everybody: ofEverybody,
    community: (letter, window) => ofCommunities.get(letter)?.get(window) ?? null,
  };
};

/** One additive cell of the whole span: weight inside a community, or between two. */
interface WeightCell {
  readonly a: number;
  readonly b: number;
  readonly people: number;
  readonly weight: number;
  reason: WithheldReason | null;
}

/**
 * The lightest way to hide a tie a–b in a ring of four, a–b–c–d–a: what one pair of opposite ties had more, the
 * other had less, and no sum around a community nor the total would show it. `null` where there is no such ring.
 */
const lightestRing = (
  cells: readonly WeightCell[],
  communityCount: number,
  { a, b }: WeightCell,
): WeightCell[] | null => {
  const tieOf = new Map(
    cells.filter((cell) => cell.a !== cell.b && cell.weight > 0).map((cell) => [`${cell.a}:${cell.b}`, cell]),
  );
  const tie = (p: number, q: number) => tieOf.get(`${Math.min(p, q)}:${Math.max(p, q)}`);
  let lightest: WeightCell[] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < communityCount; c++) {
    const second = tie(b, c);
    if (c === a || second === undefined) continue;
    for (let d = 0; d < communityCount; d++) {
      const third = tie(c, d);
      const fourth = tie(d, a);
      if (d === b || third === undefined || fourth === undefined) continue;
      const open = [second, third, fourth].filter((cell) => cell.reason === null);
      const cost = open.reduce((sum, cell) => sum + cell.weight, 0);
      if (cost < least) {
        least = cost;
        lightest = open;
      }
    }
  }
  return lightest;
};

/**
 * Withholds more cells until no withheld one can be found from the total and the sums around communities: for a tie
 * the lightest ring of four, else the next smallest cell of the same sums, by weight, so that little is lost. A
 * community whose own cell goes takes the numbers with it that would have told its sum.
 */
const auditWeights = (cells: readonly WeightCell[], communityCount: number): void => {
  const isOpen = (community: number) =>
    cells.some((cell) => cell.a === community && cell.b === community && cell.reason === null);
  for (;;) {
    // A cell without weight hides nothing: to a reader who knows that it is empty, the others are as open.
    const hidden = cells.filter((cell) => cell.reason !== null && cell.weight > 0);
    const sums = [
      cells,
      ...Array.from({ length: communityCount }, (_, community) => community)
        .filter(isOpen)
        .map((community) => cells.filter((cell) => cell.a === community || cell.b === community)),
    ];
    const indexOf = new Map(hidden.map((cell, index) => [cell, index]));
    const given = determinedCells(
      hidden.length,
      sums.map((sum) => sum.flatMap((cell) => indexOf.get(cell) ?? [])),
    ).map((index) => hidden[index]!);
    const ring = given
      .filter((cell) => cell.a !== cell.b)
      .map((cell) => lightestRing(cells, communityCount, cell))
      .find((found) => found !== null && found.length > 0);
    if (ring !== undefined && ring !== null) {
      for (const cell of ring) cell.reason = 'complementary';
      continue;
    }
    const candidates = sums
      .filter((sum) => given.some((cell) => sum.includes(cell)))
      .flatMap((sum) => sum.filter((cell) => cell.reason === null && cell.weight > 0));
    if (candidates.length === 0) return;
    const next = candidates.reduce((least, cell) => (cell.weight < least.weight ? cell : least));
    next.reason = 'complementary';
  }
};

/**
 * What is told of a community. Where its weight would give another's away (`hidesWeight`), what rests on weights is
 * left out; how lead is spread inside and how much is returned add up to nothing, and stay.
 */
const publishValues = (portrait: Portrait, index: number, isWhole: boolean, hidesWeight: boolean) => {
  const community = portrait.communities[index]!;
  const outside = portrait.ties.reduce(
    (sum, tie) => (tie.a === index || tie.b === index ? sum + tie.weightAToB + tie.weightBToA : sum),
    0,
  );
  const total = community.internalWeight + outside;
  return {
    withheld: false as const,
    leadShare: community.leadShare,
    leadInterval: community.leadInterval,
    reciprocity: community.reciprocity,
    insideShare: total > 0 && !hidesWeight ? community.internalWeight / total : null,
    internalWeight: isWhole && !hidesWeight ? community.internalWeight : null,
  };
};

/** The portrait as it may leave. */
const publishPortrait = (portrait: Portrait, decisions: Decisions): PublishedPortrait => {
  const isWhole = portrait.window === wholeWindow;
  const { communities } = portrait;
  const isSmall = (community: CommunityPortrait) => community.people < fewestPeople;
  const cells: WeightCell[] = isWhole
    ? [
        ...communities.map((community, index) => ({
          a: index,
          b: index,
          people: community.people,
          weight: community.internalWeight,
          reason: decisions.community(community.letter, portrait.window),
        })),
        ...portrait.ties.map((tie) => ({
          a: tie.a,
          b: tie.b,
          people: tie.people,
          weight: tie.weightAToB + tie.weightBToA,
          reason:
            decisions.community(communities[tie.a]!.letter, portrait.window) ??
            decisions.community(communities[tie.b]!.letter, portrait.window) ??
            ownReason(tie),
        })),
      ]
    : [];
  auditWeights(cells, communities.length);
  const shown: PublishedCommunity[] = communities.flatMap((community, index) => {
    // Of the whole span small communities are gathered; in a window the letter is known, so it says why.
    if (isWhole && isSmall(community)) return [];
    const reason = decisions.community(community.letter, portrait.window);
    const hidesWeight = isWhole && cells[index]!.reason !== null;
    const hidesPeople = reason === 'few-people' || reason === 'near-twin';
    const people = hidesPeople ? null : isWhole ? community.people : roundToFive(community.people);
    const values = reason === null ? publishValues(portrait, index, isWhole, hidesWeight) : withheld(reason);
    return [{ letter: community.letter, people, ...values }];
  });
  const small = communities.filter(isSmall);
  const smallPeople = small.reduce((sum, community) => sum + community.people, 0);
  const gathered =
    isWhole && small.length >= 2 && smallPeople >= fewestPeople ? { people: roundToFive(smallPeople) } : null;
  const ties: PublishedTie[] = isWhole
    ? portrait.ties.flatMap((tie, index): PublishedTie[] => {
        const [a, b] = [communities[tie.a]!, communities[tie.b]!];
        if (isSmall(a) || isSmall(b)) return [];
        const { reason } = cells[communities.length + index]!;
        const pair = { a: a.letter, b: b.letter };
        if (reason !== null) return [{ ...pair, ...withheld(reason) }];
        return [
          {
            ...pair,
            withheld: false as const,
            weightAToB: tie.weightAToB,
            weightBToA: tie.weightBToA,
            ratioToNull: tie.ratioToNull,
            reciprocity: tie.reciprocity,
          },
        ];
      })
    : [];
  // Made from published numbers alone, so that nothing can be found by subtracting them.
  const shownPeople = shown.reduce((sum, community) => sum + (community.people ?? 0), 0);
  return {
    layer: portrait.layer,
    window: portrait.window,
    people: roundToFive(shownPeople) + (gathered?.people ?? 0),
    isDirected: portrait.isDirected,
    isLeadMeasurable: portrait.isLeadMeasurable,
    communities: shown,
    small: gathered,
    ties,
  };
};

const reasonOf = (number: MeasuredNumber): { readonly reason?: string } =>
  number.reason === undefined ? {} : { reason: number.reason };

const withheldNumber = (reason: WithheldReason): WithheldNumber => ({
  ...withheld(reason),
  value: null,
  interval: null,
  null: null,
});

const publishNumber = (number: MeasuredNumber, reason: WithheldReason | null): PublishedNumber =>
  reason === null
    ? {
        withheld: false,
        value: number.value,
        ...reasonOf(number),
        interval: number.interval,
        null: number.null,
      }
    : withheldNumber(reason);

/**
 * A total of people beside exact parts. Fewer than five left over vanish before rounding: otherwise a total that
 * rounds up would tell how many of them there are.
 */
const totalPeople = (total: number, shown: number): number =>
  roundToFive(total - shown < fewestPeople ? shown : total);

/** Numbers of people that are not a cell's own size are told of larger places only. */
const fewestForHeadcounts = 20;

/**
 * A measured number of people — effective leads, newcomers, a truck factor — to the nearest five, without interval
 * or null: beside its share, the exact one would tell how many people there are. Under five, only that.
 */
const publishHeadcount = (number: MeasuredNumber, people: number): PublishedNumber => {
  if (people < fewestForHeadcounts) return withheldNumber('few-people');
  const bare = { withheld: false as const, interval: null, null: null };
  if (number.value === null) return { ...bare, value: null, ...reasonOf(number) };
  const rounded = roundToFive(number.value);
  return rounded < fewestPeople || number.value < fewestPeople
    ? { ...bare, value: null, reason: 'under-five' }
    : { ...bare, value: rounded };
};

const headcountIn = (value: number | null, people: number): number | null =>
  value === null || value < fewestPeople || people < fewestForHeadcounts ? null : roundToFive(value);

const isHeadcount = (unit: string): boolean => unit === 'people';

const publishEvidence = (evidence: EvidenceRecord, shown: number): EvidenceRecord => ({
  ...evidence,
  people:
    evidence.window === wholeWindow ? totalPeople(evidence.people, shown) : roundToFive(evidence.people),
  senders: roundToFive(evidence.senders),
  arcs: roundToFive(evidence.arcs),
  events: roundToFive(evidence.events),
  selfLoops: roundToFive(evidence.selfLoops),
  resolvedShare: Math.round(evidence.resolvedShare * 100) / 100,
});

const publishCoverage = (coverage: Coverage, shown: number): Coverage => ({
  sources: coverage.sources.map((source) => ({
    ...source,
    interactions: roundToFive(source.interactions),
    acts: roundToFive(source.acts),
  })),
  accounts: roundToFive(coverage.accounts),
  people: totalPeople(coverage.people, shown),
  merges: roundToFive(coverage.merges),
  botsLeftOut: roundToFive(coverage.botsLeftOut),
  resolvedShare: Math.round(coverage.resolvedShare * 100) / 100,
  diagnostics: coverage.diagnostics.map((diagnostic) => ({
    ...diagnostic,
    count: roundToFive(diagnostic.count),
  })),
});

/** Applies the rule to a full assessment. Pure; the only way out for numbers. */
export const publish = (assessment: Assessment): Published => {
  const lived = decideLayer(assessment, 'lived');
  const chart = decideLayer(assessment, 'chart');
  const portraits = assessment.portraits
    .filter((portrait) => {
      const decisions = portrait.layer === 'lived' ? lived : chart;
      return (decisions.everybody.get(portrait.window) ?? null) === null;
    })
    .map((portrait) => publishPortrait(portrait, portrait.layer === 'lived' ? lived : chart));
  const wholeLived = portraits.find(({ layer, window }) => layer === 'lived' && window === wholeWindow);
  const communityOf = new Map(
    wholeLived?.communities.map((community) => [community.letter, community]) ?? [],
  );

  const shownPeople = (wholeLived?.communities ?? []).reduce(
    (sum, community) => sum + (community.people ?? 0),
    0,
  );

  // A window that no portrait describes cannot be judged, so it is withheld.
  const windowReason = (window: string): WithheldReason | null =>
    lived.everybody.has(window) ? lived.everybody.get(window)! : 'one-person';
  const wholeReason = windowReason(wholeWindow);

  const publishIn = (unit: string, number: MeasuredNumber, evidence: EvidenceRecord): PublishedNumber => {
    const reason = windowReason(evidence.window);
    return reason === null && isHeadcount(unit)
      ? publishHeadcount(number, evidence.people)
      : publishNumber(number, reason);
  };

  const publishMeasure = (measure: MeasureResult): PublishedMeasure => ({
    id: measure.id,
    pattern: measure.pattern,
    title: measure.title,
    unit: measure.unit,
    ...publishIn(measure.unit, measure, measure.evidence),
    evidence: publishEvidence(measure.evidence, shownPeople),
    parts: Object.fromEntries(
      Object.entries(measure.parts).map(([id, part]) => [
        id,
        { ...publishIn(part.unit, part, measure.evidence), unit: part.unit },
      ]),
    ),
    windows: measure.windows.map(({ window, people, value, parts }) => {
      const reason = windowReason(window) ?? (people < fewestPeople ? 'few-people' : null);
      if (reason !== null) return { window, ...withheld(reason), value: null };
      return {
        window,
        withheld: false as const,
        people: roundToFive(people),
        value: isHeadcount(measure.unit) ? headcountIn(value, people) : value,
        parts: Object.fromEntries(
          Object.entries(parts).map(([id, part]) => [
            id,
            isHeadcount(measure.parts[id]?.unit ?? '') ? headcountIn(part, people) : part,
          ]),
        ),
      };
    }),
    communities: measure.communities.flatMap(({ community, value, interval }): PublishedCommunityValue[] => {
      const shown = communityOf.get(community);
      // A small community has no line of its own: its letter is not in the figure either.
      if (shown === undefined) return [];
      if (shown.withheld || shown.people === null) {
        const reason = shown.withheld ? shown.reason : 'few-people';
        return [{ community, ...withheld(reason), value: null }];
      }
      // A measure may rest on weights (boundary does): where those are left out, so is its line.
      if (shown.internalWeight === null) return [{ community, ...withheld('complementary'), value: null }];
      return [{ community, withheld: false as const, people: shown.people, value, interval }];
    }),
  });

  const publishHeadline = (headline: Headline): PublishedNumber => {
    const measure = assessment.measures[headline.measure];
    const unit = (headline.part === null ? measure?.unit : measure?.parts[headline.part]?.unit) ?? '';
    return measure === undefined
      ? publishNumber(headline.number, wholeReason)
      : publishIn(unit, headline.number, measure.evidence);
  };

  const publishChallenge = (challenge: ChallengeResult): PublishedChallenge => {
    const places = challenge.places.map((letter) => communityOf.get(letter));
    const hidden = places.find((place) => place === undefined || place.withheld);
    const reason =
      challenge.places.length > 0 && places.some((place) => place === undefined || place.withheld)
        ? hidden?.withheld === true
          ? hidden.reason
          : 'few-people'
        : windowReason(challenge.window);
    if (reason !== null && challenge.status !== 'silent')
      return { id: challenge.id, title: challenge.title, ...withheld(reason) };
    return { ...challenge, withheld: false };
  };

  return {
    format: assessment.format,
    version: assessment.version,
    organisation: assessment.organisation,
    isSimulated: assessment.isSimulated,
    seed: assessment.seed,
    windowScheme: assessment.windowScheme,
    coverage: publishCoverage(assessment.coverage, shownPeople),
    portraits,
    headlines: assessment.headlines.map((headline) => ({
      pattern: headline.pattern,
      measure: headline.measure,
      part: headline.part,
      number: publishHeadline(headline),
      beside: headline.beside,
    })),
    challenges: assessment.challenges.map(publishChallenge),
    measures: Object.fromEntries(
      Object.entries(assessment.measures).map(([id, measure]) => [id, publishMeasure(measure)]),
    ),
  };
};
