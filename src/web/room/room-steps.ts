import type { OrganisationData } from '../../app/protocol.ts';
import { isSeen, type SeenChallenge } from '../pages/seen-challenges.ts';

type Published = OrganisationData['published'];
type Headline = Published['headlines'][number];

/** One thing a room looks at together. */
export type RoomStep =
  | { readonly is: 'whole' }
  | { readonly is: 'headline'; readonly headline: Headline; readonly place: number }
  | { readonly is: 'formal' }
  | { readonly is: 'challenge'; readonly challenge: SeenChallenge }
  | { readonly is: 'choose'; readonly challenges: readonly SeenChallenge[] };

/** What a room looks at, in order: the figure, a question for each pattern, the chart, what stands in the way, a choice. */
export const roomSteps = (published: Published): readonly RoomStep[] => {
  const challenges = published.challenges.filter(isSeen);
  return [
    { is: 'whole' },
    ...published.headlines.map((headline, place) => ({ is: 'headline' as const, headline, place })),
    ...(published.portraits.some(({ layer }) => layer === 'chart') ? [{ is: 'formal' as const }] : []),
    ...challenges.map((challenge) => ({ is: 'challenge' as const, challenge })),
    { is: 'choose', challenges },
  ];
};
