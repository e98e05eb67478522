/** Several recipients in one cell: split on semicolons, on commas between addresses, and on blanks between ids. */
import type { ReadableTable } from './readable-table.ts';
import type { TableEngine } from './table-engine.ts';

/**
 * The relation with one row for each recipient, in a column `recipient` (NULL for a row without any); `null` where
 * every cell names one at most.
 *
 * Blanks part recipients only where no sender's name holds one: `59 72 138` are three where senders are `59`, and
 * `Ana Belmont` is one where senders are `Bo Carver`. The whole file decides, not its first rows.
 */
export const recipientsOf = async (
  engine: TableEngine,
  table: ReadableTable,
  from: number,
  to: number,
): Promise<string | null> => {
  const sender = table.text(from);
  const text = table.text(to);
  const count = async (...conditions: readonly string[]): Promise<number[]> => {
    const counts = conditions.map((condition) => `count(*) FILTER (${condition})`).join(', ');
    const [row] = await engine.rows(`SELECT ${counts} FROM ${table.unnumbered}`);
    return row!.map(Number);
  };
  const [semicolons = 0, anyCommas = 0, anyBlanks = 0] = await count(
    `contains(${text}, ';')`,
    `contains(${text}, ',')`,
    `contains(${text}, ' ')`,
  );
  // Most tables hold neither, and ten million rows need not be looked at more closely.
  const [commas = 0, blanks = 0, namesWithBlanks = 0] =
    anyCommas + anyBlanks === 0
      ? []
      : await count(
          `regexp_matches(${text}, '@.*,.*@')`,
          `contains(trim(${text}), ' ') AND NOT contains(${text}, '<')`,
          `contains(trim(${sender}), ' ')`,
        );
  const isByBlanks = blanks > 0 && namesWithBlanks === 0;
  const list = table.list(to);
  if (semicolons === 0 && commas === 0 && !isByBlanks && list === null) return null;
  const parting = [';', ...(commas > 0 ? [','] : []), ...(isByBlanks ? ['\\s'] : [])].join('');
  const split = (cell: string) =>
    isByBlanks
      ? `CASE WHEN contains(${cell}, '<') THEN regexp_split_to_array(${cell}, '[;,]')
           ELSE regexp_split_to_array(${cell}, '[${parting}]+') END`
      : `regexp_split_to_array(${cell}, '[${parting}]')`;
  const cells =
    list === null
      ? split(`coalesce(${text}, '')`)
      : `flatten(list_transform(${list}, lambda cell: ${split('cell')}))`;
  // Each once, in the order they stand; a row to nobody stays one row.
  return `(
    SELECT * EXCLUDE (recipients), unnest(CASE WHEN len(recipients) = 0 THEN [NULL::VARCHAR] ELSE recipients END)
      AS recipient
    FROM (
      SELECT * REPLACE (list_filter(recipients,
        lambda each, place: each <> '' AND list_position(recipients, each) = place) AS recipients)
      FROM (SELECT *, list_transform(${cells}, lambda each: trim(each)) AS recipients FROM ${table.relation})
    ))`;
};
