import { blockCount } from './design.ts';
import { type Analysis, addUp, DesignKeeper } from './requests.ts';

/** Runs an analysis here, on this thread. */
export const runAnalysis = <T>(analysis: Analysis<T>): T => {
  const keeper = new DesignKeeper(0, blockCount);
  let next = analysis.next();
  while (!next.done) next = analysis.next(addUp(next.value, keeper.answer(next.value)));
  return next.value;
};
