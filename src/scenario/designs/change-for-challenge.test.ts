import { describe, expect, it } from 'vitest';
import { changesForChallenge } from './change-for-challenge.ts';
import { type Change, makeChanges } from './changes.ts';
import { makeTemplate, templates } from './templates.ts';

describe('one step from a challenge to a scenario', () => {
  it('gives changes that can be made, for challenges a design can speak to', () => {
    for (const id of ['everything-through-a-few', 'silos', 'lead-never-rotates', 'rank-decides-answers']) {
      const changes = changesForChallenge(id, 60) as readonly Change[];
      expect(changes.length).toBeGreaterThan(0);
      expect(makeChanges(makeTemplate(templates[0], 60, 1), changes, 1).people).toBe(60);
    }
  });

  it('gives none where no design would speak to it', () => {
    expect(changesForChallenge('newcomers-unanswered', 60)).toEqual([]);
  });
});
