import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packedAt } from '../../src/base/symmetric-matrix.ts';
import {
  clusteredCovariance,
  clusterSumsOf,
} from '../../src/measure/dynamics/relational-events/clustered-errors.ts';
import { sumsOf } from '../../src/measure/dynamics/relational-events/likelihood.ts';
import { maximise } from '../../src/measure/dynamics/relational-events/maximise.ts';
import type { StrataBlock } from '../../src/measure/dynamics/relational-events/strata.ts';

const r = JSON.parse(
  readFileSync(new URL('./values/clustered-errors.json', import.meta.url), 'utf8'),
) as Record<'cluster' | 'case' | 'control' | 'coefficient' | 'error' | 'clustered' | 'reduced', number[]>;

/** The search ends within 3e-6 standard errors of the maximum. */
it('errors of matched pairs in clusters of many sizes are as R finds them, plain and bias-reduced', () => {
  const strata = r.cluster.length;
  const rows = new Float64Array(strata * 6);
  for (let s = 0; s < strata; s++) {
    rows.set(r.case.slice(3 * s, 3 * s + 3), 6 * s);
    rows.set(r.control.slice(3 * s, 3 * s + 3), 6 * s + 3);
  }
  const block: StrataBlock = {
    rows,
    stride: 3,
    candidate: new Uint32Array(2 * strata),
    offsets: Uint32Array.from({ length: strata + 1 }, (_, s) => 2 * s),
    cases: new Uint32Array(strata).fill(1),
    cluster: Uint32Array.from(r.cluster),
  };
  const columns = [0, 1, 2];
  const search = maximise(3);
  let next = search.next();
  while (!next.done) next = search.next(sumsOf(block, columns, next.value));
  const { beta, covariance } = next.value;
  const clusters = clusterSumsOf(block, columns, beta, 12);
  for (const k of columns) {
    expect(beta[k]).toBeCloseTo(r.coefficient[k]!, 6);
    expect(Math.sqrt(covariance![packedAt(k, k)]!)).toBeCloseTo(r.error[k]!, 6);
    for (const [kind, expected] of [
      ['plain', r.clustered],
      ['bias-reduced', r.reduced],
    ] as const) {
      const found = clusteredCovariance(clusters, covariance!, 3, kind);
      expect(Math.sqrt(found[packedAt(k, k)]!), kind).toBeCloseTo(expected[k]!, 6);
    }
  }
});
