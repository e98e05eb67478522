import { base64, sha256 } from '../../base/sha256.ts';
import { focusRules } from '../figure/svg.ts';
import type { Published } from '../published.ts';
import { english } from '../text/english.ts';
import { say } from '../text/language.ts';
import { challengeSection } from './challenge-section.ts';
import { coverageSection, methodSection, withheldSection } from './evidence-section.ts';
import { besideSection, figureSection } from './figure-section.ts';
import { headlineSection } from './headline-section.ts';
import { html, trusted } from './markup.ts';
import { measureSection } from './measure-section.ts';
import type { ReportFigures } from './report-figures.ts';
import { reportStyle } from './report-style.ts';
import type { ReportContext } from './report-text.ts';

export interface ReportRequest extends Pick<ReportContext, 'catalogue'> {
  readonly figures: ReportFigures;
  readonly language?: ReportContext['language'];
}

/**
 * The whole report as one file: no script, nothing from elsewhere, and a policy in the page that says so. It is
 * made of published numbers only, so it may be shared. The same document gives the same bytes.
 */
export const renderReport = (published: Published, request: ReportRequest): string => {
  const { figures } = request;
  const language = request.language ?? english;
  const context: ReportContext = { catalogue: request.catalogue, language };
  const style = `${reportStyle}${focusRules(figures.lived.wide, 'kw')}${focusRules(figures.lived.narrow, 'kn')}`;
  const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(style))}'; base-uri 'none'; form-action 'none'`;
  const { facet } = figures.lived;
  const page = html`<!doctype html>
<html lang="${say(language, 'language')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${say(language, 'report.title', { organisation: published.organisation })}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#after-figure">${say(language, 'report.skip')}</a>
<header>
<h1>${published.organisation}</h1>
<p class="sub">${facet.subtitle}</p>
${published.isSimulated ? html`<p class="badge">${say(language, 'report.simulated')}</p>` : null}
</header>
<main>
${figureSection(figures, language)}
<div id="after-figure" tabindex="-1"></div>
${headlineSection(published, context)}
${besideSection(figures, language)}
${challengeSection(published, context)}
${measureSection(published, context)}
${coverageSection(published, context)}
${withheldSection(published, context)}
${methodSection(published, context)}
</main>
<footer><p>${say(language, 'report.footer')}</p></footer>
</body>
</html>
`;
  return page.markup;
};
