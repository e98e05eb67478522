import type { DecisionAct } from './decision-tables.ts';

/** What whoever opened a decision said when they withdrew it; `null` where it goes its way. */
export const withdrawnFor = (acts: ReadonlyMap<string, DecisionAct>): string | null => {
  for (const { act } of acts.values()) if (act.kind === 'withdrawn') return act.why;
  return null;
};
