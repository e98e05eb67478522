import { tableOf } from '../state.ts';

export type CircleRow = {
  readonly name: string;
  readonly purpose: string;
  readonly domain: string;
  /** null: directly within the community. */
  readonly parent: string | null;
  readonly at: number;
};

export type RoleRow = {
  readonly circle: string;
  readonly name: string;
  readonly purpose: string;
  readonly domain: string;
  readonly termDays: number;
  /** A link belongs to the circle and to the one around it: `lead` carries in, `delegate` carries out. */
  readonly link: 'none' | 'lead' | 'delegate';
};

export type TermRow = {
  /** That elected or drew. */
  readonly decision: string;
  readonly role: string;
  readonly person: string;
  readonly from: number;
  readonly until: number;
  /** The person is asked last; without their word nobody holds the role. */
  readonly standing: 'asked' | 'accepted' | 'declined' | 'ended';
};

export type HolderKind = 'person' | 'circle' | 'community';

/** One step of a decision right: who holds it from here. What follows from a step that is over is over with it. */
export type RightStep = {
  readonly holderKind: HolderKind;
  /** A person or circle; empty for the community. */
  readonly holder: string;
  readonly by: string;
  readonly at: number;
  readonly until: number | null;
  /** How it can be taken back: by whoever handed it on, by a decision, or not before its end. */
  readonly takenBackBy: 'giver' | 'decision' | 'nobody';
  /** Taken back, or found ended when the right was handed on anew. */
  readonly isOver: boolean;
};

export type RightRow = { readonly name: string; readonly steps: readonly RightStep[] };

/** Who facilitates from a moment on, and for how long at a time. */
export type FacilitationRow = {
  readonly person: string;
  readonly at: number;
  readonly turnDays: number;
  /** That agreed on the turns. */
  readonly decision: string | null;
};

/** By the decision that formed it. */
export const circles = tableOf<CircleRow>('circles');
/** By `circle/person`. */
export const circleMembers = tableOf<{ readonly since: number }>('circle-members');
/** By the decision that defined it. */
export const roles = tableOf<RoleRow>('roles');
/** By the event that filled the role. */
export const terms = tableOf<TermRow>('terms');
/** By the event that declared it. */
export const rights = tableOf<RightRow>('rights');
/** By circle, or `community`. Nothing where turns go on as they began. */
export const facilitations = tableOf<FacilitationRow>('facilitations');
