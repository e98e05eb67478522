/** What a node is told of a community that begins, and what it says of one. */
import type { AgreedMethods } from '../../practice/governance/matters.ts';
import type { Joining } from '../../practice/governance/tables.ts';

export {
  type AgreedMethods,
  decisionMethods,
  matters,
  membershipMethods,
} from '../../practice/governance/matters.ts';

export interface Founding {
  readonly name: string;
  readonly purpose: string;
  readonly agreements: readonly string[];
  readonly joining: Joining;
  /** How the community decides on each kind of matter; any way where nothing is said. */
  readonly methods?: AgreedMethods;
  /** How many members vouch for a newcomer before they are in: 1 or 2. */
  readonly vouchesNeeded?: number;
  /** How long somebody is heard before the others can go on without them. */
  readonly hearingDays?: number;
}

export interface CommunityStatus {
  readonly community: string;
  readonly name: string;
  readonly members: number;
  readonly events: number;
  readonly stateHash: string;
  /** Logs with something whose past has not arrived yet. */
  readonly waitingLogs: number;
  /** What they wait for: acts of a person's device, which others have built on. */
  readonly missing: readonly {
    readonly name: string | null;
    readonly device: string;
    readonly count: number;
    /** Names or devices of those who have had them. */
    readonly namedBy: readonly string[];
  }[];
  /** Devices in use that wrote two histories, as one does that was brought back from an old backup. */
  readonly forked: readonly {
    readonly name: string | null;
    readonly device: string;
    readonly isThisDevice: boolean;
  }[];
  /** Nothing can be taken in or written until there is space on the disk. */
  readonly isDiskFull: boolean;
  readonly unverified: number;
  readonly fromNewerEquipo: number;
  /** Where others were last said to be. */
  readonly places: readonly string[];
  readonly peers: readonly {
    /** A mirror has neither name nor device. */
    readonly name: string | null;
    readonly device: string | null;
    readonly isInStep: boolean;
    readonly isCaughtUp: boolean;
    /** Names or devices that write more than is taken in here. */
    readonly heldBack: readonly string[];
    /** Names or devices of whom it said that it has something, and did not give it. */
    readonly notGiven: readonly string[];
  }[];
}
