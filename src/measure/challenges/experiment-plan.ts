/**
 * What an experiment will compare, written down and sealed before the second window is read: nobody can choose the
 * measure, the direction or the windows after having seen what came out, without its hash showing it.
 */
import { RefusalError } from '../../base/result.ts';
import { sha256 } from '../../base/sha256.ts';
import { dayMs, type Window } from '../../base/time.ts';

export const weekMs = 7 * dayMs;

export interface ExperimentPlan {
  readonly format: 'equipo-experiment';
  readonly version: 1;
  /** In the words of whoever tries it. */
  readonly hypothesis: string;
  readonly measure: string;
  readonly part: string | null;
  readonly direction: 'up' | 'down';
  /** ISO dates, UTC: the first day after the change; as many weeks before it are compared with as many from it on. */
  readonly start: string;
  readonly weeks: number;
  /** People seen in the weeks before, to the nearest five. */
  readonly people: number;
  readonly valueBefore: number;
  /** Smallest change these weeks would show four times out of five; `null` where they cannot say. */
  readonly minimumDetectableChange: number | null;
  readonly levelTop: 'low' | 'high';
  readonly draws: number;
  readonly seed: number;
  /** SHA-256 of all the above, hexadecimal. */
  readonly hash: string;
}

export type UnsealedPlan = Omit<ExperimentPlan, 'hash'>;

const hashOf = (plan: UnsealedPlan): string => {
  const fixed = [
    plan.format,
    plan.version,
    plan.hypothesis,
    plan.measure,
    plan.part,
    plan.direction,
    plan.start,
    plan.weeks,
    plan.people,
    plan.valueBefore,
    plan.minimumDetectableChange,
    plan.levelTop,
    plan.draws,
    plan.seed,
  ];
  return Array.from(sha256(JSON.stringify(fixed)), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

export const sealPlan = (plan: UnsealedPlan): ExperimentPlan => ({ ...plan, hash: hashOf(plan) });

export interface ExperimentWindows {
  readonly before: Window;
  readonly after: Window;
}

export const windowsOf = ({ start, weeks }: Pick<ExperimentPlan, 'start' | 'weeks'>): ExperimentWindows => {
  const at = Date.parse(`${start}T00:00:00Z`);
  return {
    before: { id: 'before', from: at - weeks * weekMs, until: at },
    after: { id: 'after', from: at, until: at + weeks * weekMs },
  };
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * A plan from the text of its file.
 *
 * @throws RefusalError `experiment-unreadable` where it is none, `experiment-changed` where its hash is not its own
 */
export const readPlan = (text: string, path: string): ExperimentPlan => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new RefusalError('experiment-unreadable', { path });
  }
  const plan = (parsed ?? {}) as Readonly<Record<keyof ExperimentPlan, unknown>>;
  const isPlan =
    plan.format === 'equipo-experiment' &&
    plan.version === 1 &&
    isText(plan.hypothesis) &&
    isText(plan.measure) &&
    (plan.part === null || isText(plan.part)) &&
    (plan.direction === 'up' || plan.direction === 'down') &&
    isText(plan.start) &&
    !Number.isNaN(Date.parse(`${plan.start}T00:00:00Z`)) &&
    isCount(plan.weeks) &&
    isCount(plan.people) &&
    typeof plan.valueBefore === 'number' &&
    (plan.minimumDetectableChange === null || typeof plan.minimumDetectableChange === 'number') &&
    (plan.levelTop === 'low' || plan.levelTop === 'high') &&
    isCount(plan.draws) &&
    isCount(plan.seed);
  if (!isPlan) throw new RefusalError('experiment-unreadable', { path });
  const sealed = sealPlan(plan as UnsealedPlan);
  if (sealed.hash !== plan.hash) throw new RefusalError('experiment-changed', { path });
  return sealed;
};
