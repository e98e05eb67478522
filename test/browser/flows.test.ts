import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureOrganisation } from '../../src/app/measure-organisation.ts';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { measuresJson } from '../../src/app/write-report.ts';
import { openEventStream } from '../../src/host/event-stream.ts';
import { type Host, startHost } from '../../src/host/host.ts';
import { buildPages } from './build-pages.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Two circles of twenty who write to one another through three quarters, and now and then across. */
const messages = (count: number): string => {
  const people = Array.from({ length: 40 }, (_, i) => `person${i}@${i < 20 ? 'north' : 'south'}.example`);
  const begin = Date.UTC(2024, 0, 2);
  let state = 12345;
  const draw = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  const rows = Array.from({ length: count }, (_, i) => {
    const from = draw(40);
    const own = from < 20 ? 0 : 20;
    const circle = draw(8) === 0 ? 20 - own : own;
    let to = circle + draw(20);
    if (to === from) to = circle + ((to - circle + 1) % 20);
    const time = new Date(begin + Math.floor((i / count) * 270 * 86_400_000)).toISOString();
    return `${time},${people[from]},${people[to]}`;
  });
  return `time,from,to\n${rows.join('\n')}\n`;
};

const valueAt = (document: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);

describe.skipIf(chromiumPath === null)('a person at the page of their own machine', () => {
  const home = mkdtempSync(join(tmpdir(), 'equipo-flows-'));
  const data = join(home, 'data');
  const traces = join(home, 'traces');
  const dataBefore = process.env.EQUIPO_DATA;
  let pages: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let host: Host;
  let workspace: Workspace;
  let events: ReturnType<typeof openEventStream>;
  const requests: string[] = [];
  const faults: string[] = [];

  const start = async (port: number) => {
    events = openEventStream();
    workspace = openWorkspace({ archive: null, folders: [traces], tell: events.tell, now: () => Date.now() });
    host = await startHost({ workspace, events, pages, port, now: () => performance.now() });
  };
  const stop = async () => {
    workspace.close();
    await host.close();
  };

  beforeAll(async () => {
    process.env.EQUIPO_DATA = data;
    mkdirSync(traces);
    writeFileSync(join(traces, 'messages.csv'), messages(800));
    writeFileSync(join(traces, 'short.csv'), messages(300));
    writeFileSync(join(traces, 'long.csv'), messages(3_000));
    writeFileSync(join(traces, 'notes.txt'), 'Nothing that could be measured stands here.\n');
    writeFileSync(join(traces, 'strangers.csv'), 'person,manager\nxenia,yuri\nzoe,yuri\nyuri,\n');
    pages = await buildPages();
    await start(0);
    browser = await launchChromium();
    context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    context.on('request', (request) => requests.push(request.url()));
    context.on('weberror', (error) => faults.push(error.error().message));
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    if (host !== undefined) await stop();
    if (dataBefore === undefined) delete process.env.EQUIPO_DATA;
    else process.env.EQUIPO_DATA = dataBefore;
    rmSync(home, { recursive: true, force: true });
    if (pages !== undefined) rmSync(pages, { recursive: true, force: true });
  });

  const heading = (name: string | RegExp, on = page) => on.getByRole('heading', { level: 1, name }).waitFor();
  const press = (name: string, on = page) => on.getByRole('button', { name, exact: true }).click();
  const choose = async (...files: readonly string[]) => {
    await page.goto(`${host.origin}/#/`);
    await page.getByRole('link', { name: 'Measure a folder, a mailbox, a table…' }).click();
    await heading('Measure your own');
    await page.getByRole('button', { name: traces }).first().click();
    for (const file of files) await press(`Choose ${file}`);
  };
  const organisation = () => /#\/o\/([\w-]+)/.exec(page.url())?.[1] ?? '';

  it('measures a table they chose, sees it in every window, and takes a report with them', async () => {
    await page.goto(host.address);
    await heading('Whole organisations, seen together');
    await page.getByText('Nothing has been measured on this machine yet.').waitFor();
    const beside = await context.newPage();
    await beside.goto(host.origin);
    await heading('Whole organisations, seen together', beside);
    await page.bringToFront();
    await choose('messages.csv');
    await press('Measure');
    await beside.getByRole('heading', { level: 3, name: 'messages.csv' }).waitFor();
    await heading('messages.csv');
    // The other window says that it was measured, and lists it.
    await beside.getByRole('link', { name: 'Open it' }).waitFor();
    await beside.getByRole('link', { name: 'messages.csv' }).waitFor();
    await beside.close();
    await page.getByRole('link', { name: 'Share', exact: true }).click();
    const download = page.waitForEvent('download');
    await press('Report, one file');
    const report = readFileSync((await (await download).path()) ?? '', 'utf8');
    expect(report).toContain('<h1>messages.csv</h1>');
  });

  it('reads on every page the numbers that the command prints', async () => {
    const archive = readdirSync(join(data, 'archives')).find((name) => /^messages.*\.duckdb$/.test(name));
    // A copy: measuring touches the file, and the host would measure it again for that.
    const copy = join(home, 'copy.duckdb');
    copyFileSync(join(data, 'archives', archive ?? ''), copy);
    const { published } = await measureOrganisation(
      {
        columns: {},
        isUndirected: false,
        fromMs: null,
        untilMs: null,
        seed: 1,
        withNulls: true,
        withIntervals: true,
        showsNames: false,
        organisation: null,
        isSimulated: false,
        sources: [],
        chart: null,
        levelTop: 'low',
        scheme: 'quarter',
        archivePath: copy,
      },
      new AbortController().signal,
      () => {},
    );
    const printed: unknown = JSON.parse(measuresJson(published));
    const seen = new Set<string>();
    const wholePages = [
      'whole',
      'communities',
      'equipotency',
      'dynamics',
      'formal',
      'evidence',
      'community/A',
    ];
    const own = Object.keys(published.measures).flatMap((id) => [`measure/${id}`, `evidence/${id}`]);
    for (const each of [...wholePages, ...own]) {
      await page.evaluate(async (to) => {
        const changed = new Promise((resolve) => {
          window.addEventListener('hashchange', resolve, { once: true });
        });
        window.location.hash = to;
        await changed;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }, `#/o/${organisation()}/${each}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const shown = await page.$$eval('data[data-of]', (all) =>
        all.map((one) => [one.getAttribute('data-of') ?? '', one.getAttribute('value') ?? '']),
      );
      for (const [path = '', value = ''] of shown) {
        expect(`${path} ${value}`).toBe(`${path} ${valueAt(printed, path)}`);
        seen.add(path);
      }
    }
    // Nothing that has a value is left out: all measures and parts, all windows, all communities.
    const expected = Object.values(published.measures).flatMap((measure) => {
      const of = `measures.${measure.id}`;
      const all = [
        [`${of}.value`, measure.value],
        ...Object.entries(measure.parts).map(([id, part]) => [`${of}.parts.${id}.value`, part.value]),
        ...measure.windows.map((cell, place) => [`${of}.windows.${place}.value`, cell.value]),
        ...measure.communities.map((cell, place) => [`${of}.communities.${place}.value`, cell.value]),
      ] as const;
      return all.flatMap(([path, value]) => (value === null ? [] : [path]));
    });
    expect(expected.length).toBeGreaterThan(60);
    expect(expected).toContain('measures.turning-to.value');
    expect(expected.filter((path) => !seen.has(String(path)))).toEqual([]);
  });

  it('corrects who is who by mouse and keyboard, in every window, and takes it back', async () => {
    const address = `${host.origin}/#/o/${organisation()}/people`;
    await page.goto(address);
    await page.getByText('People: 40. Programs: 0').waitFor();
    const beside = await context.newPage();
    await beside.goto(address);
    await beside.getByText('People: 40. Programs: 0').waitFor();
    await page.bringToFront();
    const boxes = page.getByRole('checkbox', { name: /^Choose / });
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await press('They are one person');
    await page.getByText('People: 39. Programs: 0').waitFor();
    await beside.getByText('People: 39. Programs: 0').waitFor();
    await page.getByText('Accounts of one person: 2').waitFor();
    // By keyboard: down to the next, choose it, say that it is a program; then take that back.
    await boxes.nth(1).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('b');
    await page.getByText('People: 38. Programs: 1').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('People: 39. Programs: 0').waitFor();
    // Split: names are shown first, for only then can accounts be told apart.
    expect(await page.getByText('person0@north.example').count()).toBe(0);
    await page.getByRole('checkbox', { name: 'Show names and accounts, on this machine only' }).check();
    await page.getByRole('searchbox', { name: 'Find' }).fill('person0@');
    await page.getByRole('button', { name: /^More / }).click();
    await page.getByText('Said by hand.').first().waitFor();
    await page.getByRole('checkbox', { name: /person0@north/ }).check();
    await press('The marked ones are somebody else');
    await beside.getByText('People: 40. Programs: 0').waitFor();
    await beside.close();
  });

  it('follows a challenge to its evidence, and finds it again at its address', async () => {
    await page.goto(`${host.origin}/#/o/${organisation()}/evidence`);
    await heading('Evidence');
    const link = page.getByRole('link', { name: 'One-way ties', exact: true });
    await link.click();
    await heading('One-way ties');
    const numbers = page.getByRole('region', { name: 'The numbers' });
    const before = await numbers.innerText();
    expect(before).toContain('Reciprocity');
    await page.reload();
    await heading('One-way ties');
    expect(await numbers.innerText()).toBe(before);
    const download = page.waitForEvent('download');
    await press('Download as CSV');
    const csv = readFileSync((await (await download).path()) ?? '', 'utf8');
    expect(csv).toMatch(/^measure,part,window,/);
    expect(csv).toContain('\r\nreciprocity,');
    await page.goto(`${host.origin}/#/o/${organisation()}/evidence/no-such-thing`);
    await heading('No such page');
  });

  for (const [colorScheme, language] of [
    ['light', 'en'],
    ['dark', 'es'],
  ] as const)
    it(`meets nothing that axe complains about: ${colorScheme}, ${language}`, async () => {
      const id = organisation();
      const own = await context.newPage();
      await own.emulateMedia({ colorScheme });
      await own.goto(host.origin);
      await own.evaluate((chosen) => {
        localStorage.setItem('equipo-settings', JSON.stringify({ language: chosen }));
      }, language);
      await own.reload();
      await own.evaluate(axe);
      const found: string[] = [];
      for (const each of [
        '#/',
        '#/measure',
        `#/o/${id}/people?names=1`,
        `#/o/${id}/evidence`,
        `#/o/${id}/evidence/one-way-ties`,
      ]) {
        await own.evaluate((to) => {
          window.location.hash = to;
        }, each);
        await own.locator('main:not(:has(.opening)) h1').waitFor();
        if (each.includes('people'))
          await own
            .getByRole('button', { name: /^(More|Más) / })
            .first()
            .click();
        if (each === '#/measure') await own.getByRole('button', { name: traces }).first().click();
        const violations = await own.evaluate<{ id: string; nodes: { html: string }[] }[]>(
          'axe.run().then((results) => results.violations)',
        );
        found.push(...violations.map(({ id: rule, nodes }) => `${each} ${rule}: ${nodes[0].html}`));
        for (const width of [360, 1920]) {
          await own.setViewportSize({ width, height: 900 });
          const over = await own.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (over > 0) found.push(`${each} scrolls sideways by ${over} at ${width}`);
        }
        await own.setViewportSize({ width: 1280, height: 900 });
      }
      await own.evaluate(() => localStorage.clear());
      await own.close();
      expect(found).toEqual([]);
    });

  it('reads why something could not be measured, and can choose anew', async () => {
    await choose('notes.txt');
    await press('Measure');
    await page
      .getByText(/nothing was read/)
      .first()
      .waitFor();
    await press(`Leave out ${join(traces, 'notes.txt')}`);
    // A chart of people who stand in no source is found out midway: what was read is kept, and said so.
    await press('Choose messages.csv');
    await press('Choose strangers.csv');
    await press(`This is the organisation chart ${join(traces, 'strangers.csv')}`);
    await press('Measure');
    await page
      .getByText(/what was read of the sources is kept/)
      .first()
      .waitFor();
  });

  it('stops what takes too long, in one window or another', async () => {
    await choose('long.csv');
    await press('Measure');
    await page.getByRole('button', { name: 'Stop long.csv' }).click();
    await page.getByText('Stopped. What was read so far is kept').waitFor();
  });

  it('deletes an archive when sure, and eight windows are told', async () => {
    // The window that heard the host for all others is closed: another takes its place.
    const next = await context.newPage();
    await next.goto(`${host.origin}/#/`);
    await page.close();
    page = next;
    await page.getByRole('link', { name: 'messages.csv', exact: true }).click();
    await heading('messages.csv');
    // A browser opens six connections to one place: windows that each held a stream would wait for ever.
    const others = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
    const linkIn = (one: Page) => one.getByRole('link', { name: 'messages.csv', exact: true });
    for (const other of others) await other.goto(`${host.origin}/#/`);
    for (const other of others) await linkIn(other).waitFor();
    await page.bringToFront();
    await page.getByRole('link', { name: 'Evidence', exact: true }).click();
    await press('Delete this archive…');
    await press('No, keep it');
    await press('Delete this archive…');
    await press('Yes, for good');
    await page.getByRole('heading', { level: 2, name: 'Measured on this machine' }).waitFor();
    for (const other of others) {
      await linkIn(other).waitFor({ state: 'detached' });
      await other.close();
    }
    expect(await linkIn(page).count()).toBe(0);
    expect(readdirSync(join(data, 'archives')).filter((name) => name.startsWith('messages'))).toEqual([]);
    expect(readdirSync(traces)).toContain('messages.csv');
  });

  it('keeps what is shown when the archive is deleted by others, and says so', async () => {
    await choose('short.csv');
    await press('Measure');
    await heading('short.csv');
    for (const name of readdirSync(join(data, 'archives'))) rmSync(join(data, 'archives', name));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByText(/There is no organisation .* here any more/).waitFor();
    await page.getByText('What you see is the last there was').waitFor();
    expect(await page.getByRole('heading', { level: 1, name: 'short.csv' }).isVisible()).toBe(true);
    await page.reload();
    await heading('No such page');
    await page.getByRole('link', { name: 'All organisations' }).first().click();
    await page.getByText('Nothing has been measured on this machine yet.').waitFor();
  });

  it('is told when the host is lost, and when another start took its place', async () => {
    const port = Number(new URL(host.origin).port);
    await stop();
    await page.getByText('Equipo on this machine does not answer.').waitFor();
    expect(await page.getByText('Ready to look at').isVisible()).toBe(true);
    await start(port);
    await page.getByText('Equipo was started again since').waitFor();
    await page.goto(host.address);
    await page.getByText('Ready to look at').waitFor();
    expect(await page.getByText('Equipo was started again since').count()).toBe(0);
  });

  it('met no fault, and no request left the machine', () => {
    expect(faults).toEqual([]);
    expect(
      requests.filter((url) => new URL(url).hostname !== '127.0.0.1' && !url.startsWith('blob:')),
    ).toEqual([]);
  });
});
