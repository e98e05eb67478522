import type { PublishedMeasure } from '../../kaleidoscope/published.ts';
import { formatValue, sensitivityWords } from '../../kaleidoscope/report/format-value.ts';
import type { MeasureText } from '../../kaleidoscope/report/report-text.ts';
import { useWords } from '../text/words.ts';

const width = 320;
const pad = 8;
const rowHeight = 36;
const foot = 18;

/** A ratio with its interval, as it is drawn. */
interface Line {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Whether it holds under other settings. */
  readonly sensitivity: string | null;
}

/**
 * Ratios with intervals of their own, one under the other on one logarithmic axis; the upright lines stand at 1, where
 * it makes no difference. Nothing for measures without such parts.
 */
export const RatioPlots = ({
  measure,
  text,
}: {
  readonly measure: PublishedMeasure;
  readonly text: MeasureText;
}) => {
  const words = useWords();
  const lines = text.parts.flatMap(({ id, title, unit }): Line[] => {
    const number = measure.parts[id];
    if (unit !== 'ratio' || number === undefined || number.withheld) return [];
    const { value, interval } = number;
    return value === null || interval === null || !(interval.low > 0)
      ? []
      : [
          {
            id,
            title,
            value,
            low: interval.low,
            high: interval.high,
            sensitivity: sensitivityWords(number, words.figure),
          },
        ];
  });
  if (lines.length < 2) return null;
  const from = Math.log(Math.min(1, ...lines.map(({ low }) => low)));
  const until = Math.log(Math.max(1, ...lines.map(({ high }) => high)));
  const at = (ratio: number) => pad + ((Math.log(ratio) - from) / (until - from || 1)) * (width - 2 * pad);
  const shown = (ratio: number) => formatValue(ratio, 'ratio', words.figure);
  const height = lines.length * rowHeight + foot;
  const label = lines
    .map(
      ({ title, value, low, high, sensitivity }) =>
        `${title}: ${shown(value)} ${words.say('plot.interval', { low: shown(low), high: shown(high) })} ${sensitivity ?? ''}`,
    )
    .join(' ');
  return (
    <svg className="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {lines.map(({ id, title, value, low, high }, row) => {
        const middle = row * rowHeight + 24;
        return (
          <g key={id}>
            <text className="p-end" x={pad} y={middle - 11}>
              {title}
            </text>
            <line className="p-axis" x1={pad} y1={middle} x2={width - pad} y2={middle} />
            <line className="p-mean" x1={at(1)} y1={middle - 7} x2={at(1)} y2={middle + 7} />
            <line className="p-interval" x1={at(low)} y1={middle} x2={at(high)} y2={middle} />
            <circle className="p-value" cx={at(value)} cy={middle} r={4.5} />
          </g>
        );
      })}
      <text className="p-end" x={pad} y={height - 3}>
        {shown(Math.exp(from))}
      </text>
      {from < 0 && until > 0 ? (
        <text className="p-end" x={at(1)} y={height - 3} textAnchor="middle">
          1
        </text>
      ) : null}
      <text className="p-end" x={width - pad} y={height - 3} textAnchor="end">
        {shown(Math.exp(until))}
      </text>
    </svg>
  );
};
