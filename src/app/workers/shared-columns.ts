import type { Events } from '../../measure/network/events.ts';

/** A column that workers read without a copy; itself where it is one already. */
const shared = <T extends Float64Array | Uint32Array | Uint8Array>(column: T): T => {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const buffer = new SharedArrayBuffer(column.byteLength);
  const copy = new (column.constructor as new (buffer: SharedArrayBuffer) => T)(buffer);
  copy.set(column as never);
  return copy;
};

/** The same events in columns that workers share. The archive's already are. */
export const shareEvents = (events: Events): Events => ({
  people: events.people,
  kinds: events.kinds,
  timeMs: shared(events.timeMs),
  from: shared(events.from),
  to: shared(events.to),
  kind: shared(events.kind),
  weight: shared(events.weight),
  act: shared(events.act),
  thread: shared(events.thread),
});
