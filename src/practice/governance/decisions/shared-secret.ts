/**
 * A secret dealt to many so that any so many of them open it and fewer learn nothing, and everybody can check, before
 * anything is opened, that they will be able to (publicly verifiable secret sharing).
 *
 * Nobody holds more of it than anybody else, not even who dealt it beyond their own secret; and nobody can deal one that
 * opens for some and not for others.
 */
import { shake256 } from '@noble/hashes/sha3.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  bytesOf,
  generator,
  groupOrder,
  invert,
  nothing,
  numberOf,
  type Point,
  packPoints,
  packScalars,
  pointFrom,
  readPoint,
  readPoints,
  readScalars,
  reduce,
  scalarFrom,
  times,
  timesPublic,
} from './group.ts';

export interface Deal {
  /** 32 bytes a holder: what each share is, hidden. */
  readonly commitments: Uint8Array;
  /** 32 bytes a holder: each share, closed by the holder's key. */
  readonly shares: Uint8Array;
  /** 32 bytes. */
  readonly challenge: Uint8Array;
  /** 32 bytes a holder. */
  readonly responses: Uint8Array;
}

/** To whom and for what: the same for who deals, checks, opens and joins. */
export interface DealTerms {
  /** Elements, 32 bytes each, in the order of the shares. */
  readonly holders: readonly Uint8Array[];
  /** So many open it. */
  readonly threshold: number;
  /** What the deal is for; it holds for nothing else. */
  readonly context: Uint8Array;
}

/** One holder's share, opened, with what shows that it is the one that was dealt. */
export interface OpenedShare {
  readonly point: Uint8Array;
  readonly challenge: Uint8Array;
  readonly response: Uint8Array;
}

const shareBase = pointFrom('share', 'base');

const valueAt = (polynomial: readonly bigint[], x: number): bigint =>
  polynomial.reduceRight((value, coefficient) => reduce(value * BigInt(x) + coefficient), 0n);

const drawPolynomial = (size: number, draw: (i: number) => bigint): readonly bigint[] =>
  Array.from({ length: size }, (_, i) => draw(i));

/** The weight of each place in a polynomial's value at 0, or in what all values of too low a degree come to (`at` null). */
const weights = (places: readonly number[], at: 0 | null): readonly bigint[] =>
  places.map((own) => {
    let above = 1n;
    let below = 1n;
    for (const other of places) {
      if (other === own) continue;
      if (at === 0) above = reduce(above * BigInt(-other));
      below = reduce(below * BigInt(own - other));
    }
    return reduce(above * invert(below));
  });

const dealChallenge = ({ holders, threshold, context }: DealTerms, ...parts: readonly Uint8Array[]): bigint =>
  scalarFrom('deal', context, threshold, [...holders], [...parts]);

/** What a key that came out of the group is as bytes for a cipher. */
const keyOf = (secret: Point, context: Uint8Array): Uint8Array =>
  shake256(concatBytes(utf8ToBytes('equipo-ballot key'), secret.toBytes(), context), { dkLen: 32 });

/**
 * Deals a new secret.
 * Formula: p a random polynomial of degree t − 1; commitments p(i)·g, shares p(i)·y(i), the secret p(0)·G; one proof for
 * all i that both hide the same p(i).
 * @param entropy 32 random bytes, new for every deal
 * Source: Schoenmakers 1999, §3; with commitments to values, Cascudo & David 2017 (SCRAPE), §3.1.
 */
export const dealSecret = (
  terms: DealTerms,
  entropy: Uint8Array,
): { readonly deal: Deal; readonly key: Uint8Array } => {
  const { holders, threshold, context } = terms;
  const keys = holders.map(readPoint);
  if (keys.includes(null) || threshold < 1 || threshold > keys.length || entropy.length !== 32) {
    throw new Error('dealSecret: expected keys of the group, as many as open it, and 32 random bytes');
  }
  const drawn = (label: string) => (i: number) => scalarFrom(label, entropy, context, i);
  const polynomial = drawPolynomial(threshold, drawn('coefficient'));
  const values = holders.map((_, i) => valueAt(polynomial, i + 1));
  const commitments = packPoints(values.map((value) => times(shareBase, value)));
  const shares = packPoints(values.map((value, i) => times(keys[i]!, value)));
  const nonces = holders.map((_, i) => drawn('share nonce')(i));
  const left = packPoints(nonces.map((nonce) => times(shareBase, nonce)));
  const right = packPoints(nonces.map((nonce, i) => times(keys[i]!, nonce)));
  const challenge = dealChallenge(terms, commitments, shares, left, right);
  const responses = packScalars(nonces.map((nonce, i) => reduce(nonce - values[i]! * challenge)));
  return {
    deal: { commitments, shares, challenge: bytesOf(challenge), responses },
    key: keyOf(times(generator, polynomial[0]!), context),
  };
};

