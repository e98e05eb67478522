import { useState } from 'react';
import type { CommunityHome, Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { actWords } from '../../text/act-words.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';
import { useDraft } from '../use-draft.ts';
import { useMe } from '../use-me.ts';

type Data = Queries['practice/:community/offers'];

const dayMs = 86_400_000;

const OfferForm = ({ community }: { readonly community: string }) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const [kind, setKind] = useState<'offer' | 'need'>('offer');
  const [title, setTitle] = useDraft(`${community} offer title`);
  const [text, setText] = useDraft(`${community} offer text`);
  const [tags, setTags] = useState('');
  const [days, setDays] = useState(30);
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        const body = {
          kind,
          title: title.trim(),
          text: text.trim(),
          tags: [...new Set(tags.split(/[\s,]+/).filter((tag) => tag !== ''))],
          until: Date.now() + days * dayMs,
        };
        void act(community, 'offer-made', body).then((isDone) => {
          if (!isDone) return;
          setTitle('');
          setText('');
          setTags('');
        });
      }}
    >
      <fieldset className="settings">
        <legend className="unseen">{words.page('offer.make')}</legend>
        {(['offer', 'need'] as const).map((each) => (
          <label key={each} className="setting">
            <input type="radio" name="kind" checked={kind === each} onChange={() => setKind(each)} />{' '}
            {words.page(`offer.i-${each}`)}
          </label>
        ))}
      </fieldset>
      <label className="stack wide">
        {words.page('offer.what')}
        <input
          className="field"
          maxLength={200}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
      </label>
      <label className="stack wide">
        {words.page('offer.more')}
        <textarea
          className="field"
          rows={2}
          maxLength={4000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <label className="stack wide">
        {words.page('offer.tags')}
        <input className="field" value={tags} onChange={({ target }) => setTags(target.value)} />
      </label>
      <label className="setting">
        {words.page('offer.days')}{' '}
        <input
          className="field"
          type="number"
          min={1}
          value={days}
          onChange={({ target }) => setDays(Math.max(1, Math.round(Number(target.value))))}
        />
      </label>
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button type="submit" className="button is-first" disabled={title.trim() === '' || isRunning}>
          {words.page('offer.make')}
        </button>
      </div>
    </form>
  );
};

const OfferView = ({
  community,
  offer,
  me,
}: {
  readonly community: string;
  readonly offer: Data['offers'][number];
  readonly me: string;
}) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  return (
    <li className="stack">
      <p>
        <strong>{offer.title}</strong>{' '}
        <span className="fine">
          {offer.by.name} · {words.page('needs.until')} <Moment at={offer.until} isDay />
          {offer.tags.length === 0 ? '' : ` · ${offer.tags.join(', ')}`}
        </span>
      </p>
      {offer.text === '' ? null : <p className="said">{offer.text}</p>}
      {offer.matches.length === 0 ? null : (
        <p>
          {words.page('offer.fits', {
            matches: offer.matches.map(({ title, by }) => `${title} (${by.name})`).join(', '),
          })}
        </p>
      )}
      {offer.by.person === me && offer.isOpen ? (
        <div className="buttons">
          <button
            type="button"
            className="button"
            disabled={isRunning}
            onClick={() => void act(community, 'offer-closed', { offer: offer.id })}
          >
            {words.page('offer.close')}
          </button>
        </div>
      ) : null}
      <Trouble trouble={trouble} />
    </li>
  );
};

const RecogniseForm = ({ community, me }: { readonly community: string; readonly me: string }) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const activity = useQuery({
    query: 'practice/:community/activity',
    parts: { community },
    changesWith: haveChanged,
  });
  const acts =
    activity.state === 'here'
      ? activity.data.filter(({ person, notCounted }) => person !== me && notCounted === null)
      : [];
  const [chosen, setChosen] = useState('');
  const [text, setText] = useDraft(`${community} recognise`);
  return (
    <details>
      <summary>{words.page('recognise.title')}</summary>
      <form
        className="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          const done = acts.find(({ id }) => id === chosen);
          if (done === undefined) return;
          const body = { person: done.person, act: done.id, text: text.trim() };
          void act(community, 'act-recognised', body).then((isDone) => {
            if (isDone) setText('');
          });
        }}
      >
        <label className="stack wide">
          {words.page('recognise.act')}
          <select className="field" value={chosen} onChange={({ target }) => setChosen(target.value)}>
            <option value="">–</option>
            {acts.map(({ id, name, type }) => (
              <option key={id} value={id}>
                {name} {actWords(type, words.isEnglish)}
              </option>
            ))}
          </select>
        </label>
        <label className="stack wide">
          {words.page('recognise.text')}
          <textarea
            className="field"
            rows={2}
            maxLength={2000}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <Trouble trouble={trouble} />
        <div className="buttons">
          <button
            type="submit"
            className="button is-first"
            disabled={chosen === '' || text.trim() === '' || isRunning}
          >
            {words.page('recognise.recognise')}
          </button>
        </div>
      </form>
    </details>
  );
};

/** What members offer and need, what fits together, and thanks for what somebody did. */
export const OffersPage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { act } = useCommand();
  const { community } = home.status;
  const me = useMe()?.person ?? '';
  const answer = useQuery({
    query: 'practice/:community/offers',
    parts: { community },
    changesWith: haveChanged,
  });
  const data = answer.state === 'here' ? answer.data : null;
  const open = data?.offers.filter(({ isOpen }) => isOpen) ?? [];
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-offers')}</h1>
        <p className="lead">{words.page('offer.lead')}</p>
      </header>
      {home.isMember ? <OfferForm community={community} /> : null}
      {(['offer', 'need'] as const).map((kind) => {
        const own = open.filter((each) => each.kind === kind);
        return (
          <section key={kind} className="stack" aria-labelledby={`${kind}s`}>
            <h2 id={`${kind}s`}>{words.page(`offer.${kind}s`)}</h2>
            {data !== null && own.length === 0 ? <p className="absent">{words.page('offer.none')}</p> : null}
            <ul className="plain">
              {own.map((offer) => (
                <OfferView key={offer.id} community={community} offer={offer} me={me} />
              ))}
            </ul>
          </section>
        );
      })}
      <section className="stack" aria-labelledby="recognised">
        <h2 id="recognised">{words.page('recognise.heading')}</h2>
        <ul className="plain">
          {(data?.recognitions ?? []).map(({ id, by, person, text, at }) => (
            <li key={id}>
              {by.name} → <strong>{person.name}</strong>{' '}
              <span className="fine">
                <Moment at={at} isDay />
              </span>
              <p className="said">{text}</p>
              {by.person === me ? (
                <button
                  type="button"
                  className="button"
                  onClick={() => void act(community, 'recognition-undone', { recognition: id })}
                >
                  {words.page('recognise.undo')}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
        {home.isMember ? <RecogniseForm community={community} me={me} /> : null}
      </section>
    </>
  );
};
