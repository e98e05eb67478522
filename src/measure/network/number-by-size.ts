/**
 * Numbers groups by size, largest first; equal sizes by their smallest node.
 *
 * @param membership group of each node, any integers in [0, n)
 * @returns new numbers in [0, count), how many there are, and how many nodes each holds
 * Cost O(n + c log c).
 */
export const numberBySize = (
  membership: ArrayLike<number>,
): { membership: Uint32Array; count: number; sizes: Uint32Array } => {
  const nodeCount = membership.length;
  const size = new Uint32Array(nodeCount);
  const order: number[] = []; // groups as their smallest nodes come
  for (let v = 0; v < nodeCount; v++) if (size[membership[v]]++ === 0) order.push(membership[v]);
  order.sort((a, b) => size[b] - size[a]); // stable: the smallest node decides between equals
  const numberOf = new Uint32Array(nodeCount);
  for (let c = 0; c < order.length; c++) numberOf[order[c]] = c;
  const numbered = new Uint32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) numbered[v] = numberOf[membership[v]];
  return { membership: numbered, count: order.length, sizes: Uint32Array.from(order, (c) => size[c]) };
};
