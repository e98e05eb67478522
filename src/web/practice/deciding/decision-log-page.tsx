import { useState } from 'react';
import type { CommunityHome } from '../../../app/protocol.ts';
import { useQuery } from '../../host/use-query.ts';
import { useWords } from '../../text/words.ts';
import { haveChanged } from '../have-changed.ts';
import { DecisionList } from './decision-list.tsx';
import { ImportedHistory } from './imported-history.tsx';

/** Every decision there was, found again by its words. */
export const DecisionLogPage = ({ home }: { readonly home: CommunityHome }) => {
  const words = useWords();
  const { community } = home.status;
  const [said, setSaid] = useState('');
  const answer = useQuery({
    query: 'practice/:community/decisions',
    parts: { community },
    chosen: { words: said },
    changesWith: haveChanged,
  });
  const decisions = answer.state === 'here' ? answer.data.decisions : [];
  return (
    <>
      <header className="page-head">
        <h1>{words.page('practice.page-log')}</h1>
        <p className="lead">{words.page('log.lead')}</p>
      </header>
      <label className="setting">
        {words.page('log.search')}{' '}
        <input
          className="field"
          type="search"
          maxLength={200}
          value={said}
          onChange={({ target }) => setSaid(target.value)}
        />
      </label>
      <p role="status">{words.page('log.found', { count: decisions.length })}</p>
      <DecisionList community={community} decisions={decisions} />
      <ImportedHistory community={community} words={said} />
    </>
  );
};
