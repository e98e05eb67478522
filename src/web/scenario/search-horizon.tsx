import { useId, useState } from 'react';
import type { ScenarioPage as Compared } from '../../kaleidoscope/report/render-scenario.ts';
import { decimal } from '../../kaleidoscope/text/numbers.ts';
import { useWords } from '../text/words.ts';

const [width, height] = [400, 160];
const dashes = ['', '7 4', '2 4', '9 3 2 3'];

/** How good answers get, round by round; a slider says after how many, and what contests the model stands beside it. */
export const SearchHorizon = ({ compared }: { readonly compared: Compared }) => {
  const words = useWords();
  const id = useId();
  const last = (compared.designs[0]?.curves.search.length ?? 1) - 1;
  const [horizon, setHorizon] = useState(last);
  const line = (values: readonly (number | null)[]) =>
    values
      .map((value, round) => `${(round / Math.max(1, last)) * width},${(1 - (value ?? 0)) * height}`)
      .join(' ');
  const at = (horizon / Math.max(1, last)) * width;
  const contested = compared.validity.filter((sentence) => sentence.includes('contested'));
  return (
    <section className="stack horizon" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.page('scenario.search')}</h2>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <line x1={at} x2={at} y1={0} y2={height} />
        {compared.designs.map((design, place) => (
          <polyline key={design.name} points={line(design.curves.search)} strokeDasharray={dashes[place]} />
        ))}
      </svg>
      <label className="setting">
        {words.page('scenario.horizon')}{' '}
        <input
          type="range"
          min={0}
          max={last}
          value={horizon}
          onChange={({ target: { value } }) => setHorizon(Number(value))}
        />
        {horizon}
      </label>
      <ul className="plain">
        {compared.designs.map((design, place) => (
          <li key={design.name}>
            <svg className="dash" viewBox="0 0 40 8" aria-hidden="true">
              <polyline points="0,4 40,4" strokeDasharray={dashes[place]} />
            </svg>{' '}
            {design.name}: {decimal(design.curves.search[horizon] ?? Number.NaN)}
          </li>
        ))}
      </ul>
      {contested.map((sentence) => (
        <p key={sentence} className="fine" lang="en">
          {sentence}
        </p>
      ))}
    </section>
  );
};
