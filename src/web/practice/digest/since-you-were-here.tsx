import type { DigestData, Queries } from '../../../app/protocol.ts';
import { communityAddress, writeAddress } from '../../address/address.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useWords, type Words } from '../../text/words.ts';
import { Moment } from '../moment.tsx';

type Told = Queries['practice/digest']['communities'][number];
type Change = Told['digest']['changes'][number];

const resultOf = (words: Words, result: Change['newest'][number]['result']): string =>
  result === null ? '' : ` · ${words.page(`result.${result}`)}`;

/** Where somebody reads more about what is new. */
const pageOf = {
  decisions: 'decide',
  outcomes: 'log',
  agreements: 'agreements',
  proposals: 'decide',
  posts: 'conversation',
  members: 'members',
} as const;

const OfCommunity = ({ told }: { readonly told: Told }) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const { community, digest } = told;
  const { name, since, needs, changes, missed } = digest;
  const soon = [...needs.day, ...needs.week];
  const isNothingNew = changes.length === 0 && missed.length === 0;
  return (
    <section className="stack" aria-labelledby={`since-${community}`}>
      <h3 id={`since-${community}`}>
        <a href={writeAddress(communityAddress(community))}>{name}</a>
      </h3>
      {soon.length === 0 ? null : (
        <>
          <p>{words.page('digest.soon')}</p>
          <ul className="acts">
            {soon.map(({ need, about, decision, title, until }) => (
              <li key={`${need} ${about}`}>
                <a
                  href={writeAddress(
                    communityAddress(community, decision === null ? 'needs' : 'decision', decision),
                  )}
                >
                  {title}
                </a>
                <span>{words.page(`needs.${need}`)}</span>
                {until === null ? null : (
                  <span className="fine">
                    {words.page('needs.until')} <Moment at={until} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {needs.later.length === 0 ? null : (
        <p>
          <a href={writeAddress(communityAddress(community))}>
            {words.page('digest.later', { count: needs.later.length })}
          </a>
        </p>
      )}
      {told.volume === 'needs' ? null : isNothingNew ? (
        <p className="fine">
          {words.page('digest.nothing-new')} <Moment at={since} />
        </p>
      ) : (
        <>
          <p>
            {words.page('digest.new')} <Moment at={since} />
          </p>
          <ul className="acts">
            {changes.map(({ kind, count, newest }) => (
              <li key={kind}>
                <a href={writeAddress(communityAddress(community, pageOf[kind]))}>
                  {words.page(`digest.${kind}`, { count })}
                </a>
                <span className="fine">
                  {newest.map(({ title, result }) => `${title}${resultOf(words, result)}`).join(' — ')}
                  {count > newest.length ? ' …' : ''}
                </span>
              </li>
            ))}
          </ul>
          {missed.length === 0 ? null : (
            <>
              <p>{words.page('digest.missed')}</p>
              <ul className="acts">
                {missed.map(({ id, title, result }) => (
                  <li key={id}>
                    <a href={writeAddress(communityAddress(community, 'decision', id))}>{title}</a>
                    <span>{result === null ? null : words.page(`result.${result}`)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          <div className="buttons">
            <button
              type="button"
              className="button"
              disabled={isRunning}
              aria-describedby={`since-${community}`}
              onClick={() => void send('practice-digest-seen', { community })}
            >
              {words.page('digest.seen')}
            </button>
          </div>
        </>
      )}
      <Trouble trouble={trouble} />
    </section>
  );
};

/** What waits soon, what is new and what ended without this person, community by community. */
export const SinceYouWereHere = ({ communities }: Pick<DigestData, 'communities'>) => {
  const words = useWords();
  return communities.length === 0 ? null : (
    <section className="stack" aria-labelledby="since">
      <h2 id="since">{words.page('digest.title')}</h2>
      {communities.map((told) => (
        <OfCommunity key={told.community} told={told} />
      ))}
    </section>
  );
};
