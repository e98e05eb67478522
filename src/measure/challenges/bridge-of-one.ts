import { fewestPeople as fewestInPlace } from '../network/fewest-people.ts';
import { type Challenge, numberOf, silent, silentWithout, silentWithoutNull } from './challenge.ts';
import { band, percent } from './say-number.ts';

const fewestPeople = 20;

/** One person touches at least this share of what flows between two communities. */
const oneCarries = 0.8;

/** At least a quarter of the pairs of communities hang on one person. */
const leastShare = 0.25;

/**
 * Pairs of communities of which one person carries four fifths of all ties, as a share of tied pairs; sure by how few
 * effective bridges there are against the null. Speaks of the whole, in bands, for which pair it is would name someone.
 */
export const bridgeOfOne: Challenge = {
  id: 'bridge-of-one',
  title: 'Bridges of one',
  mayMean: 'Communities know of each other through a single person; when that person is away, they do not.',
  couldAlsoBe:
    'A liaison chosen for it, communities with little to do with each other, or other bridges these sources do not see.',
  behavioursToTry: [
    'Whoever connects takes a second person along.',
    'Introduce the two people who need each other and step back.',
    'Let two communities meet as a whole once in a while.',
  ],
  evidence: [
    { measure: 'bridging', part: 'effective-bridges' },
    { measure: 'bridging', part: null },
  ],
  experiment: { measure: 'bridging', part: 'effective-bridges', direction: 'up', weeks: 12 },
  judge(measured) {
    const bridges = numberOf(measured, 'bridging', 'effective-bridges');
    if (bridges === null || bridges.value === null) return silentWithout(bridges);
    const portrait = measured.portraits.find(({ layer, window }) => layer === 'lived' && window === 'whole');
    if (portrait === undefined) return silentWithout(null);
    if (portrait.people < fewestPeople) return silent('under twenty people, to speak of one is to name one');
    if (bridges.null === null || bridges.null.mean === null || bridges.null.p === null)
      return silentWithoutNull;
    const isLarge = (community: number) => portrait.communities[community].people >= fewestInPlace;
    const pairs = portrait.ties.filter(({ a, b, topShare }) => topShare !== null && isLarge(a) && isLarge(b));
    if (pairs.length === 0) return silent('no two communities of five people or more are tied');
    const ofOne = pairs.filter(({ topShare }) => (topShare ?? 0) >= oneCarries).length / pairs.length;
    return {
      status: 'judged',
      isBeyond: ofOne >= leastShare && bridges.value < bridges.null.mean,
      p: bridges.null.p,
      found: `Over the whole span, ${band(ofOne)} of the pairs of communities that work together do so through one person; people stand between others as if ${percent(bridges.value)} of them did so alike, against ${percent(bridges.null.mean)} where the same messages go to people at random.`,
    };
  },
};
