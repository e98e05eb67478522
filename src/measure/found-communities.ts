import type { Partition } from './network/leiden.ts';
import type { View } from './network/view.ts';

/**
 * The communities of the archive, on persons: what was found in all ties of the whole span, people without ties in
 * none. Communities are numbered by size; those of one person are people without ties, so the rest keep their numbers.
 */
export const communitiesOf = (view: View, found: Partition) => {
  const ties = view.ties();
  const communityOf = new Int32Array(view.events.people).fill(-1);
  const numberOf = new Int32Array(found.communityCount).fill(-1);
  const sizes = new Uint32Array(found.communityCount);
  for (let i = 0; i < view.nodeCount; i++) {
    if (ties.offsets[i + 1] > ties.offsets[i]) sizes[found.membership[i]]++;
  }
  let communityCount = 0;
  for (let c = 0; c < sizes.length; c++) if (sizes[c] > 0) numberOf[c] = communityCount++;
  for (let i = 0; i < view.nodeCount; i++) communityOf[view.persons[i]] = numberOf[found.membership[i]];
  return { communityOf, communityCount, sizes: sizes.filter((size) => size > 0) };
};
