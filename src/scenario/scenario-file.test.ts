import { describe, expect, it } from 'vitest';
import { RefusalError } from '../base/result.ts';
import { readScenario } from './scenario-file.ts';

const file = (more: object = {}) => ({
  format: 'equipo-scenario',
  version: 1,
  base: { template: 'pyramid', people: 31 },
  ...more,
});

const refusalOf = (said: unknown) => {
  try {
    readScenario(said);
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal;
    throw error;
  }
  return null;
};

describe('a scenario file', () => {
  it('needs no more than a base', () => {
    expect(readScenario(file()).designs).toHaveLength(1);
  });

  it('is refused for an unknown key, with the nearest known one', () => {
    expect(refusalOf(file({ hroizon: 3 }))).toMatchObject({
      code: 'scenario-key-unknown',
      params: { key: 'hroizon', nearest: 'horizon' },
    });
    expect(refusalOf(file({ designs: [{ changes: [{ 'remove-layers': 1 }] }] }))).toMatchObject({
      code: 'scenario-key-unknown',
      params: { nearest: 'remove-layer' },
    });
  });

  it('is refused for a load past saturation', () => {
    expect(refusalOf(file({ models: { load: 1.2 } }))).toMatchObject({ code: 'scenario-load-saturated' });
  });

  it('is refused for values that are not taken, and says where', () => {
    for (const [said, place] of [
      [file({ runs: 1.5 }), 'runs'],
      [file({ base: { template: 'piramid' } }), 'base.template'],
      [file({ designs: [{ changes: [{ load: 'much' }] }] }), 'designs[0].changes[0].load'],
      [file({ version: 2 }), 'version'],
    ] as const) {
      expect(refusalOf(said)).toMatchObject({ code: 'scenario-value-wrong', params: { place } });
    }
  });
});
