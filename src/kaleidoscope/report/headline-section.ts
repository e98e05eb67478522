import type { Published, PublishedHeadline } from '../published.ts';
import { type Language, say, type TextKey } from '../text/language.ts';
import { decimal } from '../text/numbers.ts';
import { absenceOf, formatValue } from './format-value.ts';
import { html, type Markup } from './markup.ts';
import { numberPlot } from './number-plot.ts';
import type { MeasureText, ReportContext } from './report-text.ts';

export const patternKeys: Readonly<Record<MeasureText['pattern'], TextKey>> = {
  communities: 'pattern.communities',
  equipotency: 'pattern.equipotency',
  dynamics: 'pattern.dynamics',
};

/** Plain words for the three headline measures; any other is introduced by its own question. */
export const sentenceKeys: Readonly<Record<string, TextKey>> = {
  communities: 'headline.communities',
  lead: 'headline.lead',
  reciprocity: 'headline.reciprocity',
};

/** Where a value lies beside what chance alone gives. */
export const againstChance = (number: PublishedHeadline['number'], language: Language): string | null => {
  if (number.withheld || number.value === null || number.null === null) return null;
  const { mean, sd } = number.null;
  if (mean === null) return null;
  if (sd === null || sd === 0) return say(language, 'chance.constant');
  const z = (number.value - mean) / sd;
  if (Math.abs(z) < 2) return say(language, 'chance.alike');
  return say(language, z > 0 ? 'chance.more' : 'chance.less', { z: decimal(Math.abs(z)) });
};

const line = (published: Published, headline: PublishedHeadline, context: ReportContext): Markup => {
  const { language } = context;
  const text = context.catalogue.find(({ id }) => id === headline.measure);
  const measure = published.measures[headline.measure];
  const part = headline.part === null ? undefined : text?.parts.find(({ id }) => id === headline.part);
  const unit = part?.unit ?? measure?.unit ?? '';
  const range: MeasureText['range'] = part === undefined ? (text?.range ?? [null, null]) : [null, null];
  const absence = absenceOf(headline.number, language);
  const value = headline.number.value;
  const sentenceKey = headline.part === null ? sentenceKeys[headline.measure] : undefined;
  const beside = headline.beside.flatMap((other) => {
    const otherMeasure = published.measures[other.measure];
    const otherText = context.catalogue.find(({ id }) => id === other.measure);
    if (otherMeasure === undefined || otherText === undefined) return [];
    const number = other.part === null ? otherMeasure : otherMeasure.parts[other.part];
    if (number === undefined || number.withheld || number.value === null) return [];
    const otherPart = other.part === null ? undefined : otherText.parts.find(({ id }) => id === other.part);
    const title = otherPart?.title ?? otherText.title;
    return [`${title}: ${formatValue(number.value, otherPart?.unit ?? otherMeasure.unit)}`];
  });
  return html`<li>
<p class="over">${say(language, patternKeys[headline.pattern])}</p>
<h3>${text?.question ?? measure?.title ?? headline.measure}</h3>
${
  absence === null
    ? html`<p class="big">${formatValue(value, unit)}</p>
${sentenceKey === undefined ? null : html`<p>${say(language, sentenceKey, { value: formatValue(value, unit) })}</p>`}
${numberPlot(headline.number, unit, range, language)}
<p class="fine">${[againstChance(headline.number, language), ...beside].filter((words) => words !== null).join(' · ')}</p>`
    : html`<p class="absent">${absence}</p>`
}
</li>`;
};

/** One line for each pattern, never one score for all. */
export const headlineSection = (published: Published, context: ReportContext): Markup | null =>
  published.headlines.length === 0
    ? null
    : html`<section aria-labelledby="lines-h"><h2 id="lines-h">${say(context.language, 'report.headlines')}</h2>
<ul class="lines">${published.headlines.map((headline) => line(published, headline, context))}</ul>
<p class="fine plot-key">${say(context.language, 'plot.key')}</p></section>`;
