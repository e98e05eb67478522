import { useState } from 'react';
import type { CommunityHome } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';

/** Whose turn it is to facilitate, and who follows; who has it may hand it on before. */
export const Facilitation = ({
  community,
  circle,
  name,
  facilitation,
  people,
  me,
}: {
  readonly community: string;
  /** `null`: of the whole community. */
  readonly circle: string | null;
  readonly name: string;
  readonly facilitation: CommunityHome['facilitation'];
  readonly people: readonly { readonly person: string; readonly name: string }[];
  readonly me: string;
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const [to, setTo] = useState('');
  if (facilitation === null) return null;
  const { person, until, next } = facilitation;
  const others = people.filter((each) => each.person !== person.person);
  return (
    <div className="stack">
      <p>
        {words.page('facilitation.now', { name: person.name })}{' '}
        {until === null ? (
          words.page('facilitation.until-handed-on')
        ) : (
          <>
            {words.page('facilitation.until')} <Moment at={until} isDay />;{' '}
            {words.page('facilitation.then', { name: next.name })}
          </>
        )}
      </p>
      {person.person !== me || others.length === 0 ? null : (
        <form
          className="settings"
          onSubmit={(event) => {
            event.preventDefault();
            void act(community, 'facilitation-handed-on', { circle, to });
          }}
        >
          <label>
            {words.page('facilitation.to')}
            <span className="unseen"> {name}</span>{' '}
            <select className="field" value={to} onChange={({ target }) => setTo(target.value)}>
              <option value="">–</option>
              {others.map((each) => (
                <option key={each.person} value={each.person}>
                  {each.name}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="button" disabled={to === '' || isRunning}>
            {words.page('facilitation.hand-on')}
            <span className="unseen"> {name}</span>
          </button>
        </form>
      )}
      <Trouble trouble={trouble} />
    </div>
  );
};
