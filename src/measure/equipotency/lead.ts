import { evennessByCommunity } from '../network/by-community.ts';
import { effectiveNumber, evenness } from '../network/inequality.ts';
import type { Measure } from '../network/measure.ts';
import { leadDamping } from '../network/received-page-rank.ts';
import { leadOf } from '../network/view-lead.ts';

/**
 * How widely lead is spread.
 *
 * (¹D − 1)/(n − 1), ¹D = exp(−Σ ℓ ln ℓ), ℓ the received part of PageRank over lead arcs (`received-page-rank.ts`)
 *
 * n is everybody in the view, those nobody turns to included. Within a community ℓ of the whole is renormalised,
 * so that being turned to from outside counts as well; n is then the community's.
 *
 * Returns [0, 1]: 1 where everybody is turned to alike (clique, ring), 0 where all turn to one (star). `NaN` with
 * `no-lead-kind` where no kind says anything about lead, `one-mailbox`, `too-few` under two people.
 * Cost O(iterations · arcs). Checked against igraph's PageRank and closed forms on star, ring and clique.
 */
export const lead: Measure = {
  id: 'lead',
  pattern: 'equipotency',
  title: 'Lead',
  question: 'Is lead spread over many, or held by a few?',
  formula:
    '(¹D − 1)/(n − 1), where ¹D = exp(−Σ ℓ ln ℓ) is the number of effective leads and ℓ is the part of PageRank that arrives from others over arcs “i turned to j”: ℓ_i = Σ_j d·x_j·w_ji/out_j, scaled to sum 1',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more people are turned to, more alike',
  parameters: [
    {
      id: 'damping',
      value: leadDamping,
      unit: '',
      meaning: 'how far being turned to by someone who is turned to counts',
    },
  ],
  parts: [
    {
      id: 'effective-leads',
      title: 'Effective leads',
      unit: 'people',
      range: [1, Number.POSITIVE_INFINITY],
    },
    { id: 'turned-to', title: 'People anybody turns to', unit: 'share', range: [0, 1] },
  ],
  source:
    'Page, Brin, Motwani & Winograd 1999, The PageRank citation ranking; Hill 1973, Diversity and evenness',
  nullModel: 'recipient-swap',
  nullDraws: 199,
  interval: 'logit',
  span: 'each-window',
  needs: ['directed'],
  compute(view) {
    const { shares, reason } = leadOf(view);
    if (shares === null) return { value: Number.NaN, reason: reason ?? 'no-lead-kind' };
    if (view.nodeCount < 2) return { value: Number.NaN, reason: 'too-few' };
    const effective = effectiveNumber(shares);
    let turnedTo = 0;
    for (const share of shares) if (share > 0) turnedTo++;
    return {
      value: evenness(effective, view.nodeCount),
      parts: { 'effective-leads': effective, 'turned-to': turnedTo / view.nodeCount },
      byCommunity: evennessByCommunity(view, shares),
    };
  },
};
