import type { StrataBlock } from './strata.ts';

/** What must be known of each statistic before it may be believed, one entry a column. */
export interface ColumnFacts {
  strata: number;
  cases: number;
  rows: number;
  /** Strata in which the statistic is not the same for all. */
  readonly varying: Uint32Array;
  /** 1 while only 0 and 1 were seen. */
  readonly isBinary: Uint8Array;
  /** Cases where the statistic is above 0. */
  readonly casesWith: Uint32Array;
}

export const columnFactsOf = ({ rows, stride, offsets, cases }: StrataBlock): ColumnFacts => {
  const varying = new Uint32Array(stride);
  const isBinary = new Uint8Array(stride).fill(1);
  const casesWith = new Uint32Array(stride);
  const differs = new Uint8Array(stride);
  let caseCount = 0;
  for (let s = 0; s < cases.length; s++) {
    caseCount += cases[s];
    differs.fill(0);
    for (let r = offsets[s]; r < offsets[s + 1]; r++) {
      for (let k = 0; k < stride; k++) {
        const value = rows[r * stride + k];
        if (value !== rows[offsets[s] * stride + k]) differs[k] = 1;
        if (value !== 0 && value !== 1) isBinary[k] = 0;
        if (r < offsets[s] + cases[s] && value > 0) casesWith[k]++;
      }
    }
    for (let k = 0; k < stride; k++) varying[k] += differs[k];
  }
  return {
    strata: cases.length,
    cases: caseCount,
    rows: offsets[cases.length],
    varying,
    isBinary,
    casesWith,
  };
};

export const addColumnFacts = (into: ColumnFacts, more: ColumnFacts): void => {
  into.strata += more.strata;
  into.cases += more.cases;
  into.rows += more.rows;
  for (let k = 0; k < into.varying.length; k++) {
    into.varying[k] += more.varying[k];
    into.isBinary[k] &= more.isBinary[k];
    into.casesWith[k] += more.casesWith[k];
  }
};
