import type { CommunityHome } from '../../../app/protocol.ts';
import { communityAddress, writeAddress } from '../../address/address.ts';
import { useQuery } from '../../host/use-query.ts';
import { NoSuchPage } from '../../shell/no-such-page.tsx';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';
import { useMe } from '../use-me.ts';
import { AmendForm } from './amend-form.tsx';
import { Versions } from './changes-view.tsx';
import { OpenDecision } from './open-decision.tsx';

/** A proposal: what it says now, how it came to, and the decision that is opened on it. */
export const ProposalPage = ({ home, id }: { readonly home: CommunityHome; readonly id: string }) => {
  const words = useWords();
  const me = useMe();
  const { community } = home.status;
  const answer = useQuery({
    query: 'practice/:community/proposal/:id',
    parts: { community, id },
    changesWith: haveChanged,
  });
  if (answer.state === 'refused') return <NoSuchPage refusal={answer.refusal} isGone={answer.isGone} />;
  if (answer.state === 'asking') return null;
  const { title, text, by, at, versions, decisions } = answer.data;
  return (
    <>
      <header className="page-head">
        <p>
          <a href={writeAddress(communityAddress(community, 'decide'))}>
            {words.page('practice.page-decide')}
          </a>
        </p>
        <h1>{title}</h1>
        <p className="fine">
          {by.name} <Moment at={at} />
        </p>
      </header>
      <p className="said">{text}</p>
      <Versions versions={versions} />
      {decisions.map((decision) => (
        <p key={decision}>
          <a href={writeAddress(communityAddress(community, 'decision', decision))}>
            {words.page('proposal.decision')}
          </a>
        </p>
      ))}
      {home.isMember && by.person === me?.person ? (
        <AmendForm
          key={versions.length}
          community={community}
          proposal={id}
          title={title}
          text={text}
          objections={[]}
        />
      ) : null}
      {home.isMember && decisions.length === 0 ? (
        <section className="stack" aria-labelledby="open-decision">
          <h2 id="open-decision">{words.page('open.heading')}</h2>
          <OpenDecision community={community} proposal={id} title={title} />
        </section>
      ) : null}
    </>
  );
};
