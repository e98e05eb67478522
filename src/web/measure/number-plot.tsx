import type { PublishedNumber } from '../../kaleidoscope/published.ts';
import { formatValue } from '../../kaleidoscope/report/format-value.ts';
import { numberDomain } from '../../kaleidoscope/report/number-domain.ts';
import type { MeasureText } from '../../kaleidoscope/report/report-text.ts';
import { useWords } from '../text/words.ts';

const width = 320;
const pad = 8;
const middle = 14;

/** A value on its axis: the band is chance alone (mean ± 1.96 sd), the bar the 95 % interval, the dot the value. */
export const NumberPlot = ({
  number,
  unit,
  range,
}: {
  readonly number: PublishedNumber;
  readonly unit: string;
  readonly range: MeasureText['range'];
}) => {
  const words = useWords();
  if (number.withheld || number.value === null) return null;
  const { value, interval } = number;
  const mean = number.null?.mean ?? null;
  const spread = 1.96 * (number.null?.sd ?? 0);
  const [from, until] = numberDomain(range, [
    value,
    ...(interval === null ? [] : [interval.low, interval.high]),
    ...(mean === null ? [] : [mean - spread, mean + spread]),
  ]);
  const at = (x: number) =>
    pad + ((Math.min(until, Math.max(from, x)) - from) / (until - from)) * (width - 2 * pad);
  const shown = (x: number) => formatValue(x, unit, words.figure);
  const label = [
    words.say('plot.value', { value: shown(value) }),
    ...(interval === null
      ? []
      : [words.say('plot.interval', { low: shown(interval.low), high: shown(interval.high) })]),
    ...(mean === null ? [] : [words.say('plot.null', { mean: shown(mean) })]),
  ].join(' ');
  return (
    <svg className="plot" viewBox={`0 0 ${width} 38`} role="img" aria-label={label}>
      <line className="p-axis" x1={pad} y1={middle} x2={width - pad} y2={middle} />
      {mean === null ? null : (
        <>
          <rect
            className="p-null"
            x={at(mean - spread)}
            y={middle - 9}
            width={Math.max(2, at(mean + spread) - at(mean - spread))}
            height={18}
            rx={2}
          />
          <line className="p-mean" x1={at(mean)} y1={middle - 9} x2={at(mean)} y2={middle + 9} />
        </>
      )}
      {interval === null ? null : (
        <line className="p-interval" x1={at(interval.low)} y1={middle} x2={at(interval.high)} y2={middle} />
      )}
      <circle className="p-value" cx={at(value)} cy={middle} r={5.5} />
      <text className="p-end" x={pad} y={36}>
        {shown(from)}
      </text>
      <text className="p-end" x={width - pad} y={36} textAnchor="end">
        {shown(until)}
      </text>
    </svg>
  );
};
