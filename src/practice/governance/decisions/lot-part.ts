/**
 * The part of a seed that only one person can give, and in one way only: a point of their key and the decision. Their key
 * was known before the decision was, so it is a commitment that nobody had to make (a verifiable random function).
 * Nobody can compute it for another before it is opened, and whoever opens it cannot choose it.
 *
 * What remains: somebody may keep their part back. Then they are not drawn, and all see it.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import {
  bytesOf,
  generator,
  type Point,
  personKey,
  pointFrom,
  readPoint,
  readScalars,
  reduce,
  scalarFrom,
  times,
  timesPublic,
} from './group.ts';

export type LotPart = {
  /** 32 bytes: what goes into the seed. */
  readonly point: Uint8Array;
  readonly challenge: Uint8Array;
  readonly response: Uint8Array;
};

const baseOf = (decision: string): Point => pointFrom('lot', hexToBytes(decision));

const challengeOf = (decision: string, ...parts: readonly Uint8Array[]): bigint =>
  scalarFrom('lot part', hexToBytes(decision), [...parts]);

/**
 * A person's part in one decision, with the proof that it is of their key.
 * Formula: P = x·B, with B the decision's base; the proof shows log_G(Y) = log_B(P) without showing x.
 * @param secret behind `personKey`
 * @param entropy 32 random bytes
 * Source: Chaum & Pedersen 1992; Goldberg et al., RFC 9381 §2, for what follows from a unique point.
 */
export const lotPartOf = (decision: string, secret: bigint, entropy: Uint8Array): LotPart => {
  if (entropy.length !== 32) throw new Error(`lotPartOf: expected 32 bytes, but got ${entropy.length}`);
  const base = baseOf(decision);
  const key = times(generator, secret).toBytes();
  const point = times(base, secret).toBytes();
  const nonce = scalarFrom('lot nonce', entropy, bytesOf(secret), hexToBytes(decision));
  const challenge = challengeOf(
    decision,
    ...[key, point],
    ...[times(generator, nonce).toBytes(), times(base, nonce).toBytes()],
  );
  return {
    point,
    challenge: bytesOf(challenge),
    response: bytesOf(reduce(nonce - challenge * secret)),
  };
};

/** Whether a part is the one of this person in this decision. False for anything malformed. Four multiplications. */
export const isLotPartSound = (
  decision: string,
  person: string,
  { point, challenge, response }: LotPart,
): boolean => {
  const key = personKey(person);
  const keyPoint = key === null ? null : readPoint(key);
  const part = readPoint(point);
  const [said] = readScalars(challenge) ?? [];
  const [answer] = readScalars(response) ?? [];
  if (key === null || keyPoint === null || part === null || said === undefined || answer === undefined) {
    return false;
  }
  const left = timesPublic(generator, answer).add(timesPublic(keyPoint, said));
  const right = timesPublic(baseOf(decision), answer).add(timesPublic(part, said));
  return challengeOf(decision, key, point, left.toBytes(), right.toBytes()) === said;
};
