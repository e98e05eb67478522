import type { CommunityState } from '../state.ts';
import { devices, epochs, members } from '../tables.ts';

/** The devices that may read what is written from now on, sorted: those in use of everybody who is a member. */
export const readingDevices = (state: CommunityState): readonly string[] =>
  [...devices.all(state)]
    .filter(([, { person, isRetired }]) => !isRetired && members.get(state, person)?.standing === 'member')
    .map(([device]) => device)
    .sort();

/** Whether an epoch's key is held by a device that may no longer read, so that a new epoch must begin. */
export const isEpochStale = (state: CommunityState, epoch: string): boolean => {
  const sealed = epochs.get(state, epoch)?.sealed;
  if (sealed === undefined) return false;
  const reading = new Set(readingDevices(state));
  return Object.keys(sealed).some((device) => !reading.has(device));
};
