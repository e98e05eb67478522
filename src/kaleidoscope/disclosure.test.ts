import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, type MadeUpPeople, makeUpPeople, membersOf } from '../../test/gallery/made-up-people.ts';
import type { Assessment } from '../measure/assessment.ts';
import { publish, roundToFive } from './disclosure.ts';
import type { Published } from './published.ts';

/** Organisations of very different shape: many tiny communities, few people a window, one person everywhere. */
const organisations = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 8 }),
    windows: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(1e6),
    concentration: fc.double({ min: 0, max: 1, noNaN: true }),
    arcsPerWindow: fc.integer({ min: 2, max: 120 }),
  })
  .map(makeUpPeople)
  .filter(({ arcs }) => arcs.length > 0);

const settings = { seed: 2024, numRuns: 300 };

/** What an attacker has: the file, read back. */
const asRead = (assessment: Assessment): Published => JSON.parse(JSON.stringify(publish(assessment)));

const communityIndex = (assessment: Assessment, letter: string) =>
  assessment.portraits[0].communities.findIndex((community) => community.letter === letter);

interface Sum {
  readonly known: number;
  readonly cells: readonly string[];
}

/**
 * The attacker. Collects every sum the document gives away — around each community from its inside share and its
 * boundary value — is told, to be generous, the exact total of all weights and which small communities have ties
 * at all, and pulls from them with two tools: linear
 * elimination in floating point, and bounds from weights that are never negative, tightened until nothing moves.
 * Returns bounds of every withheld weight.
 */
const attackWeights = (published: Published, people: MadeUpPeople) => {
  const exactTotal = totalWeight(people);
  const portrait = published.portraits.find(({ layer, window }) => layer === 'lived' && window === 'whole');
  if (portrait === undefined) return new Map<string, { low: number; high: number }>();
  const value = new Map<string, number | null>();
  for (const community of portrait.communities)
    value.set(community.letter, community.withheld ? null : community.internalWeight);
  for (const tie of portrait.ties)
    value.set(`${tie.a}–${tie.b}`, tie.withheld ? null : tie.weightAToB + tie.weightBToA);
  // Whatever touches small communities, in one bag for each community and one for the rest, where there is any.
  const whole = assess(people).portraits[0];
  const isSmall = (index: number) => whole.communities[index].people < 5;
  const smallTo = (letter: string) =>
    whole.ties.some(
      ({ a, b }) =>
        (whole.communities[a].letter === letter && isSmall(b)) ||
        (whole.communities[b].letter === letter && isSmall(a)),
    )
      ? [`${letter}–small`]
      : [];
  const hasAmongSmall =
    whole.communities.some((community, index) => isSmall(index) && community.internalWeight > 0) ||
    whole.ties.some(({ a, b }) => isSmall(a) && isSmall(b));
  const touching = (letter: string) => portrait.ties.filter(({ a, b }) => a === letter || b === letter);
  const sums: Sum[] = [];
  const add = (total: number, cells: readonly string[]) => {
    let known = total;
    const unknown: string[] = [];
    for (const cell of cells) {
      const amount = value.get(cell);
      if (amount === undefined || amount === null) unknown.push(cell);
      else known -= amount;
    }
    sums.push({ known, cells: unknown });
  };
  for (const community of portrait.communities) {
    if (community.withheld || community.internalWeight === null) continue;
    const line = published.measures.boundary.communities.find(
      (entry) => entry.community === community.letter,
    );
    const boundary = line?.value ?? null;
    const outside =
      community.insideShare !== null && community.insideShare > 0
        ? (community.internalWeight * (1 - community.insideShare)) / community.insideShare
        : boundary !== null && boundary < 1
          ? (community.internalWeight * (1 + boundary)) / (1 - boundary)
          : null;
    if (outside !== null)
      add(outside, [
        ...touching(community.letter).map(({ a, b }) => `${a}–${b}`),
        ...smallTo(community.letter),
      ]);
  }
  add(exactTotal, [
    ...value.keys(),
    ...portrait.communities.flatMap(({ letter }) => smallTo(letter)),
    ...(hasAmongSmall ? ['small'] : []),
  ]);
  const unknowns = [...new Set(sums.flatMap(({ cells }) => cells))];
  const bounds = new Map(unknowns.map((cell) => [cell, { low: 0, high: exactTotal }]));
  for (let round = 0; round < 50; round++)
    for (const { known, cells } of sums)
      for (const cell of cells) {
        const others = cells.filter((other) => other !== cell).map((other) => bounds.get(other)!);
        const own = bounds.get(cell)!;
        own.high = Math.min(own.high, known - others.reduce((sum, { low }) => sum + low, 0));
        own.low = Math.max(own.low, known - others.reduce((sum, { high }) => sum + high, 0));
      }
  // Elimination with partial pivoting; a row with a single unknown left gives it away.
  const rows = sums.map(({ known, cells }) => [
    ...unknowns.map((cell) => (cells.includes(cell) ? 1 : 0)),
    known,
  ]);
  let top = 0;
  for (let column = 0; column < unknowns.length && top < rows.length; column++) {
    let best = top;
    for (let row = top; row < rows.length; row++)
      if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) best = row;
    if (Math.abs(rows[best][column]) < 1e-9) continue;
    [rows[top], rows[best]] = [rows[best], rows[top]];
    const pivot = rows[top][column];
    rows[top] = rows[top].map((entry) => entry / pivot);
    for (const [row, entries] of rows.entries()) {
      if (row === top || Math.abs(entries[column]) < 1e-12) continue;
      const factor = entries[column];
      rows[row] = entries.map((entry, k) => entry - factor * rows[top][k]);
    }
    top++;
  }
  for (const row of rows) {
    const left = unknowns.filter((_, column) => Math.abs(row[column]) > 1e-9);
    if (left.length !== 1) continue;
    const found = row.at(-1)! / row[unknowns.indexOf(left[0])];
    bounds.set(left[0], { low: found, high: found });
  }
  return bounds;
};

