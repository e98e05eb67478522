import { fields, text } from '../body-shape.ts';
import { type Certificate, certificateShape, isCertified } from '../certificate.ts';
import { eventType, type Rule } from '../event-type.ts';
import { devices, members } from '../tables.ts';

/** Written by the new device itself, from the phrase alone: so a person whose every device is lost comes back. */
export type DeviceAdded = { readonly certificate: Certificate; readonly name: string };

const aDeviceAddsItself: Rule<DeviceAdded> = ({ state, device, body }) => {
  if (devices.get(state, device) !== undefined) return 'device-known';
  return body.certificate.device === device && isCertified(body.certificate) ? null : 'certificate-wrong';
};

const onlyMembersAddDevices: Rule<DeviceAdded> = ({ state, body }) =>
  members.get(state, body.certificate.person)?.standing === 'member' ? null : 'not-a-member';

export const deviceAdded = eventType<DeviceAdded>({
  type: 'device-added',
  shape: fields<DeviceAdded>({ certificate: certificateShape, name: text(120) }),
  rules: [aDeviceAddsItself, onlyMembersAddDevices],
  transform: ({ state, device, body }) =>
    devices.put(state, device, { person: body.certificate.person, name: body.name, isRetired: false }),
});
