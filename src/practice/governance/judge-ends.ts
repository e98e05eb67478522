/**
 * Removals and retired devices, judged so that nobody gains by being first, late or out of touch.
 *
 * Each is judged in its own causal past and nowhere else: what others did meanwhile cannot undo it, and what it cuts
 * off was no part of its grounds. Those that hold may stand against one another: one cuts the other off, or several
 * taken apart take each other's electors in a circle. One takes effect when all that stand against it fall, and falls
 * when one that takes effect stands against it; what is left undecided is suspended. All of it depends on the set of
 * events alone.
 */
import type { SignedEvent } from '../events/event.ts';
import type { EventHistory, PlacedEvent } from '../events/history.ts';
import type { Discounts } from './discounts.ts';
import { eventTable } from './event-table.ts';
import type { Act, Cut } from './event-type.ts';
import type { NotCountedReason } from './not-counted-sentences.ts';
import { actOf, judge, understand } from './reducer.ts';
import type { CommunityState } from './state.ts';

interface Ending {
  readonly id: string;
  readonly device: string;
  readonly seq: number;
  readonly person: string;
  /** The endings in its causal past. */
  readonly seen: readonly string[];
  readonly cuts: readonly Cut[];
  readonly removed: readonly string[];
  readonly electors: readonly string[];
}

/** What an ending is by its causal past, which never changes: judged once and kept. Plain JSON. */
export type Verdict = Ending | NotCountedReason;

/** Whether an event may end the say of devices. */
export const isEnding = ({ event }: PlacedEvent): boolean => eventTable.get(event.type)?.ends !== undefined;

/** What a view of a causal past must offer; see `CommunityView`. */
export interface PastView {
  readonly history: EventHistory;
  readonly state: CommunityState;
  take(events: Iterable<SignedEvent>): void;
}

interface Past {
  readonly view: PastView;
  /** The ending whose past it is. */
  readonly of: PlacedEvent;
}

/** Whether a device's later event follows its earlier one in its chain. */
const follows = (later: PlacedEvent, earlier: PlacedEvent): boolean => {
  let at: PlacedEvent | undefined = later;
  while (at !== undefined && at.event.seq > earlier.event.seq) at = at.parents[0];
  return at === earlier;
};

/** Pasts of so many devices are kept. */
const mostPasts = 2;

/**
 * Verdicts on endings, and the pasts they were judged in. A device's next ending has seen all that its last one had,
 * so that many of them, worth nothing, cost what is new in each.
 */
export class EndingJudge {
  private readonly known: Map<string, Verdict>;
  private readonly pasts = new Map<string, Past>();
  private readonly makeView: (judge: EndingJudge) => PastView;

  constructor(known: Iterable<readonly [string, Verdict]>, makeView: (judge: EndingJudge) => PastView) {
    this.known = new Map(known);
    this.makeView = makeView;
  }

  get verdicts(): readonly (readonly [string, Verdict])[] {
    return [...this.known];
  }

  judge(placed: PlacedEvent): Verdict {
    const { id } = placed.event;
    const verdict = this.known.get(id) ?? this.judgeAlone(placed);
    this.known.set(id, verdict);
    return verdict;
  }

  private judgeAlone(placed: PlacedEvent): Verdict {
    const read = understand(placed.event);
    if (typeof read === 'string') return read;
    const { history, state } = this.pastOf(placed);
    const act: Act<unknown> = actOf(state, placed, read.body, (device) => history.lengthOf(device));
    const reason = judge(read.type, act);
    if (reason !== null) return reason;
    const ends = read.type.ends!;
    return {
      id: act.id,
      device: act.device,
      seq: placed.event.seq,
      person: act.person,
      seen: history.order.filter(isEnding).map(({ event }) => event.id),
      cuts: ends.cuts(read.body),
      removed: ends.removed(act),
      electors: ends.electors(act),
    };
  }

