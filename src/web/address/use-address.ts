import { useSyncExternalStore } from 'react';
import { type Address, readAddress, writeAddress } from './address.ts';

const listen = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
};

let lastText: string | null = null;
let lastAddress: Address = { at: 'start' };

const read = (): Address => {
  const text = window.location.hash;
  if (text !== lastText) {
    lastText = text;
    lastAddress = readAddress(text);
  }
  return lastAddress;
};

/** Where this window is. Back, forward and reload are the browser's own. */
export const useAddress = (): Address => useSyncExternalStore(listen, read);

/** Goes to an address. `replace` leaves no step to go back to: for a slider that is being moved. */
export const goTo = (address: Address, how: 'step' | 'replace' = 'step'): void => {
  const text = writeAddress(address);
  if (text === window.location.hash) return;
  if (how === 'step') {
    window.location.hash = text;
    return;
  }
  window.history.replaceState(null, '', text);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};
