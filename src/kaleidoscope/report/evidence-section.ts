import type { Published, WithheldReason } from '../published.ts';
import { say } from '../text/language.ts';
import { count, percent } from '../text/numbers.ts';
import { absenceWords } from './format-value.ts';
import { html, type Markup } from './markup.ts';
import type { ReportContext } from './report-text.ts';

/** How often each reason stands in the document: visible marks only, so counting tells nothing new. */
export const withheldReasons = (published: Published): Map<WithheldReason, number> => {
  const counts = new Map<WithheldReason, number>();
  const note = (entry: { readonly withheld: boolean; readonly reason?: unknown }) => {
    if (!entry.withheld) return;
    const reason = entry.reason as WithheldReason;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  };
  for (const portrait of published.portraits)
    for (const entry of [...portrait.communities, ...portrait.ties]) note(entry);
  for (const measure of Object.values(published.measures)) {
    note(measure);
    for (const cell of [...measure.windows, ...measure.communities]) note(cell);
  }
  for (const challenge of published.challenges) note(challenge);
  return counts;
};

const dayOf = (instant: string | null): string => instant?.slice(0, 10) ?? '…';

/** Where the numbers come from and how much of it could be read. */
export const coverageSection = (published: Published, context: ReportContext): Markup => {
  const { language } = context;
  const { coverage } = published;
  return html`<section aria-labelledby="coverage-h"><h2 id="coverage-h">${say(language, 'report.coverage')}</h2>
<p class="lead">${say(language, 'coverage.text', {
    people: count(coverage.people),
    accounts: count(coverage.accounts),
    resolved: percent(coverage.resolvedShare),
  })} ${coverage.botsLeftOut > 0 ? say(language, 'coverage.bots', { bots: count(coverage.botsLeftOut) }) : ''}</p>
${
  coverage.sources.length === 0
    ? html`<p>${say(language, 'coverage.none')}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${say(language, 'coverage.sources')}"><table><caption>${say(language, 'coverage.sources')}</caption>
<thead><tr><th scope="col">${say(language, 'coverage.source')}</th><th scope="col">${say(language, 'coverage.span')}</th><th scope="col" class="n">${say(language, 'coverage.interactions')}</th><th scope="col" class="n">${say(language, 'coverage.acts')}</th></tr></thead>
<tbody>${coverage.sources.map(
        (source) =>
          html`<tr><th scope="row">${source.label} <span class="fine">${source.type}</span></th><td>${
            source.from === null && source.until === null
              ? say(language, 'coverage.untimed')
              : `${dayOf(source.from)} – ${dayOf(source.until)}`
          }</td><td class="n">${count(source.interactions)}</td><td class="n">${count(source.acts)}</td></tr>`,
      )}</tbody></table></div>`
}
</section>`;
};

/** What is not in the report, and why. */
export const withheldSection = (published: Published, context: ReportContext): Markup => {
  const { language } = context;
  const reasons = withheldReasons(published);
  return html`<section aria-labelledby="withheld-h"><h2 id="withheld-h">${say(language, 'report.withheld')}</h2>
<p class="lead">${say(language, 'withheld.text')}</p>
${
  reasons.size === 0
    ? html`<p>${say(language, 'withheld.nothing')}</p>`
    : html`<ul class="plain">${[...reasons].map(
        ([reason, times]) =>
          html`<li>${absenceWords(reason, language)} ${say(language, times === 1 ? 'withheld.once' : 'withheld.times', { count: times })}</li>`,
      )}</ul>`
}</section>`;
};

const limits = [
  'limits.work',
  'limits.why',
  'limits.rank',
  'limits.good',
  'limits.cause',
  'limits.left-out',
  'limits.use',
] as const;

const methods = ['method.arc', 'method.interval', 'method.null', 'method.seed'] as const;

export const methodSection = (published: Published, context: ReportContext): Markup => {
  const { language } = context;
  return html`<section aria-labelledby="method-h"><h2 id="method-h">${say(language, 'report.method')}</h2>
${methods.map((key) => html`<p>${say(language, key, { seed: published.seed, windows: published.windowScheme })}</p>`)}
</section>
<section aria-labelledby="limits-h"><h2 id="limits-h">${say(language, 'report.limits')}</h2>
<ul class="plain">${limits.map((key) => html`<li>${say(language, key)}</li>`)}</ul></section>`;
};
