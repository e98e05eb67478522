import { tableOf } from '../state.ts';

export type AgreementRow = {
  /** The version that was settled; the decision's own id where there was no proposal. */
  readonly version: string;
  readonly at: number;
  readonly reviewAt: number;
  /** null: of the whole community. */
  readonly circle: string | null;
  /** The agreement it takes the place of. */
  readonly replaces: string | null;
  readonly isReplaced: boolean;
};

export type ExperimentRow = {
  readonly at: number;
  readonly measure: string;
  readonly hypothesis: string;
  readonly from: number;
  readonly until: number;
};

export type PactRow = {
  readonly by: string;
  readonly with: string;
  readonly text: string;
  readonly at: number;
  readonly reviewAt: number;
  readonly standing: 'proposed' | 'agreed' | 'ended';
};

/** By the decision that settled it. */
export const agreements = tableOf<AgreementRow>('agreements');
/** By the decision that settled it. */
export const experiments = tableOf<ExperimentRow>('experiments');
/** Between two members, by the event that proposed it. */
export const pacts = tableOf<PactRow>('pacts');
