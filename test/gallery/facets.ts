import { randomStream } from '../../src/base/random.ts';
import type { KaleidoscopeFacet, PetalFacet, RibbonFacet } from '../../src/kaleidoscope/facets.ts';

/** `A` … `Z`, `AA` … as an assessment letters its communities. */
export const letterOf = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : letterOf(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

const words = [
  'Walnut',
  'Harbour',
  'Lantern',
  'Meadow',
  'Copper',
  'Juniper',
  'Quarry',
  'Saffron',
  'Tern',
  'Birch',
];

/**
 * A made-up organisation of `count` communities in the manner of e-mail between departments: sizes fall off
 * slowly, neighbours in a hidden circle turn to one another, a few are one-way.
 */
export const departments = (count: number, seed: number, isNamed = false): KaleidoscopeFacet => {
  const stream = randomStream(seed, 'departments', count);
  const hidden = stream.shuffle(Array.from({ length: count }, (_, index) => index));
  const petals: PetalFacet[] = Array.from({ length: count }, (_, index) => {
    const people = Math.max(5, Math.round(110 / (1 + index * 0.16) + 8 * stream.uniform() - 4));
    const share = 0.12 + 0.8 * stream.uniform();
    const half = Math.min(0.16, 0.5 / Math.sqrt(people));
    return {
      letter: letterOf(index),
      name: isNamed
        ? `${words[index % words.length]} ${words[(index * 7 + 3) % words.length].toLowerCase()}`
        : '',
      people,
      leadShare: share,
      leadInterval:
        stream.uniform() < 0.85 ? { low: Math.max(0, share - half), high: Math.min(1, share + half) } : null,
      isLeadWithheld: stream.uniform() < 0.06,
      reciprocity: Math.min(1, Math.max(0, 0.1 + 0.8 * stream.uniform())),
      insideShare: 0.25 + 0.7 * stream.uniform(),
    };
  });
  const ribbons: RibbonFacet[] = [];
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const apart = Math.abs(hidden[a] - hidden[b]);
      const near = 1 / (1 + Math.min(apart, count - apart)) ** 1.6;
      if (stream.uniform() > 0.12 + near) continue;
      const total = near * Math.sqrt(petals[a].people * petals[b].people) * (0.4 + stream.uniform());
      const oneWay = stream.uniform() < 0.25 ? 0.08 : 0.35 + 0.3 * stream.uniform();
      ribbons.push({
        a,
        b,
        weightAToB: total * oneWay,
        weightBToA: total * (1 - oneWay),
        ratioToNull: 0.3 + 2.4 * near * (0.6 + stream.uniform()),
        reciprocity: Math.min(oneWay, 1 - oneWay) * 2,
      });
    }
  return {
    title: `An organisation of ${count} communities`,
    subtitle: `${petals.reduce((sum, petal) => sum + petal.people, 0)} people · made up for the gallery`,
    layer: 'lived',
    windowId: 'whole',
    people: petals.reduce((sum, petal) => sum + petal.people, 0),
    petals,
    small: null,
    ribbons,
    isLeadMeasurable: true,
    isDirected: true,
  };
};

const petal = (
  letter: string,
  people: number,
  leadShare: number,
  reciprocity: number,
  insideShare: number,
) => ({
  letter,
  name: '',
  people,
  leadShare,
  leadInterval: null,
  isLeadWithheld: false,
  reciprocity,
  insideShare,
});

