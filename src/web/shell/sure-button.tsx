import { useEffect, useRef, useState } from 'react';
import { useWords } from '../text/words.ts';

/** A button for what cannot be undone: it asks once more, saying what will happen. */
export const SureButton = ({
  label,
  about = '',
  question,
  onSure,
}: {
  readonly label: string;
  /** What it is about, for who hears the button without seeing where it stands. */
  readonly about?: string;
  readonly question: string;
  readonly onSure: () => void;
}) => {
  const words = useWords();
  const [isAsking, setAsking] = useState(false);
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) no.current?.focus();
  }, [isAsking]);
  if (!isAsking)
    return (
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {label}
        {about === '' ? null : <span className="unseen"> {about}</span>}
      </button>
    );
  return (
    <div className="notice stack" role="alert">
      <p>{question}</p>
      <div className="buttons">
        <button
          ref={no}
          type="button"
          className="button is-first"
          onClick={() => setAsking(false)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setAsking(false);
          }}
        >
          {words.page('sure.no')}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            setAsking(false);
            onSure();
          }}
        >
          {words.page('sure.yes')}
        </button>
      </div>
    </div>
  );
};
