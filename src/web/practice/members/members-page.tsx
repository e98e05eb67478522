import type { CommunityHome } from '../../../app/protocol.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { useMe } from '../use-me.ts';
import { InStep } from './in-step.tsx';
import { Invite } from './invite.tsx';
import { KeepRecord } from './keep-record.tsx';
import { PersonView } from './person-view.tsx';
import { Removals } from './removals.tsx';

/** Who is here, with which devices and by whom; who else may come; whether all have the same. */
export const MembersPage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { community, name } = home.status;
  const me = useMe();
  const asked = { parts: { community }, changesWith: haveChanged };
  const people = useQuery({ query: 'practice/:community/people', ...asked });
  const invitations = useQuery({ query: 'practice/:community/invitations', ...asked });
  const removals = useQuery({ query: 'practice/:community/removals', ...asked });
  const all = people.state === 'here' ? people.data : [];
  const nameOf = (person: string) => all.find((each) => each.person === person)?.name ?? person.slice(0, 8);
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-members')}</h1>
        <p className="lead">{words.page('members.lead', { count: home.status.members, name })}</p>
      </header>
      <div className="start">
        <div className="stack">
          <section className="stack wide" aria-labelledby="people">
            <h2 id="people">{words.page('members.people')}</h2>
            <ul className="people-list">
              {all.map((person) => (
                <PersonView
                  key={person.person}
                  community={community}
                  person={person}
                  me={home.isMember ? me : null}
                  nameOf={nameOf}
                />
              ))}
            </ul>
          </section>
          {removals.state === 'here' ? (
            <Removals community={community} me={me?.person ?? ''} removals={removals.data} />
          ) : null}
        </div>
        <div className="stack">
          {home.isMember ? (
            <Invite
              community={community}
              me={me?.person ?? ''}
              invitations={invitations.state === 'here' ? invitations.data : []}
            />
          ) : null}
          <InStep status={home.status} />
          {home.isMember ? <KeepRecord community={community} name={name} /> : null}
        </div>
      </div>
    </>
  );
};
