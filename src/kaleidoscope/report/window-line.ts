import type { PublishedWindow } from '../published.ts';
import { type Language, say } from '../text/language.ts';
import { formatValue } from './format-value.ts';
import { html, type Markup } from './markup.ts';

const width = 280;
const height = 52;
const pad = 8;
const top = 6;
const bottom = 34;

/** A measure over windows as a small line; withheld and undefined windows are gaps. `null` under two values. */
export const windowLine = (
  windows: readonly PublishedWindow[],
  unit: string,
  language: Language,
): Markup | null => {
  const values = windows.map(({ value }) => value);
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const low = Math.min(...known);
  const high = Math.max(...known);
  const x = (index: number) => pad + (index / Math.max(1, windows.length - 1)) * (width - 2 * pad);
  const y = (value: number) =>
    high === low ? (top + bottom) / 2 : bottom - ((value - low) / (high - low)) * (bottom - top);
  const round = (value: number) => Math.round(value * 10) / 10;
  const runs: string[] = [];
  const dots: Markup[] = [];
  let run: string[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) {
      if (run.length > 1) runs.push(run.join(' '));
      run = [];
      continue;
    }
    run.push(`${round(x(index))},${round(y(value))}`);
    if (windows.length <= 24)
      dots.push(html`<circle class="p-dot" cx="${round(x(index))}" cy="${round(y(value))}" r="2.2"/>`);
  }
  if (run.length > 1) runs.push(run.join(' '));
  const first = windows[0]!.window;
  const last = windows.at(-1)!.window;
  const label = say(language, 'plot.windows', {
    first,
    last,
    low: formatValue(low, unit),
    high: formatValue(high, unit),
  });
  return html`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
<title>${label}</title>
${runs.map((points) => html`<polyline class="p-line" points="${points}"/>`)}${dots}
<text class="p-end" x="${pad}" y="${height - 3}">${first}</text>
<text class="p-end" x="${width / 2}" y="${height - 3}" text-anchor="middle">${formatValue(low, unit)} – ${formatValue(high, unit)}</text>
<text class="p-end" x="${width - pad}" y="${height - 3}" text-anchor="end">${last}</text>
</svg>`;
};
