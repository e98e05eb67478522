/**
 * The one line on which the host tells all windows of this browser what happens. One window holds the stream and
 * passes on what it hears, for a browser opens only six connections to one place, and each window needs some of its
 * own. When that window is closed, the next one takes over.
 */
import { useSyncExternalStore } from 'react';
import type { HostEvent, RefusalAnswer } from '../../app/protocol.ts';
import { askHost, pathOf } from './ask-host.ts';

export type HostState =
  | { readonly is: 'here' }
  | { readonly is: 'lost' }
  /** It answers, but not to this page: another start has another cookie. */
  | { readonly is: 'other'; readonly refusal: RefusalAnswer };

/** `back`: the host answers again, and what was said in between is not repeated. */
type Heard = HostEvent | { readonly type: 'back' };
type Passed = Heard | { readonly type: 'state'; readonly state: HostState };

const askAgainMs = 2_000;
const eventTypes = [
  'job-progress',
  'job-ended',
  'organisations-changed',
  'organisation-changed',
  'organisation-gone',
] as const;

let state: HostState = { is: 'here' };
const stateListeners = new Set<() => void>();
const listeners = new Set<(heard: Heard) => void>();
const windows = new BroadcastChannel('equipo-host-line');

const setState = (next: HostState): void => {
  if (next.is === state.is) return;
  state = next;
  for (const tell of stateListeners) tell();
};

const hear = (passed: Passed): void => {
  if (passed.type === 'state') setState(passed.state);
  else for (const listener of listeners) listener(passed);
};

const passOn = (passed: Passed): void => {
  windows.postMessage(passed);
  hear(passed);
};

windows.onmessage = ({ data }: MessageEvent<Passed>) => hear(data);

let isAsking = false;
/** Asks whether the host is there, again and again while it is not, and tells every window. */
export const checkHost = async (): Promise<void> => {
  if (isAsking) return;
  isAsking = true;
  const outcome = await askHost(pathOf('organisations'), { cache: 'no-store' });
  isAsking = false;
  const was = state;
  if (outcome.how === 'lost') passOn({ type: 'state', state: { is: 'lost' } });
  else if (outcome.how === 'refused' && outcome.status === 401) {
    passOn({ type: 'state', state: { is: 'other', refusal: outcome.refusal } });
  } else {
    passOn({ type: 'state', state: { is: 'here' } });
    if (was.is !== 'here') passOn({ type: 'back' });
    return;
  }
  setTimeout(checkHost, askAgainMs);
};

const holdStream = (): void => {
  const stream = new EventSource('api/events');
  let wasOpen = false;
  stream.onopen = () => {
    wasOpen = true;
    if (state.is !== 'here') void checkHost();
  };
  for (const type of eventTypes) {
    stream.addEventListener(type, ({ data }: MessageEvent<string>) => passOn(JSON.parse(data) as HostEvent));
  }
  stream.onerror = () => {
    // What happened since is not repeated, so a stream that begins anew asks everything anew.
    if (wasOpen) {
      wasOpen = false;
      stream.addEventListener('open', () => passOn({ type: 'back' }), { once: true });
    }
    void checkHost();
    // A browser gives up for good where the answer was no stream: then it is asked anew, in time.
    if (stream.readyState === EventSource.CLOSED) setTimeout(holdStream, askAgainMs);
  };
};

/** Opens the line; called once a window. */
export const openHostLine = (): void => {
  // The lock is never given back: it ends with the window.
  void navigator.locks.request('equipo-host-line', () => {
    holdStream();
    return new Promise<never>(() => {});
  });
  // Files may have been deleted or changed by others while nobody looked: who comes back sees what is.
  window.addEventListener('focus', () => hear({ type: 'back' }));
};

/** Calls `listener` with all that is heard, until the returned function is called. */
export const listenToHost = (listener: (heard: Heard) => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

const listenToState = (onChange: () => void) => {
  stateListeners.add(onChange);
  return () => {
    stateListeners.delete(onChange);
  };
};

export const useHostState = (): HostState => useSyncExternalStore(listenToState, () => state);
