import sodium from 'sodium-native';
import { fromHex, hashOf } from './bytes.ts';
import type { DeviceKeys } from './store/log-store.ts';

/** A device's Ed25519 keys from its 32-byte seed. */
export const deviceKeysOf = (seed: Uint8Array): DeviceKeys => {
  const publicKey = Buffer.alloc(32);
  const secretKey = Buffer.alloc(64);
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, seed);
  return { publicKey, secretKey };
};

export const sign = (message: Uint8Array, secretKey: Uint8Array): Buffer => {
  const signature = Buffer.alloc(sodium.crypto_sign_BYTES);
  sodium.crypto_sign_detached(signature, message, secretKey);
  return signature;
};

export const isSigned = (message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean =>
  signature.length === sodium.crypto_sign_BYTES &&
  publicKey.length === 32 &&
  sodium.crypto_sign_verify_detached(signature, message, publicKey);

/** Closes a secret so that only the holder of one device key can open it. */
export const sealTo = (devicePublicKey: Uint8Array, secret: Uint8Array): Buffer => {
  const boxKey = Buffer.alloc(32);
  sodium.crypto_sign_ed25519_pk_to_curve25519(boxKey, devicePublicKey);
  const sealed = Buffer.alloc(secret.length + sodium.crypto_box_SEALBYTES);
  sodium.crypto_box_seal(sealed, secret, boxKey);
  return sealed;
};

/** `null` where it was sealed to somebody else or altered. */
export const openSealed = (keys: DeviceKeys, sealed: Uint8Array): Buffer | null => {
  if (sealed.length < sodium.crypto_box_SEALBYTES) return null;
  const boxKey = Buffer.alloc(32);
  const boxSecret = Buffer.alloc(32);
  sodium.crypto_sign_ed25519_pk_to_curve25519(boxKey, keys.publicKey);
  sodium.crypto_sign_ed25519_sk_to_curve25519(boxSecret, keys.secretKey);
  const secret = Buffer.alloc(sealed.length - sodium.crypto_box_SEALBYTES);
  return sodium.crypto_box_seal_open(secret, sealed, boxKey, boxSecret) ? secret : null;
};

/** A key epoch goes by the hash of its key: two epochs begun apart never share a name. */
export const epochOf = (epochKey: Uint8Array): string => hashOf('epoch', 16, epochKey).toString('hex');

/** What lets a machine carry a community's sealed blocks without reading them. Made from the founding epoch's key. */
export const carrySecretOf = (foundingKey: Uint8Array): Buffer => hashOf('carry', 32, foundingKey);

export const isDeviceKey = (hex: string): boolean => {
  try {
    sodium.crypto_sign_ed25519_pk_to_curve25519(Buffer.alloc(32), fromHex(hex));
    return true;
  } catch {
    return false;
  }
};
