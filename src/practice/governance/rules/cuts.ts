import type { Act, Cut } from '../event-type.ts';

/** Whether cuts leave whole what an event had seen: nobody's history is taken away after the fact. */
export const pastIsWithin = ({ seenLength }: Act<unknown>, cuts: readonly Cut[]): boolean =>
  cuts.every(({ device, length }) => seenLength(device) <= length);
