import type { Answers } from './answers.ts';
import { kaplanMeier, type SurvivalCurve } from './kaplan-meier.ts';

/** What the people of one group asked, and how long it waited. */
export interface GroupWaits {
  /** People of the group who asked something. */
  readonly people: number;
  readonly messages: number;
  /** The share that still waits. */
  readonly curve: SurvivalCurve;
}

/**
 * How long what each group of people asked waited for an answer.
 *
 * @param groupOf group of each person, −1 for none
 * @returns one entry for each of `groupCount` groups
 * Cost O(k log k) for k messages.
 */
export const waitsByGroup = (answers: Answers, groupOf: Int32Array, groupCount: number): GroupWaits[] => {
  const { asker, waitedMs, isAnswered } = answers;
  const people = new Uint32Array(groupCount);
  const starts = new Uint32Array(groupCount + 1);
  const isCounted = new Uint8Array(groupOf.length);
  for (let k = 0; k < asker.length; k++) {
    const group = groupOf[asker[k]];
    if (group < 0) continue;
    starts[group + 1]++;
    if (isCounted[asker[k]] === 0) {
      isCounted[asker[k]] = 1;
      people[group]++;
    }
  }
  for (let group = 0; group < groupCount; group++) starts[group + 1] += starts[group];
  const next = starts.slice(0, groupCount);
  const waited = new Float64Array(starts[groupCount]);
  const answered = new Uint8Array(starts[groupCount]);
  for (let k = 0; k < asker.length; k++) {
    const group = groupOf[asker[k]];
    if (group < 0) continue;
    waited[next[group]] = waitedMs[k];
    answered[next[group]++] = isAnswered[k];
  }
  return Array.from(people, (count, group) => ({
    people: count,
    messages: starts[group + 1] - starts[group],
    curve: kaplanMeier(
      waited.subarray(starts[group], starts[group + 1]),
      answered.subarray(starts[group], starts[group + 1]),
    ),
  }));
};
