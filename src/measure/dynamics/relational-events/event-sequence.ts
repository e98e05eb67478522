import { RefusalError } from '../../../base/result.ts';

/**
 * Who turned to whom, message by message, in order of time. One message has one sender and one or more recipients;
 * nobody is their own recipient. Columns may be shared between workers.
 */
export interface EventSequence {
  /** People are 0 … people − 1. */
  readonly people: number;
  /** Non-decreasing, any unit: half-lives and windows are in the same one. */
  readonly time: Float64Array;
  readonly sender: Uint32Array;
  /** Recipients of message e stand at [offsets[e], offsets[e + 1]) of `receivers`. */
  readonly offsets: Uint32Array;
  readonly receivers: Uint32Array;
  /** What each message adds to history; 1 where left out. */
  readonly weight?: Float64Array;
  /** From when until when each person could be turned to, both included; always, where left out. */
  readonly presence?: Presence;
}

export interface Presence {
  readonly from: Float64Array;
  readonly until: Float64Array;
}

/** A number of each person, that may change: row k holds from `since[k]` on. */
export interface PersonCovariate {
  readonly since: readonly number[];
  /** One column of `people` values for each entry of `since`; NaN where unknown. */
  readonly values: readonly Float64Array[];
}

/** A stated tie from one person to another that may change: from `time[k]` on it has `value[k]`. */
export interface TieCovariate {
  readonly time: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly value: Float64Array;
}

export interface Covariates {
  readonly person: Readonly<Record<string, PersonCovariate>>;
  readonly tie: Readonly<Record<string, TieCovariate>>;
}

export const noCovariates: Covariates = { person: {}, tie: {} };

/** A covariate that never changes. */
export const constantCovariate = (values: Float64Array): PersonCovariate => ({
  since: [Number.NEGATIVE_INFINITY],
  values: [values],
});

/**
 * Refuses a sequence the model cannot read.
 *
 * @throws RefusalError `dynamics-unsorted`, `dynamics-time-unknown`, `dynamics-too-many-recipients`,
 *   `dynamics-person-unknown`, `dynamics-one-time`
 */
export const requireReadable = (sequence: EventSequence): void => {
  const { people, time, sender, offsets, receivers } = sequence;
  for (let e = 0; e < time.length; e++) {
    if (!Number.isFinite(time[e])) throw new RefusalError('dynamics-time-unknown', { message: e + 1 });
    if (e > 0 && time[e] < time[e - 1]) throw new RefusalError('dynamics-unsorted', { message: e + 1 });
    const recipients = offsets[e + 1] - offsets[e];
    if (recipients >= people) {
      throw new RefusalError('dynamics-too-many-recipients', { message: e + 1, recipients, people });
    }
    let isKnown = sender[e] < people;
    for (let k = offsets[e]; k < offsets[e + 1]; k++) {
      isKnown &&= receivers[k] < people && receivers[k] !== sender[e];
    }
    if (!isKnown) throw new RefusalError('dynamics-person-unknown', { message: e + 1, people });
  }
  if (time.length > 1 && time[0] === time[time.length - 1]) {
    throw new RefusalError('dynamics-one-time', { messages: time.length });
  }
};
