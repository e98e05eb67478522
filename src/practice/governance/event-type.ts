import type { PlacedEvent } from '../events/history.ts';
import type { Shape } from './body-shape.ts';
import type { NotCountedReason } from './not-counted-sentences.ts';
import type { CommunityState } from './state.ts';

/** An event about to be judged, with the state all events before it made. */
export interface Act<Body> {
  readonly state: CommunityState;
  readonly placed: PlacedEvent;
  readonly id: string;
  readonly device: string;
  /** The person whose device it is; the device itself where nobody here is known to own it. */
  readonly person: string;
  /** Claimed. */
  readonly at: number;
  readonly body: Body;
  /** How many events of a device it had seen. */
  readonly seenLength: (device: string) => number;
}

/** Why an act does not count; `null` where nothing stands against it. */
export type Rule<Body> = (act: Act<Body>) => NotCountedReason | null;

/** From this length on, a device's events no longer count. */
export interface Cut {
  readonly device: string;
  readonly length: number;
}

/** One type of event: what its body is, when it counts, what it does. One file each, gathered in one table. */
export interface EventType<Body> {
  readonly type: string;
  readonly shape: Shape<Body>;
  readonly rules: readonly Rule<Body>[];
  readonly transform: (act: Act<Body>) => void;
  /**
   * Where the event ends the say of devices. Such an event is judged in its own causal past alone, and what the named
   * devices wrote beyond the cut does not count, wherever it stands in the order.
   */
  readonly ends?: {
    readonly cuts: (body: Body) => readonly Cut[];
    /** Who is removed, and by whose word: two that take each other's electors are both suspended. */
    readonly removed: (act: Act<Body>) => readonly string[];
    readonly electors: (act: Act<Body>) => readonly string[];
    /** What stays on record where it is suspended. */
    readonly suspend: (act: Act<Body>) => void;
  };
}

/** Forgets the body's shape, which only the type itself reads. */
export type AnyEventType = EventType<unknown>;

export const eventType = <Body>(type: EventType<Body>): AnyEventType => type as unknown as AnyEventType;
