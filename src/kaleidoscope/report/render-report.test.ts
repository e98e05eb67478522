import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  emptyReport,
  madeUpAssessment,
  madeUpCatalogue,
  madeUpReport,
} from '../../../test/gallery/made-up-report.ts';
import type { Assessment } from '../../measure/assessment.ts';
import { publish } from '../disclosure.ts';
import { english } from '../text/english.ts';
import { renderReport } from './render-report.ts';
import { drawReportFigures } from './report-figures.ts';

const render = (assessment: Assessment, names: Readonly<Record<string, string>> = {}): string => {
  const published = publish(assessment);
  const figures = drawReportFigures(published, { names, language: english });
  return renderReport(published, { catalogue: madeUpCatalogue, figures });
};

/** Text between tags, entities left as they are. */
const textOf = (page: string): string =>
  page
    .replaceAll(/<style>[\s\S]*?<\/style>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('the report', () => {
  it('carries the hash of its only style in its policy, and no script', () => {
    const page = madeUpReport();
    const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1]);
    expect(styles).toHaveLength(1);
    const hash = createHash('sha256').update(styles[0], 'utf8').digest('base64');
    expect(page).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe| style="| on\w+="/);
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
  });

  it('leaves no blank unfilled and shows no undefined number', () => {
    for (const page of [madeUpReport(), emptyReport()])
      expect(textOf(page)).not.toMatch(/NaN|undefined|Infinity|null|\{\w+\}|\[object/);
  });

  it('gives every id once', () => {
    for (const page of [madeUpReport(), emptyReport()]) {
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });

  it('says simulated where the organisation is, and only there', () => {
    expect(textOf(render(madeUpAssessment))).toMatch(/simulated/i);
    expect(textOf(render({ ...madeUpAssessment, isSimulated: false }))).not.toMatch(/simulated/i);
  });

  it('has formal beside lived only where there is a chart', () => {
    expect(textOf(render(madeUpAssessment))).toContain('Formal and lived');
    const uncharted = {
      ...madeUpAssessment,
      portraits: madeUpAssessment.portraits.filter(({ layer }) => layer === 'lived'),
    };
    expect(textOf(render(uncharted))).not.toContain('Formal and lived');
  });

  it('cannot be broken out of by any text it is given', () => {
    const sharp = `</style><script>alert(1)</script>"'&`;
    const page = render(
      {
        ...madeUpAssessment,
        organisation: sharp,
        challenges: madeUpAssessment.challenges.map((challenge) => ({
          ...challenge,
          seen: sharp,
          title: sharp,
        })),
      },
      { A: sharp },
    );
    expect(page).not.toContain('<script');
    expect([...page.matchAll(/<\/style>/g)]).toHaveLength(1);
  });

  it('is the same bytes every time', () => {
    expect(madeUpReport()).toBe(madeUpReport());
  });

  it('shows a challenge whose place is withheld without what was seen', () => {
    const page = render({
      ...madeUpAssessment,
      challenges: madeUpAssessment.challenges.map((challenge) => ({
        ...challenge,
        places: challenge.status === 'seen' ? ['I'] : [],
      })),
    });
    expect(textOf(page)).not.toContain('24 had no answer');
    expect(textOf(page)).toContain('Newcomers go unanswered');
  });
});
