import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  communityAddress,
  communityPages,
  pages,
  practiceAddress,
  readAddress,
  startAddress,
  writeAddress,
} from './address.ts';

const wellFormed = fc.string({ unit: 'grapheme', minLength: 1 });

describe('an address', () => {
  it('is read back as it was written, whatever it names', () => {
    fc.assert(
      fc.property(
        wellFormed,
        fc.constantFrom(...pages),
        fc.option(wellFormed),
        fc.dictionary(wellFormed, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
        (organisation, page, subject, chosen) => {
          const address = addressOf(organisation, page, subject, chosen);
          expect(readAddress(writeAddress(address))).toEqual(address);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('names one’s own node, and each page of a community', () => {
    expect(readAddress(writeAddress(practiceAddress))).toEqual(practiceAddress);
    const community = 'ab'.repeat(32);
    for (const page of communityPages) {
      const address = communityAddress(community, page);
      expect(readAddress(writeAddress(address))).toEqual(address);
    }
    expect(readAddress(`#/practice/${community}`)).toEqual(communityAddress(community));
    for (const text of [
      '#/practice/garden',
      `#/practice/${community}/salaries`,
      `#/practice/${community}/members/me`,
    ])
      expect(readAddress(text).at).toBe('unknown');
  });

  it('is read without a complaint from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['start', 'measure', 'practice', 'community', 'organisation', 'unknown']).toContain(
          readAddress(text).at,
        );
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('is the first screen where nothing is named', () => {
    for (const text of ['', '#', '#/', '/']) expect(readAddress(text)).toEqual(startAddress);
  });

  it('opens the whole where only an organisation is named', () => {
    expect(readAddress('#/o/turning')).toEqual(addressOf('turning', 'whole'));
  });

  it('is unknown where it leads nowhere, and keeps what was written', () => {
    for (const text of [
      '#/o',
      '#/x/turning',
      '#/o/turning/salaries',
      '#/o/a/whole/b/c',
      '#/o/%E0%A4%A/whole',
    ])
      expect(readAddress(text)).toEqual({ at: 'unknown', written: text });
  });
});
