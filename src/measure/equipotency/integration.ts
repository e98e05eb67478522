import { nobody } from '../network/events.ts';
import { fewestPeople } from '../network/fewest-people.ts';
import { effectiveNumber, evenness } from '../network/inequality.ts';
import { integrationKinds } from '../network/integration-kinds.ts';
import type { Measure } from '../network/measure.ts';

/**
 * How much of the work is brought in by someone else than who did it, and how many such people there are.
 *
 * share = brought in by others / all that was done, among interactions author → committer or merger; concentration
 * = 1 − (¹D − 1)/(a − 1), ¹D the effective number of people who bring in others' work, a the people who do work
 *
 * What was done is counted by its act; work is brought in by others where an act says so (git: the committer is not
 * the author, or a merge of somebody's commits). People who do work are those with an act of such a source, so a
 * mail archive beside the repository changes nothing.
 *
 * Returns [0, 1]: 0 everybody brings in their own work, 1 nobody does; concentration 0 where all bring in others'
 * work alike, 1 where one person decides for all, `NaN` where nobody brings in another's. `NaN` with
 * `no-integration` without such a source, `too-few` under five people who do work.
 * Cost O(rows). Checked by closed forms.
 */
export const integration: Measure = {
  id: 'integration',
  pattern: 'equipotency',
  title: 'Bringing work in',
  question: 'Is it decided far from the work what goes in?',
  formula:
    'share of finished work that somebody else than its author brings in (git: committer or merger ≠ author); concentration is 1 − (¹D − 1)/(a − 1) over the a people who work',
  unit: 'share',
  range: [0, 1],
  higherMeans: 'more of the work is brought in by somebody else',
  parameters: [],
  parts: [
    {
      id: 'concentration',
      title: 'Concentration among those who bring in others’ work',
      unit: 'share',
      range: [0, 1],
    },
    {
      id: 'effective-integrators',
      title: 'Effective people who bring in others’ work',
      unit: 'people',
      range: [1, Number.POSITIVE_INFINITY],
    },
  ],
  source: 'Hill 1973, Diversity and evenness',
  nullModel: null,
  nullDraws: 0,
  interval: 'logit',
  span: 'each-window',
  needs: ['git'],
  compute(view) {
    const { events } = view;
    const isWork = events.kinds.map((kind) => kind.id.startsWith('git-'));
    const isIntegration = events.kinds.map((kind) => integrationKinds.has(kind.id));
    const works = new Uint8Array(events.people);
    const broughtBy = new Float64Array(events.people);
    let done = 0;
    let brought = 0;
    let lastAct = -1;
    let lastBringing = -1;
    for (let row = 0; row < events.from.length; row++) {
      const kind = events.kind[row];
      if (!isWork[kind]) continue;
      works[events.from[row]] = 1;
      if (isIntegration[kind] && events.to[row] !== nobody && events.to[row] !== events.from[row]) {
        works[events.to[row]] = 1;
        brought++;
        broughtBy[events.to[row]]++;
        lastBringing = events.act[row];
      } else if (events.act[row] !== lastAct && events.act[row] !== lastBringing) {
        lastAct = events.act[row];
        done++;
      }
    }
    if (done === 0) return { value: Number.NaN, reason: 'no-integration' };
    const workers = works.reduce((sum, value) => sum + value, 0);
    if (workers < fewestPeople) return { value: Number.NaN, reason: 'too-few' };
    const effective = effectiveNumber(broughtBy);
    return {
      value: Math.min(1, brought / done),
      parts: { concentration: 1 - evenness(effective, workers), 'effective-integrators': effective },
    };
  },
};
