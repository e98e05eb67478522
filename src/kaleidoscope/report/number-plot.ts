import type { PublishedNumber } from '../published.ts';
import { type Language, say } from '../text/language.ts';
import { formatValue } from './format-value.ts';
import { html, type Markup } from './markup.ts';
import { numberDomain } from './number-domain.ts';

const width = 280;
const height = 34;
const pad = 8;

/**
 * A value on its axis: the band is what chance alone gives (mean ± 1.96 standard deviations of the null), the bar
 * is the 95 % interval, the dot is the value. Nothing where there is no value.
 */
export const numberPlot = (
  number: PublishedNumber,
  unit: string,
  range: readonly [number | null, number | null],
  language: Language,
): Markup | null => {
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
    Math.round(
      (pad + ((Math.min(until, Math.max(from, x)) - from) / (until - from)) * (width - 2 * pad)) * 10,
    ) / 10;
  const middle = 13;
  const label = [
    say(language, 'plot.value', { value: formatValue(value, unit) }),
    ...(interval === null
      ? []
      : [
          say(language, 'plot.interval', {
            low: formatValue(interval.low, unit),
            high: formatValue(interval.high, unit),
          }),
        ]),
    ...(mean === null ? [] : [say(language, 'plot.null', { mean: formatValue(mean, unit) })]),
  ].join(' ');
  return html`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
<title>${label}</title>
<line class="p-axis" x1="${pad}" y1="${middle}" x2="${width - pad}" y2="${middle}"/>
${
  mean === null
    ? null
    : html`<rect class="p-null" x="${at(mean - spread)}" y="${middle - 8}" width="${Math.max(1.5, at(mean + spread) - at(mean - spread))}" height="16" rx="2"/>
<line class="p-mean" x1="${at(mean)}" y1="${middle - 8}" x2="${at(mean)}" y2="${middle + 8}"/>`
}
${interval === null ? null : html`<line class="p-interval" x1="${at(interval.low)}" y1="${middle}" x2="${at(interval.high)}" y2="${middle}"/>`}
<circle class="p-value" cx="${at(value)}" cy="${middle}" r="5"/>
<text class="p-end" x="${pad}" y="${height - 1}">${formatValue(from, unit)}</text>
<text class="p-end" x="${width - pad}" y="${height - 1}" text-anchor="end">${formatValue(until, unit)}</text>
</svg>`;
};
