import { fields, hexOf, integer } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { pastIsWithin } from '../rules/cuts.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { devices } from '../tables.ts';

export type DeviceRetired = {
  readonly device: string;
  /** How many of its events count: at least all that the retiring device had seen. */
  readonly length: number;
};

const onlyOnesOwnOtherDevice: Rule<DeviceRetired> = ({ state, device, person, body }) => {
  const other = devices.get(state, body.device);
  if (other === undefined || other.person !== person || body.device === device) return 'not-their-device';
  return other.isRetired ? 'device-retired' : null;
};

const whatWasSeenCounts: Rule<DeviceRetired> = (act) =>
  pastIsWithin(act, [act.body]) ? null : 'cut-too-short';

export const deviceRetired = eventType<DeviceRetired>({
  type: 'device-retired',
  shape: fields<DeviceRetired>({ device: hexOf(32), length: integer(0, Number.MAX_SAFE_INTEGER) }),
  rules: [onlyMembersMayAct, onlyOnesOwnOtherDevice, whatWasSeenCounts],
  transform: ({ state, body }) => {
    const row = devices.get(state, body.device);
    if (row !== undefined) devices.put(state, body.device, { ...row, isRetired: true });
  },
  ends: {
    cuts: (body) => [body],
    removed: ({ body }) => [body.device],
    electors: ({ device }) => [device],
    suspend: () => {},
  },
});
