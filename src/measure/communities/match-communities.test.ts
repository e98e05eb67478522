import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchCommunities } from './match-communities.ts';

const people = (from: number, until: number): Uint32Array =>
  Uint32Array.from({ length: until - from }, (_, k) => from + k);

const nothing = { continue: 0, grow: 0, shrink: 0, merge: 0, split: 0, form: 0, dissolve: 0 };

describe('communities of two windows', () => {
  it('continue when about the same people stay', () => {
    const { events, mainLines } = matchCommunities([people(0, 10)], [people(1, 11)], 20);
    expect(events).toEqual({ ...nothing, continue: 1 });
    expect(mainLines).toEqual([{ before: 0, after: 0, jaccard: 9 / 11 }]);
  });

  it('grow and shrink when people come and go', () => {
    expect(matchCommunities([people(0, 10)], [people(0, 20)], 20).events).toEqual({ ...nothing, grow: 1 });
    expect(matchCommunities([people(0, 10)], [people(0, 6)], 20).events).toEqual({ ...nothing, shrink: 1 });
  });

  it('split into several and merge into one, each told once', () => {
    const whole = [people(0, 12)];
    const parts = [people(0, 5), people(5, 12)];
    const split = matchCommunities(whole, parts, 12);
    expect(split.events).toEqual({ ...nothing, split: 1 });
    expect(split.mainLines).toEqual([{ before: 0, after: 1, jaccard: 7 / 12 }]);
    const merged = matchCommunities(parts, whole, 12);
    expect(merged.events).toEqual({ ...nothing, merge: 1 });
    expect(merged.mainLines).toEqual([{ before: 1, after: 0, jaccard: 7 / 12 }]);
  });

  it('dissolve when their people scatter, and form of people from everywhere', () => {
    const before = [people(0, 10)];
    const after = [
      Uint32Array.from([0, 1, 2, 20, 21, 22, 23, 24]),
      Uint32Array.from([3, 4, 5, 30, 31, 32, 33, 34]),
    ];
    expect(matchCommunities(before, after, 40).events).toEqual({ ...nothing, dissolve: 1, form: 2 });
  });

  it('are held to half of the smaller one, which is enough', () => {
    const six = Uint32Array.from([0, 1, 2, 20, 21, 22]);
    expect(matchCommunities([people(0, 10)], [six], 30).events.dissolve).toBe(0);
    expect(matchCommunities([people(3, 13)], [six], 30).events.dissolve).toBe(1);
  });

  it('are each accounted for, whatever happens', () => {
    const partition = fc.array(fc.nat(5), { minLength: 40, maxLength: 40 });
    const groupsOf = (membership: readonly number[]) =>
      [0, 1, 2, 3, 4, 5]
        .map((c) => Uint32Array.from(membership.flatMap((own, person) => (own === c ? [person] : []))))
        .filter((group) => group.length >= 5);
    fc.assert(
      fc.property(partition, partition, (first, second) => {
        const [before, after] = [groupsOf(first), groupsOf(second)];
        const { events, mainLines } = matchCommunities(before, after, 40);
        const alone = events.continue + events.grow + events.shrink;
        expect(events.dissolve + events.split + alone).toBeLessThanOrEqual(before.length);
        expect(events.form + events.merge + alone).toBeLessThanOrEqual(after.length);
        expect(new Set(mainLines.map((line) => line.before)).size).toBe(mainLines.length);
        expect(new Set(mainLines.map((line) => line.after)).size).toBe(mainLines.length);
        // Back in time growing is shrinking, merging is splitting, forming is dissolving.
        const back = matchCommunities(after, before, 40).events;
        expect(back).toMatchObject({ merge: events.split, split: events.merge });
        expect(back).toMatchObject({ form: events.dissolve, dissolve: events.form });
      }),
      { seed: 3 },
    );
  });
});
