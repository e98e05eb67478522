import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { openEventStream } from '../../src/host/event-stream.ts';
import { type Host, startHost } from '../../src/host/host.ts';
import { printed, unbroken } from '../cli/command-line.ts';
import { writeLettersOfForty } from '../cli/letters-of-forty.ts';
import { buildPages } from './build-pages.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const hypothesis = 'If we answer before lunch, more of what we send comes back.';

describe.skipIf(chromiumPath === null)('an experiment, planned and read on the page', () => {
  const home = mkdtempSync(join(tmpdir(), 'equipo-experiment-page-'));
  const at = (name: string) => join(home, name);
  const dataBefore = process.env.EQUIPO_DATA;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let host: Host;
  let workspace: Workspace;
  let pages: string;
  let organisation: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    process.env.EQUIPO_DATA = at('data');
    mkdirSync(process.env.EQUIPO_DATA);
    writeLettersOfForty(at('forty.csv'));
    await printed('import', at('forty.csv'), '--archive', at('forty.duckdb'));
    pages = await buildPages();
    const events = openEventStream();
    const archive = at('forty.duckdb');
    workspace = openWorkspace({ archive, folders: [home], tell: events.tell, now: () => Date.now() });
    host = await startHost({ workspace, events, pages, port: 0, now: () => performance.now() });
    organisation = workspace.organisations()[0]?.id ?? '';
    await workspace.organisation(organisation);
    browser = await launchChromium();
    context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(host.address);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    workspace?.close();
    await host?.close();
    rmSync(pages, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
    if (dataBefore === undefined) delete process.env.EQUIPO_DATA;
    else process.env.EQUIPO_DATA = dataBefore;
  });

  it('begins from the challenge a person came from, and says what is to be done first', async () => {
    await page.goto(`${host.origin}/#/o/${organisation}/experiment?challenge=lead-never-rotates`);
    await page.getByText('Nothing is planned yet.').waitFor();
    expect(await page.getByLabel('Begin from').inputValue()).toBe('lead-never-rotates');
    // The day after the last trace: nobody can have seen what follows.
    expect(await page.getByLabel('First day after the change').inputValue()).toBe('2023-12-06');
    expect(await page.getByRole('button', { name: 'Seal the plan' }).isDisabled()).toBe(true);
  });

  it('seals the plan that the command seals, and reads what the command reads', async () => {
    await page.getByLabel('Begin from').selectOption('one-way-ties');
    await page.getByLabel('First day after the change').fill('2023-06-05');
    await page.getByLabel('What you expect, and why').fill(hypothesis);
    await page.getByRole('button', { name: 'Seal the plan' }).click();
    await page.getByRole('heading', { name: 'Experiment 1' }).waitFor();
    const asked = ['--challenge', 'one-way-ties', '--start', '2023-06-05', '--hypothesis', hypothesis];
    const plan = at('plan.json');
    await printed('experiment', 'new', at('forty.duckdb'), ...asked, '--plan', plan);
    const { hash } = JSON.parse(readFileSync(plan, 'utf8')) as { readonly hash: string };
    await page.getByText(`Sealed as ${hash.slice(0, 16)}.`).waitFor();
    await page.getByRole('button', { name: 'Read the weeks after' }).click();
    await page.getByRole('heading', { name: 'What came out' }).waitFor();
    const said = unbroken(await printed('experiment', 'read', plan, at('forty.duckdb')));
    const result = page.locator('article section');
    for (const sentence of await result.locator('p').allInnerTexts()) {
      if (sentence !== 'What else it could be') expect(said).toContain(unbroken(sentence).trim());
    }
    expect(await result.getByRole('img').getAttribute('aria-label')).toMatch(/arrangements of the weeks/);
  }, 60_000);

  it('keeps the organisation measured as it was: planning reads, and changes nothing', () => {
    expect(workspace.organisations().find(({ id }) => id === organisation)?.isMeasured).toBe(true);
  });

  it('says why a plan cannot be made, and keeps what was written', async () => {
    await page.getByLabel('First day after the change').fill('2031-01-06');
    await page.getByLabel('What you expect, and why').fill('Later is better.');
    await page.getByRole('button', { name: 'Seal the plan' }).click();
    await page.getByRole('alert').getByText('people').first().waitFor();
    expect(await page.getByLabel('What you expect, and why').inputValue()).toBe('Later is better.');
    expect(await page.getByRole('heading', { name: /^Experiment \d/ }).count()).toBe(1);
  });

  it('is there again in another window, in the other language too, with nothing for axe-core to find', async () => {
    const other = await context.newPage();
    await other.goto(`${host.origin}/#/o/${organisation}/experiment`);
    await other.getByRole('button', { name: 'Español' }).click();
    await other.getByRole('heading', { name: 'Qué resultó' }).waitFor();
    await other.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await other.emulateMedia({ colorScheme });
      const violations = await other.evaluate(async () => {
        const { violations } = await (
          window as unknown as {
            axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          }
        ).axe.run();
        return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
      });
      expect(violations).toEqual([]);
      for (const width of [360, 1280, 1920]) {
        await other.setViewportSize({ width, height: 900 });
        expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        if (process.env.EQUIPO_SHOTS !== undefined) {
          const path = join(process.env.EQUIPO_SHOTS, `experiment-${width}-${colorScheme}.png`);
          await other.screenshot({ path, fullPage: true });
        }
      }
    }
    // A browser notes every refusal of a host; one was asked for above.
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
  }, 60_000);
});
