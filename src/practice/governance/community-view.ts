import type { SignedEvent } from '../events/event.ts';
import { compareEvents, EventHistory, type PlacedEvent } from '../events/history.ts';
import { eventsSetAside } from '../events/set-aside.ts';
import { countedLength, type Discounts, noDiscounts } from './discounts.ts';
import { isEnding, judgeEnds, type Verdicts } from './judge-ends.ts';
import { reduceEvent } from './reducer.ts';
import { CommunityState } from './state.ts';
import { devices } from './tables.ts';

/**
 * A community as one device sees it, kept up to date as events come: only the part of the order behind the first
 * change is taken back and replayed, and the outcome is that of replaying everything.
 */
export class CommunityView {
  readonly history: EventHistory;
  readonly state = new CommunityState();
  /** Where the state stood before each event of the order. */
  private readonly marks: number[] = [];
  private endings: readonly PlacedEvent[] = [];
  private discounts: Discounts = noDiscounts;
  private readonly verdicts: Verdicts = new Map();

  constructor(community: string) {
    this.history = new EventHistory(community);
  }

  /** Takes in verified events, in any order, new or known. Cost: what stands behind the first change. */
  take(events: Iterable<SignedEvent>): void {
    const added = this.history.add(events);
    const { order } = this.history;
    if (added === order.length) return;
    const from = Math.min(added, this.judge(added));
    if (from < this.marks.length) {
      this.state.rollBack(this.marks[from]!);
      this.marks.length = from;
    }
    for (let i = from; i < order.length; i++) {
      this.marks.push(this.state.mark);
      reduceEvent(this.state, order[i]!, this.discounts);
    }
  }

  /** Judges anew what does not count; returns the first place in the order that it changes for. */
  private judge(added: number): number {
    const { order, forks } = this.history;
    const first = order[added]!.event;
    const endings = [
      ...this.endings.filter(({ event }) => compareEvents(event, first) < 0),
      ...order.slice(added).filter(isEnding),
    ];
    const isSame =
      endings.length === this.endings.length && endings.every((placed, i) => placed === this.endings[i]);
    if (isSame && forks.length === 0) return order.length;
    const before = this.discounts;
    this.endings = endings;
    this.discounts = judgeEnds(endings, forks.length > 0 ? eventsSetAside(order) : new Set(), this.verdicts);
    return this.firstChange(before, this.discounts);
  }

  private firstChange(before: Discounts, now: Discounts): number {
    const { history } = this;
    let from = history.order.length;
    const changes = (placed: PlacedEvent): void => {
      from = Math.min(from, history.placeOf(placed.event));
    };
    for (const [some, others] of [
      [before, now],
      [now, before],
    ] as const) {
      for (const id of some.aside) if (!others.aside.has(id)) changes(history.get(id)!);
      for (const [id, reason] of some.withoutEffect) {
        if (others.withoutEffect.get(id) !== reason) changes(history.get(id)!);
      }
    }
    const theirs = [...devices.all(this.state)].filter(
      ([, { person }]) => before.removed.has(person) !== now.removed.has(person),
    );
    const known = new Set([...before.lengths.keys(), ...now.lengths.keys(), ...theirs.map(([key]) => key)]);
    for (const device of known) {
      const person = devices.get(this.state, device)?.person ?? device;
      const [was, is] = [before, now].map((each) => countedLength(each, device, person)) as [number, number];
      if (was !== is) history.at(device, Math.min(was, is)).forEach(changes);
    }
    return from;
  }
}
