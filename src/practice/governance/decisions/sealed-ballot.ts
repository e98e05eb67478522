/**
 * An anonymous ballot: signed in the ring of the electorate, so that it is one elector's, once, and nobody's in particular;
 * closed until more than half of them open it together; carried by others, so that its author's device never writes it.
 */
import { shake256 } from '@noble/hashes/sha3.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeCanonical, encodeCanonical } from '../../../base/canonical-bytes.ts';
import { bytes, fields, hexOf, integer } from '../body-shape.ts';
import type { DecisionAct, DecisionRow } from './decision-tables.ts';
import { type Ballot, ballotShape, checkBallot, mostAnonymous } from './decision-terms.ts';
import { unpackKeys } from './electorate-keys.ts';
import { personKey } from './group.ts';
import { imageOf, isSignedInRing, type RingStatement, signInRing } from './ring-signature.ts';
import {
  type Deal,
  type DealTerms,
  dealSecret,
  isDealSound,
  isShareSound,
  joinShares,
  type OpenedShare,
  openShare,
} from './shared-secret.ts';

export type SealedBallot = {
  readonly decision: string;
  readonly version: string;
  /** Of ballots with one image the one of the highest turn counts. */
  readonly turn: number;
  /** Hex: what all ballots of one elector in this decision share, and nothing else does. */
  readonly image: string;
  readonly challenge: Uint8Array;
  readonly responses: Uint8Array;
  readonly commitments: Uint8Array;
  readonly shares: Uint8Array;
  readonly dealChallenge: Uint8Array;
  readonly dealResponses: Uint8Array;
  /** The ballot, closed; as long as many others, so that its length says little. */
  readonly sealed: Uint8Array;
};

const padTo = 512;
const mostSealed = 64 * padTo;
const aHolder = bytes(32 * 3, 32 * mostAnonymous);

export const sealedBallotShape = fields<SealedBallot>({
  decision: hexOf(32),
  version: hexOf(32),
  turn: integer(0, 1000),
  image: hexOf(32),
  challenge: bytes(32),
  responses: aHolder,
  commitments: aHolder,
  shares: aHolder,
  dealChallenge: bytes(32),
  dealResponses: aHolder,
  sealed: bytes(padTo, mostSealed),
});

/** The keys of an electorate, sorted. Somebody whose key is none of the group stands outside of every ring. */
const rings = new WeakMap<Uint8Array, readonly Uint8Array[]>();

export const ringOf = ({ electorate }: Pick<DecisionRow, 'electorate'>): readonly Uint8Array[] => {
  let ring = rings.get(electorate);
  if (ring === undefined) {
    const keys = [...unpackKeys(electorate)!].flatMap((person) => personKey(person) ?? []);
    ring = keys.sort((a, b) => (bytesToHex(a) < bytesToHex(b) ? -1 : 1));
    rings.set(electorate, ring);
  }
  return ring;
};

/** Whose share of every ballot it is; −1 for somebody outside of the ring. */
export const placeInRing = (row: Pick<DecisionRow, 'electorate'>, person: string): number => {
  const key = personKey(person);
  return key === null ? -1 : ringOf(row).findIndex((each) => bytesToHex(each) === bytesToHex(key));
};

/** More than half of the ring open a ballot: as many as settle what is counted. */
export const sharesNeeded = (row: Pick<DecisionRow, 'electorate'>): number =>
  Math.floor(ringOf(row).length / 2) + 1;

const dealTermsOf = (
  row: Pick<DecisionRow, 'electorate'>,
  { decision, image, turn }: Pick<SealedBallot, 'decision' | 'image' | 'turn'>,
): DealTerms => ({
  holders: ringOf(row),
  threshold: sharesNeeded(row),
  // With the image in it, nobody can pass another's sealed ballot off as their own.
  context: encodeCanonical([hexToBytes(decision), hexToBytes(image), turn]),
});

const dealOf = ({ commitments, shares, dealChallenge, dealResponses }: SealedBallot): Deal => ({
  ...{ commitments, shares, challenge: dealChallenge, responses: dealResponses },
});

const statementOf = (
  row: Pick<DecisionRow, 'electorate'>,
  body: Omit<SealedBallot, 'challenge' | 'responses' | 'image'>,
): RingStatement => {
  const { decision, version, turn, commitments, shares, dealChallenge, dealResponses, sealed } = body;
  return {
    ring: ringOf(row),
    context: hexToBytes(decision),
    message: encodeCanonical([version, turn, commitments, shares, dealChallenge, dealResponses, sealed]),
  };
};

const cipher = (key: Uint8Array, text: Uint8Array): Uint8Array => {
  // Every key is used once, and what it closes is signed: a stream is enough.
  const stream = shake256(concatBytes(utf8ToBytes('equipo-ballot stream'), key), { dkLen: text.length });
  return text.map((byte, i) => byte ^ stream[i]!);
};

const pad = (content: Uint8Array): Uint8Array => {
  const padded = new Uint8Array(Math.ceil((content.length + 2) / padTo) * padTo);
  padded[0] = content.length & 255;
  padded[1] = content.length >> 8;
  padded.set(content, 2);
  return padded;
};

