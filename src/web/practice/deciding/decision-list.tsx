import type { Queries } from '../../../app/protocol.ts';
import { communityAddress, writeAddress } from '../../address/address.ts';
import { useWords } from '../../text/words.ts';
import { Moment } from '../moment.tsx';
import { answeredWords } from './answered-words.ts';

type Listed = Queries['practice/:community/decisions']['decisions'][number];

/** One line a decision: what it is by, where it stands, what it asks of this person. */
export const DecisionList = ({
  community,
  decisions,
}: {
  readonly community: string;
  readonly decisions: readonly Listed[];
}) => {
  const words = useWords();
  return (
    <ul className="acts">
      {decisions.map((each) => (
        <li key={each.id}>
          <a href={writeAddress(communityAddress(community, 'decision', each.id))}>{each.title}</a>
          {each.own === 'waits' && each.phase === 'open' ? (
            <span className="badge">{words.page('decide.waits-for-you')}</span>
          ) : null}
          <span>
            {words.page(`method.${each.method}`)} · {words.page(`phase.${each.phase}`)}
            {each.phase === 'open' ? null : ` · ${words.page(`result.${each.result}`)}`}
            {each.winners.length === 0 ? null : `: ${each.winners.join(', ')}`}
          </span>
          <span className="fine">
            {answeredWords(words, each.answered, each.eligible)}
            {each.openObjections === 0
              ? null
              : ` · ${words.page('decide.objections', { count: each.openObjections })}`}{' '}
            · {words.page('decide.deadline')} <Moment at={each.deadline} />
          </span>
        </li>
      ))}
    </ul>
  );
};
