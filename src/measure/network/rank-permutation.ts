/**
 * The null model of everything that asks what the chart does: people change seats inside their unit. A seat is a
 * level, a manager's seat, and the seats that report to it; who sits there is shuffled, the chart stays.
 */
import type { RandomStream } from '../../base/random.ts';
import type { Chart } from './events.ts';

/**
 * One draw. People charted without a unit change seats among each other; those not charted stay out.
 *
 * @returns a chart with the same units, in each unit the same levels, and the same tree up to who sits where
 * Cost O(people).
 */
export const permuteRanks = (chart: Chart, random: RandomStream): Chart => {
  const people = chart.manager.length;
  /** Whose seat each person takes. */
  const seatOf = Int32Array.from({ length: people }, (_, person) => person);
  const sitters: number[][] = Array.from({ length: chart.unitCount + 1 }, () => []);
  for (let person = 0; person < people; person++) {
    if (chart.isCharted[person] === 1) sitters[chart.unit[person] + 1].push(person);
  }
  for (const unit of sitters) {
    const seats = random.shuffle([...unit]);
    for (let k = 0; k < unit.length; k++) seatOf[unit[k]] = seats[k];
  }
  const sitterOf = new Int32Array(people);
  for (let person = 0; person < people; person++) sitterOf[seatOf[person]] = person;
  return {
    isCharted: chart.isCharted,
    unit: chart.unit,
    unitCount: chart.unitCount,
    level: Float64Array.from(seatOf, (seat) => chart.level[seat]),
    manager: Int32Array.from(seatOf, (seat) =>
      chart.manager[seat] < 0 ? -1 : sitterOf[chart.manager[seat]],
    ),
  };
};
