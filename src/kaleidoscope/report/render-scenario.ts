import { base64, sha256 } from '../../base/sha256.ts';
import type { ComparedDesign, ComparedOutcome } from '../../scenario/comparison/compare-designs.ts';
import type { OutcomeText } from '../../scenario/comparison/outcomes.ts';
import type { KaleidoscopeFacet } from '../facets.ts';
import { drawKaleidoscope } from '../figure/draw-kaleidoscope.ts';
import { writeSvg } from '../figure/svg.ts';
import { decimal } from '../text/numbers.ts';
import { html, type Markup, trusted } from './markup.ts';
import { reportStyle } from './report-style.ts';
import { type CurveSeries, curve } from './scenario-curve.ts';

/** What a scenario's page is made of; nobody is named in it. */
export interface ScenarioPage {
  readonly name: string;
  readonly seed: number;
  readonly runs: number;
  readonly parameters: Readonly<Record<string, number | string | null>>;
  readonly designs: readonly (ComparedDesign & {
    readonly people: number;
    readonly communities: number;
    readonly spine: 'given' | 'inferred';
    readonly changes: readonly string[];
  })[];
  readonly outcomes: readonly OutcomeText[];
  readonly steps: { readonly robustness: readonly number[]; readonly latency: readonly number[] };
  readonly validity: readonly string[];
}

/** The formal and the lived figure of one design. */
export interface DesignFacets {
  readonly chart: KaleidoscopeFacet;
  readonly lived: KaleidoscopeFacet;
}

/** Letters alone, for figures that stand beside one another. */
const narrow = { hasTitle: false, hasKey: false, labels: 'letters', width: 400, height: 400 } as const;

const verdicts: Readonly<Record<ComparedOutcome['verdict'], string>> = {
  higher: 'higher',
  lower: 'lower',
  'not-distinguishable': 'not distinguishable',
  'depends-on-model': 'depends on the model',
  undefined: 'undefined',
};

const value = (number: number | null, isSaturated: boolean): string =>
  isSaturated ? 'saturated' : number === null ? '–' : decimal(number);

const range = (said: { readonly low: number; readonly high: number } | null): string =>
  said === null ? '–' : `${decimal(said.low)} to ${decimal(said.high)}`;

const comparison = (page: ScenarioPage, design: ScenarioPage['designs'][number]): Markup => {
  const base = page.designs[0]?.name ?? '';
  const columns = [
    base,
    design.name,
    'Difference, simulation',
    'Measured ties resampled',
    'Other models',
    'What can be said',
  ];
  return html`<section><h2>${design.name}</h2>
<p class="fine">${`${design.people} people in ${design.communities} communities${design.spine === 'inferred' ? ' · the spine is inferred from ties' : ''}${design.changes.length === 0 ? '' : ` · ${design.changes.join(', ')}`}`}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${`${design.name} beside ${base}`}"><table>
<caption>${`${design.name} beside ${base}: the same luck in both, 95 % intervals`}</caption>
<thead><tr><th scope="col">Outcome</th>${columns.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${design.outcomes.map((each) => {
    const text = page.outcomes.find(({ id }) => id === each.outcome);
    const cells = [
      value(each.baseValue, each.isBaseSaturated),
      value(each.value, each.isSaturated),
      range(each.simulation),
      range(each.resampling),
      range(each.modelRange),
      verdicts[each.verdict],
    ];
    return html`<tr><th scope="row" title="${text?.meaning ?? ''}">${text?.title ?? each.outcome}${text === undefined || text.unit === '' ? '' : `, ${text.unit}`}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
  })}</tbody></table></div></section>`;
};

const curves = (page: ScenarioPage): Markup => {
  const series = (name: keyof ComparedDesign['curves']): CurveSeries[] =>
    page.designs.map((design) => ({ name: design.name, values: design.curves[name] }));
  const rounds = (page.designs[0]?.curves.search ?? []).map((_, round) => round);
  const contested = page.validity.find((sentence) => sentence.includes('contested')) ?? '';
  return html`<section><h2>Curves</h2><div class="beside">
${curve('Who stays together as the busiest go', 'share gone', page.steps.robustness, series('robustness'))}
${curve('Time to a decision', 'share of what the design can take; at 1 it is saturated', page.steps.latency, series('latency'))}
<div>${curve('How good answers get', 'rounds', rounds, series('search'))}<p class="fine">${contested}</p></div>
${curve('How far news gets', 'steps', rounds, series('news'))}
${curve('How far a new behaviour gets', 'rounds', rounds, series('behaviour'))}
</div></section>
<section><h2>Load</h2><p class="lead">Groups of at least five people, the busiest first: share of all messages one of them handles.</p><div class="beside">
${page.designs.map((design) =>
  curve(
    design.name,
    'groups, the busiest first',
    design.curves.load.map((_, group) => group + 1),
    [{ name: design.name, values: design.curves.load }],
  ),
)}
</div></section>`;
};

/** Both figures of every design side by side, those of one layer in the places of the base's. */
const figures = (page: ScenarioPage, facets: readonly DesignFacets[]): Markup | null => {
  if (facets.length === 0) return null;
  const layer = (name: keyof DesignFacets, title: string): Markup => {
    const base = drawKaleidoscope(facets[0]![name], { ...narrow, seed: page.seed });
    return html`<h3>${title}</h3><div class="beside">${facets.map((facet, d) => {
      const drawn =
        d === 0 ? base : drawKaleidoscope(facet[name], { ...narrow, seed: page.seed, previous: base.places });
      return html`<figure><figcaption><strong>${page.designs[d]?.name ?? ''}</strong></figcaption>${trusted(
        writeSvg(drawn, { theme: 'inherit', idPrefix: `s${name}${d}`, hasPaper: false, petalHref: null }),
      )}</figure>`;
    })}</div>`;
  };
  return html`<section><h2>The designs</h2><p class="lead">One petal for each community of at least five; the fuller, the more widely lead is shared.</p>${layer('chart', 'As arranged')}${layer('lived', 'With the ties people have')}</section>`;
};

/** The whole comparison as one file: no script, nothing from elsewhere. The same results give the same bytes. */
export const renderScenario = (page: ScenarioPage, facets: readonly DesignFacets[] = []): string => {
  const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(reportStyle))}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${page.name}</title>
<style>${trusted(reportStyle)}</style>
</head>
<body>
<header><h1>${page.name}</h1><p class="sub">${`${page.runs} runs, seed ${page.seed}`}</p></header>
<main>
<section><ul class="plain">${page.validity.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>
${figures(page, facets)}
${page.designs.slice(1).map((design) => comparison(page, design))}
${curves(page)}
<section><h2>Parameters</h2><dl>${Object.entries(page.parameters).map(([name, said]) => html`<dt>${name}</dt><dd>${said ?? '–'}</dd>`)}</dl></section>
</main>
</body>
</html>
`.markup;
};
