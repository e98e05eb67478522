/**
 * Which unknowns a set of known sums gives away. Every sum says: these cells together make a number that is known.
 * An unknown is given away when some combination of the sums contains it alone.
 */

/** A prime below 2^31, so that products stay exact in BigInt-free arithmetic of two halves. */
const prime = 2_147_483_629;

const multiply = (a: number, b: number): number => {
  // a · b mod prime without leaving the exact integers: 16 bits of b at a time.
  const high = Math.floor(b / 65_536);
  const low = b % 65_536;
  return (((((a * high) % prime) * 65_536) % prime) + a * low) % prime;
};

const inverse = (value: number): number => {
  let result = 1;
  let base = value;
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = multiply(result, base);
    base = multiply(base, base);
  }
  return result;
};

/**
 * Unknowns that are determined by sums with coefficients 1.
 *
 * Reduces the sums to row echelon form (Gauss–Jordan, modulo a prime near 2³¹: exact where floating point is not;
 * for coefficients of 0 and 1 it can differ from the rationals only where a minor is a multiple of the prime). An
 * unknown is determined exactly when its row has no other unknown left.
 *
 * @param unknowns number of unknown cells
 * @param sums for each known sum, the indices of the unknowns in it, each once
 * @returns indices of determined unknowns, ascending
 *
 * Cost O(sums² · unknowns). Checked against random assignments: two solutions of the same sums never differ in a
 * determined cell and do differ in every other.
 */
export const determinedCells = (unknowns: number, sums: readonly (readonly number[])[]): number[] => {
  const rows = sums
    .filter((sum) => sum.length > 0)
    .map((sum) => {
      const row = new Float64Array(unknowns);
      for (const index of sum) row[index] = 1;
      return row;
    });
  const pivots: { readonly row: Float64Array; readonly column: number }[] = [];
  for (const row of rows) {
    for (const pivot of pivots) {
      const factor = row[pivot.column]!;
      if (factor === 0) continue;
      for (let k = 0; k < unknowns; k++)
        if (pivot.row[k] !== 0) row[k] = (row[k]! + prime - multiply(factor, pivot.row[k]!)) % prime;
    }
    const column = row.findIndex((value) => value !== 0);
    if (column < 0) continue;
    const scale = inverse(row[column]!);
    for (let k = 0; k < unknowns; k++) if (row[k] !== 0) row[k] = multiply(row[k]!, scale);
    for (const pivot of pivots) {
      const factor = pivot.row[column]!;
      if (factor === 0) continue;
      for (let k = 0; k < unknowns; k++)
        if (row[k] !== 0) pivot.row[k] = (pivot.row[k]! + prime - multiply(factor, row[k]!)) % prime;
    }
    pivots.push({ row, column });
  }
  return pivots
    .filter(({ row }) => row.reduce((others, value) => others + (value === 0 ? 0 : 1), 0) === 1)
    .map(({ column }) => column)
    .sort((a, b) => a - b);
};
