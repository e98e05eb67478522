import { useState } from 'react';
import type { Commands, RefusalAnswer } from '../../app/protocol.ts';
import { type Outcome, sendCommand } from '../host/ask-host.ts';

export type PeopleChange = Commands['change-people']['body']['change'];

/** What came of the latest change. */
export type ChangeState =
  | { readonly is: 'none' }
  | { readonly is: 'under-way' }
  | { readonly is: 'done'; readonly correction: number }
  | { readonly is: 'undone'; readonly correction: number }
  | { readonly is: 'erased' }
  | { readonly is: 'refused'; readonly refusal: RefusalAnswer }
  | { readonly is: 'lost' };

export interface PeopleCommands {
  readonly state: ChangeState;
  /** `true` where it was done. */
  readonly change: (change: PeopleChange) => Promise<boolean>;
  /** `null`: the latest that still holds. */
  readonly undo: (correction: number | null) => Promise<void>;
  readonly erase: (person: string) => Promise<void>;
}

/** Says things about accounts of one organisation, one after another, and what came of it. */
export const usePeopleCommands = (organisation: string, askAgain: () => void): PeopleCommands => {
  const [state, setState] = useState<ChangeState>({ is: 'none' });
  const settle = <T>(outcome: Outcome<T>, done: (data: T) => ChangeState): boolean => {
    askAgain();
    if (outcome.how === 'answered') setState(done(outcome.data));
    else if (outcome.how === 'refused') setState({ is: 'refused', refusal: outcome.refusal });
    else setState({ is: 'lost' });
    return outcome.how === 'answered';
  };
  return {
    state,
    async change(change) {
      setState({ is: 'under-way' });
      const outcome = await sendCommand('change-people', { organisation, change });
      return settle(outcome, ({ correction }) => ({ is: 'done', correction }));
    },
    async undo(correction) {
      setState({ is: 'under-way' });
      const outcome = await sendCommand('undo-people-change', { organisation, correction });
      settle(outcome, (data) => ({ is: 'undone', correction: data.correction }));
    },
    async erase(person) {
      setState({ is: 'under-way' });
      const outcome = await sendCommand('erase-person', { organisation, person, isSure: true });
      settle(outcome, () => ({ is: 'erased' }));
    },
  };
};
