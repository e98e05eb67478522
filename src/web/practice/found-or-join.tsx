import { useState } from 'react';
import type { Commands } from '../../app/protocol.ts';
import { communityAddress } from '../address/address.ts';
import { goTo } from '../address/use-address.ts';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { useWords } from '../text/words.ts';
import { methods } from './deciding/decision-methods.ts';

const joinings = ['by-invitation', 'by-decision', 'open'] as const;
type Methods = NonNullable<Commands['practice-found']['body']['methods']>;
type Joining = Commands['practice-found']['body']['joining'];

const JoinForm = () => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [link, setLink] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send('practice-join', { link: link.trim() }).then((outcome) => {
          if (outcome.how === 'answered') goTo(communityAddress(outcome.data.community));
        });
      }}
    >
      <h3>{words.page('join.title')}</h3>
      <label className="stack">
        {words.page('join.link')}
        <textarea
          className="field"
          rows={2}
          spellCheck={false}
          placeholder="equipo:join/…"
          value={link}
          onChange={({ target }) => setLink(target.value)}
        />
      </label>
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button type="submit" className="button" disabled={link.trim() === '' || isRunning}>
          {words.page('join.join')}
        </button>
      </div>
      {isRunning ? <p role="status">{words.page('join.joining')}</p> : null}
    </form>
  );
};

const matters = ['membership', 'agreements', 'roles', 'money', 'everything-else'] as const;
const membershipMethods = ['majority', 'consent', 'consensus'] as const;

/** How the community decides on each kind of matter: agreed on before anything is decided. */
const AgreedMethods = ({
  methods: agreed,
  onMethods,
}: {
  readonly methods: Methods;
  readonly onMethods: (methods: Methods) => void;
}) => {
  const words = useWords();
  return (
    <details>
      <summary>{words.page('found.methods')}</summary>
      <div className="stack">
        <p className="fine">{words.page('found.methods-what')}</p>
        {matters.map((matter) => (
          <label key={matter} className="setting">
            {words.page(`matter.${matter}`)}{' '}
            <select
              className="field"
              value={agreed[matter] ?? ''}
              onChange={({ target }) => {
                const { [matter]: _, ...others } = agreed;
                const method = methods.find((each) => each === target.value);
                onMethods(method === undefined ? others : { ...others, [matter]: method });
              }}
            >
              <option value="">{words.page('found.any-method')}</option>
              {(matter === 'membership' ? membershipMethods : methods).map((method) => (
                <option key={method} value={method}>
                  {words.page(`method.${method}`)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </details>
  );
};

const FoundForm = () => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [agreements, setAgreements] = useState('');
  const [agreed, setAgreed] = useState<Methods>({});
  const [joining, setJoining] = useState<Joining>('by-invitation');
  const [vouchesNeeded, setVouches] = useState(1);
  const [hearingDays, setHearing] = useState(7);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const body = {
          name: name.trim(),
          purpose: purpose.trim(),
          agreements: agreements
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
          joining,
          methods: agreed,
          ...{ vouchesNeeded, hearingDays },
        };
        void send('practice-found', body).then((outcome) => {
          if (outcome.how === 'answered') goTo(communityAddress(outcome.data.community, 'members'));
        });
      }}
    >
      <h3>{words.page('found.title')}</h3>
      <label className="stack">
        {words.page('found.name')}
        <input
          className="field"
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label className="stack">
        {words.page('found.purpose')}
        <textarea
          className="field"
          rows={2}
          maxLength={4000}
          value={purpose}
          onChange={({ target }) => setPurpose(target.value)}
        />
      </label>
      <label className="stack">
        {words.page('found.agreements')}
        <textarea
          className="field"
          rows={3}
          value={agreements}
          onChange={({ target }) => setAgreements(target.value)}
        />
      </label>
      <label className="setting">
        {words.page('found.joining')}{' '}
        <select
          className="field"
          value={joining}
          onChange={({ target }) =>
            setJoining(joinings.find((each) => each === target.value) ?? 'by-invitation')
          }
        >
          {joinings.map((each) => (
            <option key={each} value={each}>
              {words.page(`found.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <AgreedMethods methods={agreed} onMethods={setAgreed} />
      <details>
        <summary>{words.page('found.protection')}</summary>
        <div className="stack">
          <label className="setting">
            {words.page('found.vouches')}{' '}
            <select
              className="field"
              value={vouchesNeeded}
              onChange={({ target }) => setVouches(Number(target.value))}
            >
              <option value={1}>1</option>
              <option value={2}>2</option>
            </select>
          </label>
          <label className="setting">
            {words.page('found.hearing')}{' '}
            <input
              className="field"
              type="number"
              min={0}
              max={90}
              value={hearingDays}
              onChange={({ target }) =>
                setHearing(Math.min(90, Math.max(0, Math.round(Number(target.value)))))
              }
            />
          </label>
        </div>
      </details>
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button
          type="submit"
          className="button is-first"
          disabled={name.trim() === '' || purpose.trim() === '' || isRunning}
        >
          {words.page('found.found')}
        </button>
      </div>
    </form>
  );
};

/** The two ways into a community: begin one, or come in by a member's link. */
export const FoundOrJoin = () => (
  <div className="two-forms">
    <FoundForm />
    <JoinForm />
  </div>
);
