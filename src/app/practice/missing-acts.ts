import { noHash, type SignedEvent } from '../../practice/events/event.ts';
import type { EventHistory } from '../../practice/events/history.ts';

/** Acts of one device that something here builds on and that are not here. */
export interface MissingActs {
  readonly device: string;
  readonly count: number;
  /** Devices that have had them. */
  readonly namedBy: readonly string[];
}

/** What events that wait are waiting for. */
export const missingActs = (
  waiting: readonly SignedEvent[],
  history: Pick<EventHistory, 'get' | 'lengthOf'>,
): readonly MissingActs[] => {
  const found = new Map<string, { count: number; readonly namedBy: Set<string> }>();
  const note = (device: string, length: number, by: string) => {
    const count = length - history.lengthOf(device);
    // A gap that no count can tell: another version of what is here was built on.
    const before = found.get(device) ?? { count: 1, namedBy: new Set<string>() };
    before.count = Math.max(before.count, count);
    before.namedBy.add(by);
    found.set(device, before);
  };
  for (const { author, seq, prevHash, deps } of waiting) {
    if (prevHash !== noHash && history.get(prevHash) === undefined) note(author, seq, author);
    for (const dep of deps) {
      if (history.get(dep.hash) === undefined) note(dep.author, dep.length, author);
    }
  }
  return [...found]
    .map(([device, { count, namedBy }]) => ({ device, count, namedBy: [...namedBy].sort() }))
    .sort((a, b) => (a.device < b.device ? -1 : 1));
};
