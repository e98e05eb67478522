import { describe, expect, it } from 'vitest';
import { catalogue } from '../../measure/catalogue.ts';
import { measuresSpanish } from './measures-spanish.ts';

describe('the measures in Spanish', () => {
  it('are those of the catalogue, each with its question', () => {
    expect(Object.keys(measuresSpanish)).toEqual(catalogue.map(({ id }) => id));
    for (const { question } of Object.values(measuresSpanish)) expect(question).toMatch(/^¿.+\?$/);
  });
});
