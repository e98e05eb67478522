import { formatValue } from '../../kaleidoscope/report/format-value.ts';
import { useWords } from '../text/words.ts';

const width = 320;
const pad = 8;
const top = 8;
const bottom = 50;

/** A number over windows as a line; withheld and undefined windows are gaps. Nothing under two values. */
export const WindowLine = ({
  windows,
  unit,
}: {
  readonly windows: readonly { readonly window: string; readonly value: number | null }[];
  readonly unit: string;
}) => {
  const words = useWords();
  const known = windows.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first, last] = [windows[0], windows.at(-1)];
  if (known.length < 2 || first === undefined || last === undefined) return null;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const x = (place: number) => pad + (place / (windows.length - 1)) * (width - 2 * pad);
  const y = (value: number) =>
    high === low ? (top + bottom) / 2 : bottom - ((value - low) / (high - low)) * (bottom - top);
  const shown = (value: number) => formatValue(value, unit, words.figure);
  const label = words.say('plot.windows', {
    first: first.window,
    last: last.window,
    low: shown(low),
    high: shown(high),
  });
  return (
    <svg className="plot" viewBox={`0 0 ${width} 70`} role="img" aria-label={label}>
      {windows.map(({ window, value }, place) => {
        const next = windows[place + 1]?.value ?? null;
        if (value === null) return null;
        return (
          <g key={window}>
            {next === null ? null : (
              <line className="p-line" x1={x(place)} y1={y(value)} x2={x(place + 1)} y2={y(next)} />
            )}
            <circle className="p-dot" cx={x(place)} cy={y(value)} r={windows.length > 40 ? 1.5 : 2.8} />
          </g>
        );
      })}
      <text className="p-end" x={pad} y={68}>
        {first.window}
      </text>
      <text className="p-end" x={width / 2} y={68} textAnchor="middle">
        {shown(low)} – {shown(high)}
      </text>
      <text className="p-end" x={width - pad} y={68} textAnchor="end">
        {last.window}
      </text>
    </svg>
  );
};
