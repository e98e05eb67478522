import { bytes, fields, hexOf, record } from '../body-shape.ts';
import { eventType } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { epochs } from '../tables.ts';

/** A new key for what comes, closed for every device that may read it. */
export type EpochBegun = { readonly epoch: string; readonly sealed: Readonly<Record<string, Uint8Array>> };

export const epochBegun = eventType<EpochBegun>({
  type: 'epoch-begun',
  shape: fields<EpochBegun>({ epoch: hexOf(16), sealed: record(hexOf(32), bytes(80), 400) }),
  rules: [onlyMembersMayAct],
  transform: ({ state, person, at, body }) => {
    // The same epoch again seals it to devices that came later.
    const before = epochs.get(state, body.epoch);
    epochs.put(state, body.epoch, {
      by: before?.by ?? person,
      at: before?.at ?? at,
      sealed: { ...body.sealed, ...before?.sealed },
    });
  },
});
