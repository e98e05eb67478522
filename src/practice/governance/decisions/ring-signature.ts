/**
 * Linkable ring signatures: one of an electorate answered, once, and nobody can tell which.
 *
 * *Ring*: the keys of the electorate, sorted. *Image*: a point only the signer's secret gives for one ring and one
 * context (the decision); two ballots with one image are by one person, and images of two decisions say nothing of one
 * another. Whoever holds all that was ever signed, or any member's secret but the signer's, learns nothing more.
 */
import { sha512 } from '@noble/hashes/sha2.js';
import { encodeCanonical } from '../../../base/canonical-bytes.ts';
import {
  bytesOf,
  generator,
  groupOrder,
  numberOf,
  type Point,
  packScalars,
  pointBytes,
  pointFrom,
  readPoint,
  readScalars,
  reduce,
  scalarFrom,
  times,
  timesPublic,
} from './group.ts';

export interface RingSignature {
  /** 32 bytes, the same for all ballots of one person in one decision. */
  readonly image: Uint8Array;
  /** 32 bytes, where the ring of challenges begins. */
  readonly challenge: Uint8Array;
  /** 32 bytes a member of the ring. */
  readonly responses: Uint8Array;
}

/** What is signed: the same ring, context and message for signer and reader. */
export interface RingStatement {
  /** Elements, 32 bytes each, sorted and distinct. */
  readonly ring: readonly Uint8Array[];
  /** The decision: images are compared within it alone. */
  readonly context: Uint8Array;
  readonly message: Uint8Array;
}

/** The base that images of one ring and context are made on. */
const imageBase = ({ ring, context }: RingStatement): Point => pointFrom('image', context, ...ring);

/** What a person's ballots have in common in one ring and context, and in no other. */
export const imageOf = (statement: RingStatement, secret: bigint): Uint8Array =>
  imageBase(statement).multiply(secret).toBytes();

const statementHash = ({ ring, context, message }: RingStatement, image: Uint8Array): Uint8Array =>
  sha512(encodeCanonical([image, context, message, ...ring]));

const challengeOf = (said: Uint8Array, left: Point, right: Point): bigint =>
  scalarFrom('ring', said, left.toBytes(), right.toBytes());

const areSorted = (ring: readonly Uint8Array[]): boolean =>
  ring.every((key, i) => {
    if (key.length !== pointBytes || i === 0) return key.length === pointBytes;
    const before = ring[i - 1]!;
    const at = key.findIndex((byte, j) => byte !== before[j]);
    return at >= 0 && key[at]! > before[at]!;
  });

/**
 * Signs as one of the ring.
 * Formula: c(i+1) = H(said, s(i)·G + c(i)·Y(i), s(i)·B + c(i)·I) round the ring, with B the image base, I = x·B the image;
 * the signer closes it with s = u − c·x.
 * @param entropy 32 random bytes, new for every signature
 * @throws where the secret is of no key in the ring
 * Cost O(ring), four multiplications a member. Source: Liu, Wei & Wong 2004, §4, with the decision in the image base.
 */
export const signInRing = (statement: RingStatement, secret: bigint, entropy: Uint8Array): RingSignature => {
  const { ring } = statement;
  if (entropy.length !== 32) throw new Error(`signInRing: expected 32 bytes, but got ${entropy.length}`);
  const own = generator.multiply(secret).toBytes();
  const place = ring.findIndex((key) => key.every((byte, i) => byte === own[i]));
  const keys = ring.map(readPoint);
  if (place < 0 || !areSorted(ring) || keys.includes(null)) {
    throw new Error('signInRing: expected a sorted ring of keys with the own one, but got another');
  }
  const base = imageBase(statement);
  const imagePoint = base.multiply(secret);
  const image = imagePoint.toBytes();
  const said = statementHash(statement, image);
  // Entropy that repeats must not repeat a nonce under another message, so both are in it, and the secret.
  const drawn = (label: string, i: number) => scalarFrom(label, entropy, bytesOf(secret), said, i);
  const nonce = drawn('nonce', place);
  const responses = ring.map((_, i) => drawn('response', i));
  const challenges = new Array<bigint>(ring.length);
  let next = challengeOf(said, times(generator, nonce), times(base, nonce));
  for (let step = 1; step < ring.length; step++) {
    const i = (place + step) % ring.length;
    challenges[i] = next;
    const response = responses[i]!;
    next = challengeOf(
      said,
      times(generator, response).add(times(keys[i]!, next)),
      times(base, response).add(times(imagePoint, next)),
    );
  }
  challenges[place] = next;
  responses[place] = reduce(nonce - next * secret);
  return { image, challenge: bytesOf(challenges[0]!), responses: packScalars(responses) };
};

/** Whether somebody of the ring signed exactly this. False for anything malformed; never throws. Cost O(ring). */
export const isSignedInRing = (statement: RingStatement, signature: RingSignature): boolean => {
  const { ring } = statement;
  const { image, challenge, responses } = signature;
  // One signature, one form: a response beyond the order would be a second one.
  const answers = readScalars(responses);
  if (ring.length === 0 || !areSorted(ring) || answers?.length !== ring.length) return false;
  const imagePoint = readPoint(image);
  if (imagePoint === null || challenge.length !== pointBytes) return false;
  const first = numberOf(challenge);
  if (first >= groupOrder) return false;
  const base = imageBase(statement);
  const said = statementHash(statement, image);
  let next = first;
  for (const [i, bytes] of ring.entries()) {
    const key = readPoint(bytes);
    const response = answers[i]!;
    if (key === null) return false;
    next = challengeOf(
      said,
      timesPublic(generator, response).add(timesPublic(key, next)),
      timesPublic(base, response).add(timesPublic(imagePoint, next)),
    );
  }
  return next === first;
};
