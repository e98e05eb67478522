import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';

/** What was said and decided elsewhere and brought here; nothing where nothing was. */
export const ImportedHistory = ({
  community,
  words: said,
}: {
  readonly community: string;
  readonly words: string;
}) => {
  const words = useWords();
  const answer = useQuery({
    query: 'practice/:community/imported',
    parts: { community },
    chosen: { words: said },
    changesWith: haveChanged,
  });
  const matters = answer.state === 'here' ? answer.data : [];
  const [first] = matters;
  if (first === undefined) return null;
  return (
    <section className="stack" aria-labelledby="imported">
      <h2 id="imported">{words.page('log.imported')}</h2>
      <p className="fine">{words.page('log.imported-what', { name: first.broughtBy.name })}</p>
      <ul className="acts">
        {matters.map(({ id, by, at, title, text, entries }) => (
          <li key={id}>
            <details>
              <summary>
                {title === '' ? text.split('\n')[0] : title}{' '}
                <span className="fine">
                  {by} <Moment at={at} isDay />
                  {entries.length === 0 ? '' : ` · ${words.page('log.entries', { count: entries.length })}`}
                </span>
              </summary>
              {text === '' ? null : <p className="said">{text}</p>}
              <ul className="plain">
                {entries.map((entry) => (
                  <li key={entry.id}>
                    <strong>{entry.by}</strong>{' '}
                    <span className="fine">
                      <Moment at={entry.at} isDay />
                    </span>
                    {entry.title === '' ? null : <p>{entry.title}</p>}
                    {entry.text === '' ? null : <p className="said">{entry.text}</p>}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
};
