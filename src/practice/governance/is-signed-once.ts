import { bytesToHex } from '@noble/hashes/utils.js';
import { isSigned, type SignatureClaim } from '../events/signature.ts';

/** Signatures within bodies are replayed often, and their bytes never change: by signature, what was judged. */
const judged = new WeakMap<Uint8Array, Map<string, boolean>>();

/** `isSigned`, each claim worked out once for as long as its event is held. */
export const isSignedOnce = (claim: SignatureClaim): boolean => {
  const name = `${bytesToHex(claim.publicKey)}/${bytesToHex(claim.message)}`;
  const verdicts = judged.get(claim.signature) ?? new Map<string, boolean>();
  judged.set(claim.signature, verdicts);
  const known = verdicts.get(name);
  if (known !== undefined) return known;
  const holds = isSigned(claim);
  verdicts.set(name, holds);
  return holds;
};
