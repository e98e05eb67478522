import type { SignedEvent } from '../events/event.ts';
import type { NotCountedReason } from './not-counted-sentences.ts';

/** What does not count whatever its rules say: see `judge-ends.ts`. */
export interface Discounts {
  /** Events of devices that forked. */
  readonly aside: ReadonlySet<string>;
  /** Removals and retirements that do not take effect, and why. */
  readonly withoutEffect: ReadonlyMap<string, NotCountedReason>;
  /** By device: how many of its events count. */
  readonly lengths: ReadonlyMap<string, number>;
  /** People no other device of whom counts: they may have one that nobody else had seen. */
  readonly removed: ReadonlySet<string>;
}

export const noDiscounts: Discounts = {
  aside: new Set(),
  withoutEffect: new Map(),
  lengths: new Map(),
  removed: new Set(),
};

/** How many of a device's events count. */
export const countedLength = (discounts: Discounts, device: string, person: string): number =>
  discounts.lengths.get(device) ?? (discounts.removed.has(person) ? 0 : Number.POSITIVE_INFINITY);

/** Why an event of a person's device is not even looked at; `null` where its rules decide. */
export const discountOf = (
  discounts: Discounts,
  { id, author, seq }: SignedEvent,
  person: string,
): NotCountedReason | null => {
  if (discounts.aside.has(id)) return 'device-forked';
  const reason = discounts.withoutEffect.get(id);
  if (reason !== undefined) return reason;
  return seq >= countedLength(discounts, author, person) ? 'after-the-cut' : null;
};
