import type { Queries } from '../../../app/protocol.ts';
import { useWords } from '../../text/words.ts';
import { answeredWords } from './answered-words.ts';

type Page = Queries['practice/:community/decision/:id'];

const named = (people: readonly { readonly name: string }[]): string =>
  people.map(({ name }) => name).join(', ');

/** What came out, by which steps, whether it is settled, and whose devices have not signed it yet. */
export const OutcomeView = ({ page }: { readonly page: Page }) => {
  const words = useWords();
  const { outcome, unsigned, signatures, signaturesNeeded } = page;
  return (
    <section className="stack" aria-labelledby="outcome">
      <h2 id="outcome">{words.page('outcome.title')}</h2>
      <p role="status">
        <strong>
          {words.page(`phase.${outcome.phase}`)}
          {outcome.phase === 'open' ? '' : ` · ${words.page(`result.${outcome.result}`)}`}
          {outcome.winners.length === 0 ? '' : `: ${outcome.winners.join(', ')}`}
        </strong>
      </p>
      <p>
        {answeredWords(words, outcome.answers, outcome.eligible)}.
        {outcome.waiting.length === 0
          ? ''
          : ` ${words.page('outcome.waiting', { names: named(outcome.waiting) })}`}
      </p>
      {outcome.contested.length === 0 ? null : (
        <p className="notice">{words.page('outcome.contested', { names: named(outcome.contested) })}</p>
      )}
      {outcome.phase === 'provisional' ? (
        <p className="notice">
          {words.page('outcome.unsigned', {
            signed: signatures.length,
            needed: signaturesNeeded,
            names: named(unsigned),
          })}
        </p>
      ) : null}
      {outcome.isReviewAsked ? <p className="notice">{words.page('outcome.review')}</p> : null}
      {outcome.phase === 'open' ? null : (
        <div lang="en" className="stack">
          {outcome.words.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      {outcome.phase === 'open' || outcome.audit.length === 0 ? null : (
        <details>
          <summary>{words.page('outcome.steps')}</summary>
          <div lang="en">
            {outcome.audit.map(({ title, words: said, columns, rows }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps follow one another and are never moved
              <section key={place} className="stack">
                <h3>{title}</h3>
                <p>{said}</p>
                {rows.length === 0 ? null : (
                  <div className="table">
                    <table>
                      <caption className="unseen">{title}</caption>
                      <thead>
                        <tr>
                          {columns.map((column) => (
                            <th key={column} scope="col">
                              {column}
                            </th>
                          ))}
                        </tr>
                      </thead>
                      <tbody>
                        {rows.map((row) => (
                          <tr key={row.join('|')}>
                            {row.map((cell, at) => (
                              <td key={`${columns[at]} ${cell}`}>{cell}</td>
                            ))}
                          </tr>
                        ))}
                      </tbody>
                    </table>
                  </div>
                )}
              </section>
            ))}
          </div>
        </details>
      )}
      {signatures.length === 0 ? null : (
        <details>
          <summary>{words.page('outcome.verify')}</summary>
          <p>{words.page('outcome.verify-what')}</p>
          <ul className="plain">
            {signatures.map(({ by, round, set }) => (
              <li key={`${by.person} ${round}`}>
                {by.name} · <code>{set.slice(0, 16)}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};
