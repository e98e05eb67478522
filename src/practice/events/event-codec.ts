/**
 * An event as bytes: the canonical list [v, community, author, seq, prevHash, deps, lamport, at, type, body,
 * signature] (see `base/canonical-bytes.ts`). The signature stands last, so what it covers is everything before it,
 * the list's own head included. A newer version may put more elements between `body` and the signature.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import {
  type CanonicalMap,
  type CanonicalValue,
  decodeCanonical,
  encodeCanonical,
} from '../../base/canonical-bytes.ts';
import { type Result, refuse, succeed } from '../../base/result.ts';
import {
  type Dependency,
  type EventContent,
  eventVersion,
  maxDependencies,
  maxEventBytes,
  noHash,
  type SignedEvent,
} from './event.ts';
import type { CheckSignatures, SignatureClaim, Signer } from './signature.ts';

/** A byte string of 64 bytes: two bytes of head, then the signature. */
const signatureBytes = 66;
const fieldCount = 11;

const listOf = (content: EventContent): CanonicalValue[] => [
  content.v,
  hexToBytes(content.community),
  hexToBytes(content.author),
  content.seq,
  hexToBytes(content.prevHash),
  content.deps.map((dep) => [hexToBytes(dep.author), dep.length, hexToBytes(dep.hash)]),
  content.lamport,
  content.at,
  content.type,
  content.body,
];

const encodeWith = (content: EventContent, signature: Uint8Array): Uint8Array =>
  encodeCanonical([...listOf(content), signature]);

const idOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

/** The canonical bytes of an event this Equipo understands. Cost O(bytes). */
export const encodeEvent = (event: SignedEvent): Uint8Array => encodeWith(event, event.signature);

/**
 * Signs an event. Refuses `event-too-long` where it would pass 64 KiB; throws where the content is no event (the
 * caller's fault).
 */
export const signEvent = (
  content: EventContent,
  signer: Signer,
): Result<{ readonly event: SignedEvent; readonly bytes: Uint8Array }> => {
  const bytes = encodeWith(content, new Uint8Array(64));
  if (bytes.length > maxEventBytes) return refuse('event-too-long', { bytes: bytes.length });
  bytes.set(signer.sign(bytes.subarray(0, bytes.length - signatureBytes)), bytes.length - 64);
  const decoded = decodeEvent(bytes);
  if (!decoded.ok) throw new Error(`signEvent: expected the content of an event, but got ${decoded.code}`);
  return succeed({ event: decoded.value, bytes });
};

const isCount = (value: CanonicalValue | undefined): value is number =>
  typeof value === 'number' && value >= 0;

const readHash = (value: CanonicalValue | undefined): string | null =>
  value instanceof Uint8Array && value.length === 32 ? bytesToHex(value) : null;

const readDependencies = (value: CanonicalValue | undefined, author: string): Dependency[] | null => {
  if (!Array.isArray(value) || value.length > maxDependencies) return null;
  const deps: Dependency[] = [];
  for (const item of value as readonly CanonicalValue[]) {
    if (!Array.isArray(item) || item.length !== 3) return null;
    const [who, length, what] = item as readonly CanonicalValue[];
    const dep = { author: readHash(who), length, hash: readHash(what) };
    if (dep.author === null || dep.author === author || dep.hash === null) return null;
    if (!isCount(dep.length) || dep.length === 0) return null;
    if (deps.length > 0 && deps.at(-1)!.author >= dep.author) return null;
    deps.push({ author: dep.author, length: dep.length, hash: dep.hash });
  }
  return deps;
};

const isMap = (value: CanonicalValue | undefined): value is CanonicalMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const typeShape = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * The event these bytes are, its signature not yet checked. Refuses `event-too-long` or `event-malformed`; total on
 * arbitrary bytes. `seq`, `prevHash`, `deps` and `lamport` are only checked to fit one another here; that they fit
 * the events they name is the history's to judge. Cost O(bytes), one SHA-256.
 */
export const decodeEvent = (bytes: Uint8Array): Result<SignedEvent> => {
  if (bytes.length > maxEventBytes) return refuse('event-too-long', { bytes: bytes.length });
  const malformed = refuse('event-malformed');
  const fields = decodeCanonical(bytes);
  if (!Array.isArray(fields)) return malformed;
  const [v, communityField, authorField, seq, prevField, depsField, lamport, at, type, body] =
    fields as readonly CanonicalValue[];
  const signature = fields.at(-1) as CanonicalValue | undefined;
  if (!isCount(v) || v < 1) return malformed;
  if (v === eventVersion ? fields.length !== fieldCount : fields.length < fieldCount) return malformed;
  const community = readHash(communityField);
  const author = readHash(authorField);
  const prevHash = readHash(prevField);
  if (community === null || author === null || prevHash === null) return malformed;
  const deps = readDependencies(depsField, author);
  if (deps === null || !isCount(seq) || !isCount(lamport) || !isCount(at)) return malformed;
  if ((seq === 0) !== (prevHash === noHash)) return malformed;
  // Only the founding event stands on nothing.
  const isFounding = community === noHash;
  if (isFounding !== (seq === 0 && deps.length === 0) || isFounding !== (lamport === 0)) return malformed;
  if (typeof type !== 'string' || !typeShape.test(type) || !isMap(body)) return malformed;
  if (!(signature instanceof Uint8Array) || signature.length !== 64) return malformed;
  return succeed({
    id: idOf(bytes),
    v,
    community,
    author,
    seq,
    prevHash,
    deps,
    lamport,
    at,
    type,
    body,
    signature,
  });
};

/** What must hold for an event to be its author's. */
export const claimOf = (event: SignedEvent, bytes: Uint8Array): SignatureClaim => ({
  message: bytes.subarray(0, bytes.length - signatureBytes),
  signature: event.signature,
  publicKey: hexToBytes(event.author),
});

/** Events decoded, what must hold for them, and what follows once that is known. */
const decodeAll = (all: readonly Uint8Array[]) => {
  const decoded = all.map(decodeEvent);
  const claims: SignatureClaim[] = [];
  decoded.forEach((result, i) => {
    if (result.ok) claims.push(claimOf(result.value, all[i]!));
  });
  const judge = (verdicts: readonly boolean[]): readonly Result<SignedEvent>[] => {
    let next = 0;
    return decoded.map((result) => (!result.ok || verdicts[next++] ? result : refuse('event-forged')));
  };
  return { claims, judge };
};

/**
 * Reads and verifies events as they came from somewhere: one verdict each, in the same order. Refusals:
 * `event-too-long`, `event-malformed`, `event-forged`. Total on arbitrary bytes.
 */
export const readEvents = (
  all: readonly Uint8Array[],
  check: CheckSignatures,
): readonly Result<SignedEvent>[] => {
  const { claims, judge } = decodeAll(all);
  return judge(check(claims));
};

/** `readEvents` with a checker that takes its time. */
export const readEventsLater = async (
  all: readonly Uint8Array[],
  check: (claims: readonly SignatureClaim[]) => Promise<readonly boolean[]>,
): Promise<readonly Result<SignedEvent>[]> => {
  const { claims, judge } = decodeAll(all);
  return judge(await check(claims));
};
