import { useState } from 'react';
import type { Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';
import { useDraft } from '../use-draft.ts';

type Page = Queries['practice/:community/decision/:id'];
type Objection = Page['objections'][number];

const TestForm = ({
  community,
  decision,
  objection,
}: {
  readonly community: string;
  readonly decision: string;
  readonly objection: string;
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const [why, setWhy] = useState('');
  const test = (isReasoned: 'yes' | 'no') =>
    void act(community, 'objection-tested', { decision, objection, isReasoned, why: why.trim() });
  return (
    <div className="stack">
      <label className="stack wide">
        {words.page('objection.test-why')}
        <input
          className="field"
          maxLength={2000}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
        />
      </label>
      <div className="buttons">
        {(['yes', 'no'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="button"
            disabled={isRunning || why.trim() === ''}
            onClick={() => test(each)}
          >
            {words.page(`objection.reasoned-${each}`)}
          </button>
        ))}
      </div>
      <Trouble trouble={trouble} />
    </div>
  );
};

const ObjectionView = ({
  community,
  page,
  objection,
}: {
  readonly community: string;
  readonly page: Page;
  readonly objection: Objection;
}) => {
  const words = useWords();
  const { act, trouble } = useCommand();
  const { id, by, at, reason, harm, standing, tests } = objection;
  return (
    <li className="stack">
      <p>
        <strong>{by.name}</strong>{' '}
        <span className="fine">
          <Moment at={at} /> · {words.page(`objection.${standing}`)}
        </span>
      </p>
      <p className="said">{reason}</p>
      <p className="said">{words.page('objection.harm', { harm })}</p>
      {tests.map((test) => (
        <p key={test.by.person} className="fine">
          {test.by.name}: {words.page(test.isReasoned ? 'objection.reasoned-yes' : 'objection.reasoned-no')}.{' '}
          {test.why}
        </p>
      ))}
      {page.may.test.includes(id) ? (
        <TestForm community={community} decision={page.id} objection={id} />
      ) : null}
      {page.may.withdraw.includes(id) ? (
        <div className="buttons">
          <button
            type="button"
            className="button"
            onClick={() => void act(community, 'objection-withdrawn', { decision: page.id, objection: id })}
          >
            {words.page('objection.withdraw')}
          </button>
        </div>
      ) : null}
      <Trouble trouble={trouble} />
    </li>
  );
};

/** Objections as objects: a reason and a harm, tested by others, withdrawn or integrated in a new version. */
export const Objections = ({ community, page }: { readonly community: string; readonly page: Page }) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [reason, setReason] = useDraft(`${community} objection ${page.id}`);
  const [harm, setHarm] = useDraft(`${community} harm ${page.id}`);
  if (page.objections.length === 0 && !page.may.object) return null;
  return (
    <section className="stack" aria-labelledby="objections">
      <h2 id="objections">{words.page('objection.title')}</h2>
      {page.objections.length === 0 ? <p className="absent">{words.page('objection.none')}</p> : null}
      <ul className="plain">
        {page.objections.map((each) => (
          <ObjectionView key={each.id} community={community} page={page} objection={each} />
        ))}
      </ul>
      {page.may.object ? (
        <details>
          <summary>{words.page('objection.raise')}</summary>
          <form
            className="card stack"
            onSubmit={(event) => {
              event.preventDefault();
              const body = { community, decision: page.id, reason: reason.trim(), harm: harm.trim() };
              void send('practice-object', body).then((outcome) => {
                if (outcome.how !== 'answered') return;
                setReason('');
                setHarm('');
              });
            }}
          >
            <label className="stack wide">
              {words.page('objection.reason')}
              <textarea
                className="field"
                rows={2}
                maxLength={4000}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            </label>
            <label className="stack wide">
              {words.page('objection.harm-what')}
              <textarea
                className="field"
                rows={2}
                maxLength={4000}
                value={harm}
                onChange={({ target }) => setHarm(target.value)}
              />
            </label>
            <Trouble trouble={trouble} />
            <div className="buttons">
              <button
                type="submit"
                className="button is-first"
                disabled={reason.trim() === '' || harm.trim() === '' || isRunning}
              >
                {words.page('objection.object')}
              </button>
            </div>
          </form>
        </details>
      ) : null}
    </section>
  );
};
