import { describe, expect, it } from 'vitest';
import { SeenIds } from './seen-ids.ts';

describe('the ids seen', () => {
  it('are each new once, among many', () => {
    const seen = new SeenIds();
    const fresh = Array.from({ length: 100_000 }, (_, i) => seen.add(`${i}.letter@example.org`));
    expect(fresh.every(Boolean)).toBe(true);
    const again = Array.from({ length: 100_000 }, (_, i) => seen.add(`${i}.letter@example.org`));
    expect(again.some(Boolean)).toBe(false);
    expect(seen.add('')).toBe(true);
    expect(seen.add('')).toBe(false);
  });
});
