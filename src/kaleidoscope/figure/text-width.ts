/**
 * Width of a line of text in a grotesque face (near Inter's advance widths, in thousandths of the size): enough to
 * lay out labels without a canvas at hand.
 */
const widths: Readonly<Record<string, number>> = (() => {
  const table: Record<string, number> = {};
  for (const [glyphs, width] of [
    ["iljI.,:;'|! ·", 275],
    ['ftr()[]-', 375],
    ['ceksvxyz?', 555],
    ['ABEFKLPRSTXYZJ', 640],
    ['CDGHNOQUV&', 745],
    ['mwMW@%–—', 880],
  ] as const)
    for (const glyph of glyphs) table[glyph] = width;
  return table;
})();

export const textWidth = (text: string, size: number): number => {
  let units = 0;
  for (const glyph of text) units += widths[glyph] ?? 605;
  return (units / 1000) * size;
};
