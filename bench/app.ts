import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { archiveOfSources } from '../src/app/data-folder.ts';
import { stateOfFile } from '../src/app/file-state.ts';
import { measureOrganisation } from '../src/app/measure-organisation.ts';
import { openMeasuredDocuments } from '../src/app/measured-documents.ts';
import { openWorkspace } from '../src/app/workspace.ts';
import { openEventStream } from '../src/host/event-stream.ts';
import { startHost } from '../src/host/host.ts';
import { buildPages } from '../test/browser/build-pages.ts';
import { chromiumPath, launchChromium } from '../test/browser/chromium.ts';
import { people, writeMessageTable } from './support/message-table.ts';
import { type BenchmarkSize, formatSeconds, median, type Table } from './support/table-format.ts';

export const title = 'The app in a browser';

const rowsOf: Readonly<Record<BenchmarkSize, number>> = { full: 1_500_000, small: 30_000 };
const roundsOf: Readonly<Record<BenchmarkSize, number>> = { full: 5, small: 2 };

/** Compressed as the host sends them: what a page loads before any map. */
const pageWeight = (pages: string): number => {
  const assets = readdirSync(join(pages, 'assets')).filter((name) => !name.startsWith('draw-map'));
  return ['index.html', ...assets.map((name) => join('assets', name))].reduce((sum, name) => {
    const content = readFileSync(join(pages, name));
    return sum + (name.endsWith('.woff2') ? content.length : gzipSync(content).length);
  }, 0);
};

/** Seconds from moving the slider until the frame after it shows the new window. */
const slideOnce = (page: Page, value: number): Promise<number> =>
  page.evaluate(async (to) => {
    const slider = document.querySelector<HTMLInputElement>('#time');
    if (slider === null) throw new Error('bench/app: expected a slider, but there is none');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const start = performance.now();
    setValue?.call(slider, String(to));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (performance.now() - start) / 1000;
  }, value);

/** Frames a second while the map is dragged to and fro for two seconds. */
const framesWhilePanning = async (page: Page): Promise<number> => {
  const box = await page.locator('.map-canvas').boundingBox();
  if (box === null) throw new Error('bench/app: expected a map, but there is none');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const counting = page.evaluate(async () => {
    const start = performance.now();
    let frames = 0;
    while (performance.now() - start < 2000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      frames++;
    }
    return frames / ((performance.now() - start) / 1000);
  });
  let isCounted = false;
  counting.then(() => {
    isCounted = true;
  });
  for (let step = 0; !isCounted; step++)
    await page.mouse.move(x + 120 * Math.sin(step / 9), y + 80 * Math.cos(step / 9));
  await page.mouse.up();
  return counting;
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  if (chromiumPath === null) throw new Error('bench/app: expected a Chromium; name one in CHROMIUM_PATH');
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-app-'));
  process.env.EQUIPO_DATA = join(folder, 'data');
  const table = join(folder, 'messages.csv');
  await writeMessageTable(table, rowsOf[size]);
  const archivePath = archiveOfSources([table]);
  const { published, communityNames } = await measureOrganisation(
    {
      sources: [table],
      chart: null,
      columns: {},
      isUndirected: false,
      levelTop: 'low',
      organisation: null,
      isSimulated: false,
      archivePath,
      fromMs: null,
      untilMs: null,
      scheme: 'quarter',
      seed: 1,
      withNulls: false,
      withIntervals: false,
      showsNames: false,
    },
    new AbortController().signal,
    () => {},
  );
  const pages = await buildPages();
  const events = openEventStream();
  const workspace = openWorkspace({
    archive: null,
    folders: [folder],
    tell: events.tell,
    now: () => Date.now(),
  });
  const id = workspace.organisations()[0]?.id ?? '';
  openMeasuredDocuments(process.env.EQUIPO_DATA).write(id, stateOfFile(archivePath), {
    published,
    communityNames,
  });
  const host = await startHost({ workspace, events, pages, port: 0, now: () => performance.now() });
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const opener = await context.newPage();
    await opener.goto(host.address);

    const first: number[] = [];
    const slides: number[] = [];
    const maps: number[] = [];
    const frames: number[] = [];
    let firstMap = Number.NaN;
    let mapSize = '';
    for (let round = 0; round < roundsOf[size]; round++) {
      const page = await context.newPage();
      let start = performance.now();
      await page.goto(`${host.origin}/#/o/${id}`);
      await page.locator('.portrait svg').first().waitFor();
      first.push((performance.now() - start) / 1000);
      const windows = Number(await page.locator('#time').getAttribute('max'));
      for (let at = 1; at <= windows; at++) slides.push(await slideOnce(page, at));
      start = performance.now();
      await page.goto(`${host.origin}/#/o/${id}/network`);
      await page.locator('.map[data-state="drawn"]').waitFor({ timeout: 120_000 });
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const seconds = (performance.now() - start) / 1000;
      if (round === 0) firstMap = seconds;
      else maps.push(seconds);
      mapSize = (
        await page
          .getByText(/^[\d\s]+ people, [\d\s]+ ties\.$/)
          .first()
          .innerText()
      ).replace(/\.$/, '');
      frames.push(await framesWhilePanning(page));
      await page.close();
    }
    const perSecond = (values: readonly number[]) => `${median(values).toFixed(0)} frames/s`;
    return {
      about: `A measured archive of ${rowsOf[size].toLocaleString('en')} messages between ${people.toLocaleString('en')} people, its pages as they ship, the host in this process, Chromium without a graphics processor (WebGL drawn in software). Medians of ${roundsOf[size]} windows opened one after another.`,
      columns: ['what a person waits for', 'Equipo', 'target'],
      rows: [
        ['first page, from the address to the drawn figure', formatSeconds(median(first)), '1 s'],
        ['slider, one step to the next window', formatSeconds(median(slides)), '100 ms'],
        [`network map of ${mapSize}, read from the archive`, formatSeconds(firstMap), '–'],
        ['network map, read before', formatSeconds(median(maps)), '2 s'],
        ['network map dragged', perSecond(frames), '20 frames/s'],
        ['page before the map, compressed', `${Math.round(pageWeight(pages) / 1000)} kB`, '400 kB'],
      ],
      notes: [
        'The target for a map dragged with a graphics processor is 50 frames/s; this machine has none.',
      ],
    };
  } finally {
    await browser.close();
    workspace.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(pages, { recursive: true, force: true });
  }
};
