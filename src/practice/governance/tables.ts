import type { ImportedItem } from './event-types/history-imported.ts';
import type { AgreedMethods } from './matters.ts';
import { tableOf } from './state.ts';

export type Joining = 'open' | 'by-invitation' | 'by-decision';

export type CommunityRow = {
  readonly name: string;
  readonly purpose: string;
  readonly agreements: readonly string[];
  /** The decision method for each kind of matter; any where none is agreed on. */
  readonly methods: AgreedMethods;
  readonly joining: Joining;
  /** How many members must vouch before a newcomer is in. */
  readonly vouchesNeeded: number;
  /** How long the one concerned has to be heard before a removal can be concluded. */
  readonly hearingDays: number;
  readonly foundedAt: number;
  readonly founder: string;
};

export type MemberRow = {
  readonly standing: 'vouched' | 'member' | 'left' | 'removed';
  readonly name: string;
  /** Claimed time of the act that made the person a member. */
  readonly since: number;
};

export type DeviceRow = { readonly person: string; readonly name: string; readonly isRetired: boolean };

export type VouchRow = { readonly by: string; readonly person: string; readonly at: number };

export type InvitationRow = {
  readonly by: string;
  readonly key: string;
  readonly uses: number;
  readonly used: number;
  readonly until: number;
  readonly isTakenBack: boolean;
};

export type PostRow = {
  readonly by: string;
  readonly at: number;
  readonly text: string;
  readonly context: string;
  readonly replyTo: string | null;
  readonly isUndone: boolean;
};

export type RemovalRow = {
  readonly person: string;
  /** The one device it is about; `null`: the person. */
  readonly device: string | null;
  readonly by: string;
  readonly reason: string;
  readonly at: number;
  readonly outcome: 'open' | 'removed' | 'suspended' | 'dismissed';
};

export type EpochRow = { readonly by: string; readonly at: number };

/** A key, closed for each device. */
export type SealedRow = Readonly<Record<string, Uint8Array>>;

/** Said or decided elsewhere, and by whom it was brought here. */
export type ImportedRow = ImportedItem & { readonly broughtBy: string; readonly broughtAt: number };

/** One row, under `community`. */
export const communities = tableOf<CommunityRow>('community');
/** By person. */
export const members = tableOf<MemberRow>('members');
/** By device. */
export const devices = tableOf<DeviceRow>('devices');
/** By `person/voucher`. */
export const vouches = tableOf<VouchRow>('vouches');
/** By the id of the event that made it. */
export const invitations = tableOf<InvitationRow>('invitations');
/** By the id of the event that wrote it. */
export const posts = tableOf<PostRow>('posts');
/** By the id of the event that proposed it. */
export const removals = tableOf<RemovalRow>('removals');
/** By `removal/person`. */
export const removalSupports = tableOf<{ readonly at: number }>('removal-supports');
/** By `removal/person`: who would let it drop. */
export const removalDismissals = tableOf<{ readonly at: number }>('removal-dismissals');
/** By invitation: what answers it, closed for the devices of those who may. */
export const sealedInvitations = tableOf<SealedRow>('sealed-invitations');
/** By the epoch's name. */
export const epochs = tableOf<EpochRow>('epochs');
/** By `epoch/person`: the epoch's key as that member closed it, so that nobody's word stands in place of another's. */
export const sealedEpochs = tableOf<SealedRow>('sealed-epochs');
/** By event: why it has no effect. */
export const notCounted = tableOf<{ readonly reason: string; readonly author: string }>('not-counted');
/** By `source/id`. */
export const importedItems = tableOf<ImportedRow>('imported-items');
