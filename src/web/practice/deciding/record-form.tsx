import { useState } from 'react';
import type { Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';

type Page = Queries['practice/:community/decision/:id'];

const dayMs = 86_400_000;
const kinds = ['agreement', 'experiment', 'circle', 'role', 'election'] as const;
type Kind = (typeof kinds)[number];
const links = ['none', 'lead', 'delegate'] as const;

/** What is made of a settled decision: an agreement, something to try, a circle, a role, somebody in a role. */
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
  const { chosen } = page;
  const [person, setPerson] = useState(chosen[0]?.person ?? '');
  const elected =
    chosen.length === 0 ? undefined : (chosen.find((each) => each.person === person) ?? chosen[0]!);
  const [kind, setKind] = useState<Kind>(elected === undefined ? 'agreement' : 'election');
  const [days, setDays] = useState(180);
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [circle, setCircle] = useState('');
  const [role, setRole] = useState('');
  const [domain, setDomain] = useState('');
  const [link, setLink] = useState<(typeof links)[number]>('none');
  const [measure, setMeasure] = useState('');
  const [hypothesis, setHypothesis] = useState('');
  const catalogue = useQuery({ query: 'catalogue', changesWith: () => false });
  const decision = page.id;
  const record = () => {
    switch (kind) {
      case 'agreement': {
        const reviewAt = Date.now() + days * dayMs;
        const body = { decision, reviewAt, circle: circle === '' ? null : circle, replaces: null };
        return act(community, 'agreement-recorded', body);
      }
      case 'experiment': {
        const from = Date.now();
        const until = from + days * dayMs;
        const body = { decision, reviewAt: until, circle: circle === '' ? null : circle, replaces: null };
        return act(community, 'agreement-recorded', body).then(
          (isDone) =>
            isDone && act(community, 'experiment-agreed', { decision, measure, hypothesis, from, until }),
        );
      }
      case 'circle': {
        const body = { decision, name, purpose, domain, parent: circle === '' ? null : circle };
        return act(community, 'circle-formed', body);
      }
      case 'role': {
        const body = { decision, circle, name, purpose, domain, termDays: days, link };
        return act(community, 'role-defined', body);
      }
      default:
        return act(community, 'role-filled', { decision, role, person: elected?.person ?? '' });
    }
  };
  const isReady =
    kind === 'agreement' ||
    (kind === 'experiment' && measure !== '' && hypothesis.trim() !== '') ||
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
          onChange={({ target }) => setKind(kinds.find((each) => each === target.value) ?? 'agreement')}
        >
          {kinds
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
          <label className="stack wide">
            {words.page('record.domain')}
            <input
              className="field"
              maxLength={2000}
              value={domain}
              onChange={({ target }) => setDomain(target.value)}
            />
          </label>
        </>
      ) : null}
      {kind === 'experiment' ? (
        <>
          <label className="stack wide">
            {words.page('record.hypothesis')}
            <input
              className="field"
              maxLength={2000}
              value={hypothesis}
              onChange={({ target }) => setHypothesis(target.value)}
            />
          </label>
          <label className="setting">
            {words.page('record.measure')}{' '}
            <select className="field" value={measure} onChange={({ target }) => setMeasure(target.value)}>
              <option value="">–</option>
              {(catalogue.state === 'here' ? catalogue.data : []).map((each) => (
                <option key={each.id} value={each.id}>
                  {words.measure(each).title}
                </option>
              ))}
            </select>
          </label>
        </>
      ) : null}
      {kind === 'role' && circles.find(({ id }) => id === circle)?.parent ? (
        <label className="setting">
          {words.page('record.link')}{' '}
          <select
            className="field"
            value={link}
            onChange={({ target }) => setLink(links.find((each) => each === target.value) ?? 'none')}
          >
            {links.map((each) => (
              <option key={each} value={each}>
                {words.page(`record.link-${each}`)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {kind === 'election' && chosen.length > 1 ? (
        <label className="setting">
          {words.page('record.whom')}{' '}
          <select
            className="field"
            value={elected?.person ?? ''}
            onChange={({ target }) => setPerson(target.value)}
          >
            {chosen.map((each) => (
              <option key={each.person} value={each.person}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
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
      {kind === 'agreement' || kind === 'role' || kind === 'experiment' ? (
        <label className="setting">
          {words.page(
            kind === 'agreement' ? 'record.review' : kind === 'role' ? 'record.term' : 'record.try-days',
          )}{' '}
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
