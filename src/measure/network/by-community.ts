import { effectiveNumber, evenness } from './inequality.ts';
import type { View } from './view.ts';

/** Amounts of each community's nodes, in node order, one array per community of the view's partition. */
export const amountsByCommunity = (view: View, amounts: ArrayLike<number>): Float64Array[] => {
  const { membership, communityCount } = view.partition();
  const sizes = new Uint32Array(communityCount);
  for (let i = 0; i < view.nodeCount; i++) sizes[membership[i]]++;
  const groups = Array.from(sizes, (size) => new Float64Array(size));
  sizes.fill(0);
  for (let i = 0; i < view.nodeCount; i++) groups[membership[i]][sizes[membership[i]]++] = amounts[i];
  return groups;
};

/** (¹D − 1)/(n − 1) of amounts within each community, `NaN` for one person or where nothing is held. */
export const evennessByCommunity = (view: View, amounts: ArrayLike<number>): Float64Array =>
  Float64Array.from(amountsByCommunity(view, amounts), (group) =>
    evenness(effectiveNumber(group), group.length),
  );
