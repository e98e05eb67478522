/**
 * A design: how an organisation is arranged. Who stands above whom (the spine), who else is tied to whom, which
 * communities there are, and who decides what. Plain data over people 0 … n − 1.
 */

/** Who decides a kind of matter. */
export type Decider =
  /** The lowest boss the two people concerned have in common. */
  | { readonly by: 'common-boss' }
  /** The facilitator of the community concerned, or the two facilitators together. */
  | { readonly by: 'facilitator' }
  /** So many people of the community concerned, each of whom must answer. */
  | { readonly by: 'consent'; readonly of: number }
  /** The two people concerned, with each other. */
  | { readonly by: 'those-concerned' };

/** Matters inside one community, and matters between two. */
export type DecisionKind = 'within' | 'between';

export interface Design {
  /** n */
  readonly people: number;
  /** Person above each person, −1 for the one root. */
  readonly above: Int32Array;
  /** Whether the spine was given or is the shortest way from the person nearest to all. */
  readonly spine: 'given' | 'inferred';
  /** Lateral ties, each once. */
  readonly lateral: { readonly a: Uint32Array; readonly b: Uint32Array };
  /** Community of each person, in [0, communityCount). */
  readonly community: Uint32Array;
  readonly communityCount: number;
  /** Person who facilitates each community. */
  readonly facilitator: Uint32Array;
  readonly deciders: Readonly<Record<DecisionKind, Decider>>;
  /** Whether facilitation goes round among the members of each community. */
  readonly hasRotation: boolean;
  /** How many matters each person raises, relative to others; mean 1. */
  readonly issues: Float64Array;
  /** How much more arrives than today. */
  readonly loadFactor: number;
  /** Who each person is in the base; newcomers have numbers past it. The same person has the same luck. */
  readonly origin: Uint32Array;
}

/** Ties by person as compressed rows: the spine's and the lateral ones. */
export interface PersonTies {
  readonly offsets: Uint32Array;
  readonly ties: Uint32Array;
}

/** Keeps some people. Whoever loses the person above stands under the next one up who stays. */
export const keepPeople = (design: Design, keeps: (person: number) => boolean): Design => {
  const numberOf = new Int32Array(design.people).fill(-1);
  const kept: number[] = [];
  for (let i = 0; i < design.people; i++) {
    if (!keeps(i)) continue;
    numberOf[i] = kept.length;
    kept.push(i);
  }
  const root = design.above.indexOf(-1);
  // Without the root, the first of those who would now have nobody above takes the place.
  const nextUp = (person: number): number => {
    let at = design.above[person];
    while (at >= 0 && numberOf[at] < 0) at = design.above[at];
    return at;
  };
  const orphans = kept.filter((person) => nextUp(person) < 0);
  const top = numberOf[root] >= 0 ? root : (orphans[0] ?? -1);
  const above = Int32Array.from(kept, (person) => {
    if (person === top) return -1;
    const boss = nextUp(person);
    return numberOf[boss < 0 ? top : boss];
  });
  const a: number[] = [];
  const b: number[] = [];
  for (let e = 0; e < design.lateral.a.length; e++) {
    const [p, q] = [numberOf[design.lateral.a[e]], numberOf[design.lateral.b[e]]];
    if (p < 0 || q < 0) continue;
    a.push(p);
    b.push(q);
  }
  const communityNumber = new Int32Array(design.communityCount).fill(-1);
  let communityCount = 0;
  for (const person of kept) {
    const community = design.community[person];
    if (communityNumber[community] < 0) communityNumber[community] = communityCount++;
  }
  const community = Uint32Array.from(kept, (person) => communityNumber[design.community[person]]);
  const facilitator = new Uint32Array(communityCount).fill(0xffffffff);
  for (let c = 0; c < design.communityCount; c++) {
    if (communityNumber[c] < 0) continue;
    const before = numberOf[design.facilitator[c]];
    if (before >= 0) facilitator[communityNumber[c]] = before;
  }
  community.forEach((c, person) => {
    if (facilitator[c] === 0xffffffff) facilitator[c] = person;
  });
  return {
    ...design,
    people: kept.length,
    above,
    lateral: { a: Uint32Array.from(a), b: Uint32Array.from(b) },
    community,
    communityCount,
    facilitator,
    issues: Float64Array.from(kept, (person) => design.issues[person]),
    origin: Uint32Array.from(kept, (person) => design.origin[person]),
  };
};

/** What a design is where nothing else is said: everything decided by the common boss, everybody alike. */
export const designOf = (
  given: Pick<Design, 'above' | 'community' | 'communityCount' | 'facilitator'> & Partial<Design>,
): Design => {
  const people = given.above.length;
  return {
    people,
    spine: 'given',
    lateral: { a: new Uint32Array(0), b: new Uint32Array(0) },
    deciders: { within: { by: 'common-boss' }, between: { by: 'common-boss' } },
    hasRotation: false,
    issues: new Float64Array(people).fill(1),
    loadFactor: 1,
    origin: Uint32Array.from({ length: people }, (_, i) => i),
    ...given,
  };
};

/** Adds lateral ties; those that exist are not added twice by the kernels. */
export const withTies = (design: Design, a: readonly number[], b: readonly number[]): Design => ({
  ...design,
  lateral: {
    a: Uint32Array.from([...design.lateral.a, ...a]),
    b: Uint32Array.from([...design.lateral.b, ...b]),
  },
});
