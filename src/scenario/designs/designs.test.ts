import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { RefusalError } from '../../base/result.ts';
import { isSpine, spineOf } from '../models/spine.ts';
import { type Change, makeChanges } from './changes.ts';
import type { Design } from './design.ts';
import { makeTemplate, templates } from './templates.ts';

/** What every design must be, whatever was changed in it. */
const flawsOf = (design: Design): string[] => {
  const flaws: string[] = [];
  if (!isSpine(spineOf(design.above))) flaws.push('spine');
  const columns = [design.above, design.community, design.issues, design.origin];
  if (columns.some((column) => column.length !== design.people)) flaws.push('columns');
  if (design.facilitator.length !== design.communityCount) flaws.push('facilitators');
  if (design.community.some((c) => c >= design.communityCount)) flaws.push('communities');
  if (design.facilitator.some((person) => person >= design.people)) flaws.push('facilitator outside');
  if ([...design.lateral.a, ...design.lateral.b].some((person) => person >= design.people))
    flaws.push('ties');
  if (new Set(design.origin).size !== design.people) flaws.push('origins');
  return flaws;
};

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>({ change: 'remove-layer', layer: 1 }),
  fc.record({
    change: fc.constant('add-bridges' as const),
    kind: fc.constantFrom('team' as const, 'random' as const, 'top' as const, 'multiscale' as const),
    count: fc.integer({ min: 1, max: 30 }),
  }),
  fc.constant<Change>({ change: 'rotate-facilitation' }),
  fc.constant<Change>({ change: 'merge', communities: [0, 1] }),
  fc.constant<Change>({ change: 'split', community: 0 }),
  fc.record({ change: fc.constant('form' as const), size: fc.integer({ min: 2, max: 20 }) }),
  fc.record({ change: fc.constant('lose-busiest' as const), percent: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ change: fc.constant('lose-random' as const), percent: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ change: fc.constant('newcomers' as const), count: fc.integer({ min: 1, max: 20 }) }),
);

describe('a template', () => {
  for (const template of templates) {
    it(`stands for any number of people: ${template.id}`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 5, max: 400 }), fc.integer({ min: 0, max: 99 }), (people, seed) => {
          const design = makeTemplate(template, people, seed);
          expect(design.people).toBe(people);
          expect(flawsOf(design)).toEqual([]);
          expect(makeTemplate(template, people, seed)).toEqual(design);
        }),
        { seed: 1, numRuns: 40 },
      );
      expect(template.sources.length).toBeGreaterThan(0);
    });
  }
});

describe('changes', () => {
  it('leave a sound design, or refuse and say why', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.integer({ min: 5, max: 80 }),
        fc.array(change, { maxLength: 5 }),
        (template, people, list) => {
          const base = makeTemplate(template, people, 1);
          const before = structuredClone(base);
          try {
            expect(flawsOf(makeChanges(base, list, 1))).toEqual([]);
          } catch (error) {
            expect(error).toBeInstanceOf(RefusalError);
          }
          expect(base).toEqual(before);
        },
      ),
      { seed: 2, numRuns: 300 },
    );
  });

  it('that take everybody away are refused', () => {
    const base = makeTemplate(templates[0], 31, 1);
    expect(() => makeChanges(base, [{ change: 'lose-random', percent: 100 }], 1)).toThrow(RefusalError);
  });

  it('are undone by taking the last one off', () => {
    const base = makeTemplate(templates[0], 60, 1);
    const list: Change[] = [
      { change: 'add-bridges', kind: 'random', count: 10 },
      { change: 'lose-random', percent: 10 },
    ];
    const first = makeChanges(base, list.slice(0, 1), 1);
    expect(
      makeChanges(base, [...list, { change: 'newcomers', count: 3 }].slice(0, 1) as Change[], 1),
    ).toEqual(first);
  });

  it('of removing a layer keeps everybody and shortens the way up', () => {
    const base = makeTemplate(templates[0], 156, 1);
    const flatter = makeChanges(base, [{ change: 'remove-layer', layer: 2 }], 1);
    const height = (design: Design) => {
      const spine = spineOf(design.above);
      return isSpine(spine) ? spine.height : Number.NaN;
    };
    expect(flatter.people).toBe(base.people);
    expect(height(flatter)).toBe(height(base) - 1);
  });
});

describe('a spine', () => {
  it('is refused with several roots, in a circle, and where nobody is', () => {
    expect(spineOf([-1, -1, 0])).toMatchObject({ flaw: 'several-roots' });
    expect(spineOf([-1, 2, 3, 1])).toEqual({ flaw: 'cycle', length: 3 });
    expect(spineOf([])).toEqual({ flaw: 'nobody' });
  });

  it('numbers everybody under anybody at one depth in one run', () => {
    const random = randomStream(4, 'trees');
    for (let tree = 0; tree < 50; tree++) {
      const spine = spineOf(Array.from({ length: 40 }, (_, i) => (i === 0 ? -1 : random.below(i))));
      if (!isSpine(spine)) throw new Error('a tree is a spine');
      for (let place = 1; place < 40; place++) {
        expect(spine.parent[place]).toBeLessThan(place);
        expect(place).toBeGreaterThanOrEqual(spine.childStart[spine.parent[place]]);
        expect(place).toBeLessThan(spine.childStart[spine.parent[place] + 1]);
      }
    }
  });
});
