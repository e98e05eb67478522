import { fields, hexOf, text } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { devices } from '../tables.ts';

export type DeviceNamed = { readonly device: string; readonly name: string };

const onlyOnesOwnDevice: Rule<DeviceNamed> = ({ state, person, body }) =>
  devices.get(state, body.device)?.person === person ? null : 'not-their-device';

export const deviceNamed = eventType<DeviceNamed>({
  type: 'device-named',
  shape: fields<DeviceNamed>({ device: hexOf(32), name: text(120, 1) }),
  rules: [onlyMembersMayAct, onlyOnesOwnDevice],
  transform: ({ state, body: { device, name } }) =>
    devices.put(state, device, { ...devices.get(state, device)!, name }),
});
