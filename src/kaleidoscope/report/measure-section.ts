import type { Published, PublishedMeasure } from '../published.ts';
import { say } from '../text/language.ts';
import { count, decimal, percent } from '../text/numbers.ts';
import { absenceOf, absenceWords, formatValue, sensitivityWords } from './format-value.ts';
import { againstChance, patternKeys } from './headline-section.ts';
import { html, type Markup } from './markup.ts';
import { numberPlot } from './number-plot.ts';
import type { MeasureText, ReportContext } from './report-text.ts';
import { windowLine } from './window-line.ts';

const howComputed = (measure: PublishedMeasure, text: MeasureText, context: ReportContext): Markup => {
  const { language } = context;
  const { evidence } = measure;
  const facts: (readonly [string, string])[] = [
    [say(language, 'how.formula'), text.formula],
    [say(language, 'how.higher'), text.higherMeans],
    ...text.parameters.map(
      (parameter) =>
        [
          say(language, 'how.parameter'),
          `${parameter.meaning}: ${decimal(evidence.parameters[parameter.id] ?? parameter.value)} ${parameter.unit}`.trim(),
        ] as const,
    ),
    [
      say(language, 'how.evidence'),
      say(language, 'how.evidence-text', {
        people: count(evidence.people),
        senders: count(evidence.senders),
        arcs: count(evidence.arcs),
        events: count(evidence.events),
        resolved: percent(evidence.resolvedShare),
      }),
    ],
    ...(measure.withheld || measure.interval === null
      ? []
      : [[say(language, 'how.interval'), measure.interval.method] as const]),
    ...(measure.withheld || measure.null === null
      ? []
      : [
          [
            say(language, 'how.null'),
            say(language, 'how.null-text', {
              model: measure.null.model,
              draws: measure.null.draws,
              p: measure.null.p === null ? '–' : decimal(measure.null.p),
            }),
          ] as const,
        ]),
    [say(language, 'how.seed'), String(evidence.seed)],
    [say(language, 'how.source'), text.source],
  ];
  return html`<details class="how"><summary>${say(language, 'report.how')}<span class="unseen">: ${text.title}</span></summary><dl>${facts.map(([name, words]) => html`<dt>${name}</dt><dd>${words}</dd>`)}</dl></details>`;
};

const item = (measure: PublishedMeasure, text: MeasureText, context: ReportContext): Markup => {
  const { language } = context;
  const absence = absenceOf(measure, language);
  const { value } = measure;
  const hasSensitivity = Object.values(measure.parts).some(
    (number) => sensitivityWords(number, language) !== null,
  );
  const parts = text.parts.flatMap((part) => {
    const number = measure.parts[part.id];
    if (number === undefined) return [];
    const isUnderFive = !number.withheld && number.reason === 'under-five';
    if (!isUnderFive && (number.withheld || number.value === null)) return [];
    return [
      html`<tr><th scope="row">${part.title}</th><td class="n">${isUnderFive ? absenceWords('under-five', language) : formatValue(number.withheld ? null : number.value, part.unit)}</td>${hasSensitivity ? html`<td>${sensitivityWords(number, language) ?? ''}</td>` : null}</tr>`,
    ];
  });
  const communities = measure.communities.filter((cell) => cell.withheld || cell.value !== null);
  const line = windowLine(measure.windows, measure.unit, language);
  const hiddenWindows = measure.windows.filter((cell) => cell.withheld).length;
  return html`<article class="measure" id="m-${measure.id}">
<h4>${text.title}</h4>
<p class="question">${text.question}</p>
${
  absence === null
    ? html`<p class="value">${formatValue(value, measure.unit)}${sensitivityWords(measure, language) === null ? null : html` <span class="fine">${sensitivityWords(measure, language)}</span>`}</p>
${numberPlot(measure, measure.unit, text.range, language)}
<p>${[say(language, 'report.higher', { meaning: text.higherMeans }), againstChance(measure, language)].filter((words) => words !== null).join(' ')}</p>`
    : html`<p class="absent">${absence}</p>`
}
${line}${line !== null && hiddenWindows > 0 ? html`<p class="fine">${say(language, 'report.windows-withheld', { count: hiddenWindows })}</p>` : null}
${
  parts.length === 0 && communities.length === 0
    ? null
    : html`<details><summary>${say(language, 'report.more')}<span class="unseen">: ${text.title}</span></summary>
${parts.length === 0 ? null : html`<table><caption>${say(language, 'report.parts')}</caption><tbody>${parts}</tbody></table>`}
${
  communities.length === 0
    ? null
    : html`<table><caption>${say(language, 'report.by-community')}</caption><tbody>${communities.map(
        (cell) =>
          html`<tr><th scope="row">${cell.community}</th><td class="n">${cell.withheld ? absenceWords(cell.reason, language) : formatValue(cell.value, measure.unit)}</td></tr>`,
      )}</tbody></table>`
}</details>`
}
${howComputed(measure, text, context)}
</article>`;
};

/** Every measure, under its pattern. */
export const measureSection = (published: Published, context: ReportContext): Markup => {
  const { language } = context;
  return html`<section aria-labelledby="measures-h"><h2 id="measures-h">${say(language, 'report.measures')}</h2>
<p class="lead">${say(language, 'report.measures-text')}</p>
${(['communities', 'equipotency', 'dynamics'] as const).map((pattern) => {
  const items = context.catalogue.flatMap((text) => {
    const measure = published.measures[text.id];
    return text.pattern !== pattern || measure === undefined ? [] : [item(measure, text, context)];
  });
  return items.length === 0
    ? null
    : html`<h3>${say(language, patternKeys[pattern])}</h3><div class="measures">${items}</div>`;
})}</section>`;
};
