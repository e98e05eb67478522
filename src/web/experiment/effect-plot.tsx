import type { ExperimentsData } from '../../app/protocol.ts';
import { changeOf } from '../../kaleidoscope/report/experiment-sentences.ts';
import { useWords } from '../text/words.ts';

type Kept = ExperimentsData['kept'][number];

const width = 320;
const height = 44;
const pad = 8;
const middle = 14;

/** The change with its interval; the upright line is no change, the band what these weeks most likely cannot show. */
export const EffectPlot = ({
  plan: { minimumDetectableChange },
  result: { effect, interval },
  unit,
  label,
}: {
  readonly plan: Kept['plan'];
  readonly result: Kept['results'][number];
  readonly unit: string;
  /** The same in words. */
  readonly label: string;
}) => {
  const words = useWords();
  const unseen = minimumDetectableChange ?? 0;
  const reach = 1.1 * Math.max(...[effect, interval?.low ?? 0, interval?.high ?? 0, unseen].map(Math.abs));
  if (!(reach > 0)) return null;
  const at = (change: number) => width / 2 + (change / reach) * (width / 2 - pad);
  return (
    <svg className="plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line className="p-axis" x1={pad} y1={middle} x2={width - pad} y2={middle} />
      {unseen === 0 ? null : (
        <rect
          className="p-null"
          x={at(-unseen)}
          y={middle - 9}
          width={at(unseen) - at(-unseen)}
          height={18}
          rx={2}
        />
      )}
      <line className="p-mean" x1={at(0)} y1={middle - 9} x2={at(0)} y2={middle + 9} />
      {interval === null ? null : (
        <line className="p-interval" x1={at(interval.low)} y1={middle} x2={at(interval.high)} y2={middle} />
      )}
      <circle className="p-value" cx={at(effect)} cy={middle} r={5.5} />
      <text className="p-end" x={pad} y={height - 4}>
        {changeOf(-reach, unit, words.figure)}
      </text>
      <text className="p-end" x={at(0)} y={height - 4} textAnchor="middle">
        0
      </text>
      <text className="p-end" x={width - pad} y={height - 4} textAnchor="end">
        {changeOf(reach, unit, words.figure)}
      </text>
    </svg>
  );
};
