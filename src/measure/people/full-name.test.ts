import { describe, expect, it } from 'vitest';
import { fullestName, fullName, isRoleHandle } from './full-name.ts';

describe('a full name', () => {
  it.each([
    ['Ana Belmont', 'ana belmont'],
    ['  ANA   BELMONT ', 'ana belmont'],
    ['Belmont, Ana', 'ana belmont'],
    ['"Ana Belmont"', 'ana belmont'],
    ['Ana Belmont (Example Ltd)', 'ana belmont'],
    ['Anä Bélmont', 'ana belmont'],
    ['Ana M. Belmont', 'ana m belmont'],
    ["Sean O'Neill", 'sean oneill'],
    ['山田太郎', '山田太郎'],
    ['김 철수', '김철수'],
  ])('is read from %s', (written, name) => {
    expect(fullName(written)).toBe(name);
  });

  it.each([
    ['Ana'],
    ['A. B.'],
    ['root'],
    ['System Administrator'],
    ['GitHub Bot'],
    ['Your Name'],
    ['ana@example.org'],
    ['Ana via Example List'],
    ['dev team'],
    [''],
    ['42 17'],
    [null],
  ])('is not %s', (written) => {
    expect(fullName(written)).toBeNull();
  });

  it('is chosen among several by words, then letters, then spelling, in any order', () => {
    const names = ['ana', null, 'Ana Belmont', 'ana belmont', 'Belmont'];
    expect(fullestName(names)).toBe('Ana Belmont');
    expect(fullestName([...names].reverse())).toBe('Ana Belmont');
    expect(fullestName([null, ' '])).toBeNull();
  });
});

describe('a handle', () => {
  it('of a role or a machine says nothing about who writes', () => {
    for (const handle of ['root', 'no-reply', 'noreply', 'dev-team', 'info', '12345', 'build.server']) {
      expect(isRoleHandle(handle), handle).toBe(true);
    }
    for (const handle of ['abelmont', 'ana.belmont', 'jsmith2', 'teamotte'])
      expect(isRoleHandle(handle), handle).toBe(false);
  });
});
