/** What is on its way through others: each hop reads where it goes next, and only the last reads what it is. */
import { decodeCanonical, encodeCanonical } from '../../../base/canonical-bytes.ts';
import { bytes, choice, fields, hexOf, integer } from '../body-shape.ts';
import { type SealedBallot, sealedBallotShape } from './sealed-ballot.ts';

export type Parcel =
  | {
      readonly kind: 'pass-on';
      readonly to: string;
      /** Through so many others at most, where nobody on the way reaches its end. */
      readonly hops: number;
      readonly sealed: Uint8Array;
    }
  | { readonly kind: 'write'; readonly ballot: SealedBallot };

/** With two envelopes around the longest ballot. */
export const maxParcelBytes = 1 << 16;
export const mostHops = 4;

const passOnShape = fields({
  kind: choice('pass-on'),
  to: hexOf(32),
  hops: integer(0, mostHops),
  sealed: bytes(1, maxParcelBytes),
});
const writeShape = fields({ kind: choice('write'), ballot: sealedBallotShape });

export const encodeParcel = (parcel: Parcel): Uint8Array => encodeCanonical(parcel);

/** `null` for anything else. */
export const decodeParcel = (content: Uint8Array): Parcel | null => {
  const said = content.length > maxParcelBytes ? undefined : decodeCanonical(content);
  return passOnShape(said) ?? writeShape(said) ?? null;
};
