import { useCallback, useState } from 'react';
import type { Commands } from '../../app/protocol.ts';
import { type Outcome, sendCommand } from './ask-host.ts';
import type { Failure } from './trouble.tsx';

export interface CommandLine {
  readonly isRunning: boolean;
  /** What went wrong with the last one sent from here. */
  readonly trouble: Failure | null;
  readonly send: <Name extends keyof Commands>(
    name: Name,
    body: Commands[Name]['body'],
  ) => Promise<Outcome<Commands[Name]['answer']>>;
  /** Writes an act into a community; whether it was done. */
  readonly act: (
    community: string,
    type: string,
    body: Commands['practice-act']['body']['body'],
  ) => Promise<boolean>;
}

/** Sends commands one at a time and keeps what went wrong with the last. */
export const useCommand = (): CommandLine => {
  const [isRunning, setRunning] = useState(false);
  const [trouble, setTrouble] = useState<Failure | null>(null);
  const send = useCallback(async <Name extends keyof Commands>(name: Name, body: Commands[Name]['body']) => {
    setRunning(true);
    setTrouble(null);
    const outcome = await sendCommand(name, body);
    setRunning(false);
    if (outcome.how !== 'answered') setTrouble(outcome);
    return outcome;
  }, []);
  const act: CommandLine['act'] = useCallback(
    async (community, type, body) =>
      (await send('practice-act', { community, type, body })).how === 'answered',
    [send],
  );
  return { isRunning, trouble, send, act };
};
