import type { CommunityHome, Queries } from '../../../app/protocol.ts';
import { communityAddress, writeAddress } from '../../address/address.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';
import { useMe } from '../use-me.ts';
import { CircleMap } from './circle-map.tsx';
import { Facilitation } from './facilitation.tsx';
import { Rights } from './rights.tsx';

type Data = Queries['practice/:community/circles'];

const names = (people: readonly { readonly name: string }[]): string =>
  people.map(({ name }) => name).join(', ');

const RoleView = ({
  community,
  role,
  me,
}: {
  readonly community: string;
  readonly role: Data['roles'][number];
  readonly me: string;
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const answerTerm = (term: string, answer: 'accepted' | 'declined' | 'ended') =>
    void act(community, 'term-answered', { term, answer });
  return (
    <li className="stack">
      <p>
        <strong>{role.name}</strong>{' '}
        {role.holders.length === 0 ? (
          <span className="badge">{words.page('role.empty')}</span>
        ) : (
          names(role.holders)
        )}
      </p>
      <p className="fine">
        {role.purpose}
        {role.nextInTurn === null ? '' : ` · ${words.page('role.next', { name: role.nextInTurn.name })}`}
      </p>
      <ul className="plain">
        {role.terms
          .filter(({ standing }) => standing === 'asked' || standing === 'accepted')
          .map(({ id, person, until, standing }) => (
            <li key={id}>
              {person.name} · {words.page(`term.${standing}`)} · <Moment at={until} isDay />
              {person.person === me ? (
                <span className="buttons">
                  {standing === 'asked' ? (
                    <>
                      <button
                        type="button"
                        className="button is-first"
                        disabled={isRunning}
                        onClick={() => answerTerm(id, 'accepted')}
                      >
                        {words.page('term.accept')}
                      </button>
                      <button
                        type="button"
                        className="button"
                        disabled={isRunning}
                        onClick={() => answerTerm(id, 'declined')}
                      >
                        {words.page('term.decline')}
                      </button>
                    </>
                  ) : (
                    <button
                      type="button"
                      className="button"
                      disabled={isRunning}
                      onClick={() => answerTerm(id, 'ended')}
                    >
                      {words.page('term.end')}
                    </button>
                  )}
                </span>
              ) : null}
            </li>
          ))}
      </ul>
      <Trouble trouble={trouble} />
    </li>
  );
};

/** Circles as they lie within one another, their roles and who holds them, and who may decide what. */
export const CirclesPage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { act, trouble } = useCommand();
  const { community, name } = home.status;
  const me = useMe()?.person ?? '';
  const answer = useQuery({
    query: 'practice/:community/circles',
    parts: { community },
    changesWith: haveChanged,
  });
  const people = useQuery({
    query: 'practice/:community/people',
    parts: { community },
    changesWith: haveChanged,
  });
  const members = people.state === 'here' ? people.data.filter(({ standing }) => standing === 'member') : [];
  const data = answer.state === 'here' ? answer.data : null;
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-circles')}</h1>
        <p className="lead">{words.page('circle.lead')}</p>
      </header>
      <section className="stack" aria-labelledby="facilitation">
        <h2 id="facilitation">{words.page('facilitation.title')}</h2>
        <p className="fine">{words.page('facilitation.what')}</p>
        <Facilitation
          community={community}
          circle={null}
          name={name}
          facilitation={home.facilitation}
          people={members}
          me={me}
        />
      </section>
      {data === null ? null : data.circles.length === 0 ? (
        <p className="absent">
          {words.page('circle.none')}{' '}
          <a href={writeAddress(communityAddress(community, 'decide'))}>
            {words.page('practice.page-decide')}
          </a>
        </p>
      ) : (
        <div className="start">
          <CircleMap circles={data.circles} name={words.page('circle.map', { name })} />
          <ul className="plain">
            {data.circles.map((circle) => (
              <li key={circle.id} className="stack">
                <h2>{circle.name}</h2>
                <p>{circle.purpose}</p>
                <p className="fine">
                  {circle.people.length === 0 ? words.page('circle.nobody') : names(circle.people)}
                </p>
                <Facilitation
                  community={community}
                  circle={circle.id}
                  name={circle.name}
                  facilitation={circle.facilitation}
                  people={circle.people}
                  me={me}
                />
                {home.isMember ? (
                  <div className="buttons">
                    <button
                      type="button"
                      className="button"
                      onClick={() =>
                        void act(community, circle.isJoined ? 'circle-left' : 'circle-joined', {
                          circle: circle.id,
                        })
                      }
                    >
                      {words.page(circle.isJoined ? 'circle.leave' : 'circle.join')}
                      <span className="unseen"> {circle.name}</span>
                    </button>
                  </div>
                ) : null}
                <ul className="plain">
                  {circle.roles.map((role) => (
                    <RoleView key={role.id} community={community} role={role} me={me} />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Trouble trouble={trouble} />
      {data === null ? null : (
        <Rights community={community} rights={data.rights} circles={data.circles} isMember={home.isMember} />
      )}
    </>
  );
};
