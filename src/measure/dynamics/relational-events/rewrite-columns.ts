import type { Effect } from './effects.ts';
import type { Covariates } from './event-sequence.ts';
import { Statistics } from './statistics.ts';
import type { StrataBlock, StrataSpec } from './strata.ts';

/** Statistics of who people are, as they would be were people others. */
export interface Rewrite {
  readonly columns: readonly number[];
  /** One a column; of covariates that do not change in time. */
  readonly effects: readonly Effect[];
  readonly covariates: Covariates;
}

/** Writes columns of a block anew, in place. Cost O(rows · columns). */
export const rewriteColumns = (
  { rows, stride, offsets, candidate, cluster }: StrataBlock,
  { sequence, model }: StrataSpec,
  { columns, effects, covariates }: Rewrite,
): void => {
  const { people } = sequence;
  const statistics = new Statistics(sequence, effects, covariates);
  const values = new Float64Array(effects.length);
  for (let s = 0; s < cluster.length; s++) {
    for (let r = offsets[s]; r < offsets[s + 1]; r++) {
      const i = model === 'choice' ? cluster[s] : Math.floor(candidate[r] / people);
      statistics.hold(i);
      statistics.write(model === 'choice' ? candidate[r] : candidate[r] % people, values, 0);
      statistics.release();
      for (let k = 0; k < columns.length; k++) rows[r * stride + columns[k]] = values[k];
    }
  }
};
