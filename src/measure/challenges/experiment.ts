/** Before against after: how a measure changed over two windows of equal length, and how sure that is. */

import { randomStream } from '../../base/random.ts';
import { RefusalError } from '../../base/result.ts';
import { studentQuantile } from '../../base/student-t.ts';
import { dayMs, type Window } from '../../base/time.ts';
import { actsByNode } from '../network/activity.ts';
import type { Chart, Events } from '../network/events.ts';
import { fewestPeople } from '../network/fewest-people.ts';
import type { Measure } from '../network/measure.ts';
import { eventsWithin, View } from '../network/view.ts';
import { type ExperimentPlan, weekMs, windowsOf } from './experiment-plan.ts';
import { type InterruptedSeries, interruptedSeries } from './interrupted-series.ts';

export const fewestWeeks = 3;
const weeksForConfidence = 6;
/** z for a two-sided test at 5 % plus z for 80 % power. */
const reach = 1.959964 + 0.841621;
const mostOfOnePerson = 0.5;
const mostTurnover = 0.2;
const earlierWindows = 4;
const mostSeriesWeeks = 52;

export type ExperimentWarning = 'few-weeks' | 'season' | 'season-unknown' | 'turnover' | 'regression-to-mean';

export interface ExperimentResult {
  readonly before: number;
  readonly after: number;
  /** After − before, in the measure's unit. */
  readonly effect: number;
  /** 95 %; `null` where a week left out leaves the measure undefined. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Two-sided: how often weeks put at random before and after differ as much. */
  readonly p: number;
  /** Draws in which the measure was defined. */
  readonly draws: number;
  /** Whether it changed the way the hypothesis says, sure or not. */
  readonly isAsHoped: boolean;
  readonly verdict: 'changed-as-hoped' | 'changed-otherwise' | 'no-change-seen';
  /** Share of those seen in either window who are not in both. */
  readonly turnover: number;
  /** The same two windows a year earlier; `null` where the traces do not reach so far. */
  readonly effectYearBefore: number | null;
  readonly series: InterruptedSeries | null;
  readonly warnings: readonly ExperimentWarning[];
}

export interface ExperimentMaterial {
  readonly events: Events;
  readonly chart: Chart | null;
  readonly measure: Measure;
  readonly part: string | null;
  readonly seed: number;
}

/** Rows that `keeps` takes. Cost O(rows). */
const rowsWhere = (events: Events, keeps: (row: number) => boolean): Events => {
  const rows: number[] = [];
  for (let row = 0; row < events.from.length; row++) if (keeps(row)) rows.push(row);
  return {
    people: events.people,
    kinds: events.kinds,
    timeMs: Float64Array.from(rows, (row) => events.timeMs[row]),
    from: Uint32Array.from(rows, (row) => events.from[row]),
    to: Uint32Array.from(rows, (row) => events.to[row]),
    kind: Uint8Array.from(rows, (row) => events.kind[row]),
    weight: Float64Array.from(rows, (row) => events.weight[row]),
    act: Uint32Array.from(rows, (row) => events.act[row]),
    thread: Uint32Array.from(rows, (row) => events.thread[row]),
  };
};

/** The measure on windows of one organisation; communities are those found in what came before the change. */
class Meter {
  readonly #material: ExperimentMaterial;
  readonly #whole: View;
  readonly #partition: Int32Array;

  constructor(material: ExperimentMaterial, startMs: number) {
    this.#material = material;
    const { events, chart, seed } = material;
    this.#whole = new View(events, { chart, seed });
    const earlier = new View(
      eventsWithin(events, { id: 'earlier', from: Number.NEGATIVE_INFINITY, until: startMs }),
      {
        chart,
        seed,
      },
    );
    this.#partition = new Int32Array(events.people).fill(-1);
    const { membership } = earlier.foundPartition();
    earlier.persons.forEach((person, node) => {
      this.#partition[person] = membership[node];
    });
  }

  view(events: Events, window: Window, previous: View | null = null): View {
    const { chart, seed } = this.#material;
    return new View(events, {
      window,
      chart,
      seed,
      givenPartition: this.#partition,
      previous,
      within: this.#whole,
    });
  }

  of(view: View): number {
    const { measure, part } = this.#material;
    if (view.nodeCount === 0) return Number.NaN;
    const outcome = measure.compute(view);
    return (part === null ? outcome.value : outcome.parts?.[part]) ?? Number.NaN;
  }

