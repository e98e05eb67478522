import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetworkData, OrganisationData } from '../../src/app/protocol.ts';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { openEventStream } from '../../src/host/event-stream.ts';
import { type Host, startHost } from '../../src/host/host.ts';
import { buildPages } from './build-pages.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(chromiumPath === null)('the managers, on a map and in a room', () => {
  const home = mkdtempSync(join(tmpdir(), 'equipo-map-'));
  const dataBefore = process.env.EQUIPO_DATA;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let host: Host;
  let workspace: Workspace;
  let pages: string;
  let network: NetworkData;
  let managers: OrganisationData;
  const complaints: string[] = [];

  beforeAll(async () => {
    process.env.EQUIPO_DATA = join(home, 'data');
    mkdirSync(process.env.EQUIPO_DATA);
    pages = await buildPages();
    const events = openEventStream();
    workspace = openWorkspace({ archive: null, folders: [home], tell: events.tell, now: () => Date.now() });
    host = await startHost({ workspace, events, pages, port: 0, now: () => performance.now() });
    managers = await workspace.organisation('managers');
    network = await workspace.network('managers', 'whole');
    browser = await launchChromium();
    context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(host.address);
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

  const goTo = async (hash: string) => {
    await page.goto(`${host.origin}/${hash}`);
  };

  const violations = async (of: Page) => {
    await of.evaluate(axe);
    return of.evaluate(async () => {
      const { violations } = await (
        window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
      ).axe.run();
      return violations.map(({ id }) => id);
    });
  };

  it('shows who is tied to whom, in words and tables as on the map', async () => {
    await goTo('#/o/managers/network');
    await page.getByText('21 people, 159 ties.').waitFor();
    await page.locator('.map[data-state="drawn"], .notice:has-text("WebGL")').waitFor();
    const rows = await page
      .getByRole('table', { name: 'Communities and their ties' })
      .locator('tbody tr')
      .all();
    const people = await Promise.all(
      rows.map(async (row) => Number(await row.locator('td').first().innerText())),
    );
    expect(people.reduce((sum, each) => sum + each, 0)).toBe(21);
    const label = network.labels[3]!;
    await page.getByLabel('Find somebody').fill(label);
    const tied = network.from.filter((a, k) => a === 3 || network.to[k] === 3).length;
    await page.getByText(`${label}, in community ${network.communities[3]}, is tied to ${tied}:`).waitFor();
    await page.getByRole('checkbox', { name: 'Show the formal lines' }).check();
    await page.getByRole('button', { name: 'Show everybody' }).click();
    expect(await page.getByLabel('Find somebody').inputValue()).toBe('');
  });

  it('draws the ties and writes the letters beside their communities before anything is moved', async () => {
    await goTo('#/o/managers/communities');
    await goTo('#/o/managers/network');
    await page.locator('.map[data-state="drawn"]').waitFor();
    const coloured = await page.locator('canvas.map-ties').evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let count = 0;
      for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 0) count++;
      return count;
    });
    expect(coloured).toBeGreaterThan(1000);
    const places = await page
      .locator('.map-canvas > span')
      .evaluateAll((letters: HTMLElement[]) => letters.map(({ style }) => style.transform));
    expect(places.length).toBeGreaterThan(1);
    expect(new Set(places).size).toBe(places.length);
  });

  it('opens a petal to the communities inside it, where there are two to show', async () => {
    await goTo('#/o/managers/community/A');
    await page.getByRole('heading', { name: 'Inside it' }).waitFor();
    const inside = await workspace.inside('managers', 'A');
    expect(inside.published).toBeNull();
    await page.getByText('There are no two communities of five people or more inside this one.').waitFor();
  });

  it('says so where a browser cannot draw a map, and shows all of it in tables', async () => {
    const blind = await context.newPage();
    await blind.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await blind.goto(`${host.origin}/#/o/managers/network`);
    await blind.getByText('This browser cannot draw the map').waitFor();
    expect(await blind.getByRole('table', { name: 'Communities and their ties' }).isVisible()).toBe(true);
    await blind.close();
  });

  it('asks before it shows, and goes on by keyboard to the choice of an experiment', async () => {
    await goTo('#/o/managers/room');
    await page.getByRole('heading', { name: 'What do you see?' }).waitFor();
    const value = page.locator('[data-of="headlines.0.number.value"]');
    await page.keyboard.press('ArrowRight');
    await page.getByText('Let everybody say it before you look.').waitFor();
    expect(await value.count()).toBe(0);
    await page.getByRole('button', { name: 'Show what the traces say' }).click();
    await value.waitFor();
    const seen = managers.published.challenges.filter((each) => !each.withheld && each.status === 'seen');
    const steps = 1 + managers.published.headlines.length + 1 + seen.length + 1;
    await page.getByText(`2 of ${steps}`).waitFor();
    for (let step = 2; step < steps; step++) await page.keyboard.press('PageDown');
    await page.getByRole('heading', { name: 'What do you want to try?' }).waitFor();
    expect(await page.getByRole('radio').count()).toBe(seen.length);
    await page.keyboard.press('ArrowLeft');
    await page.getByText(`${steps - 1} of ${steps}`).waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'leaves axe-core nothing to find, %s, in both languages',
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      for (const hash of ['#/o/managers/network', '#/o/managers/room/2', '#/o/managers/room/5']) {
        await goTo(hash);
        await page.locator('h1').first().waitFor();
        expect([hash, await violations(page)]).toEqual([hash, []]);
      }
      await goTo('#/o/managers/network');
      await page.getByRole('button', { name: /Español|English/ }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: /Español|English/ }).click();
    },
  );

  it('gave the console nothing to complain of', () => {
    expect(complaints.filter((each) => !/GL Driver|GPU stall|WebGL/.test(each))).toEqual([]);
  });
});
