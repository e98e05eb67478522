import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communityLetter } from './community-letter.ts';
import { findNearTwins } from './near-twins.ts';

describe('near twins', () => {
  it('are all pairs of windows whose people differ by one to four, and no others', () => {
    const presence = fc.array(fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        presence,
        fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 70, maxLength: 70 }),
        fc.nat(6),
        (windows, community, flips) => {
          // The last window is the first with a few people more or less, else hardly any two would be near.
          const last = windows[0].map((isPresent, p) => (p < flips ? !isPresent : isPresent));
          const named = [...windows, last].map((present, w) => ({
            window: `w${w}`,
            persons: present.flatMap((isPresent, p) => (isPresent ? [p] : [])),
          }));
          const found = findNearTwins(70, named, Int32Array.from(community));
          const expected: string[] = [];
          for (const place of [-2, 0, 1, 2]) {
            const people = (w: number) =>
              named[w].persons.filter((p) => place === -2 || community[p] === place);
            if (place >= 0 && community.filter((own) => own === place).length < 5) continue;
            for (let a = 0; a < named.length; a++) {
              for (let b = a + 1; b < named.length; b++) {
                const [inA, inB] = [new Set(people(a)), new Set(people(b))];
                const differing =
                  [...inA].filter((p) => !inB.has(p)).length + [...inB].filter((p) => !inA.has(p)).length;
                if (inA.size < 5 || inB.size < 5 || differing < 1 || differing > 4) continue;
                expected.push(`${place === -2 ? 'whole' : communityLetter(place)} w${a} w${b} ${differing}`);
              }
            }
          }
          const told = found.map(
            ({ place, windows: [a, b], differing }) => `${place} ${a} ${b} ${differing}`,
          );
          expect(told.sort()).toEqual(expected.sort());
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('letters of communities', () => {
  it('go on after Z as columns of a table do', () => {
    expect([0, 1, 25, 26, 27, 51, 52, 701, 702].map(communityLetter)).toEqual([
      'A',
      'B',
      'Z',
      'AA',
      'AB',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});
