import { hexToBytes } from '@noble/hashes/utils.js';
import { encodeCanonical } from '../../base/canonical-bytes.ts';
import { isSigned, type Signer } from '../events/signature.ts';
import { bytes, fields, hexOf } from './body-shape.ts';

/** A device is a person's because both keys say so: nobody can claim another's device, nor be claimed by one. */
export type Certificate = {
  readonly person: string;
  readonly device: string;
  readonly byPerson: Uint8Array;
  readonly byDevice: Uint8Array;
};

export const certificateShape = fields<Certificate>({
  person: hexOf(32),
  device: hexOf(32),
  byPerson: bytes(64),
  byDevice: bytes(64),
});

const statement = (person: string, device: string): Uint8Array =>
  encodeCanonical(['equipo-device', hexToBytes(person), hexToBytes(device)]);

export const certifyDevice = (person: Signer, device: Signer): Certificate => {
  const message = statement(person.author, device.author);
  return {
    person: person.author,
    device: device.author,
    byPerson: person.sign(message),
    byDevice: device.sign(message),
  };
};

/** Certificates are read once and replayed often. */
const judged = new WeakMap<Uint8Array, string>();

export const isCertified = ({ person, device, byPerson, byDevice }: Certificate): boolean => {
  const name = `${person}/${device}`;
  if (judged.get(byPerson) === name && judged.get(byDevice) === name) return true;
  const message = statement(person, device);
  const holds =
    isSigned({ message, signature: byPerson, publicKey: hexToBytes(person) }) &&
    isSigned({ message, signature: byDevice, publicKey: hexToBytes(device) });
  if (holds) {
    judged.set(byPerson, name);
    judged.set(byDevice, name);
  }
  return holds;
};
