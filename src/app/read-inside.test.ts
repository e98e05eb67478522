import { describe, expect, it } from 'vitest';
import { scriptedSource } from '../../test/archive/scripted-source.ts';
import { openArchive } from '../measure/archive/archive.ts';
import { readInside } from './read-inside.ts';

/** Two houses of two floors of six: floors are close, houses know of one another. */
const houses = () => {
  const acts: { id: string; at: number; by: string; to: string[] }[] = [];
  const say = (by: string, to: string) =>
    acts.push({ id: String(acts.length), at: acts.length * 60_000, by, to: [to] });
  for (const house of ['north', 'south']) {
    for (const floor of ['a', 'b']) {
      for (let i = 0; i < 6; i++) {
        for (let j = 0; j < 6; j++) {
          if (i !== j) for (let k = 0; k < 4; k++) say(`${house}${floor}${i}`, `${house}${floor}${j}`);
          // Each of one floor knows each of the other a little.
          if (floor === 'a') for (let k = 0; k < 3; k++) say(`${house}a${i}`, `${house}b${j}`);
        }
      }
    }
  }
  say('northa0', 'southa0');
  return acts;
};

const inside = async (letter: string) => {
  const archive = await openArchive(null);
  await archive.importSource(scriptedSource({ acts: houses() }));
  const found = await readInside(archive, { letter, seed: 1 }).finally(() => archive.close());
  return found;
};

describe('a community by itself', () => {
  it('shows the communities inside it, under the rule of the whole', async () => {
    const { letter, published } = await inside('A');
    expect(letter).toBe('A');
    const portrait = published?.portraits.find(({ window }) => window === 'whole');
    expect(portrait?.communities.map(({ people }) => people)).toEqual([6, 6]);
  });

  it('refuses a letter that no community has', async () => {
    await expect(inside('Q')).rejects.toMatchObject({ refusal: { code: 'community-unknown' } });
  });
});
