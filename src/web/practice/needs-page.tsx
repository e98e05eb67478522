import type { CommunityHome } from '../../app/protocol.ts';
import { type CommunityPageId, communityAddress, writeAddress } from '../address/address.ts';
import { useWords } from '../text/words.ts';
import { Moment } from './moment.tsx';

type Need = CommunityHome['needs'][number];

/** Where it can be done, among the pages of a community. */
const placeOf = ({ need }: Need): CommunityPageId | null =>
  need === 'answer-removal' || need === 'be-heard' ? 'members' : null;

/** What waits for this person and for nobody else, each with the one act it asks. */
export const NeedsPage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { community, name } = home.status;
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-needs')}</h1>
        <p className="lead">{home.purpose}</p>
      </header>
      {home.needs.length === 0 ? <p className="absent">{words.page('needs.nothing', { name })}</p> : null}
      <ul className="acts">
        {home.needs.map((each) => {
          const page = placeOf(each);
          return (
            <li key={`${each.need} ${each.about}`}>
              {page === null ? (
                <strong>{each.title}</strong>
              ) : (
                <a href={writeAddress(communityAddress(community, page))}>{each.title}</a>
              )}
              <span>{words.page(`needs.${each.need}`)}</span>
              <span className="fine">
                {each.until === null ? (
                  <>
                    {words.page('needs.since')} <Moment at={each.since} isDay />
                  </>
                ) : (
                  <>
                    {words.page('needs.until')} <Moment at={each.until} />
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {home.calendar.length === 0 ? null : (
        <section className="stack" aria-labelledby="ahead">
          <h2 id="ahead">{words.page('needs.ahead')}</h2>
          <ul className="acts">
            {home.calendar.map(({ id, at, kind, title }) => (
              <li key={id}>
                <span>{title}</span>
                <span>{words.page(`ahead.${kind}`)}</span>
                <span className="fine">
                  <Moment at={at} isDay />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};
