import { useState } from 'react';
import type { Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { SaidForm } from '../deciding/said-form.tsx';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';

type Data = Queries['practice/:community/circles'];
type Right = Data['rights'][number];

const dayMs = 86_400_000;

const HandOn = ({
  community,
  right,
  circles,
}: {
  readonly community: string;
  readonly right: Right;
  readonly circles: Data['circles'];
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const people = useQuery({
    query: 'practice/:community/people',
    parts: { community },
    changesWith: haveChanged,
  });
  const members = people.state === 'here' ? people.data.filter(({ standing }) => standing === 'member') : [];
  const [to, setTo] = useState('');
  const [days, setDays] = useState(0);
  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault();
        const isCircle = circles.some(({ id }) => id === to);
        void act(community, 'right-handed-on', {
          right: right.id,
          toKind: to === 'community' ? 'community' : isCircle ? 'circle' : 'person',
          to: to === 'community' ? '' : to,
          until: days === 0 ? null : Date.now() + days * dayMs,
          takenBackBy: 'giver',
          decision: null,
        });
      }}
    >
      <label>
        {words.page('right.to')}{' '}
        <select className="field" value={to} onChange={({ target }) => setTo(target.value)}>
          <option value="">–</option>
          <option value="community">{words.page('record.whole')}</option>
          {circles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {members.map(({ person, name }) => (
            <option key={person} value={person}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {words.page('right.days')}{' '}
        <input
          className="field"
          type="number"
          min={0}
          value={days}
          onChange={({ target }) => setDays(Math.max(0, Math.round(Number(target.value))))}
        />
      </label>
      <button type="submit" className="button" disabled={to === '' || isRunning}>
        {words.page('right.hand-on')}
      </button>
      <Trouble trouble={trouble} />
    </form>
  );
};

/** Rights to decide, and every step by which they came to who holds them; the giver takes a step back. */
export const Rights = ({
  community,
  rights,
  circles,
  isMember,
}: {
  readonly community: string;
  readonly rights: Data['rights'];
  readonly circles: Data['circles'];
  readonly isMember: boolean;
}) => {
  const words = useWords();
  const { act, trouble } = useCommand();
  return (
    <section className="stack" aria-labelledby="rights">
      <h2 id="rights">{words.page('right.title')}</h2>
      <p className="fine">{words.page('right.lead')}</p>
      <ul className="plain">
        {rights.map((right) => (
          <li key={right.id} className="stack">
            <h3>{right.name}</h3>
            <p>
              {words.page('right.holder', {
                name: right.holder.kind === 'community' ? words.page('record.whole') : right.holder.name,
              })}
            </p>
            <ol>
              {right.steps.map(({ place, holder, by, at, until, isStanding }) => (
                <li key={place} className={isStanding ? undefined : 'absent'}>
                  {by.name} → {holder.kind === 'community' ? words.page('record.whole') : holder.name},{' '}
                  <Moment at={at} isDay />
                  {until === null ? null : (
                    <>
                      {' – '}
                      <Moment at={until} isDay />
                    </>
                  )}{' '}
                  {right.mayTakeBack.includes(place) ? (
                    <button
                      type="button"
                      className="button is-plain"
                      onClick={() =>
                        void act(community, 'right-taken-back', {
                          right: right.id,
                          step: place,
                          decision: null,
                        })
                      }
                    >
                      {words.page('right.take-back')}
                      <span className="unseen"> {holder.name}</span>
                    </button>
                  ) : null}
                </li>
              ))}
            </ol>
            {right.mayHandOn ? <HandOn community={community} right={right} circles={circles} /> : null}
          </li>
        ))}
      </ul>
      <Trouble trouble={trouble} />
      {isMember ? (
        <SaidForm
          community={community}
          place="right"
          label={words.page('right.declare-what')}
          button={words.page('right.declare')}
          type="right-declared"
          bodyOf={(name) => ({ name })}
          most={200}
        />
      ) : null}
    </section>
  );
};
