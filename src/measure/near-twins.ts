import type { NearTwin } from './assessment.ts';
import { communityLetter } from './community-letter.ts';
import { fewestPeople } from './network/fewest-people.ts';

const mostDiffering = 4;

/** Bits of each of 2¹⁶ numbers. */
const bitsOf = Uint8Array.from({ length: 1 << 16 }, (_, number) => {
  let bits = 0;
  for (let rest = number; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
});

/** Who of one place is there in each window, as bits. */
interface Place {
  readonly name: string;
  readonly people: number;
  readonly bits: readonly Uint32Array[];
  readonly counts: readonly number[];
}

const placeOf = (name: string, persons: readonly number[], present: readonly Uint8Array[]): Place => {
  const bits = present.map((isPresent) => {
    const words = new Uint32Array(Math.ceil(persons.length / 32));
    for (const [k, person] of persons.entries()) if (isPresent[person] === 1) words[k >> 5] |= 1 << (k & 31);
    return words;
  });
  return {
    name,
    people: persons.length,
    bits,
    counts: present.map((isPresent) => persons.reduce((sum, person) => sum + isPresent[person], 0)),
  };
};

/** People in one of the two and not in the other; stops once there are more than matter. */
const differing = (a: Uint32Array, b: Uint32Array): number => {
  let count = 0;
  for (let k = 0; k < a.length && count <= mostDiffering; k++) {
    const either = a[k] ^ b[k];
    count += bitsOf[either & 0xffff] + bitsOf[either >>> 16];
  }
  return count;
};

/**
 * Pairs of windows in which the people of one place differ by 1 to 4: whoever holds a number of both could work out
 * something about those few.
 *
 * @param people number of persons
 * @param windows who is there in each, the whole span first, then in calendar order
 * @param communityOf community of each person, −1 for none
 * @returns pairs of windows with at least five people each, for everybody and for each community
 * Cost O(windows² · people / 32).
 */
export const findNearTwins = (
  people: number,
  windows: readonly { readonly window: string; readonly persons: ArrayLike<number> }[],
  communityOf: Int32Array,
): NearTwin[] => {
  const present = windows.map(({ persons }) => {
    const isPresent = new Uint8Array(people);
    for (let k = 0; k < persons.length; k++) isPresent[persons[k]] = 1;
    return isPresent;
  });
  const members: number[][] = [];
  for (let person = 0; person < people; person++) {
    const community = communityOf[person];
    if (community < 0) continue;
    members[community] ??= [];
    members[community].push(person);
  }
  const everybody = Array.from({ length: people }, (_, person) => person);
  const places = [
    placeOf('whole', everybody, present),
    ...members.flatMap((persons, c) =>
      persons.length < fewestPeople ? [] : [placeOf(communityLetter(c), persons, present)],
    ),
  ];
  return places.flatMap((place) => {
    const twins: NearTwin[] = [];
    for (let first = 0; first < windows.length; first++) {
      if (place.counts[first] < fewestPeople) continue;
      for (let second = first + 1; second < windows.length; second++) {
        if (place.counts[second] < fewestPeople) continue;
        if (Math.abs(place.counts[first] - place.counts[second]) > mostDiffering) continue;
        const count = differing(place.bits[first], place.bits[second]);
        if (count < 1 || count > mostDiffering) continue;
        const pair = [windows[first].window, windows[second].window] as const;
        twins.push({ layer: 'lived', place: place.name, windows: pair, differing: count });
      }
    }
    return twins;
  });
};
