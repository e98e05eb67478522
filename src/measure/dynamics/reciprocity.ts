import type { Measure } from '../network/measure.ts';
import { type Returned, returnedWeight } from '../network/returned-weight.ts';

const shareOf = ({ returned, total }: Returned): number => (total > 0 ? returned / total : Number.NaN);

/**
 * How much of what goes to others comes back, in kind.
 *
 * r = Σ_k Σ_{i<j} 2·min(w_ij, w_ji) / Σ_k Σ_{i≠j} w_ij over directed kinds k, each recipient with weight 1
 *
 * Kind by kind: an answer is not the return of a question (that is *answered equally* and *answer time*), but
 * questions both ways are. Beside it, on arcs without their weight, Garlaschelli and Loffredo's
 * ρ = (r − ā)/(1 − ā), with r the share of arcs returned and ā the density that chance alone would return, both
 * weighted over kinds by their arcs: 0 as in a random network, 1 all returned, below 0 avoided.
 *
 * Returns [0, 1]; 0 on a chart or a directed path, 1 where every pair is even. Within a community, over arcs with
 * both ends in it. `NaN` with `not-directed` where no directed kind has an arc.
 * Cost O(arcs · kinds). Checked against R sna's edgewise reciprocity on Krackhardt's and Lazega's networks and
 * igraph; the weighted form against numpy.
 */
export const reciprocity: Measure = {
  id: 'reciprocity',
  pattern: 'dynamics',
  title: 'Reciprocity',
  question: 'How much of what goes to others comes back?',
  formula: 'Σ_{i<j} 2·min(w_ij, w_ji)/Σ w, kind by kind over directed kinds, weight 1 per recipient',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more is returned in kind',
  parameters: [],
  parts: [
    { id: 'arcs-returned', title: 'Arcs returned', unit: 'share', range: [0, 1] },
    {
      id: 'rho',
      title: 'Garlaschelli and Loffredo’s ρ',
      unit: '',
      range: [Number.NEGATIVE_INFINITY, 1],
    },
  ],
  source:
    'Squartini, Picciolo, Ruzzenenti & Garlaschelli 2013, Reciprocity of weighted networks; Garlaschelli & Loffredo 2004, Patterns of link reciprocity in directed networks',
  nullModel: 'recipient-swap',
  nullDraws: 199,
  interval: 'logit',
  span: 'each-window',
  needs: ['directed'],
  compute(view) {
    const kinds = view.directedKinds();
    if (kinds.length === 0) return { value: Number.NaN, reason: 'not-directed' };
    const n = view.nodeCount;
    const { membership, communityCount } = view.partition();
    const within = new Float64Array(communityCount);
    const withinReturned = new Float64Array(communityCount);
    let total = 0;
    let returned = 0;
    let arcs = 0;
    let arcsReturned = 0;
    let expected = 0; // Σ_k L_k ā_k
    const rows: Returned[] = [];
    for (const kind of kinds) {
      const of = returnedWeight(view.arcsOfKind(kind).out, membership, communityCount);
      rows.push(of);
      total += of.total;
      returned += of.returned;
      arcs += of.arcs;
      arcsReturned += of.arcsReturned;
      expected += (of.arcs * of.arcs) / (n * (n - 1));
      for (let c = 0; c < communityCount; c++) {
        within[c] += of.totalWithin[c];
        withinReturned[c] += of.returnedWithin[c];
      }
    }
    const r = arcsReturned / arcs;
    const density = expected / arcs; // ā
    return {
      value: returned / total,
      parts: { 'arcs-returned': r, rho: density < 1 ? (r - density) / (1 - density) : Number.NaN },
      byCommunity: within.map((weight, c) => (weight > 0 ? withinReturned[c] / weight : Number.NaN)),
      tables: {
        'by-kind': {
          kind: kinds.map((kind) => view.events.kinds[kind].id),
          interactions: rows.map((row) => row.total),
          returned: rows.map(shareOf),
        },
      },
    };
  },
};
