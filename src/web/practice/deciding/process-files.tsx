import { useState } from 'react';
import type { Commands, Queries } from '../../../app/protocol.ts';
import { Trouble } from '../../host/trouble.tsx';
import { useCommand } from '../../host/use-command.ts';
import { useQuery } from '../../host/use-query.ts';
import { saveFile } from '../../measure/save-file.ts';
import { useWords } from '../../text/words.ts';

export type ProcessTemplate = Queries['processes'][number];

/** A way of deciding to begin from: a ready one, or one that somebody shared as a file. */
export const BeginFrom = ({ onBegin }: { readonly onBegin: (process: ProcessTemplate) => void }) => {
  const words = useWords();
  const { send, trouble } = useCommand();
  const [name, setName] = useState('');
  const answer = useQuery({ query: 'processes', changesWith: () => false });
  const ready = answer.state === 'here' ? answer.data : [];
  const [read, setRead] = useState<ProcessTemplate | null>(null);
  const all = read === null ? ready : [...ready, read];
  const begin = (process: ProcessTemplate | undefined) => {
    setName(process?.name ?? '');
    if (process !== undefined) onBegin(process);
  };
  const chosen = all.find((each) => each.name === name);
  return (
    <div className="stack">
      <label className="setting">
        {words.page('process.begin')}{' '}
        <select
          className="field"
          value={name}
          onChange={({ target }) => begin(all.find((each) => each.name === target.value))}
        >
          <option value="">{words.page('process.own')}</option>
          {all.map((each) => (
            <option key={each.name} value={each.name}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      {chosen === undefined || chosen.about === '' ? null : (
        <p className="fine" lang="en">
          {chosen.about}
        </p>
      )}
      <label className="setting">
        {words.page('process.file')}{' '}
        <input
          type="file"
          accept=".yaml,.yml,.json"
          onChange={({ target }) => {
            const file = target.files?.[0];
            void file
              ?.text()
              .then((text) => send('practice-read-process', { text }))
              .then((outcome) => {
                if (outcome.how !== 'answered') return;
                setRead(outcome.data);
                begin(outcome.data);
              });
          }}
        />
      </label>
      <Trouble trouble={trouble} />
    </div>
  );
};

/** The way of deciding that stands in the form, as a file for other decisions and other communities. */
export const KeepProcess = ({
  name,
  days,
  terms,
}: Pick<Commands['practice-write-process']['body'], 'name' | 'days' | 'terms'>) => {
  const words = useWords();
  const { send, isRunning, trouble } = useCommand();
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={isRunning}
        onClick={() => {
          const called = name === '' ? 'process' : name;
          void send('practice-write-process', { name: called, days, terms }).then((outcome) => {
            if (outcome.how === 'answered') saveFile(`${called}.yaml`, 'text/yaml', outcome.data.text);
          });
        }}
      >
        {words.page('process.keep')}
      </button>
      <Trouble trouble={trouble} />
    </>
  );
};
