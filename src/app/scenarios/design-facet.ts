/** A design as the figure sees it: its communities, and who turns to whom among its people. */
import { untimed } from '../../base/time.ts';
import { publish } from '../../kaleidoscope/disclosure.ts';
import type { KaleidoscopeFacet } from '../../kaleidoscope/facets.ts';
import { facetOf } from '../../kaleidoscope/facets-from-published.ts';
import type { Portrait } from '../../measure/assessment.ts';
import { type Events, noThread } from '../../measure/network/events.ts';
import { View } from '../../measure/network/view.ts';
import { mostPairedCommunities, portraitOf } from '../../measure/portrait.ts';
import type { Design } from '../../scenario/designs/design.ts';

/** The spine as everybody turning to the one above; with lateral ties, people turning to each other as well. */
const eventsOf = (design: Design, layer: Portrait['layer']): Events => {
  const from: number[] = [];
  const to: number[] = [];
  for (const [person, boss] of design.above.entries()) {
    if (boss < 0) continue;
    from.push(person);
    to.push(boss);
  }
  if (layer === 'lived') {
    for (const [e, a] of design.lateral.a.entries()) {
      const b = design.lateral.b[e]!;
      from.push(a, b);
      to.push(b, a);
    }
  }
  const rows = from.length;
  return {
    people: design.people,
    kinds: [{ id: 'turns-to', isDirected: true, isAnswerable: false, isAnswer: false, lead: 'forward' }],
    timeMs: new Float64Array(rows).fill(untimed),
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    kind: new Uint8Array(rows),
    weight: new Float64Array(rows).fill(1),
    act: Uint32Array.from({ length: rows }, (_, row) => row),
    thread: new Uint32Array(rows).fill(noThread),
  };
};

/** Communities by number of people, the largest first, so that letters follow size. */
const bySize = (design: Design): Int32Array => {
  const size = new Uint32Array(design.communityCount);
  for (const c of design.community) size[c]!++;
  const order = Array.from(size.keys()).sort((p, q) => size[q]! - size[p]! || p - q);
  const rank = new Int32Array(design.communityCount);
  order.forEach((c, place) => {
    rank[c] = place;
  });
  return Int32Array.from(design.community, (c) => rank[c]!);
};

/**
 * The figure of a design, through the rule of what may leave the machine: the people of a measured base are real.
 *
 * @param layer `chart`: the spine alone; `lived`: with the lateral ties
 */
export const designFacet = (
  design: Design,
  name: string,
  layer: Portrait['layer'],
  seed: number,
): KaleidoscopeFacet => {
  const view = new View(eventsOf(design, layer), { seed, givenPartition: bySize(design) });
  // Petals beyond these could not be told apart, and every two of them would be looked at.
  const shown = Math.min(design.communityCount, mostPairedCommunities);
  const portrait: Portrait = portraitOf(view, layer, shown);
  const { portraits } = publish({
    format: 'equipo-measures',
    version: 1,
    organisation: name,
    isSimulated: true,
    seed,
    windowScheme: 'quarter',
    coverage: {
      sources: [],
      accounts: design.people,
      people: design.people,
      merges: 0,
      botsLeftOut: 0,
      resolvedShare: 1,
      diagnostics: [],
    },
    portraits: [portrait],
    nearTwins: [],
    headlines: [],
    challenges: [],
    measures: {},
  });
  const [published] = portraits;
  if (published === undefined) throw new Error('designFacet: expected one portrait to be published');
  return facetOf(published, { title: name, isSimulated: true });
};
