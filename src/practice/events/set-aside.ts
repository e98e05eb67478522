import type { PlacedEvent } from './history.ts';

/**
 * Which events of devices that forked do not count.
 *
 * A device that signs two events for one place in its chain lies, or was brought back from an old backup. What others
 * had built on before they could know must not fall with it, so at a fork the branch that more other devices had seen
 * alone stays, up to the last event that one of them had seen; all else from the fork on is set aside, and both where
 * they are level. Depends on the set of events only. Takes them in order; cost O(n) for each fork.
 */
export const eventsSetAside = (order: readonly PlacedEvent[]): ReadonlySet<string> => {
  const chains = new Map<string, PlacedEvent[][]>();
  const forked = new Set<string>();
  for (const placed of order) {
    const { author, seq } = placed.event;
    let chain = chains.get(author);
    if (chain === undefined) {
      chain = [];
      chains.set(author, chain);
    }
    const here = chain[seq];
    if (here === undefined) chain[seq] = [placed];
    else {
      here.push(placed);
      forked.add(author);
    }
  }
  const aside = new Set<string>();
  for (const author of forked) {
    const kept = keptOf(chains.get(author)!, author, order);
    for (const events of chains.get(author)!) {
      for (const { event } of events) if (!kept.has(event.id)) aside.add(event.id);
    }
  }
  return aside;
};

/** More branches than this at one place are no accident: nothing from there on counts. */
const mostBranches = 16;

const keptOf = (
  chain: readonly (readonly PlacedEvent[])[],
  author: string,
  order: readonly PlacedEvent[],
): ReadonlySet<string> => {
  const kept = new Set<string>();
  let last: PlacedEvent | undefined;
  let until = Number.POSITIVE_INFINITY;
  for (let seq = 0; seq < chain.length && seq < until; seq++) {
    const previous: PlacedEvent | undefined = last;
    const branches: readonly PlacedEvent[] = chain[seq]!.filter(
      (placed) => previous === undefined || placed.event.prevHash === previous.event.id,
    );
    if (branches.length === 0 || branches.length > mostBranches) break;
    if (branches.length > 1) {
      const stays = branchThatStays(branches, author, order);
      if (stays === null) break;
      last = stays.branch;
      until = Math.min(until, stays.length);
    } else last = branches[0]!;
    kept.add(last.event.id);
  }
  return kept;
};

const branchThatStays = (
  branches: readonly PlacedEvent[],
  author: string,
  order: readonly PlacedEvent[],
): { readonly branch: PlacedEvent; readonly length: number } | null => {
  const seenBy = branches.map(() => new Set<string>());
  const lengths = branches.map(() => 0);
  const masks = new Map<PlacedEvent, number>();
  const farthest = new Map<PlacedEvent, number>();
  for (const placed of order) {
    let mask = 0;
    let length = 0;
    for (const parent of placed.parents) {
      mask |= masks.get(parent) ?? 0;
      length = Math.max(length, farthest.get(parent) ?? 0);
    }
    const own = branches.indexOf(placed);
    if (own >= 0) mask |= 1 << own;
    if (mask === 0) continue;
    if (placed.event.author === author) length = placed.event.seq + 1;
    masks.set(placed, mask);
    farthest.set(placed, length);
    const isSingle = (mask & (mask - 1)) === 0;
    if (placed.event.author === author || !isSingle) continue;
    const branch = 31 - Math.clz32(mask);
    seenBy[branch]!.add(placed.event.author);
    lengths[branch] = Math.max(lengths[branch]!, length);
  }
  const most = Math.max(...seenBy.map((devices) => devices.size));
  const leading = branches.filter((_, i) => seenBy[i]!.size === most);
  if (most === 0 || leading.length > 1) return null;
  const branch = leading[0]!;
  return { branch, length: lengths[branches.indexOf(branch)]! };
};
