import type { CommunityState } from '../state.ts';
import { devices, members, type SealedRow, sealedEpochs } from '../tables.ts';

/** The devices that may read what is written from now on, sorted: those in use of everybody who is a member. */
export const readingDevices = (state: CommunityState): readonly string[] =>
  [...devices.all(state)]
    .filter(([, { person, isRetired }]) => !isRetired && members.get(state, person)?.standing === 'member')
    .map(([device]) => device)
    .sort();

const sealsOf = (state: CommunityState, epoch: string): readonly SealedRow[] =>
  [...sealedEpochs.all(state)].filter(([key]) => key.startsWith(`${epoch}/`)).map(([, sealed]) => sealed);

/** What members closed for a device as the key of an epoch: the one that opens to a key of that name is it. */
export const sealedFor = (state: CommunityState, epoch: string, device: string): readonly Uint8Array[] =>
  sealsOf(state, epoch).flatMap((sealed) => sealed[device] ?? []);

/** Whether an epoch's key is held by a device that may no longer read, so that a new epoch must begin. */
export const isEpochStale = (state: CommunityState, epoch: string): boolean => {
  const reading = new Set(readingDevices(state));
  return sealsOf(state, epoch).some((sealed) => Object.keys(sealed).some((device) => !reading.has(device)));
};
