/** The share still waiting, as a step function. */
export interface SurvivalCurve {
  /** Ascending distinct times at which something happened. */
  readonly times: Float64Array;
  /** S just after each time, [0, 1], descending. */
  readonly survival: Float64Array;
  /** Longest time anybody was watched, −∞ without observations. */
  readonly watchedUntil: number;
  readonly observations: number;
  readonly happened: number;
}

/**
 * Kaplan–Meier estimate of the share still waiting after a time, where some were not watched to the end.
 *
 * S(t) = Π_{t_i ≤ t} (1 − d_i / n_i), d_i happenings at t_i, n_i still watched and waiting just before
 *
 * @param durations time to the happening, or to the end of watching; ≥ 0
 * @param hasHappened 1 where it happened, 0 where watching ended first (censored)
 * @returns the curve; someone censored at t counts as at risk at t
 * Cost O(k log k) for k observations.
 * Source: Kaplan & Meier 1958, eq. 2b.
 * Checked against R's survival::survfit.
 */
export const kaplanMeier = (durations: ArrayLike<number>, hasHappened: ArrayLike<number>): SurvivalCurve => {
  const observations = durations.length;
  const happenings = new Float64Array(observations);
  const censorings = new Float64Array(observations);
  let happened = 0;
  let censored = 0;
  for (let k = 0; k < observations; k++) {
    if (hasHappened[k] === 1) happenings[happened++] = durations[k];
    else censorings[censored++] = durations[k];
  }
  // Typed arrays sort by number, without a comparison function, so two plain sorts beat one of indices.
  const whenHappened = happenings.subarray(0, happened).sort();
  const whenCensored = censorings.subarray(0, censored).sort();
  const times = new Float64Array(happened);
  const survival = new Float64Array(happened);
  let steps = 0;
  let share = 1;
  let gone = 0;
  for (let k = 0; k < happened; ) {
    const time = whenHappened[k];
    while (gone < censored && whenCensored[gone] < time) gone++;
    const atRisk = observations - k - gone;
    let count = 0;
    while (k < happened && whenHappened[k] === time) {
      count++;
      k++;
    }
    share *= 1 - count / atRisk;
    times[steps] = time;
    survival[steps++] = share;
  }
  return {
    times: times.slice(0, steps),
    survival: survival.slice(0, steps),
    watchedUntil: Math.max(
      happened > 0 ? whenHappened[happened - 1] : Number.NEGATIVE_INFINITY,
      censored > 0 ? whenCensored[censored - 1] : Number.NEGATIVE_INFINITY,
    ),
    observations,
    happened,
  };
};

/**
 * The time by which a share of all has happened.
 *
 * min { t : S(t) ≤ 1 − p }; where S stays at exactly 1 − p until a next step, the middle between the two
 *
 * @param p share in (0, 1): 0.5 gives the median
 * @returns the time, `NaN` where so many were never seen to happen
 * Cost O(log steps).
 */
export const survivalQuantile = (curve: SurvivalCurve, p: number): number => {
  const { times, survival } = curve;
  const tolerance = 1e-12;
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (survival[middle] <= 1 - p + tolerance) high = middle;
    else low = middle + 1;
  }
  if (low === times.length) return Number.NaN;
  const isFlat = Math.abs(survival[low] - (1 - p)) <= tolerance && low + 1 < times.length;
  return isFlat ? (times[low] + times[low + 1]) / 2 : times[low];
};

/**
 * The share that has happened by a time, 1 − S(t).
 *
 * @returns [0, 1]; `NaN` where nobody was watched that long and some were still waiting
 * Cost O(log steps).
 */
export const happenedBy = (curve: SurvivalCurve, time: number): number => {
  const { times, survival } = curve;
  if (curve.observations === 0) return Number.NaN;
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  const share = low === 0 ? 1 : survival[low - 1];
  return time > curve.watchedUntil && share > 0 ? Number.NaN : 1 - share;
};
