import { useState } from 'react';
import { communityAddress } from '../../address/address.ts';
import { goTo } from '../../address/use-address.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { useDraft } from '../use-draft.ts';
import {
  type DecisionMethod,
  type DecisionTerms,
  hasSeats,
  mayBeAnonymous,
  mayNamePersons,
  methods,
  stancesOf,
} from './decision-methods.ts';
import { type Lot, LotTerms } from './lot-terms.tsx';
import { BeginFrom, KeepProcess, type ProcessTemplate } from './process-files.tsx';

const dayMs = 86_400_000;
const quorums = ['1/100', '1/2', '2/3', '3/4', '1'] as const;
const thresholds = ['1/2', '3/5', '2/3', '3/4'] as const;

/** As an input of a browser writes a moment in local time. */
const localTime = (at: number): string => {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** How a decision is made, fixed when it opens and the same for everybody. */
export const OpenDecision = ({
  community,
  proposal,
  title: given,
}: {
  readonly community: string;
  /** `null`: a question with options, or an election. */
  readonly proposal: string | null;
  readonly title: string;
}) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  const people = useQuery({
    query: 'practice/:community/people',
    parts: { community },
    changesWith: haveChanged,
  });
  const members = people.state === 'here' ? people.data.filter(({ standing }) => standing === 'member') : [];
  const place = `${community} decision ${proposal ?? ''}`;
  const [title, setTitle] = useDraft(`${place} title`);
  const [options, setOptions] = useDraft(`${place} options`);
  const [method, setMethod] = useState<DecisionMethod>(proposal === null ? 'schulze' : 'consent');
  const [isPersons, setElection] = useState(false);
  const isElection = isPersons && mayNamePersons(method);
  const [lot, setLot] = useState<Lot>({ resting: [], strata: [] });
  const [persons, setPersons] = useState<readonly string[]>([]);
  const [seats, setSeats] = useState(1);
  const [quorum, setQuorum] = useState<string>('1/2');
  const [threshold, setThreshold] = useState<string>('1/2');
  const [number, setNumber] = useState(5);
  const [hasDraw, setDraw] = useState(true);
  const [begun, setBegun] = useState<Partial<DecisionTerms>>({});
  const begin = ({ days, terms }: ProcessTemplate) => {
    setBegun(terms);
    setMethod(terms.method);
    setQuorum(terms.quorum);
    setThreshold(terms.threshold);
    setSeats(terms.seats);
    setNumber(terms.method === 'score' || terms.method === 'star' ? terms.highest : terms.budget);
    setDraw(terms.ties.includes('draw'));
    setAnonymous(terms.isAnonymous);
    setDeadline(localTime(Date.now() + days * dayMs));
  };
  const [isAnonymous, setAnonymous] = useState(false);
  const [deadline, setDeadline] = useState(localTime(Date.now() + 7 * dayMs));
  const isStance = stancesOf(method).length > 0;
  const lines = options
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const chosenTerms = (): DecisionTerms => {
    const { ties = [] } = begun;
    const chosen = hasDraw ? [...ties.filter((rule) => rule !== 'draw'), 'draw' as const] : ties;
    return {
      ...begun,
      title: title.trim() === '' ? given : title.trim(),
      deadline: Date.parse(deadline),
      method,
      quorum,
      threshold,
      options: isStance ? [] : isElection ? persons : lines,
      nominee: isStance && isElection ? (persons[0] ?? null) : null,
      seats: hasSeats(method) ? seats : 1,
      isAnonymous: isAnonymous && mayBeAnonymous(method),
      lot: method === 'sortition' ? lot : null,
      ties: isStance ? [] : hasDraw ? chosen : chosen.filter((rule) => rule !== 'draw'),
      ...(method === 'dot' || method === 'quadratic' ? { budget: number } : {}),
      ...(method === 'score' || method === 'star' ? { highest: number } : {}),
    };
  };
  const open = async () => {
    const terms = chosenTerms();
    const outcome = await send('practice-open-decision', { community, proposal, terms });
    if (outcome.how !== 'answered') return;
    setTitle('');
    setOptions('');
    goTo(communityAddress(community, 'decision', outcome.data.id));
  };
  const isReady =
    (title.trim() !== '' || given !== '') &&
    deadline !== '' &&
    (isElection ? persons.length >= (isStance ? 1 : 2) : isStance || lines.length >= 2);
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <BeginFrom onBegin={begin} />
      <label className="stack wide">
        {words.page('open.title')}
        <input
          className="field"
          maxLength={200}
          placeholder={given}
          value={title}
          onChange={({ target }) => setTitle(target.value)}
        />
      </label>
      <label className="stack wide">
        {words.page('open.method')}
        <select
          className="field"
          value={method}
          onChange={({ target }) => setMethod(methods.find((each) => each === target.value) ?? 'consent')}
        >
          {methods.map((each) => (
            <option key={each} value={each}>
              {words.page(`method.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <p className="fine">{words.page(`method-what.${method}`)}</p>
      {proposal === null && mayNamePersons(method) ? (
        <label className="setting">
          <input type="checkbox" checked={isPersons} onChange={({ target }) => setElection(target.checked)} />{' '}
          {words.page('open.election')}
        </label>
      ) : null}
      {isElection ? (
        <fieldset className="stack">
          <legend>{words.page(isStance ? 'open.nominee' : 'open.candidates')}</legend>
          {members.map(({ person, name }) => (
            <label key={person} className="setting">
              <input
                type={isStance ? 'radio' : 'checkbox'}
                name="candidates"
                checked={persons.includes(person)}
                onChange={({ target }) =>
                  setPersons((before) =>
                    isStance
                      ? [person]
                      : target.checked
                        ? [...before, person]
                        : before.filter((each) => each !== person),
                  )
                }
              />{' '}
              {name}
            </label>
          ))}
        </fieldset>
      ) : isStance ? null : (
        <label className="stack wide">
          {words.page('open.options')}
          <textarea
            className="field"
            rows={4}
            value={options}
            onChange={({ target }) => setOptions(target.value)}
          />
        </label>
      )}
      {method === 'dot' || method === 'quadratic' || method === 'score' || method === 'star' ? (
        <label className="setting">
          {words.page(method === 'dot' || method === 'quadratic' ? 'open.budget' : 'open.highest')}{' '}
          <input
            className="field"
            type="number"
            min={1}
            value={number}
            onChange={({ target }) => setNumber(Math.max(1, Math.round(Number(target.value))))}
          />
        </label>
      ) : null}
      {hasSeats(method) ? (
        <label className="setting">
          {words.page('open.seats')}{' '}
          <input
            className="field"
            type="number"
            min={1}
            value={seats}
            onChange={({ target }) => setSeats(Math.max(1, Math.round(Number(target.value))))}
          />
        </label>
      ) : null}
      {method === 'sortition' ? (
        <LotTerms community={community} members={members} seats={seats} lot={lot} onLot={setLot} />
      ) : null}
      {method === 'majority' ? (
        <label className="setting">
          {words.page('open.threshold')}{' '}
          <select className="field" value={threshold} onChange={({ target }) => setThreshold(target.value)}>
            {[...new Set([...thresholds, threshold])].map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className="setting">
        {words.page('open.quorum')}{' '}
        <select className="field" value={quorum} onChange={({ target }) => setQuorum(target.value)}>
          {[...new Set([...quorums, quorum])].map((each) => (
            <option key={each} value={each}>
              {each === '1/100' ? words.page('open.any') : each === '1' ? words.page('open.all') : each}
            </option>
          ))}
        </select>
      </label>
      {isStance ? null : (
        <label className="setting">
          <input type="checkbox" checked={hasDraw} onChange={({ target }) => setDraw(target.checked)} />{' '}
          {words.page('open.draw')}
        </label>
      )}
      {mayBeAnonymous(method) ? (
        <div className="stack">
          <label className="setting">
            <input
              type="checkbox"
              checked={isAnonymous}
              onChange={({ target }) => setAnonymous(target.checked)}
            />{' '}
            {words.page('open.anonymous')}
          </label>
          {isAnonymous ? <p className="notice">{words.page('open.anonymous-what')}</p> : null}
        </div>
      ) : null}
      <label className="setting">
        {words.page('open.deadline')}{' '}
        <input
          className="field"
          type="datetime-local"
          required
          value={deadline}
          onChange={({ target }) => setDeadline(target.value)}
        />
      </label>
      <Trouble trouble={trouble} />
      <div className="buttons">
        <button type="submit" className="button is-first" disabled={!isReady || isRunning}>
          {words.page('open.open')}
        </button>
        <KeepProcess
          name={title.trim() === '' ? given : title.trim()}
          days={Math.max(1, Math.round((Date.parse(deadline) - Date.now()) / dayMs))}
          terms={chosenTerms()}
        />
      </div>
    </form>
  );
};
