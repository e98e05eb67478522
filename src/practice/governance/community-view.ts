import type { SignedEvent } from '../events/event.ts';
import { EventHistory } from '../events/history.ts';
import { eventTable } from './event-table.ts';
import { judgeEnds, type Verdicts } from './judge-ends.ts';
import { type Discounts, reduceEvent } from './reducer.ts';
import { CommunityState } from './state.ts';

/**
 * A community as one device sees it, kept up to date as events come: only the part of the order behind the first
 * change is taken back and replayed, and the outcome is that of replaying everything.
 */
export class CommunityView {
  readonly history: EventHistory;
  readonly state = new CommunityState();
  /** Where the state stood before each event of the order. */
  private readonly marks: number[] = [];
  private discounts: Discounts = new Map();
  private readonly verdicts: Verdicts = new Map();
  private hasEnds = false;

  constructor(community: string) {
    this.history = new EventHistory(community);
  }

  /** Takes in verified events, in any order, new or known. */
  take(events: Iterable<SignedEvent>): void {
    const before = this.marks.length;
    let from = this.history.add(events);
    const { order } = this.history;
    if (from === order.length && before === order.length) return;
    for (let i = from; i < order.length && !this.hasEnds; i++) {
      this.hasEnds = eventTable.get(order[i]!.event.type)?.ends !== undefined;
    }
    if (this.hasEnds || this.history.forks.length > 0) {
      const discounts = judgeEnds(order, this.verdicts);
      for (let i = 0; i < from; i++) {
        const { id } = order[i]!.event;
        if (discounts.get(id) !== this.discounts.get(id)) from = i;
      }
      this.discounts = discounts;
    }
    if (from < this.marks.length) {
      this.state.rollBack(this.marks[from]!);
      this.marks.length = from;
    }
    for (let i = from; i < order.length; i++) {
      this.marks.push(this.state.mark);
      reduceEvent(this.state, order[i]!, this.discounts);
    }
  }
}
