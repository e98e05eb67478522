import type { KaleidoscopeFacet, PetalFacet } from '../facets.ts';
import { leadWords, nameOf } from '../figure/figure-words.ts';
import type { Figure } from '../figure/shapes.ts';
import { writeSvg } from '../figure/svg.ts';
import { type Language, say } from '../text/language.ts';
import { count, decimal, percent } from '../text/numbers.ts';
import { html, type Markup, trusted } from './markup.ts';
import type { ReportFigures } from './report-figures.ts';

const svg = (figure: Figure, idPrefix: string, rowPrefix: string | null): Markup =>
  trusted(
    writeSvg(figure, {
      theme: 'inherit',
      idPrefix,
      hasPaper: false,
      petalHref: rowPrefix === null ? null : (letter) => `#${rowPrefix}-${letter}`,
    }),
  );

const leadCell = (facet: KaleidoscopeFacet, petal: PetalFacet, language: Language): string =>
  !petal.isLeadWithheld && facet.isLeadMeasurable && Number.isFinite(petal.leadShare)
    ? petal.leadInterval === null
      ? percent(petal.leadShare)
      : say(language, 'table.with-interval', {
          value: percent(petal.leadShare),
          low: percent(petal.leadInterval.low),
          high: percent(petal.leadInterval.high),
        })
    : leadWords(facet, petal, language);

/** The figure as tables: the same content for those who read rather than look. */
const figureTables = (
  facet: KaleidoscopeFacet,
  layer: string,
  rowPrefix: string,
  language: Language,
): Markup => {
  const communitiesTitle = say(language, 'table.communities', { layer });
  const tiesTitle = say(language, 'table.ties', { layer });
  const petals = [...facet.petals];
  const shown = (share: number) => (Number.isFinite(share) ? percent(share) : '–');
  const ribbons = [...facet.ribbons].sort(
    (p, q) => q.weightAToB + q.weightBToA - (p.weightAToB + p.weightBToA),
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${communitiesTitle}"><table>
<caption>${communitiesTitle}</caption>
<thead><tr><th scope="col">${say(language, 'table.community')}</th><th scope="col" class="n">${say(language, 'table.people')}</th><th scope="col" class="n">${say(language, 'table.lead')}</th><th scope="col" class="n">${say(language, 'table.reciprocity')}</th><th scope="col" class="n">${say(language, 'table.inside')}</th></tr></thead>
<tbody>${petals.map(
    (petal) =>
      html`<tr id="${rowPrefix}-${petal.letter}" data-letter="${petal.letter}"><th scope="row">${nameOf(petal, language)}</th><td class="n">${count(petal.people)}</td><td class="n">${leadCell(facet, petal, language)}</td><td class="n">${shown(petal.reciprocity)}</td><td class="n">${shown(petal.insideShare)}</td></tr>`,
  )}${
    facet.small === null
      ? null
      : html`<tr><th scope="row">${say(language, 'table.small')}</th><td class="n">${say(language, 'table.about', { people: count(facet.small.people) })}</td><td class="n">–</td><td class="n">–</td><td class="n">–</td></tr>`
  }</tbody></table></div>
${
  ribbons.length === 0
    ? null
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${tiesTitle}"><table>
<caption>${tiesTitle}</caption>
<thead><tr><th scope="col">${say(language, 'table.between')}</th><th scope="col" class="n">${say(language, 'table.to-first')}</th><th scope="col" class="n">${say(language, 'table.to-second')}</th><th scope="col" class="n">${say(language, 'table.against-null')}</th><th scope="col" class="n">${say(language, 'table.reciprocity')}</th></tr></thead>
<tbody>${ribbons.map((ribbon) => {
        const a = facet.petals[ribbon.a]!.letter;
        const b = facet.petals[ribbon.b]!.letter;
        return html`<tr data-pair="${a}–${b}"><th scope="row">${a} – ${b}</th><td class="n">${decimal(ribbon.weightBToA)}</td><td class="n">${decimal(ribbon.weightAToB)}</td><td class="n">${Number.isFinite(ribbon.ratioToNull) ? `${decimal(ribbon.ratioToNull)} ×` : '–'}</td><td class="n">${shown(ribbon.reciprocity)}</td></tr>`;
      })}</tbody></table></div>`
}`;
};

const notes = (figure: Figure): Markup | null =>
  figure.notes.length === 0 ? null : html`<p class="fine">${figure.notes.join(' ')}</p>`;

const narrowKey = (language: Language): Markup =>
  html`<ul class="plain fine narrow">${[
    say(language, 'figure.key-width'),
    say(language, 'figure.key-fill'),
    say(language, 'figure.key-ring'),
    say(language, 'figure.key-ribbon'),
    say(language, 'report.key-colour'),
  ].map((words) => html`<li>${words}</li>`)}</ul>`;

/** The whole organisation in one figure, with its table. */
export const figureSection = (figures: ReportFigures, language: Language): Markup => {
  const { lived } = figures;
  return html`<section class="whole" aria-labelledby="whole-h">
<h2 id="whole-h" class="unseen">${say(language, 'report.whole')}</h2>
<figure class="wide">${svg(lived.wide, 'kw', 'c')}</figure>
<figure class="narrow">${svg(lived.narrow, 'kn', 'c')}</figure>
${lived.facet.petals.length === 0 ? null : narrowKey(language)}${notes(lived.wide)}
${
  lived.facet.petals.length === 0
    ? null
    : html`<details class="table"><summary>${say(language, 'report.as-table')}</summary>${figureTables(lived.facet, say(language, 'facet.layer-lived'), 'c', language)}</details>`
}
</section>`;
};

/** Formal beside lived, drawn by the same rules and in the same places. Nothing without a chart. */
export const besideSection = (figures: ReportFigures, language: Language): Markup | null => {
  const { lived, chart } = figures;
  if (chart === null) return null;
  const half = (facet: KaleidoscopeFacet, figure: Figure, id: string, title: string) =>
    html`<figure><figcaption><strong>${title}</strong> ${say(language, 'facet.people', { count: count(facet.people) })}</figcaption>${svg(figure, id, null)}</figure>`;
  return html`<section aria-labelledby="beside-h">
<h2 id="beside-h">${say(language, 'report.beside')}</h2>
<p class="lead">${say(language, 'report.beside-text')}</p>
<div class="beside">${half(chart.facet, chart.narrow, 'kc', say(language, 'facet.layer-chart'))}${half(lived.facet, lived.narrow, 'kl', say(language, 'facet.layer-lived'))}</div>
${notes(chart.wide)}
<details class="table"><summary>${say(language, 'report.chart-as-table')}</summary>${figureTables(chart.facet, say(language, 'facet.layer-chart'), 'f', language)}</details>
</section>`;
};
