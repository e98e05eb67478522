import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from './engine.ts';
import { keyedHash } from './keyed-hash.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(null, false);
});
afterAll(() => engine.close());

const hash = keyedHash('00ff');

describe('a keyed hash', () => {
  it('is the same whether this process or the engine makes it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 3 }),
        async (parts) => {
          const values = Object.fromEntries(parts.map((part, i) => [`p${i}`, part]));
          const expressions = parts.map((_, i) => `$p${i}::VARCHAR`);
          const [row] = await engine.rows(`SELECT ${hash.sql('act', ...expressions)}`, values);
          expect(row![0]).toBe(hash.of('act', ...parts));
        },
      ),
      { seed: 4, numRuns: 60 },
    );
  });

  it('differs by key, by purpose and by where a text is cut', () => {
    const hashes = [
      hash.of('act', 'ab', 'c'),
      hash.of('act', 'a', 'bc'),
      hash.of('act', 'abc'),
      hash.of('path', 'abc'),
      keyedHash('00fe').of('act', 'abc'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
