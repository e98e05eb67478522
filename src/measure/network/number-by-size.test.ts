import { expect, it } from 'vitest';
import { numberBySize } from './number-by-size.ts';

it('groups are numbered by size, then by smallest node', () => {
  expect(numberBySize([4, 2, 4, 0, 2, 2, 1])).toEqual({
    membership: Uint32Array.of(1, 0, 1, 2, 0, 0, 3),
    count: 4,
    sizes: Uint32Array.of(3, 2, 1, 1),
  });
});
