import { type Analysis, addUp, StrataKeeper } from './requests.ts';
import { blockCount } from './strata.ts';

/** Runs an analysis here, on this thread. */
export const runAnalysis = <T>(analysis: Analysis<T>): T => {
  const keeper = new StrataKeeper(0, blockCount);
  let next = analysis.next();
  while (!next.done) next = analysis.next(addUp(next.value, keeper.answer(next.value)));
  return next.value;
};
