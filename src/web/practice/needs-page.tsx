import type { CommunityHome } from '../../app/protocol.ts';
import { type CommunityPageId, communityAddress, writeAddress } from '../address/address.ts';
import { useWords } from '../text/words.ts';
import { CalendarAddress } from './calendar-address.tsx';
import { Moment } from './moment.tsx';

type Need = CommunityHome['needs'][number];

/** Where the one act that is asked for can be done. */
const placeOf = ({ need, decision }: Need): CommunityPageId => {
  if (decision !== null) return 'decision';
  switch (need) {
    case 'answer-term':
    case 'elect':
      return 'circles';
    case 'answer-pact':
    case 'review':
      return 'agreements';
    case 'see-match':
      return 'offers';
    case 'answer-removal':
    case 'be-heard':
      return 'members';
    default:
      return 'decide';
  }
};

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
      {home.facilitation === null ? null : (
        <p className="fine">
          {words.page('facilitation.now', { name: home.facilitation.person.name })}
          {home.facilitation.until === null ? null : (
            <>
              {' '}
              {words.page('facilitation.until')} <Moment at={home.facilitation.until} isDay />;{' '}
              {words.page('facilitation.then', { name: home.facilitation.next.name })}
            </>
          )}
        </p>
      )}
      {home.needs.length === 0 ? <p className="absent">{words.page('needs.nothing', { name })}</p> : null}
      <ul className="acts">
        {home.needs.map((each) => {
          const page = placeOf(each);
          return (
            <li key={`${each.need} ${each.about}`}>
              <a href={writeAddress(communityAddress(community, page, each.decision))}>{each.title}</a>
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
      <CalendarAddress community={community} />
    </>
  );
};
