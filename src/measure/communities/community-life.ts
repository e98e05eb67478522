import { fewestPeople } from '../network/fewest-people.ts';
import type { Measure } from '../network/measure.ts';
import type { View } from '../network/view.ts';
import { consecutivePairs } from '../network/view-windows.ts';
import { matchCommunities } from './match-communities.ts';

/** Persons of each community of at least five tied people in a window. */
const communitiesOf = (view: View): Uint32Array[] =>
  view.memo('communities of five', () => {
    const ties = view.ties();
    const { membership, communityCount } = view.foundPartition();
    const persons: number[][] = Array.from({ length: communityCount }, () => []);
    for (let i = 0; i < view.nodeCount; i++) {
      if (ties.offsets[i + 1] > ties.offsets[i]) persons[membership[i]].push(view.persons[i]);
    }
    return persons
      .filter((people) => people.length >= fewestPeople)
      .map((people) => Uint32Array.from(people));
  });

const eventNames = ['continue', 'grow', 'shrink', 'merge', 'split', 'form', 'dissolve'] as const;

/**
 * What becomes of communities from one window to the next.
 *
 * A and B are matched where |A ∩ B| / min(|A|, |B|) ≥ 0.5; one of several matches is the main line, by Jaccard. A
 * community that goes on in one continues, grows or shrinks by more than a tenth; in several it splits; several that
 * go on in one merge; without match one dissolves or forms. Communities are those of at least five people found in
 * each window's own ties.
 *
 * Value: share of communities that live on, whatever became of them. For the whole span, over all pairs of
 * consecutive windows, each community counted once.
 *
 * Returns [0, 1]. `NaN` with `no-two-windows`, or `too-few` where no window has a community of five.
 * Cost O(people) for each pair, after Leiden in each window.
 * Checked on one case of each event, and by laws of counting.
 */
export const communityLife: Measure = {
  id: 'community-life',
  pattern: 'communities',
  title: 'Life of communities',
  question: 'Do communities live on, and do new ones form?',
  formula:
    'share of communities of at least five people that live on in the next window; A lives on in B where |A ∩ B|/min(|A|, |B|) ≥ 0.5, main line by Jaccard',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more communities live on into the next window',
  parameters: [
    { id: 'containment', value: 0.5, unit: 'share', meaning: 'how much of the smaller must be in the other' },
    { id: 'change', value: 0.1, unit: 'share', meaning: 'beyond this a community grows or shrinks' },
  ],
  parts: [
    ...eventNames.map((id) => ({
      id,
      title: `${id[0].toUpperCase()}${id.slice(1)}`,
      unit: 'communities',
      range: [0, Number.POSITIVE_INFINITY] as const,
    })),
    { id: 'jaccard', title: 'People kept along main lines (Jaccard)', unit: 'share', range: [0, 1] },
  ],
  source: 'Greene, Doyle & Cunningham 2010, Tracking the evolution of communities in dynamic social networks',
  nullModel: 'time-shuffle',
  nullDraws: 20,
  interval: 'none',
  span: 'consecutive-windows',
  needs: ['time'],
  compute(view) {
    const pairs = consecutivePairs(view);
    if (pairs.length === 0) return { value: Number.NaN, reason: 'no-two-windows' };
    const lives = pairs.map(({ earlier, later }) =>
      matchCommunities(communitiesOf(earlier), communitiesOf(later), view.within.events.people),
    );
    const total = (name: (typeof eventNames)[number]) =>
      lives.reduce((sum, life) => sum + life.events[name], 0);
    const before = lives.reduce((sum, life) => sum + life.before, 0);
    if (before === 0) return { value: Number.NaN, reason: 'too-few' };
    const kept = lives.flatMap((life) => life.mainLines.map((line) => line.jaccard));
    return {
      value: 1 - total('dissolve') / before,
      parts: {
        ...Object.fromEntries(eventNames.map((name) => [name, total(name)])),
        jaccard: kept.reduce((sum, jaccard) => sum + jaccard, 0) / kept.length,
      },
      tables: {
        events: {
          window: pairs.map(({ later }) => later.window.id),
          ...Object.fromEntries(eventNames.map((name) => [name, lives.map((life) => life.events[name])])),
        },
      },
    };
  },
};
