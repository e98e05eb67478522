import { counted, step } from './audit.ts';
import type { VerdictOf } from './verdict.ts';

/** Why somebody is asked: it concerns them, or they know about it. */
export type AdviceKind = 'affected' | 'knows';

export interface AdviceAsked {
  readonly person: string;
  readonly as: AdviceKind;
  /** What they answered; null while they have not. */
  readonly answer: string | null;
}

/**
 * Advice: one decides, after asking those it concerns and those who know, and hearing each or waiting out the window.
 * The advice binds nobody; that it was asked, of whom, and what was said, stays on record. Cost O(asked).
 * Source: Laloux 2014, the advice process.
 * @param decision what the one deciding chose; null while they have not
 */
export const judgeAdvice = (
  asked: readonly AdviceAsked[],
  decision: 'for' | 'against' | null,
  isWindowOver: boolean,
): VerdictOf<'passes' | 'fails' | 'undecided'> => {
  const kinds = new Set(asked.map(({ as }) => as));
  const open = asked.filter(({ answer }) => answer === null).length;
  const why =
    kinds.size < 2
      ? kinds.has('affected')
        ? 'Nobody who knows about it has been asked yet.'
        : kinds.has('knows')
          ? 'Nobody it concerns has been asked yet.'
          : 'Nobody has been asked yet.'
      : !isWindowOver
        ? `The time to answer still runs; ${counted(open, 'answer')} to come.`
        : decision === null
          ? 'Those concerned and those who know were asked; the decision is still to be made.'
          : `Decided after ${counted(asked.length - open, 'answer')}; ${counted(open, 'member')} let the time pass.`;
  const isReady = kinds.size === 2 && isWindowOver && decision !== null;
  return {
    verdict: !isReady ? 'undecided' : decision === 'for' ? 'passes' : 'fails',
    words: [
      'Advice: one decides, after asking those it concerns and those who know about it; each is heard.',
    ],
    audit: [
      step(
        'Advice',
        why,
        ['asked', 'as', 'answer'],
        asked.map(({ person, as, answer }) => [
          person,
          as === 'affected' ? 'it concerns them' : 'they know about it',
          answer ?? 'none',
        ]),
      ),
    ],
  };
};