  /** The value in a window of time; what compares windows has the one of the same length before it. */
  within(window: Window): { readonly view: View; readonly value: number } {
    const { events } = this.#material;
    const length = window.until - window.from;
    const earlier: Window = { id: `before ${window.id}`, from: window.from - length, until: window.from };
    const view = this.view(
      eventsWithin(events, window),
      window,
      this.view(eventsWithin(events, earlier), earlier),
    );
    return { view, value: this.of(view) };
  }
}

/** √((W − 1)/W · Σ (θ₍w₎ − θ̄)²) over weeks left out one at a time; `NaN` where one leaves the measure undefined. */
const errorOverWeeks = (meter: Meter, events: Events, window: Window, previous: View | null): number => {
  const inside = eventsWithin(events, window);
  const weeks = Math.round((window.until - window.from) / weekMs);
  const values = Array.from({ length: weeks }, (_, week) =>
    meter.of(
      meter.view(
        rowsWhere(inside, (row) => Math.floor((inside.timeMs[row] - window.from) / weekMs) !== week),
        window,
        previous,
      ),
    ),
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / weeks;
  return Math.sqrt(((weeks - 1) / weeks) * values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
};

/** Refuses a window that would speak of too few, or of one. */
const requireSpeakable = (view: View, which: 'before' | 'after'): void => {
  if (view.nodeCount < fewestPeople) {
    throw new RefusalError('experiment-few-people', { which, fewest: fewestPeople });
  }
  const acts = actsByNode(view);
  const total = acts.reduce((sum, each) => sum + each, 0);
  if (acts.some((each) => each > mostOfOnePerson * total)) {
    throw new RefusalError('experiment-one-person', { which });
  }
};

export interface Foreseen {
  readonly valueBefore: number;
  readonly people: number;
  readonly minimumDetectableChange: number | null;
}

/**
 * What can be said beforehand, from the weeks before alone.
 *
 * MDC = (z_{.975} + z_{.8}) · √2 · SE, SE of the weeks before by leaving out one week at a time
 *
 * @param material events up to the change, none later
 * @returns MDC `null` where SE is undefined or 0, or a share would have to change by more than there is of it
 * @throws RefusalError `experiment-few-people`, `experiment-one-person`, `experiment-undefined`
 * Cost one computation of the measure a week. Source: Cohen 1988, chapter 2.
 */
export const foresee = (
  material: ExperimentMaterial,
  plan: Pick<ExperimentPlan, 'start' | 'weeks'>,
): Foreseen => {
  const { before } = windowsOf(plan);
  const meter = new Meter(material, before.until);
  const { view, value } = meter.within(before);
  requireSpeakable(view, 'before');
  if (Number.isNaN(value)) throw new RefusalError('experiment-undefined', { which: 'before' });
  const error = errorOverWeeks(meter, material.events, before, null);
  const change = reach * Math.SQRT2 * error;
  const unit =
    material.part === null
      ? material.measure.unit
      : material.measure.parts.find(({ id }) => id === material.part)!.unit;
  return {
    valueBefore: value,
    people: 5 * Math.round(view.nodeCount / 5),
    minimumDetectableChange: !(change > 0) || (unit === 'share' && change > 1) ? null : change,
  };
};

/** Weekly values up to a year back and to the end, for the series around the change. */
const seriesAround = (
  meter: Meter,
  events: Events,
  { before, after }: ReturnType<typeof windowsOf>,
): InterruptedSeries | null => {
  const first = events.timeMs.find((time) => Number.isFinite(time)) ?? before.from;
  const weekly = (from: number, weeks: number) =>
    Array.from({ length: weeks }, (_, week) => {
      const window = { id: `week ${week}`, from: from + week * weekMs, until: from + (week + 1) * weekMs };
      return meter.within(window).value;
    });
  const weeksBack = Math.min(mostSeriesWeeks, Math.floor((before.until - first) / weekMs));
  return interruptedSeries(
    weekly(before.until - weeksBack * weekMs, weeksBack),
    weekly(after.from, Math.round((after.until - after.from) / weekMs)),
  );
};

/**
 * Compares the two windows of a plan.
 *
 * effect = θ_after − θ_before; SE² = SE²_before + SE²_after, each by leaving out one week at a time; interval
 * effect ± t_{2(W−1)}·SE; p = (1 + #{|d*| ≥ |d|})/(R + 1) over R arrangements of the 2W weeks, rows going with the week
 * of their own time
 *
 * Yields how many arrangements are done, so that whoever runs it may show it or stop.
 *
 * @throws RefusalError `experiment-few-people`, `experiment-one-person`, `experiment-undefined`
 * Cost 2R + 2W computations of the measure, and one a week for the series.
 * Source: Künsch 1989; Good 2005, Permutation, Parametric and Bootstrap Tests.
 * Checked by its level on exchangeable weeks and by a jump that is put in.
 */
export function* compareWindows(
  material: ExperimentMaterial,
  plan: ExperimentPlan,
): Generator<number, ExperimentResult> {
  const { events, seed } = material;
  const windows = windowsOf(plan);
  const { before, after } = windows;
  const meter = new Meter(material, after.from);
  const [first, second] = [meter.within(before), meter.within(after)];
  requireSpeakable(first.view, 'before');
  requireSpeakable(second.view, 'after');
  for (const [which, { value }] of [
    ['before', first],
    ['after', second],
  ] as const) {
    if (Number.isNaN(value)) throw new RefusalError('experiment-undefined', { which });
  }
  const effect = second.value - first.value;
  const error = Math.hypot(
    errorOverWeeks(meter, events, before, first.view.previous),
    errorOverWeeks(meter, events, after, second.view.previous),
  );
  const bound = studentQuantile(0.975, 2 * (plan.weeks - 1)) * error;

  const span: Window = { id: 'both', from: before.from, until: after.until };
  const inside = eventsWithin(events, span);
  const weekOf = Uint32Array.from(inside.timeMs, (time) => Math.floor((time - span.from) / weekMs));
  const order = Array.from({ length: 2 * plan.weeks }, (_, week) => week);
  const isAfter = new Uint8Array(order.length);
  let draws = 0;
  let asFar = 0;
  for (let draw = 0; draw < plan.draws; draw++) {
    randomStream(seed, 'experiment', draw).shuffle(order);
    isAfter.fill(0);
    for (const week of order.slice(0, plan.weeks)) isAfter[week] = 1;
    const side = (which: number, window: Window) =>
      meter.of(
        meter.view(
          rowsWhere(inside, (row) => isAfter[weekOf[row]] === which),
          window,
          first.view.previous,
        ),
      );
    const difference = side(1, after) - side(0, before);
    if (!Number.isNaN(difference)) {
      draws++;
      // A hair of slack: an arrangement that is the observed one is as far, whatever the order of its sums.
      if (Math.abs(difference) >= Math.abs(effect) * (1 - 1e-12)) asFar++;
    }
    yield draw + 1;
  }
  const p = (1 + asFar) / (draws + 1);

  const [ones, others] = [new Set(first.view.persons), new Set(second.view.persons)];
  const both = [...ones].filter((person) => others.has(person)).length;
  const turnover = 1 - both / (ones.size + others.size - both);
  const start = events.timeMs.find((time) => Number.isFinite(time)) ?? before.from;
  const yearMs = 364 * dayMs;
  const back = (window: Window): Window => ({
    ...window,
    from: window.from - yearMs,
    until: window.until - yearMs,
  });
  const yearBefore =
    start <= before.from - yearMs
      ? meter.within(back(after)).value - meter.within(back(before)).value
      : Number.NaN;
  const length = before.until - before.from;
  const earlier = Array.from({ length: earlierWindows }, (_, k) => {
    const from = before.from - (k + 1) * length;
    return from < start ? Number.NaN : meter.within({ id: `earlier ${k}`, from, until: from + length }).value;
  }).filter((value) => !Number.isNaN(value));
  const isExtreme =
    earlier.length >= 3 &&
    earlier.every((value) => (plan.direction === 'up' ? value > first.value : value < first.value));
  const isLikeLastYear =
    Math.sign(yearBefore) === Math.sign(effect) && Math.abs(yearBefore) >= Math.abs(effect) / 2;
  const isAsHoped = plan.direction === 'up' ? effect > 0 : effect < 0;
  return {
    before: first.value,
    after: second.value,
    effect,
    interval: Number.isFinite(bound) ? { low: effect - bound, high: effect + bound } : null,
    p,
    draws,
    isAsHoped,
    verdict: p > 0.05 ? 'no-change-seen' : isAsHoped ? 'changed-as-hoped' : 'changed-otherwise',
    turnover,
    effectYearBefore: Number.isNaN(yearBefore) ? null : yearBefore,
    series: seriesAround(meter, events, windows),
    warnings: [
      ...(plan.weeks < weeksForConfidence ? (['few-weeks'] as const) : []),
      ...(Number.isNaN(yearBefore)
        ? (['season-unknown'] as const)
        : isLikeLastYear
          ? (['season'] as const)
          : []),
      ...(turnover > mostTurnover ? (['turnover'] as const) : []),
      ...(isExtreme ? (['regression-to-mean'] as const) : []),
    ],
  };
}
