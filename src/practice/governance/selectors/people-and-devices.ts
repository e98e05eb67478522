import type { CommunityState } from '../state.ts';
import { devices, type MemberRow, members, vouches } from '../tables.ts';

export interface ShownPerson {
  readonly person: string;
  readonly name: string;
  readonly standing: MemberRow['standing'];
  /** Claimed. */
  readonly since: number;
  readonly vouchedBy: readonly string[];
  readonly devices: readonly {
    readonly device: string;
    readonly name: string;
    readonly isRetired: boolean;
  }[];
}

/** Everybody who is or was here, in the order in which they came. */
export const peopleAndDevices = (state: CommunityState): readonly ShownPerson[] => {
  const theirs = new Map<string, ShownPerson['devices'][number][]>();
  for (const [device, { person, name, isRetired }] of devices.all(state)) {
    const list = theirs.get(person) ?? [];
    list.push({ device, name, isRetired });
    theirs.set(person, list);
  }
  const vouchers = new Map<string, string[]>();
  for (const { by, person } of vouches.all(state).values()) {
    const list = vouchers.get(person) ?? [];
    list.push(by);
    vouchers.set(person, list);
  }
  return [...members.all(state)].map(([person, { name, standing, since }]) => ({
    person,
    name,
    standing,
    since,
    vouchedBy: vouchers.get(person) ?? [],
    devices: theirs.get(person) ?? [],
  }));
};
