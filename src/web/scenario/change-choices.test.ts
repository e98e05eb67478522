import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { scenarioText } from '../../app/scenarios/write-scenario.ts';
import { changeKinds } from '../../scenario/scenario-file.ts';
import { changeChoices, wordsOfChange } from './change-choices.ts';

describe('changes on the page', () => {
  it('are all taken by a scenario file', () => {
    const changes = changeChoices.map((choice) => wordsOfChange(choice, choice.amount?.first ?? 1));
    const text = scenarioText({
      name: 'All',
      base: { template: 'pyramid', people: 156 },
      designs: [{ name: 'All', changes }],
    });
    expect(parse(text).designs[0].changes).toHaveLength(changeChoices.length);
  });

  it('offer every kind but those that name two people or two communities', () => {
    const offered = new Set(changeChoices.map(({ id }) => id.split('=')[0]));
    expect(changeKinds.filter((kind) => !offered.has(kind))).toEqual(['connect', 'merge']);
  });
});
