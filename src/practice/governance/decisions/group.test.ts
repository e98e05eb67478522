import { describe, expect, it } from 'vitest';
import { bytesOf, groupOrder, numberOf, readScalars } from './group.ts';

describe('numbers as bytes', () => {
  it('come back as they were, least byte first', () => {
    for (const number of [0n, 1n, 256n, groupOrder - 1n]) expect(numberOf(bytesOf(number))).toBe(number);
    expect(bytesOf(256n).slice(0, 3)).toEqual(new Uint8Array([0, 1, 0]));
    expect(readScalars(bytesOf(groupOrder))).toBe(null);
  });

  // A Buffer’s slice is no copy: reading once turned the bytes of an event around, and reading again read another number.
  it('are read without changing them, whoever’s bytes they are', () => {
    const bytes = Buffer.from(bytesOf(groupOrder - 7n));
    const before = bytes.toString('hex');
    expect([readScalars(bytes), readScalars(bytes)]).toEqual([[groupOrder - 7n], [groupOrder - 7n]]);
    expect(bytes.toString('hex')).toBe(before);
  });
});
