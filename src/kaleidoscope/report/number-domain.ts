/** Where the axis begins and ends: the measure's own range where it is finite, else around what is drawn. */
export const numberDomain = (
  range: readonly [number | null, number | null],
  drawn: readonly number[],
): readonly [number, number] => {
  const low = Math.min(...drawn);
  const high = Math.max(...drawn);
  const room = (high - low || Math.abs(high) || 1) * 0.2;
  const from = range[0] ?? Math.min(low - room, 0);
  const until = range[1] ?? high + room;
  return until > from ? [from, until] : [from, from + 1];
};
