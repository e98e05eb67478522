import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTrailers, trailerKinds } from './trailers.ts';

describe('trailers', () => {
  it('name people by role, whatever the case of the key', () => {
    expect(readTrailers('Reviewed-by: Ana A. <ana@example.org>\nreported-BY: bo@example.org\n')).toEqual({
      named: [
        { kind: 'git-reviewed-by', name: 'Ana A.', address: 'ana@example.org' },
        { kind: 'git-reported-by', name: '', address: 'bo@example.org' },
      ],
      unreadable: 0,
    });
  });

  it('name several people in one line, and bear remarks behind an address', () => {
    const { named } = readTrailers('Acked-by: Ana <ana@x.org>, "Bo" <bo@x.org> # arch/arm\n');
    expect(named.map(({ name, address }) => [name, address])).toEqual([
      ['Ana', 'ana@x.org'],
      ['Bo', 'bo@x.org'],
    ]);
  });

  it('that name nobody by an address are counted', () => {
    expect(readTrailers('Reviewed-by: @ana\nTested-by: Bo\nSuggested-by: chi at example dot org')).toEqual({
      named: [],
      unreadable: 3,
    });
  });

  it('of other keys are left alone', () => {
    expect(readTrailers('Signed-off-by: Ana <ana@x.org>\nFixes: 12\n')).toEqual({ named: [], unreadable: 0 });
  });

  it('are read from any text without a throw', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('Reviewed-by:', '<', '>', '@', '\n', 'Acked-by: <@>'));
    fc.assert(
      fc.property(fc.array(text), (pieces) => {
        const { named, unreadable } = readTrailers(pieces.join(''));
        for (const { kind, address } of named) {
          expect(trailerKinds).toContain(kind);
          expect(address).toMatch(/^[^<>\s@]+@[^<>\s@]+$/);
        }
        expect(unreadable).toBeGreaterThanOrEqual(0);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
