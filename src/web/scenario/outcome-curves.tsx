import type { ScenarioPage as Compared } from '../../kaleidoscope/report/render-scenario.ts';
import { decimal } from '../../kaleidoscope/text/numbers.ts';
import { useWords } from '../text/words.ts';

type CurveName = 'robustness' | 'latency' | 'news' | 'behaviour' | 'load';

const [width, height, pad] = [320, 150, 8];
const dashes = ['', '7 4', '2 4', '9 3 2 3'];
/** A table of every step would be unreadable: about so many of them. */
const rowsShown = 10;

/** Lines over one axis, one a design, told apart by their strokes; the same numbers stand in a table. */
const Curve = ({
  name,
  compared,
  names,
  at,
}: {
  readonly name: CurveName;
  readonly compared: Compared;
  readonly names: readonly string[];
  /** Where on the axis each value stands. */
  readonly at: readonly number[];
}) => {
  const words = useWords();
  const series = compared.designs.map(({ curves }) => curves[name]);
  const most = Math.max(0, ...series.flatMap((values) => values.map((value) => value ?? 0))) || 1;
  const [from = 0, until = 1] = [at[0], at.at(-1)];
  const x = (value: number) => pad + ((value - from) / (until - from || 1)) * (width - 2 * pad);
  const y = (value: number) => height - pad - (value / most) * (height - 2 * pad);
  const title = words.page(`curve.${name}`);
  const every = Math.max(1, Math.ceil(at.length / rowsShown));
  const rows = at.flatMap((place, k) => (k % every === 0 || k === at.length - 1 ? [{ place, k }] : []));
  return (
    <figure className="curve">
      <figcaption>
        <strong>{title}</strong> <span className="fine">{words.page(`curve.${name}-axis`)}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <line x1={pad} x2={width - pad} y1={height - pad} y2={height - pad} />
        {series.map((values, place) => (
          <path
            key={names[place]}
            strokeDasharray={dashes[place]}
            d={values
              .map((value, k) =>
                value === null
                  ? ''
                  : `${k === 0 || values[k - 1] === null ? 'M' : 'L'}${x(at[k] ?? 0)} ${y(value)}`,
              )
              .join('')}
          />
        ))}
      </svg>
      <details>
        <summary>
          {words.page('curve.table')}
          <span className="unseen">: {title}</span>
        </summary>
        <div className="table">
          <table>
            <caption className="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.page(`curve.${name}-axis`)}</th>
                {names.map((design) => (
                  <th key={design} scope="col">
                    {design}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ place, k }) => (
                <tr key={place}>
                  <th scope="row">{decimal(place)}</th>
                  {series.map((values, design) => (
                    <td key={names[design]} className="number">
                      {values[k] === null || values[k] === undefined ? '–' : decimal(values[k])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
};

/** Small multiples of what follows: robustness, capacity, reach, load, each design by its stroke. */
export const OutcomeCurves = ({
  compared,
  names,
}: {
  readonly compared: Compared;
  readonly names: readonly string[];
}) => {
  const words = useWords();
  const steps = (name: CurveName, first: number): readonly number[] =>
    (compared.designs[0]?.curves[name] ?? []).map((_, k) => k + first);
  const at: Readonly<Record<CurveName, readonly number[]>> = {
    robustness: compared.steps.robustness,
    latency: compared.steps.latency,
    news: steps('news', 0),
    behaviour: steps('behaviour', 0),
    load: steps('load', 1),
  };
  return (
    <section className="stack" aria-labelledby="curves">
      <h2 id="curves">{words.page('curve.title')}</h2>
      <ul className="plain">
        {names.map((name, place) => (
          <li key={name}>
            <svg className="curve-key" viewBox="0 0 40 8" aria-hidden="true">
              <path d="M0 4L40 4" strokeDasharray={dashes[place]} />
            </svg>{' '}
            {name}
          </li>
        ))}
      </ul>
      <div className="curves">
        {(Object.keys(at) as CurveName[]).map((name) => (
          <Curve key={name} name={name} compared={compared} names={names} at={at[name]} />
        ))}
      </div>
    </section>
  );
};
