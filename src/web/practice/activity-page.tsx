import type { CommunityHome } from '../../app/protocol.ts';
import { useQuery } from '../host/use-query.ts';
import { actWords } from '../text/act-words.ts';
import { useWords } from '../text/words.ts';
import { haveChanged } from './have-changed.ts';
import { MeasureCommunity } from './measure-community.tsx';
import { Moment } from './moment.tsx';

/** What happened, as it happens, the newest first; what does not count stays, with the reason. */
export const ActivityPage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { community } = home.status;
  const answer = useQuery({
    query: 'practice/:community/activity',
    parts: { community },
    changesWith: haveChanged,
  });
  const acts = answer.state === 'here' ? answer.data : [];
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-activity')}</h1>
        <p className="lead">{words.page('activity.lead')}</p>
      </header>
      <ul className="acts" aria-live="polite">
        {acts.map(({ id, type, name, at, notCounted }) => (
          <li key={id}>
            <strong>{name}</strong>
            <span>{actWords(type, words.isEnglish)}</span>
            <span className="fine">
              <Moment at={at} />
            </span>
            {notCounted === null ? null : (
              <span className="fine">
                {words.page('activity.not-counted')} <span lang="en">{notCounted}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
      <MeasureCommunity home={home} />
    </>
  );
};