/**
 * Whether any `threshold` of the holders will be able to open it, and all come to the same. False for anything malformed.
 * Cost four multiplications a holder. Source: Cascudo & David 2017, §3.1: values of a polynomial of degree below t are
 * orthogonal to a random word of the dual code.
 */
export const isDealSound = (
  terms: DealTerms,
  { commitments, shares, challenge, responses }: Deal,
): boolean => {
  const { holders, threshold } = terms;
  const keys = holders.map(readPoint);
  const hidden = readPoints(commitments);
  const closed = readPoints(shares);
  const answers = readScalars(responses);
  if (hidden?.length !== keys.length || closed?.length !== keys.length || answers?.length !== keys.length) {
    return false;
  }
  const said = challenge.length === 32 ? numberOf(challenge) : groupOrder;
  if (keys.includes(null) || said >= groupOrder || threshold < 1 || threshold > keys.length) return false;
  const left = hidden.map((point, i) => timesPublic(shareBase, answers[i]!).add(timesPublic(point, said)));
  const right = closed.map((point, i) => timesPublic(keys[i]!, answers[i]!).add(timesPublic(point, said)));
  if (dealChallenge(terms, commitments, shares, packPoints(left), packPoints(right)) !== said) return false;
  const places = keys.map((_, i) => i + 1);
  const word = drawPolynomial(keys.length - threshold, (i) => scalarFrom('word', commitments, shares, i));
  const sum = weights(places, null).reduce(
    (total, weight, i) => total.add(timesPublic(hidden[i]!, reduce(weight * valueAt(word, i + 1)))),
    nothing,
  );
  return sum.is0();
};

const shareChallenge = (context: Uint8Array, ...parts: readonly Uint8Array[]): bigint =>
  scalarFrom('opening', context, [...parts]);

/**
 * Opens the share of one holder, with the proof that it is theirs and no other.
 * @param place from 0
 * @param entropy 32 random bytes
 * Source: Schoenmakers 1999, §3, reconstruction.
 */
export const openShare = (
  { holders, context }: DealTerms,
  { shares }: Deal,
  place: number,
  secret: bigint,
  entropy: Uint8Array,
): OpenedShare => {
  const closed = shares.subarray(32 * place, 32 * place + 32);
  const point = times(readPoint(closed)!, invert(secret));
  const nonce = scalarFrom('opening nonce', entropy, bytesOf(secret), closed, context);
  const challenge = shareChallenge(
    context,
    ...[holders[place]!, closed, point.toBytes()],
    ...[times(generator, nonce).toBytes(), times(point, nonce).toBytes()],
  );
  return {
    point: point.toBytes(),
    challenge: bytesOf(challenge),
    response: bytesOf(reduce(nonce - challenge * secret)),
  };
};

/** Whether a share is the one dealt to that place. False for anything malformed. */
export const isShareSound = (
  { holders, context }: DealTerms,
  { shares }: Deal,
  place: number,
  { point, challenge, response }: OpenedShare,
): boolean => {
  const closed = shares.subarray(32 * place, 32 * place + 32);
  const [key, share, open] = [readPoint(holders[place]!), readPoint(closed), readPoint(point)];
  const [said, answer] = readScalars(concatBytes(challenge, response)) ?? [];
  if (key === null || share === null || open === null || said === undefined || answer === undefined) {
    return false;
  }
  const left = timesPublic(generator, answer).add(timesPublic(key, said));
  const right = timesPublic(open, answer).add(timesPublic(share, said));
  return shareChallenge(context, holders[place]!, closed, point, left.toBytes(), right.toBytes()) === said;
};

/** The key, from sound shares by place; `null` while they are fewer than it takes. */
export const joinShares = (
  { threshold, context }: DealTerms,
  shares: ReadonlyMap<number, Uint8Array>,
): Uint8Array | null => {
  if (shares.size < threshold) return null;
  const used = [...shares].sort(([a], [b]) => a - b).slice(0, threshold);
  const places = used.map(([place]) => place + 1);
  const secret = weights(places, 0).reduce(
    (total, weight, i) => total.add(timesPublic(readPoint(used[i]![1])!, weight)),
    nothing,
  );
  return keyOf(secret, context);
};
