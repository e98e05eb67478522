import { useState } from 'react';
import type { CommunityHome, Queries } from '../../../app/protocol.ts';
import { communityAddress, writeAddress } from '../../address/address.ts';
import { goTo } from '../../address/use-address.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { Moment } from '../moment.tsx';
import { useDraft } from '../use-draft.ts';
import { DecisionList } from './decision-list.tsx';
import { OpenDecision } from './open-decision.tsx';

type Decisions = Queries['practice/:community/decisions'];

const ProposalForm = ({ community }: { readonly community: string }) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const [title, setTitle] = useDraft(`${community} proposal title`);
  const [text, setText] = useDraft(`${community} proposal text`);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const body = { title: title.trim(), text: text.trim() };
        void send('practice-act', { community, type: 'proposal-drafted', body }).then((outcome) => {
          if (outcome.how !== 'answered') return;
          setTitle('');
          setText('');
          goTo(communityAddress(community, 'proposal', outcome.data.id));
        });
      }}
    >
      <label className="stack wide">
        {words.page('proposal.title')}
        <input
          className="field"
          maxLength={200}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
      </label>
      <label className="stack wide">
        {words.page('proposal.text')}
        <textarea
          className="field"
          rows={5}
          maxLength={20_000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button
          type="submit"
          className="button is-first"
          disabled={title.trim() === '' || text.trim() === '' || isRunning}
        >
          {words.page('proposal.draft')}
        </button>
      </div>
    </form>
  );
};

const Drafts = ({
  community,
  proposals,
}: {
  readonly community: string;
  readonly proposals: Decisions['proposals'];
}) => {
  const words = useWords();
  const drafts = proposals.filter(({ decisions }) => decisions.length === 0);
  return drafts.length === 0 ? null : (
    <section className="stack" aria-labelledby="drafts">
      <h2 id="drafts">{words.page('decide.drafts')}</h2>
      <ul className="acts">
        {drafts.map(({ id, title, by, at }) => (
          <li key={id}>
            <a href={writeAddress(communityAddress(community, 'proposal', id))}>{title}</a>
            <span className="fine">
              {by.name} <Moment at={at} isDay />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What is being decided, what is drafted, and the two ways to begin: a proposal, or a question with options. */
export const DecidePage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { community } = home.status;
  const [begins, setBegins] = useState<'nothing' | 'proposal' | 'question'>('nothing');
  const answer = useQuery({
    query: 'practice/:community/decisions',
    parts: { community },
    changesWith: haveChanged,
  });
  const data = answer.state === 'here' ? answer.data : null;
  const open = data?.decisions.filter(({ phase }) => phase === 'open') ?? [];
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-decide')}</h1>
        <p className="lead">{words.page('decide.lead')}</p>
      </header>
      {home.isMember ? (
        <>
          <div className="buttons">
            {(['proposal', 'question'] as const).map((each) => (
              <button
                key={each}
                type="button"
                className="button"
                aria-pressed={begins === each}
                onClick={() => setBegins(begins === each ? 'nothing' : each)}
              >
                {words.page(`decide.${each}`)}
              </button>
            ))}
          </div>
          {begins === 'proposal' ? <ProposalForm community={community} /> : null}
          {begins === 'question' ? <OpenDecision community={community} proposal={null} title="" /> : null}
        </>
      ) : null}
      <section className="stack" aria-labelledby="open">
        <h2 id="open">{words.page('decide.open')}</h2>
        {data !== null && open.length === 0 ? (
          <p className="absent">{words.page('decide.none-open')}</p>
        ) : null}
        <DecisionList community={community} decisions={open} />
      </section>
      {data === null ? null : <Drafts community={community} proposals={data.proposals} />}
      {data === null || data.decisions.length === open.length ? null : (
        <section className="stack" aria-labelledby="closed">
          <h2 id="closed">{words.page('decide.closed')}</h2>
          <DecisionList
            community={community}
            decisions={data.decisions.filter(({ phase }) => phase !== 'open').slice(0, 20)}
          />
          <a href={writeAddress(communityAddress(community, 'log'))}>{words.page('decide.all')}</a>
        </section>
      )}
    </>
  );
};
