import { feedForwardShare } from '../network/feed-forward.ts';
import { krackhardtDimensions } from '../network/krackhardt-dimensions.ts';
import type { Measure } from '../network/measure.ts';
import { condense, reachedCounts } from '../network/reachability.ts';
import { globalReachingCentrality } from '../network/reaching-centrality.ts';
import type { Arcs } from '../network/snapshot.ts';
import { leadKindsOf } from '../network/view-lead.ts';

/** The same arcs from the one turned to, as a chart is drawn from its top. */
const reversed = ({ nodeCount, out, into, total }: Arcs): Arcs => ({
  nodeCount,
  out: into,
  into: out,
  total,
});

/**
 * How far turning to others is ordered as a chart is: nothing comes back, and few stand above all.
 *
 * share of arcs in no cycle; beside it Krackhardt's connectedness, hierarchy, efficiency and least upper boundedness,
 * and global reaching centrality Σ (C_max − C_i)/(n − 1)
 *
 * Over lead arcs without their weight. Least upper boundedness and reaching centrality change with direction: they
 * are taken on reversed arcs, from the one turned to, where a chart gives 1 and nearly 1.
 *
 * Returns shares in [0, 1], each 1 on a chart, all 0 but connectedness and the bound in a clique. `NaN` with
 * `no-lead-kind`; least upper boundedness also above 10,000 strong components.
 * Cost O(n/32 · arcs) at most. Checked against R sna, networkx and a search through all bounds, on Krackhardt's and
 * Lazega's networks and random ones, both ways round.
 */
export const flowHierarchy: Measure = {
  id: 'flow-hierarchy',
  pattern: 'dynamics',
  title: 'Hierarchy of flow',
  question: 'Is turning to others ordered like a chart?',
  formula: 'share of arcs “i turned to j” that lie in no cycle',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'less of what goes up can come back',
  parameters: [],
  parts: [
    { id: 'connectedness', title: 'Connectedness', unit: 'share', range: [0, 1] },
    { id: 'hierarchy', title: 'Krackhardt hierarchy', unit: 'share', range: [0, 1] },
    { id: 'efficiency', title: 'Efficiency', unit: 'share', range: [0, 1] },
    { id: 'least-upper-bound', title: 'Least upper boundedness', unit: 'share', range: [0, 1] },
    { id: 'reaching-centrality', title: 'Global reaching centrality', unit: 'share', range: [0, 1] },
  ],
  source:
    'Luo & Magee 2011, Detecting evolving patterns of self-organizing networks by flow hierarchy measurement; Krackhardt 1994, Graph theoretical dimensions of informal organizations; Mones, Vicsek & Vicsek 2012, Hierarchy measure for complex networks',
  nullModel: 'recipient-swap',
  nullDraws: 20,
  interval: 'logit',
  span: 'each-window',
  needs: ['directed'],
  compute(view) {
    if (leadKindsOf(view).length === 0) return { value: Number.NaN, reason: 'no-lead-kind' };
    const arcs = view.leadArcs();
    const down = reversed(arcs);
    const condensation = condense(down);
    const reached = reachedCounts(down, condensation);
    const { connectedness, hierarchy, efficiency, leastUpperBound } = krackhardtDimensions(
      down,
      condensation,
      reached,
    );
    return {
      value: feedForwardShare(arcs),
      parts: {
        connectedness,
        hierarchy,
        efficiency,
        'least-upper-bound': leastUpperBound,
        'reaching-centrality': globalReachingCentrality(reached),
      },
    };
  },
};
