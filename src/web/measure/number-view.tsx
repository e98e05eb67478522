import { formatValue } from '../../kaleidoscope/report/format-value.ts';
import { useWords } from '../text/words.ts';

/**
 * A number as people read it, with the number itself in `value` and where it stands in the published document in
 * `data-of`: what a page shows can be held against what `equipo measure --json` prints.
 */
export const NumberView = ({
  value,
  unit,
  of,
}: {
  readonly value: number | null;
  readonly unit: string;
  readonly of: string;
}) => {
  const { figure } = useWords();
  if (value === null) return <>–</>;
  return (
    <data value={String(value)} data-of={of}>
      {formatValue(value, unit, figure)}
    </data>
  );
};
