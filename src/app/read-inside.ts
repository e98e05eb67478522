import { RefusalError } from '../base/result.ts';
import { untimed } from '../base/time.ts';
import { publish } from '../kaleidoscope/disclosure.ts';
import type { Archive } from '../measure/archive/archive.ts';
import { communityLetter } from '../measure/community-letter.ts';
import { evaluate } from '../measure/evaluate.ts';
import { communitiesOf } from '../measure/found-communities.ts';
import type { Events } from '../measure/network/events.ts';
import { fewestPeople } from '../measure/network/fewest-people.ts';
import { View } from '../measure/network/view.ts';
import type { InsideData } from './protocol.ts';

/** Rows of what two people of one community did with one another. */
const rowsInside = (events: Events, communityOf: Int32Array, community: number): Events => {
  const rows: number[] = [];
  for (let row = 0; row < events.from.length; row++) {
    if (communityOf[events.from[row]!] === community && communityOf[events.to[row]!] === community)
      rows.push(row);
  }
  const pick = <T extends Float64Array | Uint32Array | Uint8Array>(column: T): T => {
    const picked = column.slice(0, rows.length) as T;
    for (const [k, row] of rows.entries()) picked[k] = column[row]!;
    return picked;
  };
  return {
    people: events.people,
    kinds: events.kinds,
    // The span as one: nothing is asked about time.
    timeMs: new Float64Array(rows.length).fill(untimed),
    from: pick(events.from),
    to: pick(events.to),
    kind: pick(events.kind),
    weight: pick(events.weight),
    act: pick(events.act),
    thread: pick(events.thread),
  };
};

export interface InsideRequest {
  /** The community's letter in the figure of the whole. */
  readonly letter: string;
  readonly seed: number;
}

/**
 * A community by itself: the communities inside it, drawn by the same rules and under the same disclosure rule as the
 * whole. Only for the machine that holds the traces, for what leaves it has one partition.
 *
 * @throws RefusalError `community-unknown`
 */
export const readInside = async (archive: Archive, { letter, seed }: InsideRequest): Promise<InsideData> => {
  const { events, coverage } = await archive.readEvents();
  const whole = new View(events, { seed });
  const { communityOf, sizes } = communitiesOf(whole, whole.foundPartition());
  const community = sizes.findIndex((_, place) => communityLetter(place) === letter);
  if (community < 0) throw new RefusalError('community-unknown', { letter: letter.slice(0, 8) });
  try {
    const evaluation = await evaluate({
      organisation: letter,
      isSimulated: false,
      events: rowsInside(events, communityOf, community),
      chart: null,
      authorship: null,
      coverage,
      seed,
      windowScheme: 'year',
      measures: ['communities', 'lead', 'reciprocity'],
      withNulls: false,
      withIntervals: false,
    });
    const published = publish({ ...evaluation, challenges: [] });
    const inside = published.portraits.find(({ window }) => window === 'whole')?.communities ?? [];
    const shown = inside.filter(({ people }) => people !== null && people >= fewestPeople);
    return { letter, published: shown.length < 2 ? null : published };
  } catch (error) {
    // Too small to be looked into is an answer, not a mistake of who asked.
    if (error instanceof RefusalError) return { letter, published: null };
    throw error;
  }
};
