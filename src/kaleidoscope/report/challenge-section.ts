import type { Published } from '../published.ts';
import { say } from '../text/language.ts';
import { decimal } from '../text/numbers.ts';
import { absenceWords, formatValue } from './format-value.ts';
import { html, type Markup } from './markup.ts';
import type { ReportContext } from './report-text.ts';

type Seen = Extract<Published['challenges'][number], { readonly withheld: false }>;

const seenItem = (challenge: Seen, published: Published, context: ReportContext): Markup => {
  const { language } = context;
  const { experiment } = challenge;
  const text = context.catalogue.find(({ id }) => id === experiment.measure);
  const part = text?.parts.find(({ id }) => id === experiment.part);
  const unit = part?.unit ?? published.measures[experiment.measure]?.unit ?? '';
  const measureName = (part?.title ?? text?.title ?? experiment.measure).toLowerCase();
  return html`<article class="challenge">
<h3>${challenge.title}</h3>
<p class="fine">${[
    ...(challenge.places.length === 0
      ? []
      : [say(language, 'challenge.places', { letters: challenge.places.join(', ') })]),
    ...(challenge.adjustedP === null
      ? []
      : [say(language, 'challenge.p', { p: decimal(challenge.adjustedP) })]),
  ].join(' · ')}</p>
<dl>
<dt>${say(language, 'challenge.seen')}</dt><dd>${challenge.seen}</dd>
<dt>${say(language, 'challenge.may-mean')}</dt><dd>${challenge.mayMean}</dd>
<dt>${say(language, 'challenge.could-be')}</dt><dd>${challenge.couldAlsoBe}</dd>
<dt>${say(language, 'challenge.try')}</dt><dd><ul>${challenge.behavioursToTry.map((behaviour) => html`<li>${behaviour}</li>`)}</ul></dd>
<dt>${say(language, 'challenge.experiment')}</dt><dd>${say(
    language,
    experiment.direction === 'up' ? 'challenge.experiment-up' : 'challenge.experiment-down',
    { measure: measureName, weeks: experiment.weeks },
  )} ${
    experiment.minimumDetectableChange === null
      ? say(language, 'challenge.experiment-unknown')
      : say(language, 'challenge.experiment-power', {
          change: formatValue(experiment.minimumDetectableChange, unit),
        })
  }</dd>
</dl></article>`;
};

/** What stands in the way: seen ones in full, the others listed with the reason they are silent. */
export const challengeSection = (published: Published, context: ReportContext): Markup | null => {
  const { language } = context;
  if (published.challenges.length === 0) return null;
  const shown = published.challenges.filter((challenge): challenge is Seen => !challenge.withheld);
  const seen = shown.filter(({ status }) => status === 'seen');
  const rest = published.challenges.filter((challenge) => challenge.withheld || challenge.status !== 'seen');
  return html`<section aria-labelledby="challenges-h"><h2 id="challenges-h">${say(language, 'report.challenges')}</h2>
<p class="lead">${say(language, seen.length === 0 ? 'challenge.none-seen' : 'challenge.lead')}</p>
${seen.map((challenge) => seenItem(challenge, published, context))}
${
  rest.length === 0
    ? null
    : html`<details><summary>${say(language, 'challenge.others', { count: rest.length })}</summary><ul class="plain">${rest.map(
        (challenge) =>
          html`<li><strong>${challenge.title}.</strong> ${
            challenge.withheld
              ? absenceWords(challenge.reason, language)
              : `${say(language, challenge.status === 'silent' ? 'challenge.silent' : 'challenge.not-seen')} ${challenge.seen}`
          }</li>`,
      )}</ul></details>`
}</section>`;
};
