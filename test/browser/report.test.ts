import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyReport, madeUpReport } from '../gallery/made-up-report.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(chromiumPath === null)('the report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-report-'));
  const full = join(folder, 'report.html');
  const empty = join(folder, 'empty.html');
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(full, madeUpReport());
    writeFileSync(empty, emptyReport());
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (
    file: string,
    width: number,
    colorScheme: 'light' | 'dark' = 'light',
    act: (
      page: Page,
      requests: readonly string[],
      complaints: readonly string[],
    ) => Promise<void> = async () => {},
  ) => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href);
    await act(page, requests, complaints);
    await page.close();
  };

  for (const [name, file] of [
    ['full', full],
    ['empty', empty],
  ] as const)
    for (const scheme of ['light', 'dark'] as const)
      for (const width of [360, 1280])
        it(`has nothing axe complains about: ${name}, ${scheme}, ${width} px`, () =>
          open(file, width, scheme, async (page) => {
            await page.evaluate(() => {
              for (const details of document.querySelectorAll('details')) details.open = true;
            });
            await page.evaluate(axe);
            const found = await page.evaluate<Finding[]>('axe.run().then((results) => results.violations)');
            expect(found.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
          }));

  it('asks for nothing but itself and breaks no rule of its policy', () =>
    open(full, 1280, 'light', async (page, requests, complaints) => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      expect(requests).toEqual([pathToFileURL(full).href]);
      expect(complaints).toEqual([]);
      // The policy bites: a style or script that is not the report's own is refused.
      const refused = page.waitForEvent('requestfailed');
      await page.evaluate(() => {
        const style = document.createElement('style');
        style.textContent = 'body{display:none}';
        document.head.append(style);
        const image = new Image();
        image.src = 'https://example.invalid/pixel.png';
        document.body.append(image);
      });
      expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe('block');
      expect((await refused).failure()?.errorText).toBe('csp');
    }));

  it('lets the keyboard reach every petal, dims other ribbons, and opens its row', () =>
    open(full, 1280, 'light', async (page) => {
      const letters = await page.$$eval('#kw .k-petal', (petals) => petals.map((petal) => petal.id));
      expect(letters.length).toBeGreaterThan(5);
      const reached = new Set<string>();
      for (let press = 0; press < letters.length + 6; press++) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate(() => document.activeElement?.id ?? ''));
      }
      for (const id of letters) expect(reached).toContain(id);
      await page.focus(`#${letters[0]}`);
      const opacities = await page.$$eval('#kw .k-ribbon', (ribbons) =>
        ribbons.map(
          (ribbon) => [ribbon.classList.contains('k-of-A'), getComputedStyle(ribbon).opacity] as const,
        ),
      );
      expect(opacities.some(([isOfA]) => isOfA)).toBe(true);
      await page.waitForFunction(() =>
        [...document.querySelectorAll('#kw .k-ribbon')].every(
          (ribbon) =>
            getComputedStyle(ribbon).opacity === (ribbon.classList.contains('k-of-A') ? '1' : '0.12'),
        ),
      );
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('#c-A')?.checkVisibility() === true);
    }));

  it('does not scroll sideways at 360 pixels, all details open', () =>
    open(full, 360, 'light', async (page) => {
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      const { scroll, client } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        client: document.documentElement.clientWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(client);
    }));

  it('says in its tables what the figure shows', () =>
    open(full, 1280, 'light', async (page) => {
      const petals = await page.$$eval('#kw .k-petal', (marks) =>
        marks.map((mark) => ({ id: mark.id, label: mark.getAttribute('aria-label') ?? '' })),
      );
      const rows = await page.$$eval('tr[id^="c-"]', (found) =>
        found.map((row) => ({
          letter: row.getAttribute('data-letter') ?? '',
          cells: [...row.children].map((cell) => cell.textContent ?? ''),
        })),
      );
      expect(rows.map(({ letter }) => `kw-petal-${letter}`).sort()).toEqual(
        petals.map(({ id }) => id).sort(),
      );
      for (const { letter, cells } of rows) {
        const { label } = petals.find(({ id }) => id === `kw-petal-${letter}`)!;
        const [name, people, lead, returned, inside] = cells;
        expect(label).toContain(`${name}: ${people} people.`);
        const numbers = lead.match(/\d+(?= %)/g) ?? [];
        for (const each of numbers) expect(label).toContain(each);
        if (numbers.length === 0) expect(label).toContain(lead);
        if (returned !== '–') expect(label).toContain(`${returned} of what goes between its people`);
        if (inside !== '–') expect(label).toContain(`${inside} of its ties stay inside`);
      }
      const pairs = await page.$$eval('section.whole tr[data-pair]', (found) =>
        found.map((row) => row.getAttribute('data-pair')),
      );
      const ribbons = await page.$$eval('#kw .k-ribbon', (found) =>
        found.map((ribbon) => ribbon.id.replace('kw-ribbon-', '').replace('_2013', '–')),
      );
      const thin = pairs.filter((pair) => !ribbons.includes(pair ?? ''));
      expect(ribbons.every((ribbon) => pairs.includes(ribbon))).toBe(true);
      const notes = await page.textContent('section.whole');
      if (thin.length > 0) expect(notes).toContain('too thin to see');
    }));

  it('prints with its figure on light paper', () =>
    open(full, 800, 'dark', async (page) => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.isVisible('#kw')).toBe(true);
      expect(await page.isVisible('#kn')).toBe(false);
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
        'rgb(251, 250, 247)',
      );
    }));
});
