/**
 * Small symmetric matrices, kept as their packed lower triangle: entry (row, column), column ≤ row, stands at
 * row·(row + 1)/2 + column.
 */

export const packedLength = (size: number): number => (size * (size + 1)) / 2;

export const packedAt = (row: number, column: number): number =>
  row >= column ? (row * (row + 1)) / 2 + column : (column * (column + 1)) / 2 + row;

/** Packed lower triangle of D^{−½} A D^{−½}, D the diagonal of A, which must be positive. */
const scaled = (packed: Float64Array, size: number): Float64Array => {
  const result = new Float64Array(packed.length);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      result[packedAt(row, column)] =
        packed[packedAt(row, column)] /
        Math.sqrt(packed[packedAt(row, row)] * packed[packedAt(column, column)]);
    }
  }
  return result;
};

/**
 * Inverse of a positive definite matrix.
 *
 * @param packed lower triangle, not changed
 * @returns packed lower triangle; `null` where the matrix is not positive definite to working precision (a pivot
 *   under 1e-12 once the diagonal is scaled to 1)
 * Cost O(size³). Source: Cholesky; Golub & Van Loan, 4th ed., algorithm 4.2.1, after scaling the diagonal to 1.
 * Checked by A·A⁻¹ = 1 in property tests.
 */
export const inverseOf = (packed: Float64Array, size: number): Float64Array | null => {
  for (let k = 0; k < size; k++) if (!(packed[packedAt(k, k)] > 0)) return null;
  const lower = scaled(packed, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = lower[packedAt(row, column)];
      for (let k = 0; k < column; k++) sum -= lower[packedAt(row, k)] * lower[packedAt(column, k)];
      if (row === column) {
        if (!(sum > 1e-12)) return null;
        lower[packedAt(row, row)] = Math.sqrt(sum);
      } else lower[packedAt(row, column)] = sum / lower[packedAt(column, column)];
    }
  }
  // L⁻¹ in place, column by column.
  for (let column = 0; column < size; column++) {
    lower[packedAt(column, column)] = 1 / lower[packedAt(column, column)];
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum -= lower[packedAt(row, k)] * lower[packedAt(k, column)];
      lower[packedAt(row, column)] = sum / lower[packedAt(row, row)];
    }
  }
  const inverse = new Float64Array(packed.length);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < size; k++) sum += lower[packedAt(k, row)] * lower[packedAt(k, column)];
      inverse[packedAt(row, column)] =
        sum / Math.sqrt(packed[packedAt(row, row)] * packed[packedAt(column, column)]);
    }
  }
  return inverse;
};

export interface Eigen {
  readonly values: Float64Array;
  /** Row-major: entry (i, k) of the matrix whose column k belongs to values[k] stands at i·size + k. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, in no order.
 *
 * @param packed lower triangle, not changed
 * Cost O(size³) a sweep, about eight sweeps. Source: cyclic Jacobi; Golub & Van Loan, 4th ed., algorithm 8.5.2.
 * Checked by V·Λ·Vᵀ = A and VᵀV = 1 in property tests.
 */
export const eigenOf = (packed: Float64Array, size: number): Eigen => {
  const a = new Float64Array(size * size);
  const vectors = new Float64Array(size * size);
  let norm = 0;
  for (let i = 0; i < size; i++) {
    vectors[i * size + i] = 1;
    for (let j = 0; j < size; j++) {
      a[i * size + j] = packed[packedAt(i, j)];
      norm += a[i * size + j] ** 2;
    }
  }
  const mostSweeps = 60;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let off = 0;
    for (let i = 1; i < size; i++) for (let j = 0; j < i; j++) off += a[i * size + j] ** 2;
    if (off <= 1e-30 * norm) break;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = a[p * size + q];
        if (apq === 0) continue;
        const theta = (a[q * size + q] - a[p * size + p]) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < size; k++) {
          const [akp, akq] = [a[k * size + p], a[k * size + q]];
          a[k * size + p] = c * akp - s * akq;
          a[k * size + q] = s * akp + c * akq;
        }
        for (let k = 0; k < size; k++) {
          const [apk, aqk] = [a[p * size + k], a[q * size + k]];
          a[p * size + k] = c * apk - s * aqk;
          a[q * size + k] = s * apk + c * aqk;
          const [vkp, vkq] = [vectors[k * size + p], vectors[k * size + q]];
          vectors[k * size + p] = c * vkp - s * vkq;
          vectors[k * size + q] = s * vkp + c * vkq;
        }
      }
    }
  }
  return { values: Float64Array.from({ length: size }, (_, k) => a[k * size + k]), vectors };
};

/**
 * Smallest over largest eigenvalue once the diagonal is scaled to 1, in [0, 1]; 0 where the matrix is not positive
 * definite. The scale of units drops out: what is left is how nearly one row repeats others.
 */
export const reciprocalCondition = (packed: Float64Array, size: number): number => {
  for (let k = 0; k < size; k++) if (!(packed[packedAt(k, k)] > 0)) return 0;
  const { values } = eigenOf(scaled(packed, size), size);
  return Math.max(0, Math.min(...values) / Math.max(...values));
};

/** A·x for a packed symmetric A. */
export const timesVector = (packed: Float64Array, x: Float64Array): Float64Array => {
  const result = new Float64Array(x.length);
  for (let row = 0; row < x.length; row++) {
    for (let column = 0; column < x.length; column++) {
      result[row] += packed[packedAt(row, column)] * x[column];
    }
  }
  return result;
};
