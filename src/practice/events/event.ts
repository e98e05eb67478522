import type { CanonicalMap } from '../../base/canonical-bytes.ts';

/**
 * What a device says it had seen of another device's chain: its first `length` events, the last of them `hash`.
 */
export interface Dependency {
  readonly author: string;
  readonly length: number;
  readonly hash: string;
}

/**
 * One act of one device in one community, before it is signed. Keys and hashes are lower-case hex of 32 bytes.
 *
 * The *envelope* — every field but `type` and `body`, in this order, with the signature last — is the same in every
 * version for ever, so that a device can check, carry and place events of an Equipo newer than itself.
 */
export interface EventContent {
  /** The version that gives `type` and `body` their meaning. */
  readonly v: number;
  /** The id of the founding event; 64 zeros in the founding event itself. */
  readonly community: string;
  /** The device's public key. */
  readonly author: string;
  /** Place in the device's own chain, from 0. */
  readonly seq: number;
  /** Id of the device's event before this one; 64 zeros in its first. */
  readonly prevHash: string;
  /** Chains of other devices this one had seen grow since its own event before; sorted by author, one an author. */
  readonly deps: readonly Dependency[];
  /** One more than the greatest lamport among `prevHash` and `deps`; 0 where there are none. */
  readonly lamport: number;
  /** When, by the device's own clock: a claim, in ms since 1970. */
  readonly at: number;
  /** A past participle, `member-admitted`. */
  readonly type: string;
  readonly body: CanonicalMap;
}

export interface SignedEvent extends EventContent {
  /** SHA-256 of the whole event, signature included. */
  readonly id: string;
  /** Ed25519 by `author` over all bytes before it. */
  readonly signature: Uint8Array;
}

/** The version this Equipo writes and understands. */
export const eventVersion = 1;

/** A whole event, signature included. */
export const maxEventBytes = 64 << 10;

/** More chains than this cannot be named at once; the rest follow in the device's next event. */
export const maxDependencies = 256;

/** In place of a hash where there is nothing before. */
export const noHash = '0'.repeat(64);

/** Kept, carried and shown, but without effect here: its meaning is a newer Equipo's. */
export const isFromNewerEquipo = (event: EventContent): boolean => event.v > eventVersion;

/** The id of the community an event belongs to: its own where it founds one. */
export const communityOf = (event: SignedEvent): string =>
  event.community === noHash ? event.id : event.community;
