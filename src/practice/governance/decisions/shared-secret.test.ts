import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signerFromSeed } from '../../events/signature.ts';
import { personKey, personScalar } from './group.ts';
import {
  type Deal,
  type DealTerms,
  dealSecret,
  isDealSound,
  isShareSound,
  joinShares,
  openShare,
} from './shared-secret.ts';

const bytes = (fill: number) => new Uint8Array(32).fill(fill);
const people = [1, 2, 3, 4, 5].map((fill) => ({
  key: personKey(signerFromSeed(bytes(fill)).author)!,
  secret: personScalar(bytes(fill)),
}));
const terms = (threshold = 3, context = 'decision 1'): DealTerms => ({
  holders: people.map(({ key }) => key),
  threshold,
  context: new TextEncoder().encode(context),
});
const opened = (of: DealTerms, deal: Deal, place: number) =>
  openShare(of, deal, place, people[place]!.secret, bytes(80 + place));

const flipped = (value: Uint8Array, bit: number): Uint8Array => {
  const copy = value.slice();
  copy[(bit >> 3) % copy.length]! ^= 1 << (bit & 7);
  return copy;
};

describe('a secret dealt to many', () => {
  it('is opened by any so many of them, and by nobody fewer', () => {
    const { deal, key } = dealSecret(terms(), bytes(9));
    expect(isDealSound(terms(), deal)).toBe(true);
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4]), (places) => {
        const shares = new Map(places.map((place) => [place, opened(terms(), deal, place).point]));
        expect(joinShares(terms(), shares)).toEqual(places.length >= 3 ? key : null);
      }),
      { numRuns: 12, seed: 1 },
    );
    // Two of three, and a third that is made up, come to something else.
    const made = new Map([0, 1].map((place) => [place, opened(terms(), deal, place).point]));
    made.set(2, people[0]!.key);
    expect(joinShares(terms(), made)).not.toEqual(key);
  });

  it('holds for its holders, number and context alone, and in no other form', () => {
    const { deal } = dealSecret(terms(), bytes(9));
    expect(isDealSound(terms(3, 'decision 2'), deal)).toBe(false);
    expect(isDealSound(terms(2), deal)).toBe(false);
    expect(isDealSound({ ...terms(), holders: [...terms().holders].reverse() }, deal)).toBe(false);
    fc.assert(
      fc.property(
        fc.constantFrom('commitments', 'shares', 'challenge', 'responses'),
        fc.nat(1023),
        (part, bit) => {
          expect(isDealSound(terms(), { ...deal, [part]: flipped(deal[part], bit) })).toBe(false);
        },
      ),
      { numRuns: 12, seed: 2 },
    );
  });

  it('that only some could open is found out before anything is opened', () => {
    // One that takes four, passed off as one that takes three: three of them would come to different things.
    const four = dealSecret(terms(4), bytes(7)).deal;
    expect(isDealSound(terms(4), four)).toBe(true);
    expect(isDealSound(terms(3), four)).toBe(false);
  });

  it('is opened with each share’s proof: nobody’s share can be made up, altered or taken for another’s', () => {
    const { deal } = dealSecret(terms(), bytes(9));
    const share = opened(terms(), deal, 1);
    expect(isShareSound(terms(), deal, 1, share)).toBe(true);
    expect(isShareSound(terms(), deal, 2, share)).toBe(false);
    expect(isShareSound(terms(), deal, 1, opened(terms(), deal, 2))).toBe(false);
    const forged = openShare(terms(), deal, 1, people[2]!.secret, bytes(3));
    expect(isShareSound(terms(), deal, 1, forged)).toBe(false);
    fc.assert(
      fc.property(fc.constantFrom('point', 'challenge', 'response'), fc.nat(255), (part, bit) => {
        expect(isShareSound(terms(), deal, 1, { ...share, [part]: flipped(share[part], bit) })).toBe(false);
      }),
      { numRuns: 20, seed: 3 },
    );
  });
});

describe('a person’s key', () => {
  it('is an element of the group, and one of small order is none', () => {
    expect(people.every(({ key }) => key.length === 32)).toBe(true);
    expect(personKey('00'.repeat(32))).toBe(null);
    expect(personKey(`01${'00'.repeat(31)}`)).toBe(null);
    expect(personKey('ff'.repeat(32))).toBe(null);
  });
});
