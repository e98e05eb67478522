import { dayMs } from '../../base/time.ts';
import { firstActMs } from '../network/activity.ts';
import { type Answers, answerHorizonMs, answersOf } from '../network/answers.ts';
import { fewestPeople } from '../network/fewest-people.ts';
import { happenedBy } from '../network/kaplan-meier.ts';
import type { Measure } from '../network/measure.ts';
import type { View } from '../network/view.ts';
import { waitsByGroup } from '../network/waits-by-group.ts';

/** People of one standing, and how their messages fare. */
interface Standing {
  readonly name: string;
  readonly people: number;
  readonly messages: number;
  /** Share answered within the horizon. */
  readonly answered: number;
}

/** How the messages of each group fare. `groupOf` gives each person's group, −1 for none. */
const standings = (answers: Answers, names: readonly string[], groupOf: Int32Array): Standing[] =>
  waitsByGroup(answers, groupOf, names.length).map(({ people, messages, curve }, group) => ({
    name: names[group],
    people,
    messages,
    answered: happenedBy(curve, answerHorizonMs),
  }));

/** Lowest answer rate over the highest; `NaN` with fewer than two groups that may be spoken of. */
const ratioOf = (groups: readonly Standing[]): number => {
  const rates = groups
    .filter((group) => group.people >= fewestPeople && !Number.isNaN(group.answered))
    .map((group) => group.answered);
  const highest = Math.max(...rates);
  return rates.length < 2 || highest === 0 ? Number.NaN : Math.min(...rates) / highest;
};

/** Everybody who waited for an answer, each once. */
const askers = (view: View, answers: Answers): number[] => {
  const asks = new Uint8Array(view.events.people);
  for (const person of answers.asker) asks[person] = 1;
  return Array.from(view.persons).filter((person) => asks[person] === 1);
};

/** Thirds of the people who asked, by how long they have been there; people who came together stay together. */
const byTenure = (view: View, answers: Answers): Standing[] => {
  const first = firstActMs(view);
  const people = askers(view, answers);
  const came = Float64Array.from(people, (person) => first[person]).sort();
  const groupOf = new Int32Array(view.events.people).fill(-1);
  const startOf = (third: number) => came[Math.ceil((third * came.length) / 3)];
  for (const person of people) {
    groupOf[person] = first[person] < startOf(1) ? 0 : first[person] < startOf(2) ? 1 : 2;
  }
  return standings(answers, ['longest', 'middle', 'newest'], groupOf);
};

/**
 * Levels of the chart from the top down, 0 the top, −1 for people without one; a level with fewer than five people
 * who asked joins the next below.
 */
const levelGroups = (view: View, answers: Answers): { groupOf: Int32Array; names: string[] } => {
  const groupOf = new Int32Array(view.events.people).fill(-1);
  const level = view.chart?.level;
  if (level === undefined) return { groupOf, names: [] };
  const people = askers(view, answers).filter((person) => !Number.isNaN(level[person]));
  const descending = [...new Set(people.map((person) => level[person]))].sort((a, b) => b - a);
  const counts = descending.map((each) => people.filter((person) => level[person] === each).length);
  const groupOfLevel = new Map<number, number>();
  const sizes: number[] = [];
  for (const [k, each] of descending.entries()) {
    if (sizes.length === 0 || sizes[sizes.length - 1] >= fewestPeople) sizes.push(0);
    sizes[sizes.length - 1] += counts[k];
    groupOfLevel.set(each, sizes.length - 1);
  }
  // What is left over at the bottom is too few to stand alone: it joins the level above.
  const last = sizes.length - 1;
  if (last > 0 && sizes[last] < fewestPeople) {
    for (const [each, group] of groupOfLevel) if (group === last) groupOfLevel.set(each, last - 1);
    sizes.pop();
  }
  for (const person of people) groupOf[person] = groupOfLevel.get(level[person]) ?? -1;
  return { groupOf, names: sizes.map((_, group) => (group === 0 ? 'top' : `${group + 1}`)) };
};

/** How the top is answered over everybody below it; `NaN` where either is too few. */
const topOverRest = (answers: Answers, groupOf: Int32Array): number => {
  const [top, rest] = standings(
    answers,
    ['top', 'rest'],
    groupOf.map((group) => Math.min(1, group)),
  );
  const canSay = top.people >= fewestPeople && rest.people >= fewestPeople && rest.answered > 0;
  return canSay ? top.answered / rest.answered : Number.NaN;
};

const table = (groups: readonly Standing[]) => {
  const shown = groups.filter((group) => group.people >= fewestPeople);
  return {
    group: shown.map((group) => group.name),
    people: shown.map((group) => group.people),
    messages: shown.map((group) => group.messages),
    answered: shown.map((group) => group.answered),
  };
};

/**
 * Whether everybody is answered alike, however long they have been there and wherever they stand on the chart.
 *
 * min / max over groups of 1 − S(14 days), S the Kaplan–Meier share of the group's messages that still wait
 *
 * Groups by tenure: thirds of the people who asked something, by first act in the whole span. Groups by level: the
 * chart's, from the top, joined downwards until five people asked something.
 *
 * Returns [0, 1]: 1 all groups are answered alike, 0 one is never answered. A group under five people is left out;
 * `NaN` with `no-answerable-kind`, or `too-few` where fewer than two groups are left. Chance alone keeps the ratio
 * below 1 in small groups: for level the null says by how much.
 * Cost that of answers, shared, and O(messages log messages). Checked against R's survival::survfit.
 */
export const answeredEqually: Measure = {
  id: 'answered-equally',
  pattern: 'equipotency',
  title: 'Answered equally',
  question: 'Is everybody answered alike, newcomers and old hands, high and low?',
  formula:
    'lowest share of messages answered within 14 days (Kaplan–Meier) over the highest, among thirds of people by tenure; beside it among levels of the chart',
  unit: 'ratio',
  range: [0, 1],
  higherMeans: 'groups are answered more alike',
  parameters: [
    { id: 'horizon', value: answerHorizonMs / dayMs, unit: 'days', meaning: 'answered by then' },
    { id: 'fewest', value: fewestPeople, unit: 'people', meaning: 'a smaller group is not spoken of' },
  ],
  parts: [
    { id: 'by-level', title: 'Lowest over highest among levels of the chart', unit: 'ratio', range: [0, 1] },
    {
      id: 'top-over-rest',
      title: 'Answered at the top of the chart over everybody below',
      unit: 'ratio',
      range: [0, Number.POSITIVE_INFINITY],
    },
  ],
  source: 'Kaplan & Meier 1958, Nonparametric estimation from incomplete observations',
  nullModel: 'rank-permutation',
  nullDraws: 199,
  interval: 'identity',
  span: 'each-window',
  needs: ['directed', 'time'],
  compute(view) {
    const answers = answersOf(view);
    if (answers.asker.length === 0) return { value: Number.NaN, reason: 'no-answerable-kind' };
    // Kept, because a draw that only permutes ranks asks for it again.
    const tenure = view.memo('answered by tenure', () => byTenure(view, answers));
    const { groupOf, names } = levelGroups(view, answers);
    const levels = standings(answers, names, groupOf);
    const value = ratioOf(tenure);
    return {
      value,
      ...(Number.isNaN(value) ? { reason: 'too-few' } : {}),
      parts: { 'by-level': ratioOf(levels), 'top-over-rest': topOverRest(answers, groupOf) },
      tables: {
        'by-tenure': table(tenure),
        ...(levels.length > 0 ? { 'by-level': table(levels) } : {}),
      },
    };
  },
};
