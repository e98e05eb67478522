import { useState } from 'react';
import type { Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';

type Page = Queries['practice/:community/decision/:id'];

const dayMs = 86_400_000;

/** What is made of a settled decision: an agreement, a circle, a role, somebody in a role. */
export const RecordForm = ({ community, page }: { readonly community: string; readonly page: Page }) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const answer = useQuery({
    query: 'practice/:community/circles',
    parts: { community },
    changesWith: haveChanged,
  });
  const circles = answer.state === 'here' ? answer.data.circles : [];
  const roles = answer.state === 'here' ? answer.data.roles : [];
  const elected =
    page.terms.nominee ??
    (page.outcome.winners.length > 0 ? page.terms.options : []).find(
      (option, place) =>
        page.outcome.winners.includes(page.options[place] ?? '') && /^[0-9a-f]{64}$/.test(option),
    );
  const [kind, setKind] = useState<'agreement' | 'circle' | 'role' | 'election'>(
    elected === undefined ? 'agreement' : 'election',
  );
  const [days, setDays] = useState(180);
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [circle, setCircle] = useState('');
  const [role, setRole] = useState('');
  const decision = page.id;
  const record = () => {
    switch (kind) {
      case 'agreement': {
        const reviewAt = Date.now() + days * dayMs;
        const body = { decision, reviewAt, circle: circle === '' ? null : circle, replaces: null };
        return act(community, 'agreement-recorded', body);
      }
      case 'circle': {
        const body = { decision, name, purpose, domain: '', parent: circle === '' ? null : circle };
        return act(community, 'circle-formed', body);
      }
      case 'role': {
        const body = { decision, circle, name, purpose, domain: '', termDays: days, link: 'none' };
        return act(community, 'role-defined', body);
      }
      default:
        return act(community, 'role-filled', { decision, role, person: elected ?? '' });
    }
  };
  const isReady =
    kind === 'agreement' ||
    (kind === 'election'
      ? role !== '' && elected !== undefined
      : name.trim() !== '' && purpose.trim() !== '' && (kind === 'circle' || circle !== ''));
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      <h2>{words.page('record.title')}</h2>
      <label className="setting">
        {words.page('record.as')}{' '}
        <select
          className="field"
          value={kind}
          onChange={({ target }) =>
            setKind(
              (['agreement', 'circle', 'role', 'election'] as const).find((each) => each === target.value) ??
                'agreement',
            )
          }
        >
          {(['agreement', 'circle', 'role', 'election'] as const)
            .filter((each) => each !== 'election' || elected !== undefined)
            .map((each) => (
              <option key={each} value={each}>
                {words.page(`record.${each}`)}
              </option>
            ))}
        </select>
      </label>
      {kind === 'circle' || kind === 'role' ? (
        <>
          <label className="stack wide">
            {words.page('record.name')}
            <input
              className="field"
              maxLength={120}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          </label>
          <label className="stack wide">
            {words.page('record.purpose')}
            <input
              className="field"
              maxLength={2000}
              value={purpose}
              onChange={({ target }) => setPurpose(target.value)}
            />
          </label>
        </>
      ) : null}
      {kind === 'election' ? (
        <label className="setting">
          {words.page('record.which-role')}{' '}
          <select className="field" value={role} onChange={({ target }) => setRole(target.value)}>
            <option value="">–</option>
            {roles.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <label className="setting">
          {words.page('record.within')}{' '}
          <select className="field" value={circle} onChange={({ target }) => setCircle(target.value)}>
            <option value="">{words.page('record.whole')}</option>
            {circles.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind === 'agreement' || kind === 'role' ? (
        <label className="setting">
          {words.page(kind === 'agreement' ? 'record.review' : 'record.term')}{' '}
          <input
            className="field"
            type="number"
            min={1}
            max={3660}
            value={days}
            onChange={({ target }) => setDays(Math.max(1, Math.round(Number(target.value))))}
          />
        </label>
      ) : null}
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button type="submit" className="button is-first" disabled={!isReady || isRunning}>
          {words.page('record.record')}
        </button>
      </div>
    </form>
  );
};
