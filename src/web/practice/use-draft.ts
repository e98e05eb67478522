import { useCallback, useState } from 'react';

const keyOf = (place: string) => `equipo-draft ${place}`;

const keptAt = (place: string): string => {
  try {
    return localStorage.getItem(keyOf(place)) ?? '';
  } catch {
    return '';
  }
};

/** What is being written, kept in this browser until it is sent or emptied: a crash loses nothing. */
export const useDraft = (place: string): readonly [text: string, write: (text: string) => void] => {
  const [text, setText] = useState(() => keptAt(place));
  const write = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next === '') localStorage.removeItem(keyOf(place));
        else localStorage.setItem(keyOf(place), next);
      } catch {
        // A browser that keeps nothing still writes.
      }
    },
    [place],
  );
  return [text, write];
};
