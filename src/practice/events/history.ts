import {
  type Dependency,
  type EventContent,
  eventVersion,
  maxDependencies,
  noHash,
  type SignedEvent,
} from './event.ts';
import type { HistorySnapshot } from './history-snapshot.ts';
import { RememberedEvent } from './remembered-event.ts';

/** An event whose whole causal past is here. */
export interface PlacedEvent {
  readonly event: SignedEvent;
  /** The device's event before it, then those it depends on. */
  readonly parents: readonly PlacedEvent[];
}

/** Two events of one device that claim the same place in its chain. */
export interface Fork {
  readonly author: string;
  readonly seq: number;
  readonly branches: readonly PlacedEvent[];
}

/**
 * The order everybody agrees on: by lamport, then author, then id. A placed event's lamport is greater than that of
 * all its parents, so this is a topological order of the causal past.
 */
export const compareEvents = (a: SignedEvent, b: SignedEvent): number =>
  a.lamport - b.lamport || compareText(a.author, b.author) || compareText(a.id, b.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const parentIds = (event: SignedEvent): string[] => {
  const ids = event.deps.map((dep) => dep.hash);
  if (event.prevHash !== noHash) ids.unshift(event.prevHash);
  return ids;
};

/** Whether an event says the truth about its parents. One that does not is never placed, nor is what follows it. */
const fitsParents = (event: SignedEvent, parents: readonly PlacedEvent[]): boolean => {
  let lamport = -1;
  parents.forEach(({ event: parent }) => {
    lamport = Math.max(lamport, parent.lamport);
  });
  if (event.lamport !== lamport + 1) return false;
  const others = event.prevHash === noHash ? parents : parents.slice(1);
  const own = event.prevHash === noHash ? undefined : parents[0]!.event;
  if (own !== undefined && (own.author !== event.author || own.seq !== event.seq - 1)) return false;
  return event.deps.every((dep, i) => {
    const seen = others[i]!.event;
    return seen.author === dep.author && seen.seq === dep.length - 1;
  });
};

/**
 * All verified events of one community on one device, in causal order. What it holds depends on the set of events
 * added, never on the order in which they came.
 */
export class EventHistory {
  readonly community: string;
  private readonly placed = new Map<string, PlacedEvent>();
  private readonly waiting = new Map<string, SignedEvent>();
  private readonly waitingFor = new Map<string, SignedEvent[]>();
  private readonly unsound = new Map<string, SignedEvent>();
  /** By place in the chain; a list only where a device wrote more than one, which hardly any does. */
  private readonly chains = new Map<string, (PlacedEvent | readonly PlacedEvent[])[]>();
  private readonly forkedAt = new Map<string, number>();
  /** Events that no event rests on, forked ones left out; `null` after a fork, until they are asked for. */
  private tips: Set<PlacedEvent> | null = new Set();
  private sorted: PlacedEvent[] = [];

  constructor(community: string) {
    this.community = community;
  }

  /** Every placed event in the order everybody agrees on. */
  get order(): readonly PlacedEvent[] {
    return this.sorted;
  }

  /** Events that wait for an event before them, and what they wait for. */
  get waitingCount(): number {
    return this.waiting.size;
  }

  /** Events that lie about what came before them, or follow one that does: kept, shown, never counted. */
  get unsoundEvents(): readonly SignedEvent[] {
    return [...this.unsound.values()].sort(compareEvents);
  }

  /** Ids that are named by waiting events and are not here. */
  get missing(): readonly string[] {
    return [...this.waitingFor.keys()].filter((id) => !this.waiting.has(id)).sort();
  }

  get(id: string): PlacedEvent | undefined {
    return this.placed.get(id);
  }

  /** How far a device's placed events reach. */
  lengthOf(author: string): number {
    return this.chains.get(author)?.length ?? 0;
  }

  /** The placed events of a device at one place of its chain: more than one is a fork. */
  at(author: string, seq: number): readonly PlacedEvent[] {
    const here = this.chains.get(author)?.[seq];
    return here === undefined ? [] : 'event' in here ? [here] : here;
  }

  /** The first `length` events of the order, but for what they say. Cost O(n). */
  toSnapshot(length: number): HistorySnapshot {
    const order = this.sorted.slice(0, length);
    const places = new Map(order.map((placed, i) => [placed, i]));
    const authors = [...this.chains.keys()];
    const authorPlaces = new Map(authors.map((author, i) => [author, i]));
    const types = [...new Set(order.map(({ event }) => event.type))];
    const typePlaces = new Map(types.map((type, i) => [type, i]));
    const beyond = [...this.sorted.slice(length).map(({ event }) => event), ...this.waiting.values()];
    return {
      community: this.community,
      authors,
      types,
      ids: order.map(({ event }) => event.id).join(''),
      placed: order.map(({ event, parents }) => [
        authorPlaces.get(event.author)!,
        event.seq,
        event.lamport,
        event.v,
        event.at,
        typePlaces.get(event.type)!,
        ...parents.map((parent) => places.get(parent)!),
      ]),
      beyond: [...beyond, ...this.unsound.values()].map(({ id, author, seq }) => ({ id, author, seq })),
    };
  }

  /** The events `beyond` are still to be added. Cost O(n). */
  static restore({ community, authors, types, ids, placed }: HistorySnapshot): EventHistory {
    const history = new EventHistory(community);
    placed.forEach(([author, seq, lamport, v, at, type, ...parentPlaces], i) => {
      const parents = parentPlaces.map((place) => history.sorted[place]!);
      const id = ids.slice(i * 64, i * 64 + 64);
      const envelope = { id, v, community, author: authors[author]!, seq, lamport, at, type: types[type]! };
      const restored = { event: new RememberedEvent(envelope, parents), parents };
      history.placed.set(id, restored);
      history.chain(restored);
      history.cover(restored);
      history.sorted.push(restored);
    });
    return history;
  }

  /** Where an event stands, or would stand, in `order`. Cost O(log n). */
  placeOf(event: SignedEvent): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareEvents(this.sorted[middle]!.event, event) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The lowest fork of every device that forked, sorted by author. */
  get forks(): readonly Fork[] {
    return [...this.forkedAt]
      .map(([author, seq]) => ({
        author,
        seq,
        branches: [...this.at(author, seq)].sort((a, b) => compareEvents(a.event, b.event)),
      }))
      .sort((a, b) => compareText(a.author, b.author));
  }

  /**
   * Adds verified events; those already here and those of other communities are passed over. Returns the first place
   * in `order` that changed (`order.length` where none did). Cost O(k log k) for k new events at the end of the
   * order, plus what stands behind the first of them.
   */
  add(events: Iterable<SignedEvent>): number {
    const fresh: PlacedEvent[] = [];
    for (const event of events) this.place(event, fresh);
    return this.merge(fresh);
  }

  private knows(id: string): boolean {
    return this.placed.has(id) || this.waiting.has(id) || this.unsound.has(id);
  }

  private place(first: SignedEvent, fresh: PlacedEvent[]): void {
    const isHere = first.community === this.community || first.id === this.community;
    if (!isHere || (first.community === noHash && first.id !== this.community) || this.knows(first.id))
      return;
    const ready = [first];
    for (let event = ready.pop(); event !== undefined; event = ready.pop()) {
      this.waiting.delete(event.id);
      const ids = parentIds(event);
      const isLost = ids.some((id) => this.unsound.has(id));
      const absent = isLost ? undefined : ids.find((id) => !this.placed.has(id));
      if (absent !== undefined) {
        this.waiting.set(event.id, event);
        const others = this.waitingFor.get(absent);
        if (others === undefined) this.waitingFor.set(absent, [event]);
        else others.push(event);
        continue;
      }
      const parents = isLost ? [] : ids.map((id) => this.placed.get(id)!);
      if (isLost || !fitsParents(event, parents)) this.unsound.set(event.id, event);
      else {
        const placed = { event: this.sharing(event, parents), parents };
        this.placed.set(event.id, placed);
        this.chain(placed);
        this.cover(placed);
        fresh.push(placed);
      }
      const followers = this.waitingFor.get(event.id);
      if (followers !== undefined) {
        this.waitingFor.delete(event.id);
        ready.push(...followers);
      }
    }
  }

  /** The same event, its keys and hashes held once: they are half of what an event takes in memory. */
  private sharing(event: SignedEvent, parents: readonly PlacedEvent[]): SignedEvent {
    if (parents.length === 0) return event;
    const own = event.prevHash === noHash ? undefined : parents[0]!.event;
    const others = own === undefined ? parents : parents.slice(1);
    return {
      ...event,
      community: this.community,
      author: own?.author ?? event.author,
      prevHash: own?.id ?? noHash,
      deps: others.map(({ event: { author, seq, id } }) => ({ author, length: seq + 1, hash: id })),
    };
  }

  private chain(placed: PlacedEvent): void {
    const { author, seq } = placed.event;
    let chain = this.chains.get(author);
    if (chain === undefined) {
      chain = [];
      this.chains.set(author, chain);
    }
    const here = chain[seq];
    if (here === undefined) {
      chain[seq] = placed;
      return;
    }
    chain[seq] = [...this.at(author, seq), placed];
    this.forkedAt.set(author, Math.min(seq, this.forkedAt.get(author) ?? seq));
    this.tips = null;
  }

  private merge(fresh: PlacedEvent[]): number {
    if (fresh.length === 0) return this.sorted.length;
    fresh.sort((a, b) => compareEvents(a.event, b.event));
    const low = this.placeOf(fresh[0]!.event);
    const tail = this.sorted.splice(low);
    let i = 0;
    for (const next of fresh) {
      while (i < tail.length && compareEvents(tail[i]!.event, next.event) < 0) this.sorted.push(tail[i++]!);
      this.sorted.push(next);
    }
    while (i < tail.length) this.sorted.push(tail[i++]!);
    return low;
  }

  private isForked({ event: { author, seq } }: PlacedEvent): boolean {
    return seq >= (this.forkedAt.get(author) ?? Number.POSITIVE_INFINITY);
  }

  /** What an event rests on is no tip any more. */
  private cover(placed: PlacedEvent): void {
    if (this.tips === null || this.isForked(placed)) return;
    for (const parent of placed.parents) this.tips.delete(parent);
    this.tips.add(placed);
  }

  /** Cost O(1), and O(n) after a fork came in. */
  private currentTips(): ReadonlySet<PlacedEvent> {
    if (this.tips === null) {
      this.tips = new Set();
      // In an order in which whatever rests on an event comes after it.
      for (const placed of this.sorted) this.cover(placed);
    }
    return this.tips;
  }

  /**
   * The content of a device's next event: after its own last one, and resting on all that it has seen. It names only
   * what nothing else rests on yet: the rest is in the past of that. A device that forked is named only up to where its
   * chain is single, so that honest events never rest on a fork. Cost O(tips).
   */
  next(author: string, act: Pick<EventContent, 'type' | 'body' | 'at'>): EventContent {
    const length = this.lengthOf(author);
    const own = this.at(author, length - 1)[0];
    const others = [...this.currentTips()]
      .map(({ event }) => event)
      .filter((event) => event.author !== author)
      .sort((a, b) => b.lamport - a.lamport)
      .slice(0, maxDependencies);
    const lamport = Math.max(own?.event.lamport ?? -1, others[0]?.lamport ?? -1);
    const deps: Dependency[] = others.map((event) => ({
      author: event.author,
      length: event.seq + 1,
      hash: event.id,
    }));
    deps.sort((a, b) => compareText(a.author, b.author));
    return {
      v: eventVersion,
      community: this.community,
      author,
      seq: length,
      prevHash: own?.event.id ?? noHash,
      deps,
      lamport: lamport + 1,
      ...act,
    };
  }
}

/** Everything in the causal past of some events, themselves included, in the order everybody agrees on. */
export const pastOf = (tops: readonly PlacedEvent[]): PlacedEvent[] => {
  const seen = new Set<PlacedEvent>(tops);
  const stack = [...seen];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const parent of node.parents) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      stack.push(parent);
    }
  }
  return [...seen].sort((a, b) => compareEvents(a.event, b.event));
};
