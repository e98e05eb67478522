import { isFromNewerEquipo, type SignedEvent } from '../events/event.ts';
import { type PlacedEvent, pastOf } from '../events/history.ts';
import { type Discounts, discountOf } from './discounts.ts';
import { eventTable } from './event-table.ts';
import type { Act, AnyEventType } from './event-type.ts';
import type { NotCountedReason } from './not-counted-sentences.ts';
import type { CommunityState } from './state.ts';
import { devices, notCounted } from './tables.ts';

/** The type and body of an event, where this Equipo reads both. */
export const understand = (
  event: SignedEvent,
): { readonly type: AnyEventType; readonly body: unknown } | NotCountedReason => {
  if (isFromNewerEquipo(event)) return 'from-newer-equipo';
  const type = eventTable.get(event.type);
  if (type === undefined) return 'from-newer-equipo';
  const body = type.shape(event.body);
  return body === undefined ? 'body-unreadable' : { type, body };
};

const walkPast = (placed: PlacedEvent, device: string): number => {
  let length = 0;
  for (const { event } of pastOf(placed.parents)) {
    if (event.author === device) length = Math.max(length, event.seq + 1);
  }
  return length;
};

export const actOf = (
  state: CommunityState,
  placed: PlacedEvent,
  body: unknown,
  seenLength = (device: string) => walkPast(placed, device),
): Act<unknown> => {
  const { id, author, at } = placed.event;
  const person = devices.get(state, author)?.person ?? author;
  return { state, placed, id, device: author, person, at, body, seenLength };
};

/** Why an act does not count here; `null` where it does. */
export const judge = (type: AnyEventType, act: Act<unknown>): NotCountedReason | null => {
  for (const rule of type.rules) {
    const reason = rule(act);
    if (reason !== null) return reason;
  }
  return null;
};

/** Takes one event into a state: it has its effect, or it is put down as not counted, with the reason. */
export const reduceEvent = (state: CommunityState, placed: PlacedEvent, discounts: Discounts): void => {
  const { id, author } = placed.event;
  const refuse = (reason: NotCountedReason): void => notCounted.put(state, id, { reason, author });
  const read = understand(placed.event);
  if (typeof read === 'string') {
    refuse(read);
    return;
  }
  const { type, body } = read;
  const act = actOf(state, placed, body);
  const discount = discountOf(discounts, placed.event, act.person);
  if (discount !== null) {
    if (discount === 'removal-suspended') type.ends?.suspend(act);
    refuse(discount);
    return;
  }
  // What ends a device's say was judged in its own causal past, and that verdict stands.
  const reason = type.ends === undefined ? judge(type, act) : null;
  if (reason !== null) refuse(reason);
  else type.transform(act);
};
