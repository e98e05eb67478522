/**
 * The one line on which the host tells all windows of this browser what happens. One window holds the stream and
 * passes on what it hears, for a browser opens only six connections to one place, and each window needs some of its
 * own. When that window is closed, the next one takes over.
 */
import { useSyncExternalStore } from 'react';
import type { HostEvent } from '../../app/protocol.ts';
import { askHost, pathOf } from './ask-host.ts';

/** `other`: a host answers, but not to this page, for another start has another cookie. */
export type HostState = 'here' | 'lost' | 'other';

/** `back`: the host answers again, and what was said in between is not repeated. */
type Heard = HostEvent | { readonly type: 'back' };
type Passed = Heard | { readonly type: 'state'; readonly state: HostState };

const askAgainMs = 2_000;
/** Every type there is: the compiler asks for one that is left out. */
const eventTypes = Object.keys({
  'job-progress': true,
  'job-ended': true,
  'organisations-changed': true,
  'organisation-changed': true,
  'experiments-changed': true,
  'practice-changed': true,
  'organisation-gone': true,
} satisfies Readonly<Record<HostEvent['type'], true>>);

let state: HostState = 'here';
const stateListeners = new Set<() => void>();
const listeners = new Set<(heard: Heard) => void>();
const windows = new BroadcastChannel('equipo-host-line');

const setState = (next: HostState): void => {
  if (next === state) return;
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
let nextAsking: ReturnType<typeof setTimeout> | undefined;
/** Asks whether the host is there, again and again while it is not, and tells every window. */
export const checkHost = async (): Promise<void> => {
  if (isAsking) return;
  isAsking = true;
  const outcome = await askHost(pathOf('organisations'), { cache: 'no-store' });
  isAsking = false;
  const was = state;
  const isOther = outcome.how === 'refused' && outcome.status === 401;
  const is = outcome.how === 'lost' ? 'lost' : isOther ? 'other' : 'here';
  passOn({ type: 'state', state: is });
  if (is === 'here') {
    if (was !== 'here') passOn({ type: 'back' });
    return;
  }
  // One asking at a time, however often somebody else finds the host gone.
  clearTimeout(nextAsking);
  nextAsking = setTimeout(checkHost, askAgainMs);
};

/** @param hasMissed whether something may have been said that this window did not pass on */
const holdStream = (hasMissed: boolean): void => {
  let isAskedAnew = hasMissed;
  const stream = new EventSource('api/events');
  stream.onopen = () => {
    // What was said in between is not repeated, so everything is asked anew.
    if (isAskedAnew) passOn({ type: 'back' });
    isAskedAnew = false;
    if (state !== 'here') void checkHost();
  };
  for (const type of eventTypes) {
    stream.addEventListener(type, ({ data }: MessageEvent<string>) => passOn(JSON.parse(data) as HostEvent));
  }
  stream.onerror = () => {
    isAskedAnew = true;
    void checkHost();
    // A browser gives up for good where the answer was no stream: then it is asked anew, in time.
    if (stream.readyState === EventSource.CLOSED) setTimeout(holdStream, askAgainMs, true);
  };
};

const lockName = 'equipo-host-line';

/** The lock is never given back: it ends with the window. */
const holdLine = (hasMissed: boolean): Promise<never> => {
  holdStream(hasMissed);
  return new Promise(() => {});
};

/** Opens the line; called once a window. */
export const openHostLine = (): void => {
  const takeOver = () => navigator.locks.request(lockName, () => holdLine(true));
  void navigator.locks.request(lockName, { ifAvailable: true }, (lock) => {
    if (lock !== null) return holdLine(false);
    void takeOver();
    return null;
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
