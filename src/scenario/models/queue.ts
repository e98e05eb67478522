/** Waiting in a network of people who each deal with one matter at a time, in the order they come. */

export interface QueueState {
  /** Largest ρ; from 1 on the network is saturated and every mean below is ∞. */
  readonly busiest: number;
  /** Mean number of matters on all desks, Σ ρ/(1 − ρ). */
  readonly inSystem: number;
  /** Mean number that wait, Σ ρ²/(1 − ρ). */
  readonly waiting: number;
  /** Mean time from raised to done, in service times. */
  readonly time: number;
}

/**
 * The most matters a design can take.
 *
 * λ_c = 1 / max_i v_i; with everybody alike and both ends counted, per person (n − 1)/B_max
 *
 * @param visits v_i, how often a matter is on each desk
 * @returns matters of all people together per service time
 * Source: Guimerà et al. 2002, Optimal network topologies for local search with congestion, PRL 89:248701.
 */
export const capacityOf = (visits: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < visits.length; i++) most = Math.max(most, visits[i]);
  return 1 / most;
};

/**
 * The steady state of a network of queues: exponential service of mean 1, first come first served, matters that come
 * at random. Each desk is then as busy as if it stood alone.
 *
 * ρ_i = Λ v_i · L = Σ ρ/(1 − ρ) · waiting Σ ρ²/(1 − ρ) · T = L/Λ
 *
 * @param visits v_i, how often a matter is on each desk, ≥ 0
 * @param rate Λ, matters of all people together per service time, > 0
 * @returns all ∞ past saturation, never a number
 * Cost O(n). Source: Kelly 1975, Networks of queues with customers of different types; Guimerà et al. 2002, PRL
 * 89:248701. Checked against `simulateQueue`.
 */
export const queueState = (visits: ArrayLike<number>, rate: number): QueueState => {
  let busiest = 0;
  let inSystem = 0;
  let waiting = 0;
  for (let i = 0; i < visits.length; i++) {
    const load = rate * visits[i]; // ρ_i
    busiest = Math.max(busiest, load);
    inSystem += load / (1 - load);
    waiting += (load * load) / (1 - load);
  }
  if (busiest >= 1) {
    const never = Number.POSITIVE_INFINITY;
    return { busiest, inSystem: never, waiting: never, time: never };
  }
  return { busiest, inSystem, waiting, time: inSystem / rate };
};
