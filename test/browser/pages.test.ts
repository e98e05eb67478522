import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeMeasures } from '../../src/app/describe-measures.ts';
import { measureOrganisation } from '../../src/app/measure-organisation.ts';
import type { EvidenceData } from '../../src/app/protocol.ts';
import { readSample } from '../../src/app/samples.ts';
import { measuresJson } from '../../src/app/write-report.ts';
import { publish } from '../../src/kaleidoscope/disclosure.ts';
import type { Published } from '../../src/kaleidoscope/published.ts';
import { madeUpAssessment, madeUpCatalogue } from '../gallery/made-up-report.ts';
import { chromiumPath, launchChromium } from './chromium.ts';
import { type ServedPages, servePages } from './serve-pages.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const pagesOfManagers = [
  'whole',
  'whole?beside=chart',
  'communities',
  'equipotency',
  'dynamics',
  'formal',
  'share',
  'community/A',
  'measure/lead',
  'evidence',
  'evidence/lead',
  'evidence/one-way-ties',
].map((page) => `#/o/managers/${page}`);

/** The value at `measures.lead.parts.gini.value` of a document. */
const valueAt = (document: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);

describe.skipIf(chromiumPath === null)('the pages in a browser', () => {
  let browser: Browser;
  let served: ServedPages;
  /** What `equipo measure --sample managers --json` prints. */
  let printed: Published;

  beforeAll(async () => {
    const sample = readSample('managers');
    const measured = await measureOrganisation(
      {
        columns: {},
        isUndirected: false,
        fromMs: null,
        untilMs: null,
        seed: 1,
        withNulls: true,
        withIntervals: true,
        showsNames: false,
        organisation: sample.name,
        isSimulated: sample.isSimulated,
        sources: sample.sources,
        chart: sample.chart,
        levelTop: sample.levelTop,
        scheme: sample.windowScheme,
        archivePath: null,
      },
      new AbortController().signal,
      () => {},
    );
    printed = JSON.parse(measuresJson(measured.published)) as Published;
    served = await servePages([
      {
        id: 'managers',
        published: measured.published,
        communityNames: {},
        catalogue: describeMeasures(),
        changesByChallenge: {},
      },
      {
        id: 'made-up',
        published: publish(madeUpAssessment),
        communityNames: {},
        catalogue: madeUpCatalogue.map((text) => ({
          ...text,
          nullModel: null,
          nullDraws: 0,
          interval: 'none',
          span: 'whole',
          needs: [],
        })),
        changesByChallenge: { 'everything-through-a-few': ['add-bridges=multiscale:4'] },
      },
    ]);
    served.answers.set('organisations/managers/evidence', {
      coverage: measured.published.coverage,
      notes: [
        { source: 'advice.csv', code: 'row-self', count: 2, sentence: 'A row from somebody to themselves.' },
      ],
      purpose: null,
      people: null,
    } satisfies EvidenceData);
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const visit = async (
    hash: string,
    options: BrowserContextOptions,
    act: (page: Page, requests: readonly string[], complaints: readonly string[]) => Promise<void>,
  ) => {
    const context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    try {
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${served.origin}/${hash}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await act(page, requests, complaints);
    } finally {
      await context.close();
    }
  };

  /** Goes to another address of the same page, and waits until it is drawn. */
  const go = async (page: Page, hash: string) => {
    await page.evaluate(async (to) => {
      if (window.location.hash === to) return;
      const changed = new Promise((resolve) => {
        window.addEventListener('hashchange', resolve, { once: true });
      });
      window.location.hash = to;
      await changed;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }, hash);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('This page could not be drawn').count()).toBe(0);
  };

  const openAll = (page: Page) =>
    page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });

  for (const colorScheme of ['light', 'dark'] as const)
    it(`have nothing axe complains about: ${colorScheme}`, () =>
      visit('#/', { colorScheme }, async (page) => {
        await page.evaluate(axe);
        const found: string[] = [];
        for (const hash of ['#/', ...pagesOfManagers, '#/o/made-up/whole', '#/o/made-up/measure/none']) {
          await go(page, hash);
          await openAll(page);
          const violations = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
            'axe.run().then((results) => results.violations)',
          );
          found.push(...violations.map(({ id, nodes }) => `${hash} ${id}: ${nodes[0].html}`));
        }
        expect(found).toEqual([]);
      }));

  for (const width of [360, 1280, 1920])
    it(`do not scroll sideways at ${width} pixels, all details open`, () =>
      visit('#/', { viewport: { width, height: 900 } }, async (page) => {
        for (const hash of ['#/', ...pagesOfManagers, '#/o/made-up/whole']) {
          await go(page, hash);
          await openAll(page);
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(`${hash} ${over}`).toBe(`${hash} 0`);
        }
      }));

  it('show the numbers that the command prints, and no request leaves the machine', () =>
    visit('#/', {}, async (page, requests, complaints) => {
      let seen = 0;
      for (const hash of pagesOfManagers) {
        await go(page, hash);
        const shown = await page.$$eval('data[data-of]', (all) =>
          all.map((each) => [each.getAttribute('data-of') ?? '', each.getAttribute('value') ?? '']),
        );
        for (const [path, value] of shown)
          expect(`${path} ${value}`).toBe(`${path} ${valueAt(printed, path)}`);
        seen += shown.length;
      }
      expect(seen).toBeGreaterThan(150);
      expect(requests.filter((url) => new URL(url).origin !== served.origin)).toEqual([]);
      expect(complaints).toEqual([]);
    }));

  it('lead a first visitor from the first screen to a community, its evidence and the report', () =>
    visit('#/', {}, async (page) => {
      await page.getByRole('link', { name: printed.organisation }).click();
      await page.getByRole('heading', { level: 1, name: printed.organisation }).waitFor();
      const petals = page.locator('a.k-petal');
      const communities = printed.portraits[0].communities.length;
      expect(await petals.count()).toBe(communities);
      // The keyboard reaches every petal, by Tab and round the ring by arrow keys.
      await petals.first().focus();
      for (let step = 0; step < communities; step++) await page.keyboard.press('ArrowRight');
      expect(await petals.first().evaluate((petal) => petal === document.activeElement)).toBe(true);
      await page.getByRole('link', { name: /^Community A: / }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Community A' }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: printed.organisation }).waitFor();
      await page.getByRole('link', { name: 'Is lead spread over many, or held by a few?' }).click();
      await page.getByText('How is this computed?').waitFor();
      expect(await page.title()).toBe(`${printed.organisation} · Equipo`);
      await page.getByRole('link', { name: 'Share' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Report, one file' }).click();
      const report = readFileSync((await (await download).path()) ?? '', 'utf8');
      expect(report).toContain(`<h1>${printed.organisation}</h1>`);
    }));

  it('turn through time by keyboard, and keep the window in the address', () =>
    visit('#/o/made-up/whole', {}, async (page) => {
      const slider = page.getByRole('slider', { name: 'Time' });
      await slider.focus();
      await page.keyboard.press('ArrowRight');
      const window = await slider.getAttribute('aria-valuetext');
      expect(window).toMatch(/^\d{4}/);
      expect(page.url()).toContain(`window=${window}`);
      await page.reload();
      await page.getByRole('slider', { name: 'Time' }).waitFor();
      expect(await slider.getAttribute('aria-valuetext')).toBe(window);
    }));

  it('speak Spanish when asked, and still after a reload', () =>
    visit('#/o/managers/dynamics', {}, async (page) => {
      await page.getByRole('button', { name: 'Español' }).click();
      await page.getByRole('heading', { level: 1, name: 'Dinámica relacional' }).waitFor();
      await page.reload();
      await page
        .getByRole('heading', { name: '¿Cuánto de lo que va hacia otras personas vuelve?' })
        .waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
    }));

  it('say so when an address leads nowhere', () =>
    visit('#/o/nobody/whole', {}, async (page) => {
      for (const hash of [
        '#/o/nobody/whole',
        '#/o/managers/salaries',
        '#/o/managers/measure/none',
        '#/o/managers/community/Z',
      ]) {
        await page.goto(`${served.origin}/${hash}`);
        await page.getByRole('heading', { level: 1, name: 'No such page' }).waitFor();
      }
    }));

  it('say that the host is lost, keep what they show, and come back by themselves', () =>
    visit('#/o/managers/whole', {}, async (page) => {
      const notice = page.getByText('Equipo on this machine does not answer.');
      served.isAnswering = false;
      try {
        await page.evaluate(() => window.dispatchEvent(new Event('focus')));
        await notice.waitFor();
        expect(await page.getByRole('heading', { level: 1, name: printed.organisation }).isVisible()).toBe(
          true,
        );
      } finally {
        served.isAnswering = true;
      }
      await notice.waitFor({ state: 'detached' });
    }));
});
