import { type CanonicalValue, decodeCanonical, encodeCanonical } from '../../base/canonical-bytes.ts';
import { RefusalError } from '../../base/result.ts';
import { fromHex, hashOf, toHex } from '../../practice/peer/bytes.ts';

/** What an invitation carries from hand to hand. Whoever holds it may join: it is as secret as a key. */
export interface InvitationLink {
  readonly invitation: string;
  readonly seed: Uint8Array;
  readonly until: number;
  readonly places: readonly string[];
}

/** Lets a machine carry a community without reading it. */
export interface MirrorLink {
  readonly community: string;
  readonly carrySecret: Uint8Array;
  readonly places: readonly string[];
}

const mistyped = (): never => {
  throw new RefusalError('invitation-mistyped');
};

const write = (kind: string, content: CanonicalValue): string => {
  const bytes = encodeCanonical(content);
  return `equipo:${kind}/${Buffer.concat([bytes, hashOf('link', 16, bytes).subarray(0, 4)]).toString('base64url')}`;
};

/** The checks find a wrong letter or a lost end with all but one chance in four thousand million. */
const read = (kind: string, link: string): readonly CanonicalValue[] => {
  const said = link.trim();
  if (!said.startsWith(`equipo:${kind}/`)) return mistyped();
  const all = Buffer.from(said.slice(kind.length + 8), 'base64url');
  const bytes = all.subarray(0, -4);
  if (bytes.length === 0 || !hashOf('link', 16, bytes).subarray(0, 4).equals(all.subarray(-4)))
    return mistyped();
  const content = decodeCanonical(bytes);
  return Array.isArray(content) ? content : mistyped();
};

const placesOf = (value: CanonicalValue | undefined): readonly string[] =>
  Array.isArray(value) && value.every((place) => typeof place === 'string')
    ? (value as readonly string[])
    : mistyped();

const bytesOf = (value: CanonicalValue | undefined): Uint8Array =>
  value instanceof Uint8Array && value.length === 32 ? value : mistyped();

export const writeInvitationLink = ({ invitation, seed, until, places }: InvitationLink): string =>
  write('join', [fromHex(invitation), seed, until, places]);

/** Refuses `invitation-mistyped`. */
export const readInvitationLink = (link: string): InvitationLink => {
  const [invitation, seed, until, places] = read('join', link);
  if (typeof until !== 'number') return mistyped();
  return { invitation: toHex(bytesOf(invitation)), seed: bytesOf(seed), until, places: placesOf(places) };
};

export const writeMirrorLink = ({ community, carrySecret, places }: MirrorLink): string =>
  write('mirror', [fromHex(community), carrySecret, places]);

/** Refuses `invitation-mistyped`. */
export const readMirrorLink = (link: string): MirrorLink => {
  const [community, carrySecret, places] = read('mirror', link);
  return {
    community: toHex(bytesOf(community)),
    carrySecret: bytesOf(carrySecret),
    places: placesOf(places),
  };
};

/** Answers an invitation; made from the link's seed, from which the seed cannot be made. */
export const answerSecretOf = (seed: Uint8Array): Uint8Array => hashOf('answer', 32, seed);
