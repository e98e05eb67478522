import { useState } from 'react';
import type { Commands, Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useWords } from '../../text/words.ts';
import { useDraft } from '../use-draft.ts';
import { isRanked, type Stance, stancesOf } from './decision-methods.ts';
import { MarksBallot } from './marks-ballot.tsx';
import { RankingBallot } from './ranking-ballot.tsx';

type Page = Queries['practice/:community/decision/:id'];
type Ballot = Commands['practice-ballot']['body']['ballot'];

const blank: Ballot = { stance: null, tiers: null, marks: null };

/** This person's answer, in the form that the method asks for. Another one takes its place until the close. */
export const BallotForm = ({ community, page }: { readonly community: string; readonly page: Page }) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const { id, terms, options, own } = page;
  const before = own.ballot?.ballot ?? blank;
  const stances = stancesOf(terms.method);
  const isSpent = terms.method === 'dot' || terms.method === 'quadratic';
  const isApproval = terms.method === 'approval' || terms.method === 'pav';
  const [stance, setStance] = useState<string | null>(before.stance);
  const [order, setOrder] = useState<readonly number[]>(before.tiers?.flat() ?? []);
  const [marks, setMarks] = useState<readonly (number | null)[]>(
    before.marks ?? options.map(() => (isSpent || isApproval ? 0 : null)),
  );
  const [reason, setReason] = useDraft(`${community} ballot ${id}`);
  const ballot: Ballot =
    stances.length > 0
      ? { ...blank, stance }
      : isRanked(terms.method)
        ? { ...blank, tiers: order.map((option) => [option]) }
        : { ...blank, marks };
  const isReady = stances.length > 0 ? stance !== null : !isRanked(terms.method) || order.length > 0;
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        const body = { community, decision: id, ballot, reason: reason.trim() };
        void send('practice-ballot', body).then((outcome) => {
          if (outcome.how === 'answered') setReason('');
        });
      }}
    >
      <h2>{words.page('ballot.title')}</h2>
      <p role="status">{words.page(`ballot.own-${own.answer}`)}</p>
      {stances.length > 0 ? (
        <fieldset className="stack">
          <legend className="unseen">{words.page('ballot.title')}</legend>
          {stances.map((each: Stance) => (
            <label key={each} className="setting">
              <input type="radio" name="stance" checked={stance === each} onChange={() => setStance(each)} />{' '}
              {words.page(`stance.${each}`)}
            </label>
          ))}
        </fieldset>
      ) : isRanked(terms.method) ? (
        <RankingBallot options={options} order={order} onOrder={setOrder} />
      ) : (
        <MarksBallot options={options} terms={terms} marks={marks} onMarks={setMarks} />
      )}
      {terms.isAnonymous ? (
        <p className="fine">{words.page('ballot.anonymous')}</p>
      ) : (
        <label className="stack wide">
          {words.page('ballot.reason')}
          <textarea
            className="field"
            rows={2}
            maxLength={4000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      )}
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button type="submit" className="button is-first" disabled={!isReady || isRunning}>
          {words.page(
            own.answer === 'answered' || own.answer === 'carried' ? 'ballot.change' : 'ballot.send',
          )}
        </button>
      </div>
    </form>
  );
};
