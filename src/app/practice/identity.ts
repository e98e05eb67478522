import { join } from 'node:path';
import { RefusalError } from '../../base/result.ts';
import type { Signer } from '../../practice/events/signature.ts';
import { type Certificate, certifyDevice } from '../../practice/governance/certificate.ts';
import { ballotSecretOf, personFromPhrase, phraseOf } from '../../practice/governance/person.ts';
import { fromHex, randomBytes, toHex } from '../../practice/peer/bytes.ts';
import { deviceKeysOf, sign } from '../../practice/peer/device-keys.ts';
import type { DeviceKeys } from '../../practice/peer/store/log-store.ts';
import { readKept, writeKept } from './kept-file.ts';

/** A person on one device. The phrase stays in this folder, readable by its owner only, until it is asked for. */
export interface Identity {
  readonly name: string;
  readonly deviceName: string;
  readonly phrase: string;
  readonly person: string;
  readonly keys: DeviceKeys;
  readonly signer: Signer;
  readonly certificate: Certificate;
  /** Signs anonymous ballots, and opens this person's shares of all of them. */
  readonly ballotSecret: bigint;
}

interface KeptIdentity {
  readonly name: string;
  readonly deviceName: string;
  readonly phrase: string;
  readonly deviceSeed: string;
}

const fileOf = (folder: string): string => join(folder, 'identity.json');

const identityOf = ({ name, deviceName, phrase, deviceSeed }: KeptIdentity): Identity => {
  const person = personFromPhrase(phrase);
  if (!person.ok) throw new RefusalError(person.code, person.params);
  const keys = deviceKeysOf(fromHex(deviceSeed));
  const signer = {
    author: toHex(keys.publicKey),
    sign: (message: Uint8Array) => sign(message, keys.secretKey),
  };
  const certificate = certifyDevice(person.value, signer);
  const ballotSecret = ballotSecretOf(phrase);
  return { name, deviceName, phrase, person: person.value.author, keys, signer, certificate, ballotSecret };
};

export const readIdentity = async (folder: string): Promise<Identity | null> => {
  const kept = await readKept<KeptIdentity>(fileOf(folder), 'equipo-identity');
  return kept === null ? null : identityOf(kept);
};

/**
 * Makes a person with a new phrase, or brings back the one a phrase stands for; the device is new either way: never
 * one key on two machines. Refuses `identity-exists` and what is wrong with a phrase.
 */
export const makeIdentity = async (
  folder: string,
  {
    name,
    deviceName,
    phrase,
  }: { readonly name: string; readonly deviceName: string; readonly phrase?: string },
): Promise<Identity> => {
  if ((await readKept(fileOf(folder), 'equipo-identity')) !== null) {
    throw new RefusalError('identity-exists', { folder });
  }
  const kept = {
    name,
    deviceName,
    phrase: phrase ?? phraseOf(randomBytes(32)),
    deviceSeed: toHex(randomBytes(32)),
  };
  const identity = identityOf(kept);
  await writeKept(fileOf(folder), 'equipo-identity', kept);
  return identity;
};
