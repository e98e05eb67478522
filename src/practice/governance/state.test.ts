import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommunityState } from './state.ts';

interface Change {
  readonly table: string;
  readonly key: string;
  readonly value: number | null;
}

const change = fc.record<Change>({
  table: fc.constantFrom('posts', 'members', 'devices'),
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  value: fc.option(fc.nat(3)),
});
const changes = fc.array(change, { maxLength: 12 });

const put = (state: CommunityState, all: readonly Change[]) => {
  for (const { table, key, value } of all) {
    state.put(table, key, value === null ? undefined : { value, sealed: new Uint8Array([value]) });
  }
};

/** All rows as sorted text: what the hash must tell apart. */
const rowsOf = (state: CommunityState): string =>
  ['posts', 'members', 'devices']
    .flatMap((table) =>
      [...state.rows(table)].map(([key, { value }]) => `${table}/${key}=${JSON.stringify(value)}`),
    )
    .sort()
    .join();

describe('a state', () => {
  it('has one hash for the same rows, however they came about, and another for any other rows', () => {
    let same = 0;
    fc.assert(
      fc.property(changes, changes, fc.boolean(), (some, others, isHashedBetween) => {
        const [one, other] = [new CommunityState(), new CommunityState()];
        put(one, some);
        if (isHashedBetween) one.hash();
        put(one, others);
        put(other, others);
        if (rowsOf(one) === rowsOf(other)) same++;
        expect(one.hash() === other.hash()).toBe(rowsOf(one) === rowsOf(other));
      }),
      { seed: 91, numRuns: 500 },
    );
    expect(same).toBeGreaterThan(50);
  });

  it('is as it was after it is taken back to a mark, and from its snapshot', () => {
    fc.assert(
      fc.property(changes, changes, (some, others) => {
        const state = new CommunityState();
        put(state, some);
        const [hash, rows, mark] = [state.hash(), rowsOf(state), state.mark];
        put(state, others);
        const later = state.hash();
        const again = CommunityState.restore(JSON.parse(JSON.stringify(state.toSnapshot())));
        expect([again.hash(), rowsOf(again)]).toEqual([later, rowsOf(state)]);
        put(again, [{ table: 'posts', key: 'a', value: 9 }]);
        expect(again.hash()).not.toBe(later);
        state.rollBack(mark);
        expect([state.hash(), rowsOf(state)]).toEqual([hash, rows]);
      }),
      { seed: 92, numRuns: 200 },
    );
  });
});
