import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathOf } from './ask-host.ts';

describe('the path of a question', () => {
  it('keeps whatever an organisation is called in one part of it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme' }),
        (id, path) => {
          const url = new URL(pathOf('organisations/:id/people', { id }, { path }), 'http://loopback/');
          const parts = url.pathname.split('/').map(decodeURIComponent);
          // A browser resolves these two before anybody is asked.
          fc.pre(id !== '.' && id !== '..');
          expect(parts).toEqual(['', 'api', 'organisations', id, 'people']);
          expect(url.searchParams.get('path')).toBe(path);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it('asks plainly where nothing is chosen', () => {
    expect(pathOf('jobs')).toBe('api/jobs');
  });
});
