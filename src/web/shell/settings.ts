import { useSyncExternalStore } from 'react';

/** What a person sets for this browser; it is kept on this machine and in no address. */
export interface Settings {
  /** `null`: as the system is set. */
  readonly theme: 'light' | 'dark' | null;
  readonly language: 'en' | 'es';
}

const place = 'equipo-settings';

const ownLanguage = (): Settings['language'] =>
  navigator.languages.find((language) => /^(en|es)\b/.test(language))?.startsWith('es') ? 'es' : 'en';

const readKept = (): Partial<Record<keyof Settings, unknown>> => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
};

const readSettings = (): Settings => {
  const kept = readKept();
  return {
    theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : null,
    language: kept.language === 'en' || kept.language === 'es' ? kept.language : ownLanguage(),
  };
};

let settings = readSettings();
const listeners = new Set<() => void>();

const show = () => {
  const { documentElement } = document;
  if (settings.theme === null) delete documentElement.dataset.theme;
  else documentElement.dataset.theme = settings.theme;
  documentElement.lang = settings.language;
};

show();
// Several windows open at once stay in step.
window.addEventListener('storage', (event) => {
  // `null`: everything kept was cleared.
  if (event.key !== place && event.key !== null) return;
  settings = readSettings();
  show();
  for (const tell of listeners) tell();
});

export const changeSettings = (change: Partial<Settings>): void => {
  settings = { ...settings, ...change };
  try {
    localStorage.setItem(place, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still shows the choice until the page is left.
  }
  show();
  for (const tell of listeners) tell();
};

const listen = (onChange: () => void) => {
  listeners.add(onChange);
  return () => {
    listeners.delete(onChange);
  };
};

export const useSettings = (): Settings => useSyncExternalStore(listen, () => settings);
