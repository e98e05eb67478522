import { useState } from 'react';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { useWords } from '../text/words.ts';

const asked = 3;
const keyOf = (person: string) => `equipo-written-down ${person}`;

const wasWritten = (person: string): boolean => {
  try {
    return localStorage.getItem(keyOf(person)) !== null;
  } catch {
    return false;
  }
};

/** Places of the words that are asked for, drawn anew each time. */
const drawPlaces = (count: number): readonly number[] => {
  const places = Array.from({ length: count }, (_, place) => place);
  return Array.from({ length: asked }, () => {
    const [draw = 0] = crypto.getRandomValues(new Uint32Array(1));
    return places.splice(draw % places.length, 1)[0] ?? 0;
  }).sort((a, b) => a - b);
};

/** The phrase that brings a person back, shown to be written down; then some of its words are asked for. */
export const PhraseBackup = ({ person }: { readonly person: string }) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [phrase, setPhrase] = useState<readonly string[] | null>(null);
  const [places, setPlaces] = useState<readonly number[] | null>(null);
  const [said, setSaid] = useState<readonly string[]>([]);
  const [isWrong, setWrong] = useState(false);
  const [isDone, setDone] = useState(() => wasWritten(person));
  const show = async () => {
    const outcome = await send('practice-phrase', {});
    if (outcome.how !== 'answered') return;
    setPhrase(outcome.data.phrase.split(' '));
    setPlaces(null);
    setWrong(false);
  };
  const check = () => {
    if (phrase === null || places === null) return;
    const isRight = places.every((place, k) => said[k]?.trim().toLowerCase() === phrase[place]);
    setWrong(!isRight);
    if (!isRight) return;
    setPhrase(null);
    setDone(true);
    try {
      localStorage.setItem(keyOf(person), 'yes');
    } catch {
      // It is written down all the same.
    }
  };
  return (
    <section className="stack" aria-labelledby="phrase">
      <h2 id="phrase">{words.page('phrase.title')}</h2>
      <p>{words.page(isDone ? 'phrase.done' : 'phrase.why')}</p>
      {phrase === null ? (
        <button type="button" className="button" disabled={isRunning} onClick={() => void show()}>
          {words.page('phrase.show')}
        </button>
      ) : places === null ? (
        <>
          <ol className="phrase">
            {phrase.map((word, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice; its place is its name
              <li key={place}>{word}</li>
            ))}
          </ol>
          <button
            type="button"
            className="button is-first"
            onClick={() => {
              setSaid([]);
              setPlaces(drawPlaces(phrase.length));
            }}
          >
            {words.page('phrase.written')}
          </button>
        </>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            check();
          }}
        >
          {places.map((place, k) => (
            <label key={place} className="settings">
              {words.page('phrase.word', { number: place + 1 })}{' '}
              <input
                className="field"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                value={said[k] ?? ''}
                onChange={({ target }) =>
                  setSaid((before) =>
                    Array.from({ length: asked }, (_, at) => (at === k ? target.value : (before[at] ?? ''))),
                  )
                }
              />
            </label>
          ))}
          <div role="alert">{isWrong ? <p className="notice">{words.page('phrase.wrong')}</p> : null}</div>
          <div className="buttons">
            <button type="submit" className="button is-first">
              {words.page('phrase.check')}
            </button>
            <button type="button" className="button" onClick={() => void show()}>
              {words.page('phrase.again')}
            </button>
          </div>
        </form>
      )}
      <Trouble trouble={trouble} />
    </section>
  );
};
