import { bytes, fields, hexOf, record } from '../body-shape.ts';
import { eventType } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { epochs, sealedEpochs } from '../tables.ts';

/** A new key for what comes, closed for every device that may read it; again, for devices that came later. */
export type EpochBegun = { readonly epoch: string; readonly sealed: Readonly<Record<string, Uint8Array>> };

export const epochBegun = eventType<EpochBegun>({
  type: 'epoch-begun',
  shape: fields<EpochBegun>({ epoch: hexOf(16), sealed: record(hexOf(32), bytes(80), 400) }),
  rules: [onlyMembersMayAct],
  transform: ({ state, person, at, body: { epoch, sealed } }) => {
    if (epochs.get(state, epoch) === undefined) epochs.put(state, epoch, { by: person, at });
    const key = `${epoch}/${person}`;
    sealedEpochs.put(state, key, { ...sealedEpochs.get(state, key), ...sealed });
  },
});
