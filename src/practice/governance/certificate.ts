import { hexToBytes } from '@noble/hashes/utils.js';
import { encodeCanonical } from '../../base/canonical-bytes.ts';
import type { Signer } from '../events/signature.ts';
import { bytes, fields, hexOf } from './body-shape.ts';
import { isSignedOnce } from './is-signed-once.ts';

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

export const isCertified = ({ person, device, byPerson, byDevice }: Certificate): boolean => {
  const message = statement(person, device);
  return (
    isSignedOnce({ message, signature: byPerson, publicKey: hexToBytes(person) }) &&
    isSignedOnce({ message, signature: byDevice, publicKey: hexToBytes(device) })
  );
};
