import type { CanonicalMap } from '../../base/canonical-bytes.ts';
import { type Dependency, noHash, type SignedEvent } from './event.ts';

/** Told where a snapshot does not suffice: the view is to be made anew from all events. */
export class NeedsWholeRecord extends Error {
  constructor() {
    super('expected a view made from all events, but this one stands on a snapshot');
  }
}

type Envelope = Pick<SignedEvent, 'id' | 'v' | 'community' | 'author' | 'seq' | 'lamport' | 'at' | 'type'>;

/** An event as a snapshot remembers it: its place in the order, not what it says. */
export class RememberedEvent implements SignedEvent {
  readonly id: string;
  readonly v: number;
  readonly community: string;
  readonly author: string;
  readonly seq: number;
  readonly lamport: number;
  readonly at: number;
  readonly type: string;
  private readonly parents: readonly { readonly event: SignedEvent }[];

  constructor(envelope: Envelope, parents: readonly { readonly event: SignedEvent }[]) {
    this.id = envelope.id;
    this.v = envelope.v;
    // The founding event cannot name the community it founds.
    this.community = parents.length === 0 ? noHash : envelope.community;
    this.author = envelope.author;
    this.seq = envelope.seq;
    this.lamport = envelope.lamport;
    this.at = envelope.at;
    this.type = envelope.type;
    this.parents = parents;
  }

  get prevHash(): string {
    return this.seq === 0 ? noHash : this.parents[0]!.event.id;
  }

  get deps(): readonly Dependency[] {
    return (this.seq === 0 ? this.parents : this.parents.slice(1)).map(({ event }) => ({
      author: event.author,
      length: event.seq + 1,
      hash: event.id,
    }));
  }

  get body(): CanonicalMap {
    throw new NeedsWholeRecord();
  }

  get signature(): Uint8Array {
    throw new NeedsWholeRecord();
  }
}