  private pastOf(placed: PlacedEvent): PastView {
    const { author } = placed.event;
    const last = this.pasts.get(author);
    // Out of reach while it grows: judging within it may come back here.
    this.pasts.delete(author);
    const view = last !== undefined && follows(placed, last.of) ? last.view : this.makeView(this);
    const fresh: SignedEvent[] = [];
    const seen = new Set(placed.parents);
    for (const each of seen) {
      if (view.history.get(each.event.id) !== undefined) continue;
      fresh.push(each.event);
      for (const parent of each.parents) seen.add(parent);
    }
    view.take(fresh);
    this.pasts.set(author, { view, of: placed });
    for (const device of [...this.pasts.keys()].slice(0, -mostPasts)) this.pasts.delete(device);
    return view;
  }
}

const takesElectorOf = (one: Ending, other: Ending): boolean =>
  !one.seen.includes(other.id) &&
  !other.seen.includes(one.id) &&
  one.removed.some((person) => other.electors.includes(person));

const cutsOff = (one: Ending, other: Ending): boolean => {
  const cut = one.cuts.find(({ device }) => device === other.device);
  return cut === undefined ? one.removed.includes(other.person) : other.seq >= cut.length;
};

/** For each, those that stand in a circle with it, in which each takes an elector of the next. */
const circlesOf = (endings: readonly Ending[]): ReadonlyMap<Ending, ReadonlySet<Ending>> => {
  const next = new Map(
    endings.map((one) => [one, endings.filter((other) => other !== one && takesElectorOf(one, other))]),
  );
  const reached = new Map(
    endings.map((start) => {
      const seen = new Set<Ending>();
      const stack = [...next.get(start)!];
      for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
        if (seen.has(each)) continue;
        seen.add(each);
        stack.push(...next.get(each)!);
      }
      return [start, seen];
    }),
  );
  return new Map(
    endings.map((one) => [
      one,
      new Set([...reached.get(one)!].filter((other) => reached.get(other)!.has(one))),
    ]),
  );
};

/** Which of the endings that hold take effect, and why the others do not. */
const settle = (endings: readonly Ending[]) => {
  const circles = circlesOf(endings);
  const against = new Map(
    endings.map((one) => [
      one,
      endings.filter(
        (other) =>
          other !== one &&
          (cutsOff(other, one) || (circles.get(one)!.has(other) && takesElectorOf(other, one))),
      ),
    ]),
  );
  const effective = new Set<Ending>();
  const fallen = new Set<Ending>();
  const decide = (standsAgainst: (one: Ending, other: Ending) => boolean): void => {
    for (let before = -1; before !== effective.size + fallen.size; ) {
      before = effective.size + fallen.size;
      for (const one of endings) {
        if (effective.has(one) || fallen.has(one)) continue;
        const standing = against.get(one)!.filter((other) => !fallen.has(other));
        if (standing.some((other) => effective.has(other))) fallen.add(one);
        else if (!standing.some((other) => standsAgainst(one, other))) effective.add(one);
      }
    }
  };
  decide(() => true);
  // What stays suspended does not stand in the way of what was decided in sight of it.
  decide((one, other) => !one.seen.includes(other.id));
  const withoutEffect = new Map<string, NotCountedReason>();
  for (const one of endings) {
    if (effective.has(one)) continue;
    const isCut = against.get(one)!.some((other) => effective.has(other) && cutsOff(other, one));
    withoutEffect.set(one.id, isCut ? 'after-the-cut' : 'removal-suspended');
  }
  return { effective, withoutEffect };
};

/** What does not count, from all endings of a history (or of a causal past), in order. */
export const judgeEnds = (
  all: readonly PlacedEvent[],
  aside: ReadonlySet<string>,
  judgeOfEnds: EndingJudge,
): Discounts => {
  const refused = new Map<string, NotCountedReason>();
  const endings: Ending[] = [];
  for (const placed of all) {
    if (aside.has(placed.event.id)) continue;
    const verdict = judgeOfEnds.judge(placed);
    if (typeof verdict === 'string') refused.set(placed.event.id, verdict);
    else endings.push(verdict);
  }
  const { effective, withoutEffect } = settle(endings);
  const lengths = new Map<string, number>();
  const removed = new Set<string>();
  for (const ending of effective) {
    for (const { device, length } of ending.cuts) {
      lengths.set(device, Math.min(length, lengths.get(device) ?? length));
    }
    for (const person of ending.removed) removed.add(person);
  }
  return { aside, withoutEffect: new Map([...refused, ...withoutEffect]), lengths, removed };
};
