import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareScenario, readScenarioFile, runScenario } from '../../src/app/scenarios/run-scenario.ts';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { openEventStream } from '../../src/host/event-stream.ts';
import { type Host, startHost } from '../../src/host/host.ts';
import { decimal } from '../../src/kaleidoscope/text/numbers.ts';
import { buildPages } from './build-pages.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(chromiumPath === null)('another design, on the page', () => {
  const home = mkdtempSync(join(tmpdir(), 'equipo-scenario-page-'));
  const dataBefore = process.env.EQUIPO_DATA;
  let browser: Browser;
  let page: Page;
  let host: Host;
  let workspace: Workspace;
  let pages: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    process.env.EQUIPO_DATA = join(home, 'data');
    mkdirSync(process.env.EQUIPO_DATA);
    pages = await buildPages();
    const events = openEventStream();
    workspace = openWorkspace({ archive: null, folders: [home], tell: events.tell, now: () => Date.now() });
    host = await startHost({ workspace, events, pages, port: 0, now: () => performance.now() });
    browser = await launchChromium();
    const context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    page = await context.newPage();
    page.setDefaultTimeout(90_000);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(host.address);
    await page.goto(`${host.origin}/#/o/managers/scenario`);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    workspace?.close();
    await host?.close();
    rmSync(pages, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
    if (dataBefore === undefined) delete process.env.EQUIPO_DATA;
    else process.env.EQUIPO_DATA = dataBefore;
  });

  const drawnAs = async () =>
    (await page.locator('.scenario figure svg').nth(1).locator('path').first().getAttribute('d')) ?? '';

  it('draws a change at once, takes it back when asked, and says what it cannot take', async () => {
    await page.getByRole('heading', { name: 'As arranged' }).waitFor();
    const before = await drawnAs();
    await page.getByLabel('Change').selectOption('form');
    await page.getByLabel('How much').fill('7');
    await page.getByRole('button', { name: 'Add this change' }).click();
    await page.waitForFunction(
      (old) =>
        document.querySelectorAll('.scenario figure svg')[1]?.querySelector('path')?.getAttribute('d') !==
        old,
      before,
    );
    await page.getByRole('button', { name: 'Undo the last' }).click();
    await page.waitForFunction(
      (old) =>
        document.querySelectorAll('.scenario figure svg')[1]?.querySelector('path')?.getAttribute('d') ===
        old,
      before,
    );
    await page.getByLabel('Change').selectOption('remove-layer');
    await page.getByLabel('How much').fill('50');
    await page.getByRole('button', { name: 'Add this change' }).click();
    await page.getByText('There is no layer 50').waitFor();
    await page.getByRole('button', { name: 'Undo the last' }).click();
  });

  it('compares designs, and its file gives the same numbers elsewhere', async () => {
    await page.getByLabel('Begin from').selectOption('pyramid');
    await page.getByRole('spinbutton', { name: 'People' }).fill('30');
    await page.getByLabel('Change').selectOption('add-bridges=multiscale');
    await page.getByRole('button', { name: 'Add this change' }).click();
    await page.getByRole('button', { name: 'Compare them' }).click();
    const table = page.getByRole('table', { name: 'Design 1' });
    await table.waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file that gives the same numbers' }).click(),
    ]);
    const file = readScenarioFile((await download.path()) ?? '');
    const signal = new AbortController().signal;
    const setup = await prepareScenario(file, '.', signal, () => undefined);
    const { result } = await runScenario(file, setup, signal, () => undefined, { workers: 1 });
    const shown = await table
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('td')[1]?.textContent));
    expect(shown).toEqual(
      result.designs[1]!.outcomes.map(({ value, isSaturated }) =>
        isSaturated ? 'saturated' : value === null ? '–' : decimal(value),
      ),
    );
    await page.getByText('Mason & Watts 2012').first().waitFor();
    expect(await page.locator('.curve path').count()).toBe(10);
    await page.locator('.curve summary').first().click();
    const robust = await page
      .locator('.curve')
      .first()
      .locator('tbody tr')
      .last()
      .locator('td')
      .allInnerTexts();
    expect(robust).toEqual(
      result.designs.map(({ curves }) => decimal(curves.robustness.at(-1) ?? Number.NaN)),
    );
  }, 120_000);

  it('lets a person live the same week in both designs', async () => {
    await page.getByRole('button', { name: 'Live the week' }).click();
    await page.getByText('Somebody drawn at this level, nobody in particular').waitFor();
    const weeks = page.locator('.week');
    expect(await weeks.locator('h3').allInnerTexts()).toEqual(['The base', 'Design 1']);
    for (const week of await weeks.all()) {
      const [, reached] =
        /^(\d+) matters reached the desk/.exec(await week.locator('p').first().innerText()) ?? [];
      expect(Number(reached)).toBe(await week.locator('svg rect').count());
      expect(Number(reached)).toBe(await week.locator('tbody tr').count());
    }
  });

  it('begins with the changes that speak to a challenge', async () => {
    const other = await page.context().newPage();
    await other.goto(`${host.origin}/#/o/managers/scenario?challenge=decisions-far-from-work`);
    await other.getByText('decided by consent of so many: 3').first().waitFor();
    await other.close();
  });

  it('has nothing axe objects to, fits 360 pixels, and no complaint of the browser', async () => {
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const { violations } = await (
        window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
    });
    expect(violations).toEqual([]);
    for (const width of [360, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      if (process.env.EQUIPO_SHOTS !== undefined)
        await page.screenshot({
          path: join(process.env.EQUIPO_SHOTS, `scenario-${width}.png`),
          fullPage: true,
        });
    }
    // A browser notes every refusal of a host; one was asked for above.
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  });
});
