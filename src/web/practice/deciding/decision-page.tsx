import type { CommunityHome } from '../../../app/protocol.ts';
import { communityAddress, writeAddress } from '../../address/address.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { NoSuchPage } from '../../shell/no-such-page.tsx';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';
import { Advice } from './advice.tsx';
import { AmendForm } from './amend-form.tsx';
import { BallotForm } from './ballot-form.tsx';
import { Versions } from './changes-view.tsx';
import type { Stance } from './decision-methods.ts';
import { Nominations } from './nominations.tsx';
import { Objections } from './objections.tsx';
import { OutcomeView } from './outcome-view.tsx';
import { RecordForm } from './record-form.tsx';
import { SaidForm } from './said-form.tsx';

/** One decision, from what is asked to what was made of it. */
export const DecisionPage = ({ home, id }: { readonly home: CommunityHome; readonly id: string }) => {
  const words = useWords();
  const { act, isRunning, trouble } = useCommand();
  const { community } = home.status;
  const answer = useQuery({
    query: 'practice/:community/decision/:id',
    parts: { community, id },
    changesWith: haveChanged,
  });
  if (answer.state === 'refused') return <NoSuchPage refusal={answer.refusal} isGone={answer.isGone} />;
  if (answer.state === 'asking') return null;
  const page = answer.data;
  const standing = page.versions.find(({ id: version }) => version === page.version);
  const { terms, may } = page;
  return (
    <>
      <header className="page-head">
        <p>
          <a href={writeAddress(communityAddress(community, 'decide'))}>
            {words.page('practice.page-decide')}
          </a>
        </p>
        <h1>{page.title}</h1>
        <p className="fine">
          {page.by.name} <Moment at={page.openedAt} /> · {words.page(`method.${terms.method}`)}
          {terms.isAnonymous ? ` (${words.page('decide.anonymous')})` : ''} · {words.page('decide.deadline')}{' '}
          <Moment at={terms.deadline} />
        </p>
        <p className="fine">{words.page(`method-what.${terms.method}`)}</p>
      </header>
      {standing === undefined ? null : <p className="said">{standing.text}</p>}
      {page.versions.length < 2 ? null : <Versions versions={page.versions} />}
      <OutcomeView page={page} />
      {may.close ? (
        <div className="buttons">
          <button
            type="button"
            className="button is-first"
            disabled={isRunning}
            onClick={() => void act(community, 'decision-closed', { decision: id })}
          >
            {words.page('decide.close')}
          </button>
        </div>
      ) : null}
      {may.declineLot ? (
        <div className="buttons">
          <button
            type="button"
            className="button"
            disabled={isRunning}
            onClick={() => void act(community, 'lot-declined', { decision: id })}
          >
            {words.page('lot.decline')}
          </button>
        </div>
      ) : null}
      <Trouble trouble={trouble} />
      <Nominations community={community} page={page} />
      {may.answer ? (
        <BallotForm key={`${page.version} ${page.own.answer}`} community={community} page={page} />
      ) : null}
      {page.own.answer === 'no-part' && page.outcome.phase === 'open' ? (
        <p className="notice">{words.page('ballot.own-no-part')}</p>
      ) : null}
      {may.record ? <RecordForm community={community} page={page} /> : null}
      <Objections community={community} page={page} />
      {may.amend && page.proposal !== null && standing !== undefined ? (
        <AmendForm
          key={page.version}
          community={community}
          proposal={page.proposal}
          title={standing.title}
          text={standing.text}
          objections={page.objections
            .filter(({ standing: where }) => where === 'open')
            .map((each) => ({ id: each.id, reason: each.reason, name: each.by.name }))}
        />
      ) : null}
      <Advice community={community} page={page} />
      <section className="stack" aria-labelledby="concerns">
        <h2 id="concerns">{words.page('concern.title')}</h2>
        <ul className="plain">
          {page.concerns.map(({ id: concern, by, at, text }) => (
            <li key={concern}>
              <strong>{by.name}</strong>{' '}
              <span className="fine">
                <Moment at={at} />
              </span>
              <p className="said">{text}</p>
            </li>
          ))}
        </ul>
        {home.isMember ? (
          <SaidForm
            community={community}
            place={`concern ${id}`}
            label={words.page('concern.yours')}
            button={words.page('concern.voice')}
            type="concern-voiced"
            bodyOf={(text) => ({ decision: id, text })}
          />
        ) : null}
      </section>
      {page.ballots.length === 0 ? null : (
        <details>
          <summary>{words.page('ballot.all', { count: page.ballots.length })}</summary>
          <ul className="plain">
            {page.ballots.map(({ id: ballot, by, ballot: said, reason, standing: where }) => (
              <li key={ballot}>
                {by === null ? null : <strong>{by.name} </strong>}
                {said.stance !== null
                  ? words.page(`stance.${said.stance as Stance}`)
                  : said.tiers !== null
                    ? said.tiers
                        .map((tier) => tier.map((place) => page.options[place]).join(' = '))
                        .join(' > ')
                    : page.options
                        .flatMap((option, place) => {
                          const mark = said.marks?.[place] ?? null;
                          return mark === null || mark === 0 ? [] : [`${option} ${mark}`];
                        })
                        .join(', ')}{' '}
                <span className="fine">{where === 'counts' ? '' : words.page(`ballot.${where}`)}</span>
                {reason === '' ? null : <p className="said">{reason}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {may.withdrawDecision ? (
        <details className="stack">
          <summary>{words.page('decide.withdraw')}</summary>
          <p>{words.page('decide.withdraw-what')}</p>
          <SaidForm
            community={community}
            place={`withdraw ${id}`}
            label={words.page('decide.withdraw-why')}
            button={words.page('decide.withdraw-now')}
            type="decision-withdrawn"
            bodyOf={(why) => ({ decision: id, why })}
          />
        </details>
      ) : null}
    </>
  );
};
