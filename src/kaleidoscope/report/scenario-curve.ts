import { decimal } from '../text/numbers.ts';
import { html, type Markup } from './markup.ts';

export interface CurveSeries {
  readonly name: string;
  /** `null` is a gap: undefined, or past saturation. */
  readonly values: readonly (number | null)[];
}

const width = 320;
const height = 190;
const left = 40;
const right = 8;
const top = 8;
const bottom = 30;
/** Told apart by their strokes as well as by colour. */
const strokes = ['', '7 4', '2 3', '9 3 2 3'];

const round = (value: number): number => Math.round(value * 10) / 10;

/**
 * Lines over one axis, one a design, with the same numbers as a table behind them.
 *
 * @param at where on the axis each value stands, ascending
 */
export const curve = (
  title: string,
  axis: string,
  at: readonly number[],
  series: readonly CurveSeries[],
): Markup => {
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const most = Math.max(...known, 0) || 1;
  const from = at[0] ?? 0;
  const until = at.at(-1) ?? 1;
  const x = (value: number) => round(left + ((value - from) / (until - from || 1)) * (width - left - right));
  const y = (value: number) => round(height - bottom - (value / most) * (height - top - bottom));
  const lines = series.map(({ values }, k) => {
    const steps = values.map((value, index) =>
      value === null
        ? ''
        : `${index === 0 || values[index - 1] === null ? 'M' : 'L'}${x(at[index] ?? 0)} ${y(value)}`,
    );
    return html`<path class="p-line" d="${steps.join('')}" stroke-dasharray="${strokes[k % strokes.length] ?? ''}"/>`;
  });
  // A table of every round would be unreadable: about ten of them.
  const every = Math.max(1, Math.ceil(at.length / 10));
  const rows = at.map((_, index) => index).filter((index) => index % every === 0 || index === at.length - 1);
  const key = series.map(
    ({ name }, k) => `${name}: ${['whole line', 'dashes', 'dots', 'dashes and dots'][k % 4]}`,
  );
  return html`<figure><figcaption><strong>${title}</strong>${key.join(' · ')}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${`${title}. ${axis}. ${key.join('. ')}. The table below has the same numbers.`}">
<line class="p-axis" x1="${left}" y1="${height - bottom}" x2="${width - right}" y2="${height - bottom}"/>
<line class="p-axis" x1="${left}" y1="${top}" x2="${left}" y2="${height - bottom}"/>
${lines}
<text class="p-end" x="${left - 4}" y="${top + 8}" text-anchor="end">${decimal(most)}</text>
<text class="p-end" x="${left - 4}" y="${height - bottom}" text-anchor="end">0</text>
<text class="p-end" x="${left}" y="${height - 16}">${decimal(from)}</text>
<text class="p-end" x="${width - right}" y="${height - 16}" text-anchor="end">${decimal(until)}</text>
<text class="p-end" x="${(left + width) / 2}" y="${height - 3}" text-anchor="middle">${axis}</text>
</svg>
<details class="table"><summary>As a table</summary><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">${axis}</th>${series.map(({ name }) => html`<th scope="col" class="n">${name}</th>`)}</tr></thead><tbody>${rows.map(
    (index) =>
      html`<tr><th scope="row">${decimal(at[index] ?? 0)}</th>${series.map(({ values }) => {
        const value = values[index] ?? null;
        return html`<td class="n">${value === null ? '–' : decimal(value)}</td>`;
      })}</tr>`,
  )}</tbody></table></div></details></figure>`;
};
