import type { PracticeData } from '../../app/protocol.ts';
import { Trouble } from '../host/trouble.tsx';
import { useCommand } from '../host/use-command.ts';
import { useWords } from '../text/words.ts';
import { Moment } from './moment.tsx';

/** The copies this node makes of itself: when the last was made, where it is, and one now. */
export const NodeCopies = ({ backup: { last, trouble: why } }: Pick<PracticeData, 'backup'>) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  return (
    <section className="stack" aria-labelledby="copies">
      <h2 id="copies">{words.page('backup.title')}</h2>
      <p>{words.page('backup.what')}</p>
      <div role="status">
        {last === null ? (
          <p className="fine">{words.page('backup.none')}</p>
        ) : (
          <p className="fine">
            {words.page('backup.last')} <Moment at={last.at} />: <code>{last.folder}</code>
          </p>
        )}
        {why === null ? null : (
          <p className="notice" lang="en">
            {why}
          </p>
        )}
      </div>
      <div className="buttons">
        <button
          type="button"
          className="button"
          disabled={isRunning}
          onClick={() => void send('practice-backup', {})}
        >
          {words.page('backup.now')}
        </button>
      </div>
      <Trouble trouble={trouble} />
    </section>
  );
};
