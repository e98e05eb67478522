import { dayMs } from '../../../base/time.ts';
import type { HeaderFields } from './header-fields.ts';
import { readMailDate } from './mail-date.ts';

/** No mail in hand is older; clocks that were never set are. */
const firstPlausibleMs = Date.UTC(1990, 0);
/** How far a sender's clock may run ahead of the servers' that carried the message. */
const aheadMs = 2 * dayMs;

export interface MessageDate {
  readonly timeMs: number;
  /** A diagnostic where the message's own date was not simply taken. */
  readonly code: 'mail-date-implausible' | 'mail-dated-by-delivery' | null;
}

/** The newest Received line that can be read: servers put theirs on top. */
const receivedDate = (fields: HeaderFields): number | null => {
  for (const line of (fields.get('received') ?? []).slice(0, 3)) {
    const at = line.lastIndexOf(';');
    const date = at < 0 ? null : readMailDate(line.slice(at + 1));
    if (date !== null) return date;
  }
  return null;
};

/**
 * When a message was sent. Its own date is believed unless it cannot be: before 1990, or more than two days
 * later than its delivery or than its file was last written. Then the delivery's date is taken (the newest
 * Received line, else the `From ` line), and where that cannot be either, the date stays as written. `null`
 * without any date.
 */
export const dateMessage = (
  fields: HeaderFields,
  separatorMs: number | null,
  fileMs: number,
): MessageDate | null => {
  const latestMs = fileMs < firstPlausibleMs ? Number.POSITIVE_INFINITY : fileMs + aheadMs;
  const isPlausible = (timeMs: number) => timeMs >= firstPlausibleMs && timeMs <= latestMs;
  const stated = fields.get('date')?.[0];
  const own = stated === undefined ? null : readMailDate(stated);
  const deliveries = [receivedDate(fields), separatorMs].filter((date) => date !== null);
  const delivery = deliveries.find(isPlausible);
  if (own === null) {
    const timeMs = delivery ?? deliveries[0];
    if (timeMs === undefined) return null;
    return { timeMs, code: delivery === undefined ? 'mail-date-implausible' : 'mail-dated-by-delivery' };
  }
  if (isPlausible(own) && (delivery === undefined || own <= delivery + aheadMs)) {
    return { timeMs: own, code: null };
  }
  return { timeMs: delivery ?? own, code: 'mail-date-implausible' };
};
