import { describe, expect, it } from 'vitest';
import { randomStream } from '../../base/random.ts';
import { RefusalError } from '../../base/result.ts';
import { parseEffects } from '../../measure/dynamics/relational-events/effects.ts';
import { noCovariates } from '../../measure/dynamics/relational-events/event-sequence.ts';
import { runAnalysis } from '../../measure/dynamics/relational-events/run-analysis.ts';
import { studyOf } from '../../measure/dynamics/relational-events/study.ts';
import { analyseOnWorkers } from './dynamics-on-workers.ts';

const random = randomStream(31, 'workers');
const count = 800;
const sender = Uint32Array.from({ length: count }, () => random.below(35));
const analysis = () =>
  studyOf({
    sequence: {
      people: 35,
      time: Float64Array.from({ length: count }, (_, e) => e),
      sender,
      offsets: Uint32Array.from({ length: count + 1 }, (_, e) => e),
      // Every second one answers the one before.
      receivers: sender.map((i, e) =>
        e % 2 === 1 && sender[e - 1] !== i ? sender[e - 1]! : (i + 1 + (e % 34)) % 35,
      ),
    },
    effects: parseEffects('inertia,reciprocity', 100),
    covariates: noCovariates,
    model: 'choice',
    controls: 8,
    seed: 3,
    quiet: null,
    hasSensitivity: true,
  });

describe('an analysis on workers', () => {
  it('gives the same bytes on one, on three and here', async () => {
    const { signal } = new AbortController();
    const here = runAnalysis(analysis());
    let blocks = 0;
    expect(await analyseOnWorkers(analysis(), 1, signal)).toEqual(here);
    expect(await analyseOnWorkers(analysis(), 3, signal, () => blocks++)).toEqual(here);
    expect(blocks).toBeGreaterThan(0);
  });

  it('stops when told to', async () => {
    const stop = new AbortController();
    await expect(analyseOnWorkers(analysis(), 2, stop.signal, () => stop.abort())).rejects.toThrow(
      RefusalError,
    );
    await expect(analyseOnWorkers(analysis(), 2, stop.signal)).rejects.toThrow(RefusalError);
  });
});
