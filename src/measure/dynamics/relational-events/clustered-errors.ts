import { eigenOf, packedAt, packedLength } from '../../../base/symmetric-matrix.ts';
import { walkStrata } from './likelihood.ts';
import type { StrataBlock } from './strata.ts';

/** Score and information of the strata of each cluster, clusters × columns and clusters × packed columns. */
export interface ClusterSums {
  readonly scores: Float64Array;
  readonly informations: Float64Array;
  readonly strata: Uint32Array;
}

export const clusterSumsOf = (
  block: StrataBlock,
  columns: readonly number[],
  beta: Float64Array,
  clusters: number,
): ClusterSums => {
  const width = columns.length;
  const packed = packedLength(width);
  const scores = new Float64Array(clusters * width);
  const informations = new Float64Array(clusters * packed);
  const strata = new Uint32Array(clusters);
  walkStrata(block, columns, beta, (stratum, { gradient, information }) => {
    const cluster = block.cluster[stratum];
    strata[cluster]++;
    for (let k = 0; k < width; k++) scores[cluster * width + k] += gradient[k];
    for (let k = 0; k < packed; k++) informations[cluster * packed + k] += information[k];
  });
  return { scores, informations, strata };
};

export const addClusterSums = (into: ClusterSums, more: ClusterSums): void => {
  for (let k = 0; k < into.scores.length; k++) into.scores[k] += more.scores[k];
  for (let k = 0; k < into.informations.length; k++) into.informations[k] += more.informations[k];
  for (let k = 0; k < into.strata.length; k++) into.strata[k] += more.strata[k];
};

/** A symmetric matrix from its eigenvectors and changed eigenvalues, row-major. */
const rebuilt = (vectors: Float64Array, values: Float64Array, size: number): Float64Array => {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += vectors[i * size + k] * values[k] * vectors[j * size + k];
      result[i * size + j] = sum;
    }
  }
  return result;
};

/** Packed lower triangle of P·A·P, A packed, P symmetric row-major. */
const sandwiched = (p: Float64Array, a: Float64Array, size: number): Float64Array => {
  const half = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) half[i * size + j] += p[i * size + k] * a[packedAt(k, j)];
    }
  }
  const result = new Float64Array(packedLength(size));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += half[i * size + k] * p[k * size + j];
      result[packedAt(i, j)] = sum;
    }
  }
  return result;
};

const applied = (matrix: Float64Array, x: Float64Array): Float64Array =>
  x.map((_, i) => x.reduce((sum, each, k) => sum + matrix[i * x.length + k] * each, 0));

/**
 * The score of one cluster as it would be had the cluster not pulled the fit towards itself.
 *
 * U* = I_c^{½} M^{−½} I_c^{−½} U_c, M = 1 − I_c^{½} I⁻¹ I_c^{½}: what Bell & McCaffrey's (1 − H_cc)^{−½} does to
 * weighted residuals, written for scores. Directions the cluster says nothing about, or determines alone, are left 0.
 */
const unleveraged = (
  score: Float64Array,
  information: Float64Array,
  covariance: Float64Array,
): Float64Array => {
  const size = score.length;
  const { values, vectors } = eigenOf(information, size);
  const tiny = 1e-12 * Math.max(...values, 0);
  const root = rebuilt(
    vectors,
    values.map((each) => (each > tiny ? Math.sqrt(each) : 0)),
    size,
  );
  const inverseRoot = rebuilt(
    vectors,
    values.map((each) => (each > tiny ? 1 / Math.sqrt(each) : 0)),
    size,
  );
  const remaining = sandwiched(root, covariance, size).map((each) => -each);
  for (let k = 0; k < size; k++) remaining[packedAt(k, k)] += 1;
  const m = eigenOf(remaining, size);
  const adjust = rebuilt(
    m.vectors,
    m.values.map((each) => (each > 1e-9 ? 1 / Math.sqrt(each) : 0)),
    size,
  );
  return applied(root, applied(adjust, applied(inverseRoot, score)));
};

/**
 * Standard errors that allow for strata of one cluster going together.
 *
 * V = I⁻¹ (Σ_c U_c U_c′) I⁻¹; `bias-reduced` (CR2) takes U_c as it would be had the cluster not pulled the fit.
 *
 * @param covariance I⁻¹, packed
 * @returns V, packed
 * Cost O(clusters · columns³).
 * Source: Lin & Wei 1989; Bell & McCaffrey 2002; Pustejovsky & Tipton 2018.
 * Checked against R: survival::clogit with cluster() (plain), clusters' residuals through (1 − H)^{−½} (CR2).
 */
export const clusteredCovariance = (
  { scores, informations, strata }: ClusterSums,
  covariance: Float64Array,
  width: number,
  kind: 'plain' | 'bias-reduced',
): Float64Array => {
  const packed = packedLength(width);
  const meat = new Float64Array(packed);
  for (let c = 0; c < strata.length; c++) {
    if (strata[c] === 0) continue;
    const plain = scores.subarray(c * width, (c + 1) * width);
    const score =
      kind === 'plain'
        ? plain
        : unleveraged(plain, informations.subarray(c * packed, (c + 1) * packed), covariance);
    for (let i = 0, cell = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) meat[cell++] += score[i] * score[j];
    }
  }
  const square = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) square[i * width + j] = covariance[packedAt(i, j)];
  }
  return sandwiched(square, meat, width);
};
