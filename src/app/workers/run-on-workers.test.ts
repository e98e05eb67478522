import { describe, expect, it } from 'vitest';
import { madeUpOrganisation } from '../../../test/made-up-organisation.ts';
import { RefusalError } from '../../base/result.ts';
import { type EvaluationInput, evaluate } from '../../measure/evaluate.ts';
import { workersOf } from './run-on-workers.ts';

const input = (): EvaluationInput => ({
  ...madeUpOrganisation(3),
  organisation: 'Made up',
  isSimulated: true,
  authorship: null,
  coverage: {
    sources: [],
    accounts: 36,
    people: 36,
    merges: 0,
    botsLeftOut: 0,
    resolvedShare: 1,
    diagnostics: [],
  },
  seed: 11,
  windowScheme: 'quarter',
  measures: ['communities', 'lead', 'rank-and-lead', 'reciprocity', 'lead-rotation'],
  withNulls: true,
  withIntervals: true,
});

describe('measuring on workers', () => {
  it('gives the same bytes with one worker, with two, and without', async () => {
    const inline = JSON.stringify(await evaluate(input()));
    expect(JSON.stringify(await evaluate(input(), workersOf(1)))).toBe(inline);
    expect(JSON.stringify(await evaluate(input(), workersOf(2)))).toBe(inline);
  });

  it('stops in the middle when told to', async () => {
    const stopping = new AbortController();
    const asked = evaluate(
      {
        ...input(),
        signal: stopping.signal,
        onProgress: (done) => {
          if (done === 3) stopping.abort();
        },
      },
      workersOf(2),
    );
    await expect(asked).rejects.toBeInstanceOf(RefusalError);
    await expect(asked).rejects.toMatchObject({ refusal: { code: 'stopped' } });
  });
});
