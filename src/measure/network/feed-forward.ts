import { strongComponents } from './components.ts';
import type { Arcs } from './snapshot.ts';

/**
 * Share of arcs that lie in no cycle: nothing that flows along them can come back.
 *
 * h = |{ i → j : i and j in different strong components }| / m
 *
 * @returns [0, 1]: 1 on a chart or any network without a cycle, 0 where every arc is in one; `NaN` without arcs
 * Cost O(nodes + arcs).
 * Source: Luo & Magee 2011, Detecting evolving patterns of self-organizing networks by flow hierarchy measurement.
 * Checked against networkx's flow_hierarchy.
 */
export const feedForwardShare = (arcs: Arcs): number => {
  const { nodeCount, out } = arcs;
  const { membership } = strongComponents(arcs);
  let forward = 0;
  for (let i = 0; i < nodeCount; i++) {
    for (let k = out.offsets[i]; k < out.offsets[i + 1]; k++) {
      if (membership[i] !== membership[out.targets[k]]) forward++;
    }
  }
  return out.targets.length > 0 ? forward / out.targets.length : Number.NaN;
};
