/**
 * Removals and retired devices, judged so that nobody gains by being first, late or out of touch.
 *
 * Each is judged in its own causal past and nowhere else: what others did meanwhile cannot undo it, and what it cuts
 * off was no part of its grounds. Of those that hold, any that take each other's electors without having seen each
 * other are suspended, all of them. The others take effect in order, unless an earlier one cut them off. All of it
 * depends on the set of events alone.
 */
import { type PlacedEvent, pastOf } from '../events/history.ts';
import { eventsSetAside } from '../events/set-aside.ts';
import type { Act, AnyEventType, Cut } from './event-type.ts';
import type { NotCountedReason } from './not-counted-sentences.ts';
import { actOf, type Discounts, judge, reduceEvent, understand } from './reducer.ts';
import { CommunityState } from './state.ts';

interface Ending {
  readonly placed: PlacedEvent;
  readonly past: ReadonlySet<PlacedEvent>;
  readonly cuts: readonly Cut[];
  readonly removed: readonly string[];
  readonly electors: readonly string[];
}

/** Verdicts on events by their causal past, which never changes: kept as long as a device looks at a community. */
export type Verdicts = Map<PlacedEvent, Ending | NotCountedReason>;

const judgeAlone = (
  placed: PlacedEvent,
  type: AnyEventType,
  body: unknown,
  ends: NonNullable<AnyEventType['ends']>,
  verdicts: Verdicts,
): Ending | NotCountedReason => {
  const past = pastOf(placed.parents);
  const discounts = judgeEnds(past, verdicts);
  const state = new CommunityState();
  for (const each of past) reduceEvent(state, each, discounts);
  const act: Act<unknown> = actOf(state, placed, body);
  const reason = judge(type, act);
  if (reason !== null) return reason;
  return {
    placed,
    past: new Set(past),
    cuts: ends.cuts(body),
    removed: ends.removed(act),
    electors: ends.electors(act),
  };
};

const takesElectorOf = (one: Ending, other: Ending): boolean =>
  !one.past.has(other.placed) &&
  !other.past.has(one.placed) &&
  one.removed.some((person) => other.electors.includes(person));

/** Those that stand in a circle in which each takes an elector of the next. */
const inCircles = (endings: readonly Ending[]): ReadonlySet<Ending> => {
  const next = new Map(
    endings.map((one) => [one, endings.filter((other) => other !== one && takesElectorOf(one, other))]),
  );
  return new Set(
    endings.filter((start) => {
      const seen = new Set<Ending>();
      const stack = [...next.get(start)!];
      for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
        if (each === start) return true;
        if (seen.has(each)) continue;
        seen.add(each);
        stack.push(...next.get(each)!);
      }
      return false;
    }),
  );
};

/** Which of these events (a whole causal past, in order) do not count, and why. */
export const judgeEnds = (order: readonly PlacedEvent[], verdicts: Verdicts): Discounts => {
  const discounts = new Map<string, NotCountedReason>();
  for (const id of eventsSetAside(order)) discounts.set(id, 'device-forked');
  const endings: Ending[] = [];
  for (const placed of order) {
    if (discounts.has(placed.event.id)) continue;
    const read = understand(placed.event);
    if (typeof read === 'string' || read.type.ends === undefined) continue;
    let verdict = verdicts.get(placed);
    if (verdict === undefined) {
      verdict = judgeAlone(placed, read.type, read.body, read.type.ends, verdicts);
      verdicts.set(placed, verdict);
    }
    if (typeof verdict === 'string') discounts.set(placed.event.id, verdict);
    else endings.push(verdict);
  }
  const circles = inCircles(endings);
  const lengths = new Map<string, number>();
  for (const ending of endings) {
    const { event } = ending.placed;
    if (circles.has(ending)) discounts.set(event.id, 'removal-suspended');
    else if (event.seq < (lengths.get(event.author) ?? Number.POSITIVE_INFINITY)) {
      for (const { device, length } of ending.cuts) {
        lengths.set(device, Math.min(length, lengths.get(device) ?? length));
      }
    }
  }
  if (lengths.size === 0) return discounts;
  for (const { event } of order) {
    if (event.seq >= (lengths.get(event.author) ?? Number.POSITIVE_INFINITY) && !discounts.has(event.id)) {
      discounts.set(event.id, 'after-the-cut');
    }
  }
  return discounts;
};
