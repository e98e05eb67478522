import type { SaidChange } from '../scenario-file.ts';

/** Challenges that a change of design speaks to. */
export const challengesWithChanges = [
  'bridge-of-one',
  'chart-and-lived-disagree',
  'decisions-far-from-work',
  'everything-through-a-few',
  'lead-never-rotates',
  'rank-decides-answers',
  'silos',
] as const;

/**
 * One step from a challenge to a scenario: the changes that speak to what stands in the way. A start to be edited, no
 * advice; a challenge about answering or time has no change of design, and gives none.
 *
 * @param challenge id of a challenge rule
 * @param people how many the organisation has: bridges are laid for a tenth of them
 */
export const changesForChallenge = (challenge: string, people: number): readonly SaidChange[] => {
  const count = Math.max(2, Math.round(people / 10));
  switch (challenge) {
    case 'everything-through-a-few':
      return [
        { change: 'delegate', matters: 'within', to: { by: 'facilitator' } },
        { change: 'add-bridges', kind: 'multiscale', count },
      ];
    case 'bridge-of-one':
    case 'silos':
      return [{ change: 'add-bridges', kind: 'random', count }];
    case 'decisions-far-from-work':
      return [{ change: 'delegate', matters: 'within', to: { by: 'consent', of: 3 } }];
    case 'lead-never-rotates':
      return [{ change: 'rotate-facilitation' }];
    case 'chart-and-lived-disagree':
      return [{ change: 'form', size: 8 }];
    case 'rank-decides-answers':
      return [{ change: 'remove-layer', layer: 1 }];
    default:
      return [];
  }
};
