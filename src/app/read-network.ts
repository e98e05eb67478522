import { RefusalError } from '../base/result.ts';
import { calendarWindows, type WindowScheme } from '../base/time.ts';
import { discLayout } from '../kaleidoscope/network-map/disc-layout.ts';
import type { Archive } from '../measure/archive/archive.ts';
import { communityLetter } from '../measure/community-letter.ts';
import { communitiesOf } from '../measure/found-communities.ts';
import { timedSpan } from '../measure/network/activity.ts';
import { View } from '../measure/network/view.ts';
import type { NetworkData } from './protocol.ts';

export interface NetworkRequest {
  readonly organisation: string;
  /** `whole`, or a window's id. */
  readonly window: string;
  readonly scheme: WindowScheme;
  readonly levelTop: 'low' | 'high';
  readonly seed: number;
}

/**
 * Who is tied to whom in one window, by pseudonym. Only for the machine that holds the archive: its owner has all of
 * this already, and nobody else gets it.
 *
 * @throws RefusalError `window-unknown`, `interactions-none`
 */
export const readNetwork = async (archive: Archive, request: NetworkRequest): Promise<NetworkData> => {
  const { events, people } = await archive.readEvents();
  const chart = await archive.readChart(people, { levelTop: request.levelTop });
  const span = timedSpan(events);
  const windows = span === null ? [] : calendarWindows(span.firstMs, span.lastMs, request.scheme);
  const whole = new View(events, { chart, seed: request.seed, windows });
  if (whole.ties().targets.length === 0) throw new RefusalError('interactions-none');
  // The letters of the figure: the communities of the whole span, in every window.
  const { communityOf, communityCount } = communitiesOf(whole, whole.foundPartition());
  const view =
    request.window === 'whole' ? whole : whole.windows().find(({ window }) => window.id === request.window);
  if (view === undefined) throw new RefusalError('window-unknown', { window: request.window.slice(0, 20) });

  const words = await archive.pseudonyms(people);
  const ties = view.ties();
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  for (let a = 0; a < view.nodeCount; a++) {
    for (let k = ties.offsets[a]!; k < ties.offsets[a + 1]!; k++) {
      const b = ties.targets[k]!;
      if (b <= a) continue;
      from.push(a);
      to.push(b);
      weight.push(ties.weights === null ? 1 : ties.weights[k]!);
    }
  }
  const community = Int32Array.from(view.persons, (person) => communityOf[person]!);
  const { x, y } = discLayout({ nodeCount: view.nodeCount, community, communityCount, from, to, weight });
  const rounded = (places: Float64Array) => Array.from(places, (place) => Math.round(place * 1e5) / 1e5);
  return {
    organisation: request.organisation,
    window: request.window,
    labels: Array.from(view.persons, (person) => words.get(people[person]!.id) ?? ''),
    communities: Array.from(community, (c) => (c < 0 ? '' : communityLetter(c))),
    x: rounded(x),
    y: rounded(y),
    from,
    to,
    weight,
    managers:
      chart === null
        ? null
        : Array.from(view.persons, (person) => {
            const manager = chart.manager[person]!;
            return manager < 0 ? -1 : view.nodeOf[manager]!;
          }),
  };
};
