import type { Rule } from '../event-type.ts';
import { devices, members } from '../tables.ts';

export const onlyMembersMayAct: Rule<unknown> = ({ state, device, person }) => {
  if (devices.get(state, device)?.isRetired) return 'device-retired';
  return members.get(state, person)?.standing === 'member' ? null : 'not-a-member';
};
