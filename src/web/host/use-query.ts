import { useCallback, useEffect, useState } from 'react';
import type { HostEvent, Queries, RefusalAnswer } from '../../app/protocol.ts';
import { askHost, pathOf } from './ask-host.ts';
import { checkHost, listenToHost } from './host-line.ts';

export type QueryState<T> =
  | { readonly state: 'asking' }
  /** `refusal` is what the host says now instead: the data shown are the last there were. */
  | { readonly state: 'here'; readonly data: T; readonly refusal: RefusalAnswer | null }
  | { readonly state: 'refused'; readonly refusal: RefusalAnswer; readonly isGone: boolean };

export interface Asked<Name extends keyof Queries> {
  readonly query: Name;
  readonly parts?: Readonly<Record<string, string>>;
  readonly chosen?: Readonly<Record<string, string>>;
  /** Which events mean that the answer has changed. */
  readonly changesWith: (event: HostEvent) => boolean;
}

/**
 * Asks the host of this machine and keeps what it said. While the host does not answer, what was said stays; it is
 * asked anew when the host is back, and when it tells of a change.
 */
export const useQuery = <Name extends keyof Queries>({
  query,
  parts,
  chosen,
  changesWith,
}: Asked<Name>): QueryState<Queries[Name]> & { readonly askAgain: () => void } => {
  const path = pathOf(query, parts, chosen);
  const [answer, setAnswer] = useState<{
    readonly path: string;
    readonly is: QueryState<Queries[Name]>;
  }>({ path, is: { state: 'asking' } });
  const [turn, setTurn] = useState(0);
  const askAgain = useCallback(() => setTurn((before) => before + 1), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks the same again
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const outcome = await askHost<Queries[Name]>(path, { signal: stop.signal });
      if (stop.signal.aborted) return;
      if (outcome.how === 'lost' || (outcome.how === 'refused' && outcome.status === 401)) {
        return void checkHost();
      }
      setAnswer((before) => {
        const held = before.path === path && before.is.state === 'here' ? before.is : null;
        if (outcome.how === 'answered') {
          // The same again is not drawn again.
          const isSame = held !== null && JSON.stringify(held.data) === JSON.stringify(outcome.data);
          return { path, is: { state: 'here', data: isSame ? held.data : outcome.data, refusal: null } };
        }
        const { refusal, status } = outcome;
        return held !== null
          ? { path, is: { ...held, refusal } }
          : { path, is: { state: 'refused', refusal, isGone: status === 404 } };
      });
    };
    void ask();
    return () => stop.abort();
  }, [path, turn]);
  useEffect(
    () =>
      listenToHost((heard) => {
        if (heard.type === 'back' || changesWith(heard)) askAgain();
      }),
    [changesWith, askAgain],
  );
  return { ...(answer.path === path ? answer.is : { state: 'asking' as const }), askAgain };
};