/** The advice of 21 managers (Krackhardt 1987), as the sketch shows it. */
export const managersAdvice: KaleidoscopeFacet = {
  title: 'Advice between 21 managers',
  subtitle: '21 people · 4 communities · Krackhardt 1987',
  layer: 'lived',
  windowId: 'whole',
  people: 21,
  petals: [
    { ...petal('A', 8, 0.82, 0.36, 0.27), leadInterval: { low: 0.62, high: 0.91 } },
    { ...petal('B', 5, 0.74, 0.82, 0.21), leadInterval: { low: 0.5, high: 0.88 } },
    { ...petal('C', 4, 0.93, 0.55, 0.13), leadInterval: { low: 0.7, high: 0.98 } },
    { ...petal('D', 4, 0.88, 0.55, 0.15), leadInterval: { low: 0.6, high: 0.97 } },
  ],
  small: null,
  ribbons: [
    { a: 0, b: 1, weightAToB: 18, weightBToA: 9, ratioToNull: 0.8, reciprocity: 0.3 },
    { a: 0, b: 2, weightAToB: 21, weightBToA: 17, ratioToNull: 1.2, reciprocity: 0.75 },
    { a: 0, b: 3, weightAToB: 20, weightBToA: 6, ratioToNull: 0.9, reciprocity: 0.15 },
    { a: 1, b: 2, weightAToB: 6, weightBToA: 8, ratioToNull: 0.7, reciprocity: 0.8 },
    { a: 1, b: 3, weightAToB: 7, weightBToA: 6, ratioToNull: 0.8, reciprocity: 0.85 },
    { a: 2, b: 3, weightAToB: 3, weightBToA: 4, ratioToNull: 0.5, reciprocity: 0.9 },
  ],
  isLeadMeasurable: true,
  isDirected: true,
};

/** Their formal chart by the same rules: arcs from subordinate to manager. */
const managersChart: KaleidoscopeFacet = {
  ...managersAdvice,
  title: 'The chart of the same 21 managers',
  layer: 'chart',
  petals: [
    petal('A', 8, 0.02, 0, 0.7),
    petal('B', 5, 0, 0, 0.8),
    petal('C', 4, 0, 0, 0.75),
    petal('D', 4, 0, 0, 0.75),
  ],
  ribbons: [
    { a: 0, b: 1, weightAToB: 0, weightBToA: 1, ratioToNull: Number.NaN, reciprocity: 0 },
    { a: 0, b: 2, weightAToB: 0, weightBToA: 1, ratioToNull: Number.NaN, reciprocity: 0 },
    { a: 0, b: 3, weightAToB: 0, weightBToA: 1, ratioToNull: Number.NaN, reciprocity: 0 },
  ],
};

const firsts = (count: number): KaleidoscopeFacet => ({
  ...departments(count, 11),
  title: `${count} communities`,
});

/** Everything the gallery draws, by file name. */
export const galleryFacets: Readonly<Record<string, KaleidoscopeFacet>> = {
  'managers-advice': managersAdvice,
  'managers-chart': managersChart,
  'departments-42': { ...departments(42, 3), small: { people: 15 } },
  'communities-60': departments(60, 5),
  'communities-12-named': { ...departments(12, 7, true), small: { people: 10 } },
  'communities-7-withheld': {
    ...departments(7, 9, true),
    petals: departments(7, 9, true).petals.map((p, index) =>
      index % 3 === 1 ? { ...p, leadShare: Number.NaN, isLeadWithheld: true, leadInterval: null } : p,
    ),
  },
  'communities-2': firsts(2),
  'communities-1': { ...firsts(1), title: 'One community' },
  'no-community': {
    ...managersAdvice,
    title: 'Nothing to show',
    subtitle: '3 people',
    petals: [],
    ribbons: [],
    people: 3,
  },
  'meetings-undirected': {
    ...departments(9, 13),
    title: 'Meetings, which have no direction',
    isDirected: false,
    isLeadMeasurable: false,
    petals: departments(9, 13).petals.map((p) => ({
      ...p,
      leadShare: Number.NaN,
      leadInterval: null,
      reciprocity: Number.NaN,
    })),
    ribbons: departments(9, 13).ribbons.map((r) => ({
      ...r,
      weightAToB: (r.weightAToB + r.weightBToA) / 2,
      weightBToA: (r.weightAToB + r.weightBToA) / 2,
      reciprocity: Number.NaN,
    })),
  },
  'one-giant': {
    ...departments(9, 17),
    title: 'One giant, eight small',
    people: 960,
    petals: departments(9, 17).petals.map((p, index) => ({ ...p, people: index === 0 ? 900 : 6 + index })),
  },
};
