import type { EventHistory, PlacedEvent } from './history.ts';

/** More branches than this at one place are no accident: nothing from there on counts. */
const mostBranches = 16;

/** Who had seen which branch of a fork, worked out once for every event: its past never changes. */
class ForkSight {
  private readonly branches: readonly PlacedEvent[];
  private readonly author: string;
  /** By event: which branches are in its past, one bit each, and how far it had seen the device's chain. */
  private readonly masks = new Map<PlacedEvent, number>();
  private readonly farthest = new Map<PlacedEvent, number>();
  private readonly seenBy: readonly Set<string>[];
  private readonly lengths: number[];

  constructor(branches: readonly PlacedEvent[]) {
    this.branches = branches;
    this.author = branches[0]!.event.author;
    this.seenBy = branches.map(() => new Set());
    this.lengths = branches.map(() => 0);
  }

  /** Takes events in order; those taken before change nothing. */
  take(placed: PlacedEvent): void {
    const own = this.branches.indexOf(placed);
    let mask = own < 0 ? 0 : 1 << own;
    let length = 0;
    for (const parent of placed.parents) {
      mask |= this.masks.get(parent) ?? 0;
      length = Math.max(length, this.farthest.get(parent) ?? 0);
    }
    if (mask === 0) return;
    const isOwn = placed.event.author === this.author;
    if (isOwn) length = placed.event.seq + 1;
    this.masks.set(placed, mask);
    this.farthest.set(placed, length);
    const isSingle = (mask & (mask - 1)) === 0;
    if (isOwn || !isSingle) return;
    const branch = 31 - Math.clz32(mask);
    this.seenBy[branch]!.add(placed.event.author);
    this.lengths[branch] = Math.max(this.lengths[branch]!, length);
  }

  /** The branch that more other devices had seen alone, and how far; `null` where they are level. */
  get stays(): { readonly branch: PlacedEvent; readonly length: number } | null {
    const most = Math.max(...this.seenBy.map((devices) => devices.size));
    const leading = this.branches.filter((_, i) => this.seenBy[i]!.size === most);
    if (most === 0 || leading.length > 1) return null;
    const branch = leading[0]!;
    return { branch, length: this.lengths[this.branches.indexOf(branch)]! };
  }
}

/**
 * Which events of devices that forked do not count.
 *
 * A device that signs two events for one place in its chain lies, or was brought back from an old backup. What others
 * had built on before they could know must not fall with it, so at a fork the branch that more other devices had seen
 * alone stays, up to the last event that one of them had seen; all else from the fork on is set aside, and both where
 * they are level. Depends on the set of events only.
 */
export class SetAside {
  private sights = new Map<string, ForkSight>();

  /**
   * To be asked after every change of a history with forks, with the first place in its order that changed. Cost: what
   * stands behind that, the forked devices' events, and for a fork met first all events behind it.
   */
  of(history: EventHistory, from: number): ReadonlySet<string> {
    const before = this.sights;
    this.sights = new Map();
    const aside = new Set<string>();
    for (const { author, seq } of history.forks) {
      const kept = this.keptOf(history, author, seq, from, before);
      for (let place = seq; place < history.lengthOf(author); place++) {
        for (const { event } of history.at(author, place)) if (!kept.has(event.id)) aside.add(event.id);
      }
    }
    return aside;
  }

  private keptOf(
    history: EventHistory,
    author: string,
    seq: number,
    from: number,
    before: ReadonlyMap<string, ForkSight>,
  ): ReadonlySet<string> {
    const kept = new Set<string>();
    let last = seq === 0 ? undefined : history.at(author, seq - 1)[0];
    let until = history.lengthOf(author);
    for (let place = seq; place < until; place++) {
      const previous: PlacedEvent | undefined = last;
      const branches: readonly PlacedEvent[] = history
        .at(author, place)
        .filter((placed) => previous === undefined || placed.parents[0] === previous);
      if (branches.length === 0 || branches.length > mostBranches) break;
      last = branches[0]!;
      if (branches.length > 1) {
        const { stays } = this.sightOf(history, branches, from, before);
        if (stays === null) break;
        last = stays.branch;
        until = Math.min(until, stays.length);
      }
      kept.add(last.event.id);
    }
    return kept;
  }

  private sightOf(
    history: EventHistory,
    branches: readonly PlacedEvent[],
    from: number,
    before: ReadonlyMap<string, ForkSight>,
  ): ForkSight {
    const name = branches
      .map(({ event }) => event.id)
      .sort()
      .join();
    const known = before.get(name);
    const sight = known ?? new ForkSight(branches);
    const first = Math.min(...branches.map(({ event }) => history.placeOf(event)));
    const { order } = history;
    for (let i = known === undefined ? first : Math.max(first, from); i < order.length; i++)
      sight.take(order[i]!);
    this.sights.set(name, sight);
    return sight;
  }
}