const unpad = (padded: Uint8Array): Uint8Array => padded.subarray(2, 2 + padded[0]! + 256 * padded[1]!);

/** What an elector's ballots in a decision have in common, hex; `null` for who has no part in it. */
export const ownImage = (
  row: Pick<DecisionRow, 'electorate'>,
  decision: string,
  { person, secret }: { readonly person: string; readonly secret: bigint },
): string | null => {
  if (placeInRing(row, person) < 0) return null;
  const statement = { ring: ringOf(row), context: hexToBytes(decision), message: new Uint8Array(0) };
  return bytesToHex(imageOf(statement, secret));
};

/**
 * A ballot as others may carry it.
 * @param secret the elector's, of `personScalar`
 * @param entropy 32 random bytes, new for every ballot
 * @throws where the secret is of nobody in the electorate
 */
export const sealBallot = (
  row: Pick<DecisionRow, 'electorate'>,
  said: {
    readonly decision: string;
    readonly version: string;
    readonly turn: number;
    readonly ballot: Ballot;
  },
  secret: bigint,
  entropy: Uint8Array,
): SealedBallot => {
  const { decision, version, turn, ballot } = said;
  const bare = { ring: ringOf(row), context: hexToBytes(decision), message: new Uint8Array(0) };
  const image = bytesToHex(imageOf(bare, secret));
  const { deal, key } = dealSecret(dealTermsOf(row, { decision, image, turn }), entropy);
  const body = {
    ...{ decision, version, turn, commitments: deal.commitments, shares: deal.shares },
    ...{ dealChallenge: deal.challenge, dealResponses: deal.responses },
    sealed: cipher(key, pad(encodeCanonical(ballot))),
  };
  const { challenge, responses } = signInRing(statementOf(row, body), secret, entropy);
  return { ...body, image, challenge, responses };
};

/** Proofs cost some milliseconds an elector, and the bytes of an event never change. */
const judged = new WeakMap<Uint8Array, boolean>();

/** Whether one of the electorate signed it, and more than half of them will be able to open it. */
export const isSealedBallotSound = (row: Pick<DecisionRow, 'electorate'>, body: SealedBallot): boolean => {
  const known = judged.get(body.responses);
  if (known !== undefined) return known;
  const { challenge, responses } = body;
  const image = hexToBytes(body.image);
  const isSound =
    isSignedInRing(statementOf(row, body), { image, challenge, responses }) &&
    isDealSound(dealTermsOf(row, body), dealOf(body));
  judged.set(responses, isSound);
  return isSound;
};

type SealedRow = DecisionAct & { readonly act: { readonly kind: 'sealed-ballot' } };

export const isSealedRow = (row: DecisionAct | undefined): row is SealedRow =>
  row?.act.kind === 'sealed-ballot';

/** What is needed to open the share that stands at a place in the ring. */
const openingTerms = (row: Pick<DecisionRow, 'electorate'>, { act }: SealedRow) => {
  const { body } = act;
  return { terms: dealTermsOf(row, body), deal: dealOf(body) };
};

/** One elector's share of one ballot. @param entropy 32 random bytes */
export const openBallotShare = (
  row: Pick<DecisionRow, 'electorate'>,
  act: SealedRow,
  place: number,
  secret: bigint,
  entropy: Uint8Array,
): OpenedShare => {
  const { terms, deal } = openingTerms(row, act);
  return openShare(terms, deal, place, secret, entropy);
};

const judgedShares = new WeakMap<Uint8Array, boolean>();

export const isBallotShareSound = (
  row: Pick<DecisionRow, 'electorate'>,
  act: SealedRow,
  place: number,
  share: OpenedShare,
): boolean => {
  const known = judgedShares.get(share.response);
  if (known !== undefined) return known;
  const { terms, deal } = openingTerms(row, act);
  const isSound = isShareSound(terms, deal, place, share);
  judgedShares.set(share.response, isSound);
  return isSound;
};

/** What every set of enough shares opens is the same. */
const opened = new WeakMap<DecisionAct, Ballot | 'spoilt'>();

const readBallot = (row: DecisionRow, act: SealedRow, key: Uint8Array): Ballot | 'spoilt' => {
  const said = decodeCanonical(unpad(cipher(key, act.act.body.sealed)));
  const ballot = ballotShape(said);
  return ballot !== undefined && checkBallot(ballot, row.terms).ok ? ballot : 'spoilt';
};

/** The ballot, or that it keeps no rule of its method; `null` while too few shares are open. */
export const openBallot = (
  row: DecisionRow,
  act: SealedRow,
  shares: ReadonlyMap<number, Uint8Array>,
): Ballot | 'spoilt' | null => {
  if (shares.size < sharesNeeded(row)) return null;
  const known = opened.get(act);
  if (known !== undefined) return known;
  const ballot = readBallot(row, act, joinShares(openingTerms(row, act).terms, shares)!);
  opened.set(act, ballot);
  return ballot;
};
