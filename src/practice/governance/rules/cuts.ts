import { type PlacedEvent, pastOf } from '../../events/history.ts';
import type { Cut } from '../event-type.ts';

/** Whether cuts leave whole what an event had seen: nobody's history is taken away after the fact. */
export const pastIsWithin = (placed: PlacedEvent, cuts: readonly Cut[]): boolean => {
  const lengths = new Map(cuts.map((cut) => [cut.device, cut.length]));
  return pastOf([placed]).every(
    ({ event }) =>
      event === placed.event || event.seq < (lengths.get(event.author) ?? Number.POSITIVE_INFINITY),
  );
};
