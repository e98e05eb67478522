import { type SubmitEvent, useRef, useState } from 'react';
import type { FolderData } from '../../app/protocol.ts';
import { useQuery } from '../host/use-query.ts';
import { useWords } from '../text/words.ts';

export type Picked = FolderData['entries'][number];

const never = () => false;

/** Folders and files of this machine, one folder at a time; what is picked is handed on. */
export const PathPicker = ({
  chosen,
  onPick,
}: {
  /** Paths picked already. */
  readonly chosen: readonly string[];
  readonly onPick: (path: string) => void;
}) => {
  const words = useWords();
  const [path, setPath] = useState('');
  const [written, setWritten] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const answer = useQuery({
    query: 'folder',
    ...(path === '' ? {} : { chosen: { path } }),
    changesWith: never,
  });
  const enter = (to: string) => {
    setPath(to);
    // What was pressed is gone with the old list: reading goes on at the new one's head.
    heading.current?.focus();
  };
  const pickWritten = (event: SubmitEvent) => {
    event.preventDefault();
    if (written.trim() === '') return;
    onPick(written.trim());
    setWritten('');
  };
  const folder = answer.state === 'here' ? answer.data : null;
  return (
    <div className="picker">
      <h3 ref={heading} tabIndex={-1} className="picker-path">
        {path === '' ? words.page('pick.places') : path}
      </h3>
      {answer.state === 'refused' ? (
        <div className="notice stack" role="alert">
          <p lang="en">{answer.refusal.sentence}</p>
          {path === '' ? null : (
            <button type="button" className="button" onClick={() => enter('')}>
              {words.page('pick.places')}
            </button>
          )}
        </div>
      ) : null}
      {folder === null ? null : (
        <ul className="entries">
          {folder.parent === null ? null : (
            <li>
              <button type="button" className="entry" onClick={() => enter(folder.parent ?? '')}>
                <span aria-hidden="true">↑</span> {words.page('pick.up')}
              </button>
            </li>
          )}
          {folder.entries.map((entry) => (
            <li key={entry.path}>
              {entry.kind === 'folder' ? (
                <button type="button" className="entry" onClick={() => enter(entry.path)}>
                  {entry.name}
                  <span aria-hidden="true">/</span>
                </button>
              ) : (
                <span className="entry">{entry.name}</span>
              )}
              <button
                type="button"
                className="button"
                disabled={chosen.includes(entry.path)}
                onClick={() => onPick(entry.path)}
              >
                {words.page(chosen.includes(entry.path) ? 'pick.picked' : 'pick.pick')}
                <span className="unseen"> {entry.name}</span>
              </button>
            </li>
          ))}
          {folder.isCut ? <li className="fine">{words.page('pick.cut')}</li> : null}
          {folder.entries.length === 0 ? <li className="fine">{words.page('pick.empty')}</li> : null}
        </ul>
      )}
      <form className="buttons" onSubmit={pickWritten}>
        <label htmlFor="path">{words.page('pick.write')}</label>
        <input
          id="path"
          className="field"
          value={written}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setWritten(event.target.value)}
        />
        <button type="submit" className="button">
          {words.page('pick.pick')}
          <span className="unseen"> {words.page('pick.written')}</span>
        </button>
      </form>
    </div>
  );
};
