import { useEffect, useState } from 'react';

export type HostData<T> =
  | { readonly state: 'asking' }
  | { readonly state: 'here'; readonly data: T; readonly isHostLost: boolean }
  | { readonly state: 'lost' }
  /** The host answered that there is no such thing. */
  | { readonly state: 'gone' };

const askAgainMs = 2_000;

/**
 * Asks the host of this machine for `path` and keeps what it said. While the host does not answer, the page stays as
 * it is and asks again by itself.
 */
export const useHostData = <T>(path: string): HostData<T> => {
  const [answer, setAnswer] = useState<HostData<T>>({ state: 'asking' });
  useEffect(() => {
    const stop = new AbortController();
    let waiting: ReturnType<typeof setTimeout> | undefined;
    setAnswer({ state: 'asking' });
    const askLater = () => {
      waiting = setTimeout(ask, askAgainMs);
    };
    const ask = async () => {
      try {
        const response = await fetch(path, { signal: stop.signal, credentials: 'same-origin' });
        if (response.status === 404) return setAnswer({ state: 'gone' });
        if (!response.ok) throw new Error(`useHostData: the host answered ${response.status}`);
        const data = (await response.json()) as T;
        setAnswer({ state: 'here', data, isHostLost: false });
      } catch {
        if (stop.signal.aborted) return;
        setAnswer((before) =>
          before.state === 'here' ? { ...before, isHostLost: true } : { state: 'lost' },
        );
        askLater();
      }
    };
    const onReturn = () => {
      clearTimeout(waiting);
      void ask();
    };
    void ask();
    window.addEventListener('focus', onReturn);
    return () => {
      stop.abort();
      clearTimeout(waiting);
      window.removeEventListener('focus', onReturn);
    };
  }, [path]);
  return answer;
};
