import type { PracticeData } from '../../app/protocol.ts';
import { communityAddress, writeAddress } from '../address/address.ts';
import { useQuery } from '../host/use-query.ts';
import { NoSuchPage } from '../shell/no-such-page.tsx';
import { Shell } from '../shell/shell.tsx';
import { useWords } from '../text/words.ts';
import { BringBundle } from './bring-bundle.tsx';
import { CarryUnread } from './carry-unread.tsx';
import { DigestSettings } from './digest/digest-settings.tsx';
import { Reminders } from './digest/reminders.tsx';
import { SinceYouWereHere } from './digest/since-you-were-here.tsx';
import { FoundOrJoin } from './found-or-join.tsx';
import { haveChanged } from './have-changed.ts';
import { IdentityForm } from './identity-form.tsx';
import { NodeCopies } from './node-copies.tsx';
import { PhraseBackup } from './phrase-backup.tsx';
import { ReachSettings } from './reach-settings.tsx';

const Communities = ({ communities }: Pick<PracticeData, 'communities'>) => {
  const words = useWords();
  return (
    <section className="stack" aria-labelledby="communities">
      <h2 id="communities">{words.page('practice.communities')}</h2>
      {communities.length === 0 ? <p className="absent">{words.page('practice.no-community')}</p> : null}
      <ul className="organisations">
        {communities.map(({ community, name, isMember, needs, peers, inStep }) => (
          <li key={community}>
            <a href={writeAddress(communityAddress(community))}>
              {name === '' ? community.slice(0, 8) : name}
            </a>
            {needs > 0 ? (
              <span className="badge">{words.page('practice.needs', { count: needs })}</span>
            ) : null}
            <span className="fine">
              {isMember
                ? peers === 0
                  ? words.page('practice.alone')
                  : words.page('practice.in-step', { inStep, peers })
                : words.page('practice.no-member')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Asked for only where there is somebody to tell. */
const WithDigest = ({
  communities,
  part,
}: Pick<PracticeData, 'communities'> & { readonly part: 'news' | 'settings' }) => {
  const answer = useQuery({ query: 'practice/digest', changesWith: haveChanged });
  if (answer.state !== 'here') return null;
  return part === 'settings' ? (
    <DigestSettings data={answer.data} communities={communities} />
  ) : (
    <SinceYouWereHere communities={answer.data.communities} />
  );
};

/** One's own node: who one is, one's communities, how others reach it. No server, no administrator. */
export const PracticePage = () => {
  const words = useWords();
  const answer = useQuery({ query: 'practice', changesWith: haveChanged });
  if (answer.state === 'refused')
    return (
      <Shell organisation={null} page={null}>
        <NoSuchPage refusal={answer.refusal} isGone={false} />
      </Shell>
    );
  const data = answer.state === 'here' ? answer.data : null;
  return (
    <Shell organisation={null} page={null} refusal={data?.refusal ?? null}>
      <header className="page-head">
        <h1>{words.page('practice.title')}</h1>
        <p className="lead">{words.page('practice.lead')}</p>
      </header>
      {data === null || data.refusal !== null ? null : data.me === null ? (
        <IdentityForm />
      ) : (
        <div className="start">
          <div className="stack">
            <p>{words.page('practice.you-are', { name: data.me.name, device: data.me.deviceName })}</p>
            <Reminders />
            <Communities communities={data.communities} />
            <WithDigest communities={data.communities} part="news" />
            <FoundOrJoin />
          </div>
          <div className="stack">
            <ReachSettings reach={data.reach} />
            <WithDigest communities={data.communities} part="settings" />
            <BringBundle />
            <CarryUnread mirrored={data.mirrored} />
            <PhraseBackup person={data.me.person} />
            <NodeCopies backup={data.backup} />
          </div>
        </div>
      )}
    </Shell>
  );
};
