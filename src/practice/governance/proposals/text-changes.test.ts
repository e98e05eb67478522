import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TextChange, textChanges } from './text-changes.ts';

const without = (changes: readonly TextChange[], kind: TextChange['kind']): string =>
  changes
    .filter((each) => each.kind !== kind)
    .map(({ text }) => text)
    .join('');

/** The textbook table, as a second counter of what two texts share. */
const longestShared = (a: readonly string[], b: readonly string[]): number => {
  const table = a.map(() => new Array<number>(b.length).fill(0));
  a.forEach((word, i) => {
    b.forEach((other, j) => {
      table[i]![j] =
        word === other
          ? (table[i - 1]?.[j - 1] ?? 0) + 1
          : Math.max(table[i - 1]?.[j] ?? 0, table[i]![j - 1] ?? 0);
    });
  });
  return table.at(-1)?.at(-1) ?? 0;
};

describe('what changed from one version to the next', () => {
  it('gives back both versions, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const changes = textChanges(before, after);
        expect(without(changes, 'added')).toBe(before);
        expect(without(changes, 'removed')).toBe(after);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('keeps as many words as can be kept, and says nothing twice in a row', () => {
    const words = fc.array(fc.constantFrom('a ', 'b ', 'c '), { maxLength: 14 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const changes = textChanges(before.join(''), after.join(''));
        const kept = changes.filter(({ kind }) => kind === 'kept').flatMap(({ text }) => text.match(/\S /g)!);
        expect(kept.length).toBe(longestShared(before, after));
        changes.slice(1).forEach(({ kind }, i) => {
          expect(kind).not.toBe(changes[i]!.kind);
        });
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('reads as a person would say it', () => {
    expect(textChanges('Dig a well near the pond.', 'Dig a small well far from the pond.')).toEqual([
      { kind: 'kept', text: 'Dig a ' },
      { kind: 'added', text: 'small ' },
      { kind: 'kept', text: 'well ' },
      { kind: 'removed', text: 'near ' },
      { kind: 'added', text: 'far from ' },
      { kind: 'kept', text: 'the pond.' },
    ]);
  });
});