const totalWeight = (people: MadeUpPeople) => people.arcs.reduce((sum, arc) => sum + arc.weight, 0);

describe('what leaves the machine', () => {
  it('does not let an attacker find a withheld weight from sums and differences', () => {
    let attacked = 0;
    fc.assert(
      fc.property(organisations, (people) => {
        const assessment = assess(people);
        const published = asRead(assessment);
        const bounds = attackWeights(published, people);
        const portrait = published.portraits.find(({ window }) => window === 'whole');
        for (const entry of [...(portrait?.communities ?? []), ...(portrait?.ties ?? [])]) {
          if (!entry.withheld) continue;
          attacked++;
          const cell = 'letter' in entry ? entry.letter : `${entry.a}–${entry.b}`;
          const { low, high } = bounds.get(cell)!;
          expect(high - low, `${cell} lies in [${low}, ${high}]`).toBeGreaterThan(1e-6);
        }
      }),
      settings,
    );
    expect(attacked).toBeGreaterThan(100);
  });

  it('does not let a count that adds up over windows tell a withheld window', () => {
    let attacked = 0;
    fc.assert(
      fc.property(organisations, (people) => {
        const published = asRead(assess(people));
        const { value, windows } = published.measures['weight-total'];
        if (value === null) return;
        const hidden = windows.filter((cell) => cell.withheld);
        const rest = windows.reduce((left, cell) => left - (cell.value ?? 0), value);
        const isPeopled = hidden.filter(({ window }) => membersOf(people, window, null).size > 0);
        if (isPeopled.length === 0) return;
        attacked++;
        // One unknown in one equation, or several that add up to nothing, are found.
        expect(hidden.length).not.toBe(1);
        expect(rest).toBeGreaterThan(0);
      }),
      settings,
    );
    expect(attacked).toBeGreaterThan(10);
  });

  it('does not let rounded totals tell the size of a group under five', () => {
    fc.assert(
      fc.property(organisations, (people) => {
        const published = asRead(assess(people));
        const portrait = published.portraits.find(({ window }) => window === 'whole');
        if (portrait === undefined) return;
        const shown = portrait.communities.reduce((sum, community) => sum + (community.people ?? 0), 0);
        // Everyone the document counts, each total as a range of what it was before rounding; a reader who knows
        // the rule knows that without a grey petal fewer than five are left over.
        const totals = [published.measures.boundary.evidence.people, portrait.people];
        if (portrait.small !== null) return;
        const possible = [0, 1, 2, 3, 4].filter((left) =>
          totals.every((total) => roundToFive(left < 5 ? shown : shown + left) === total),
        );
        expect(possible.length).toBeGreaterThan(1);
      }),
      settings,
    );
  });

  it('shows no cell that breaks the rule by itself', () => {
    fc.assert(
      fc.property(organisations, (people) => {
        const assessment = assess(people);
        for (const portrait of asRead(assessment).portraits) {
          const truth = assessment.portraits.find(({ window }) => window === portrait.window)!;
          expect(truth.people).toBeGreaterThanOrEqual(5);
          for (const community of portrait.communities) {
            const members = membersOf(people, portrait.window, communityIndex(assessment, community.letter));
            if (community.people !== null) expect(members.size).toBeGreaterThanOrEqual(5);
            if (community.withheld) {
              expect(Object.keys(community).sort()).toEqual(['letter', 'people', 'reason', 'withheld']);
              continue;
            }
            const own = truth.communities.find(({ letter }) => letter === community.letter)!;
            expect(own.topShare).toBeLessThanOrEqual(0.5);
            if (members.size < 10) expect(own.effectivePeople).toBeGreaterThanOrEqual(2);
          }
          for (const tie of portrait.ties) {
            if (tie.withheld) continue;
            const own = truth.ties.find(
              ({ a, b }) => truth.communities[a].letter === tie.a && truth.communities[b].letter === tie.b,
            )!;
            expect(own.people).toBeGreaterThanOrEqual(5);
            expect(own.topShare).toBeLessThanOrEqual(0.5);
          }
        }
      }),
      settings,
    );
  });

  it('never shows two cells of one place that differ by one to four people', () => {
    fc.assert(
      fc.property(organisations, (people) => {
        const assessment = assess(people);
        const published = asRead(assessment);
        const places: (readonly [number | null, string[]])[] = [
          [
            null,
            [
              ...(published.measures.boundary.withheld ? [] : ['whole']),
              ...published.measures.boundary.windows
                .filter((cell) => !cell.withheld)
                .map(({ window }) => window),
            ],
          ],
          ...assessment.portraits[0].communities.map(
            ({ letter }, index) =>
              [
                index,
                published.portraits
                  .filter((portrait) =>
                    portrait.communities.some(
                      (community) => community.letter === letter && !community.withheld,
                    ),
                  )
                  .map(({ window }) => window),
              ] as const,
          ),
        ];
        for (const [community, windows] of places)
          for (const [index, first] of windows.entries())
            for (const second of windows.slice(index + 1)) {
              const a = membersOf(people, first, community);
              const b = membersOf(people, second, community);
              const differing = a.size + b.size - 2 * [...a].filter((person) => b.has(person)).length;
              expect(differing === 0 || differing >= 5, `${community} in ${first} and ${second}`).toBe(true);
            }
      }),
      settings,
    );
  });

  it('gathers small communities only from two on and five people on, rounded', () => {
    fc.assert(
      fc.property(organisations, (people) => {
        const assessment = assess(people);
        const portrait = asRead(assessment).portraits.find(({ window }) => window === 'whole');
        if (portrait === undefined) return;
        const small = assessment.portraits[0].communities.filter((community) => community.people < 5);
        const total = small.reduce((sum, community) => sum + community.people, 0);
        if (small.length >= 2 && total >= 5) expect(portrait.small).toEqual({ people: roundToFive(total) });
        else expect(portrait.small).toBeNull();
        expect(portrait.people % 5).toBe(0);
      }),
      settings,
    );
  });

  it('keeps a large, even organisation whole', () => {
    const people = makeUpPeople({
      sizes: [30, 25, 20],
      windows: 3,
      seed: 5,
      concentration: 0,
      arcsPerWindow: 900,
    });
    const published = asRead(assess(people));
    const whole = published.portraits[0];
    expect(whole.communities.every((community) => !community.withheld)).toBe(true);
    expect(whole.ties.every((tie) => !tie.withheld)).toBe(true);
    expect(published.measures.boundary.windows.every((cell) => !cell.withheld)).toBe(true);
  });

  it('withholds the community that one person carries, and a second one so that no subtraction finds it', () => {
    const people = makeUpPeople({
      sizes: [20, 15, 12],
      windows: 1,
      seed: 3,
      concentration: 0,
      arcsPerWindow: 900,
    });
    const assessment = assess(people);
    const [portrait] = assessment.portraits;
    const carried = {
      ...assessment,
      portraits: [
        {
          ...portrait,
          communities: portrait.communities.map((community, index) =>
            index === 1 ? { ...community, topShare: 0.7 } : community,
          ),
        },
      ],
    };
    const whole = asRead(carried).portraits[0];
    expect(whole.communities.find(({ letter }) => letter === 'B')).toEqual({
      letter: 'B',
      people: 15,
      withheld: true,
      reason: 'one-person',
    });
    expect(whole.ties.filter(({ withheld }) => withheld).length).toBeGreaterThanOrEqual(2);
  });

  it('withholds under two effective people among fewer than ten, and not among more', () => {
    const people = makeUpPeople({
      sizes: [30, 12, 8],
      windows: 1,
      seed: 3,
      concentration: 0,
      arcsPerWindow: 900,
    });
    const assessment = assess(people);
    const [portrait] = assessment.portraits;
    const narrow = {
      ...assessment,
      portraits: [
        {
          ...portrait,
          communities: portrait.communities.map((community, index) =>
            index === 0 ? community : { ...community, topShare: 0.5, effectivePeople: 1.9 },
          ),
        },
      ],
    };
    const reasons = asRead(narrow).portraits[0].communities.map((community) =>
      community.withheld ? community.reason : null,
    );
    expect(reasons).toEqual([null, null, 'concentrated']);
  });

  it('hides one tie behind three others, not behind all', () => {
    const people = makeUpPeople({
      sizes: [40, 35, 30, 28, 26, 24, 22, 20],
      windows: 1,
      seed: 6,
      concentration: 0,
      arcsPerWindow: 4000,
    });
    const assessment = assess(people);
    const [portrait] = assessment.portraits;
    const carried = {
      ...assessment,
      portraits: [
        {
          ...portrait,
          ties: portrait.ties.map((tie, index) => (index === 3 ? { ...tie, topShare: 0.8 } : tie)),
        },
      ],
    };
    const [whole] = asRead(carried).portraits;
    expect(whole.ties).toHaveLength(28);
    expect(whole.ties.filter((tie) => tie.withheld)).toHaveLength(4);
    expect(whole.communities.every((community) => !community.withheld)).toBe(true);
  });

  it('says nothing at all of four people', () => {
    const people = makeUpPeople({ sizes: [4], windows: 1, seed: 3, concentration: 0, arcsPerWindow: 60 });
    const published = asRead(assess(people));
    expect(published.portraits).toEqual([]);
    expect(published.measures.boundary).toMatchObject({
      withheld: true,
      reason: 'few-people',
      value: null,
      interval: null,
      null: null,
    });
  });

  it('rounds measured numbers of people to five, and tells none of fewer than twenty', () => {
    const people = makeUpPeople({
      sizes: [30, 25, 20],
      windows: 2,
      seed: 5,
      concentration: 0,
      arcsPerWindow: 900,
    });
    const assessment = assess(people);
    const part = (value: number) => ({
      value,
      unit: 'people',
      interval: { low: value - 1, high: value + 1, level: 0.95, method: '' },
      null: null,
    });
    const withParts = (count: number): Published =>
      asRead({
        ...assessment,
        measures: {
          boundary: {
            ...assessment.measures.boundary,
            evidence: { ...assessment.measures.boundary.evidence, people: count },
            parts: { many: part(43.6), few: part(3.2) },
          },
        },
      });
    const { many, few } = withParts(75).measures.boundary.parts;
    expect(many).toMatchObject({ value: 45, interval: null, null: null });
    expect(few).toMatchObject({ value: null, reason: 'under-five' });
    expect(withParts(19).measures.boundary.parts.many).toEqual({
      withheld: true,
      reason: 'few-people',
      value: null,
      interval: null,
      null: null,
      unit: 'people',
    });
  });
});
