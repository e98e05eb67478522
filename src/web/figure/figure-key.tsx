import { useWords } from '../text/words.ts';

const keys = [
  'figure.key-width',
  'figure.key-fill',
  'figure.key-ring',
  'figure.key-ribbon',
  'report.key-colour',
] as const;

/** How to read a figure, in words: for narrow figures, and once for two side by side. */
export const FigureKey = () => {
  const words = useWords();
  return (
    <ul className="key fine">
      {keys.map((key) => (
        <li key={key}>{words.say(key)}</li>
      ))}
    </ul>
  );
};
