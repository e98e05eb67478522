import { describe, expect, it } from 'vitest';
import { halfAngleOf, petalPath } from './petal-outline.ts';

describe('the outline of a petal', () => {
  it('takes more of the ring the wider it is', () => {
    expect(halfAngleOf(20, 100, 150)).toBeGreaterThan(halfAngleOf(10, 100, 150));
    expect(halfAngleOf(0, 100, 150)).toBe(0);
  });

  it('starts at the base, and its tip lies one length further out', () => {
    const path = petalPath({ centreX: 0, centreY: 0, baseRadius: 10, length: 90, angle: 0 }, 30);
    expect(path[0]).toMatchObject({ op: 'M', x: 0, y: -10 });
    expect(path[2]).toMatchObject({ op: 'C', x: 0, y: -100 });
  });
});
