import { tableOf } from '../state.ts';

export type OfferRow = {
  readonly kind: 'offer' | 'need';
  readonly by: string;
  readonly at: number;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly until: number;
  readonly isClosed: boolean;
};

export type RecognitionRow = {
  readonly by: string;
  readonly person: string;
  /** The event recognised. */
  readonly act: string;
  readonly text: string;
  readonly at: number;
  readonly isUndone: boolean;
};

/** Offers and needs, by the event that made them. */
export const offers = tableOf<OfferRow>('offers');
/** By event. They are read one by one and never totted up. */
export const recognitions = tableOf<RecognitionRow>('recognitions');
