import type { SignedEvent } from '../events/event.ts';
import { compareEvents, EventHistory, type PlacedEvent } from '../events/history.ts';
import type { HistorySnapshot } from '../events/history-snapshot.ts';
import { NeedsWholeRecord } from '../events/remembered-event.ts';
import { SetAside } from '../events/set-aside.ts';
import { countedLength, type Discounts, noDiscounts } from './discounts.ts';
import { EndingJudge, isEnding, judgeEnds, type Verdict } from './judge-ends.ts';
import type { NotCountedReason } from './not-counted-sentences.ts';
import { reduceEvent } from './reducer.ts';
import { CommunityState, type StateSnapshot } from './state.ts';
import { devices } from './tables.ts';

/** Plain JSON; only the device that took it can trust it. */
export interface ViewSnapshot {
  readonly history: HistorySnapshot;
  readonly state: StateSnapshot;
  readonly discounts: {
    readonly aside: readonly string[];
    readonly withoutEffect: readonly (readonly [string, NotCountedReason])[];
    readonly lengths: readonly (readonly [string, number])[];
    readonly removed: readonly string[];
  };
  readonly verdicts: readonly (readonly [string, Verdict])[];
}

/**
 * A community as one device sees it, kept up to date as events come: only the part of the order behind the first
 * change is taken back and replayed, and the outcome is that of replaying everything.
 */
export class CommunityView {
  readonly history: EventHistory;
  readonly state: CommunityState;
  /** How much of the order a snapshot stands for: it cannot be taken back. */
  private readonly floor: number;
  /** Where the state stood before each event of the order from the floor on. */
  private readonly marks: number[] = [];
  private endings: readonly PlacedEvent[] = [];
  private discounts: Discounts = noDiscounts;
  private readonly setAside = new SetAside();
  private readonly judgeOfEnds: EndingJudge;

  /** With a snapshot: see `restore`. With a judge: the view of a causal past, which shares its verdicts. */
  constructor(community: string, snapshot?: ViewSnapshot, judgeOfEnds?: EndingJudge) {
    const viewOfPast = (shared: EndingJudge) => new CommunityView(community, undefined, shared);
    this.judgeOfEnds = judgeOfEnds ?? new EndingJudge(snapshot?.verdicts ?? [], viewOfPast);
    this.history =
      snapshot === undefined ? new EventHistory(community) : EventHistory.restore(snapshot.history);
    this.state = snapshot === undefined ? new CommunityState() : CommunityState.restore(snapshot.state);
    this.floor = this.history.order.length;
    if (snapshot === undefined) return;
    this.endings = this.history.order.filter(isEnding);
    const { aside, withoutEffect, lengths, removed } = snapshot.discounts;
    this.discounts = {
      aside: new Set(aside),
      withoutEffect: new Map(withoutEffect),
      lengths: new Map(lengths),
      removed: new Set(removed),
    };
  }

  /**
   * What this device needs to be here again without its whole record. The newest `keptApart` events stay out of it, so
   * that late ones find their place among them. Cost O(n).
   */
  toSnapshot(keptApart = 1000): ViewSnapshot {
    const { order } = this.history;
    const length = Math.max(this.floor, order.length - keptApart);
    this.rollBack(length);
    const state = this.state.toSnapshot();
    this.replay(length);
    const { aside, withoutEffect, lengths, removed } = this.discounts;
    return {
      history: this.history.toSnapshot(length),
      state,
      discounts: {
        aside: [...aside],
        withoutEffect: [...withoutEffect],
        lengths: [...lengths],
        removed: [...removed],
      },
      verdicts: this.judgeOfEnds.verdicts,
    };
  }

  /**
   * A view from this device's own snapshot; what stands `beyond` in its history is then to be taken at once. Where an
   * event must be placed or judged before the snapshot's end, `take` throws `NeedsWholeRecord`: then a view is made
   * from all events.
   */
  static restore(snapshot: ViewSnapshot): CommunityView {
    return new CommunityView(snapshot.history.community, snapshot);
  }

  /** Takes in verified events, in any order, new or known. Cost: what stands behind the first change. */
  take(events: Iterable<SignedEvent>): void {
    const added = this.history.add(events);
    const { order } = this.history;
    if (added === order.length) return;
    const from = Math.min(added, this.judge(added));
    this.rollBack(from);
    this.replay(from);
  }

  private rollBack(place: number): void {
    if (place < this.floor) throw new NeedsWholeRecord();
    const kept = place - this.floor;
    if (kept >= this.marks.length) return;
    this.state.rollBack(this.marks[kept]!);
    this.marks.length = kept;
  }

  private replay(place: number): void {
    const { order } = this.history;
    for (let i = place; i < order.length; i++) {
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
    this.discounts = judgeEnds(
      endings,
      forks.length > 0 ? this.setAside.of(this.history, added) : new Set(),
      this.judgeOfEnds,
    );
    return this.firstChange(before, this.discounts);
  }

  private firstChange(before: Discounts, now: Discounts): number {
    const { history } = this;
    let from = history.order.length;
    const changes = (placed: PlacedEvent | undefined): void => {
      if (placed !== undefined) from = Math.min(from, history.placeOf(placed.event));
    };
    for (const [some, others] of [
      [before, now],
      [now, before],
    ] as const) {
      for (const id of some.aside) if (!others.aside.has(id)) changes(history.get(id));
      for (const [id, reason] of some.withoutEffect) {
        if (others.withoutEffect.get(id) !== reason) changes(history.get(id));
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
