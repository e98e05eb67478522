import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPracticeDesk, type PracticeDesk } from '../../src/app/practice/desk.ts';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { openEventStream } from '../../src/host/event-stream.ts';
import { type Host, startHost } from '../../src/host/host.ts';
import { buildPages } from './build-pages.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(chromiumPath === null)('two members, each in a browser of their own', () => {
  const home = mkdtempSync(join(tmpdir(), 'equipo-practice-page-'));
  const dataBefore = process.env.EQUIPO_DATA;
  const faults: string[] = [];
  let pages: string;
  let browser: Browser;
  let ana: Member;
  let bo: Member;
  let phone: Member;
  let words: readonly string[] = [];
  let community = '';

  /** A machine of their own: node, host and browser. */
  class Member {
    readonly folder: string;
    readonly context: BrowserContext;
    page!: Page;
    host!: Host;
    desk!: PracticeDesk;
    #workspace!: Workspace;
    #port = 0;

    constructor(name: string, context: BrowserContext) {
      this.folder = join(home, name);
      this.context = context;
    }

    async start(): Promise<void> {
      const events = openEventStream();
      this.#workspace = openWorkspace({
        ...{ archive: null, folders: [home], tell: events.tell, now: () => Date.now() },
      });
      this.desk = openPracticeDesk(this.folder, events.tell);
      this.host = await startHost({
        ...{ workspace: this.#workspace, desk: this.desk, events, pages },
        ...{ port: this.#port, now: () => performance.now() },
      });
      this.#port = Number(new URL(this.host.origin).port);
      this.page ??= await this.context.newPage();
      await this.page.goto(this.host.address);
      await this.go('#/practice');
    }

    async stop(): Promise<void> {
      this.#workspace.close();
      await this.host.close();
      await this.desk.close();
    }

    async go(hash: string): Promise<void> {
      await this.page.goto(`${this.host.origin}/${hash}`);
      await this.page.getByRole('heading', { level: 1 }).waitFor();
    }

    async press(name: string): Promise<void> {
      await this.page.getByRole('button', { name, exact: true }).click();
    }

    async write(text: string): Promise<void> {
      await this.go(`#/practice/${community}/conversation`);
      await this.page.getByLabel('What do you want to say?').fill(text);
      await this.press('Write it');
      await this.reads(text);
    }

    async reads(text: string): Promise<void> {
      await this.page.getByRole('listitem').getByText(text, { exact: true }).waitFor();
    }

    async isInStepWith(name: string): Promise<void> {
      await this.go(`#/practice/${community}/members`);
      await this.page.getByText(`In step with ${name}: what you see is the same.`).waitFor();
    }
  }

  const memberOf = async (name: string): Promise<Member> => {
    const context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    context.setDefaultTimeout(30_000);
    context.on('weberror', (error) => faults.push(error.error().message));
    return new Member(name, context);
  };

  const begin = async (member: Member, name: string, device: string) => {
    await member.page.getByLabel('Your name, as others will see it').fill(name);
    await member.page.getByLabel('The name of this device').fill(device);
    await member.press('Begin');
    await member.page.getByText(`You are ${name}, on ${device}.`).waitFor();
  };

  beforeAll(async () => {
    process.env.EQUIPO_DATA = join(home, 'data');
    mkdirSync(process.env.EQUIPO_DATA);
    pages = await buildPages();
    browser = await launchChromium();
    ana = await memberOf('ana');
    bo = await memberOf('bo');
    await ana.start();
    await bo.start();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await ana?.stop();
    await bo?.stop();
    await phone?.stop();
    if (dataBefore === undefined) delete process.env.EQUIPO_DATA;
    else process.env.EQUIPO_DATA = dataBefore;
    rmSync(home, { recursive: true, force: true });
    if (pages !== undefined) rmSync(pages, { recursive: true, force: true });
  });

  it('begin with a name, and know their words once they were asked for some', async () => {
    await begin(ana, 'Ana', 'laptop');
    await ana.press('Show the words');
    words = await ana.page.locator('.phrase li').allTextContents();
    expect(words).toHaveLength(24);
    await ana.press('I have written them down');
    const asked = ana.page.getByLabel(/^Word \d+/);
    expect(await asked.count()).toBe(3);
    for (const field of await asked.all()) await field.fill('wrong');
    await ana.press('Check');
    await ana.page.getByText('That is not what was shown.').waitFor();
    for (const label of await ana.page
      .locator('label')
      .filter({ hasText: /^Word \d+/ })
      .all()) {
      const place = Number(/\d+/.exec((await label.textContent()) ?? '')?.[0]);
      await label.getByRole('textbox').fill(words[place - 1] ?? '');
    }
    await ana.press('Check');
    await ana.page.getByText('You have written them down.').waitFor();
    await begin(bo, 'Bo', 'phone');
  });

  it('found a community, and come in by a link', async () => {
    await ana.page.getByLabel('Its name').fill('Garden');
    await ana.page.getByLabel('What it is for').fill('Grow food together');
    await ana.press('Found it');
    await ana.page.getByRole('heading', { level: 1, name: 'Members' }).waitFor();
    community = /practice\/([0-9a-f]{64})/.exec(ana.page.url())?.[1] ?? '';
    await ana.press('Make a link');
    // Nobody could answer it yet, and the page leads to where that is changed.
    await ana.page.getByText('Nobody could reach this node').waitFor();
    await ana.page.getByRole('link', { name: 'Choose where others find you' }).click();
    await ana.page.getByLabel('Address of this machine').selectOption('127.0.0.1');
    await ana.press('Be found there');
    await ana.page.getByText(/^127\.0\.0\.1:\d+$/).waitFor();
    const isLooking = () => ana.page.getByLabel('Find others on this network by itself').isChecked();
    for (const isOn of [true, false]) {
      expect(await isLooking()).toBe(!isOn);
      await ana.page.getByLabel('Find others on this network by itself').click();
      await expect.poll(isLooking, { timeout: 20_000 }).toBe(isOn);
    }
    await ana.go(`#/practice/${community}/members`);
    await ana.press('Make a link');
    const link = await ana.page.getByLabel('The link', { exact: true }).inputValue();
    expect(link).toMatch(/^equipo:join\//);
    await ana.page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
    await ana.page.getByText('By Ana: 1 left, until').waitFor();

    await bo.page.getByLabel('The link a member gave you').fill(`${link.slice(0, -3)}AAA`);
    await bo.press('Join');
    await bo.page
      .getByRole('alert')
      .getByText(/invitation/i)
      .waitFor();
    await bo.page.getByLabel('The link a member gave you').fill(link);
    await bo.press('Join');
    await bo.page.getByRole('heading', { level: 1, name: 'What needs me' }).waitFor();
    // It was for one person, and Ana's page learns of Bo by itself.
    await ana.page.getByRole('heading', { level: 3, name: 'Bo' }).waitFor();
    await ana.page.getByText('By Ana: 1 left, until').waitFor({ state: 'detached' });
  });

  it('write and reply, take back what they wrote, and lose no draft', async () => {
    await ana.write('Who waters on Friday?');
    const beside = await bo.context.newPage();
    await beside.goto(`${bo.host.origin}/#/practice/${community}/conversation`);
    await beside.getByText('Who waters on Friday?').waitFor();
    await bo.go(`#/practice/${community}/conversation`);
    await bo.page.getByRole('button', { name: 'Reply Ana' }).click();
    await bo.page.getByLabel('Your reply').fill('I do');
    await bo.page.reload();
    await bo.page.getByRole('button', { name: 'Reply Ana' }).click();
    expect(await bo.page.getByLabel('Your reply').inputValue()).toBe('I do');
    await bo.page.getByRole('listitem').getByRole('button', { name: 'Write it' }).click();
    await ana.reads('I do');
    // The other window of the same person is in step.
    await beside.getByText('I do', { exact: true }).waitFor();
    await beside.close();
    await bo.page.getByRole('button', { name: 'Take back' }).click();
    await ana.page.getByText('Taken back by who wrote it.').waitFor();
    expect(await ana.page.getByText('I do', { exact: true }).count()).toBe(0);
  });

  it('come back with their words on a further device, and retire it', async () => {
    await ana.go(`#/practice/${community}/members`);
    await ana.press('Make a link');
    const link = await ana.page.getByLabel('The link', { exact: true }).inputValue();
    phone = await memberOf('phone');
    await phone.start();
    await phone.page.getByLabel('I have been here before and have my words').check();
    await phone.page.getByLabel('Your name, as others will see it').fill('Ana');
    await phone.page.getByLabel('The name of this device').fill('phone');
    await phone.page.getByLabel('Your 24 words').fill([...words.slice(0, 23), 'nonsense'].join(' '));
    await phone.press('Come back');
    await phone.page
      .getByRole('alert')
      .getByText(/word 24/i)
      .waitFor();
    await phone.page.getByLabel('Your 24 words').fill(words.join(' '));
    await phone.press('Come back');
    await phone.page.getByText('You are Ana, on phone.').waitFor();
    await phone.page.getByLabel('The link a member gave you').fill(link);
    await phone.press('Join');
    await phone.page.getByRole('heading', { level: 1, name: 'What needs me' }).waitFor();
    await phone.go(`#/practice/${community}/members`);
    await phone.page.locator('summary', { hasText: 'Rename… phone' }).click();
    await phone.page.locator('details[open]').getByLabel('Name of the device').fill('small phone');
    await phone.press('Keep this name');
    await ana.page.getByRole('button', { name: 'Retire… small phone' }).click();
    await ana.press('Yes, for good');
    await ana.page.getByText('small phone · retired').waitFor();
    await bo.go(`#/practice/${community}/members`);
    await bo.page.getByText('small phone · retired').waitFor();
    await bo.page.getByText('Members of Garden: 2.').waitFor();
    await phone.stop();
  });

  it('work apart, meet again, and are in step', async () => {
    await ana.isInStepWith('Bo');
    await ana.stop();
    await bo.go(`#/practice/${community}/members`);
    await bo.page.getByText('Nobody is met right now.').waitFor();
    await bo.write('The hose is broken');
    await bo.stop();
    await ana.start();
    await ana.write('I bought seeds');
    expect(await ana.page.getByText('The hose is broken').count()).toBe(0);
    await bo.start();
    await bo.go(`#/practice/${community}/conversation`);
    await bo.reads('I bought seeds');
    await ana.reads('The hose is broken');
    await ana.isInStepWith('Bo');
    await bo.isInStepWith('Ana');
    await ana.go(`#/practice/${community}/activity`);
    await ana.page.getByText('founded the community').waitFor();
    expect(await ana.page.getByText('let somebody in').count()).toBe(1);
  });

  it('take in a sealed file they choose on this machine', async () => {
    await ana.go(`#/practice/${community}/members`);
    await ana.press('Write the sealed file');
    const path = await ana.page.locator('[role=status] code').first().innerText();
    const copy = join(home, 'from-ana.bundle');
    copyFileSync(path, copy);
    await bo.go('#/practice');
    await bo.page.locator('summary', { hasText: 'Choose the file' }).click();
    await bo.page.locator('button.entry').first().click();
    await bo.page.getByRole('button', { name: 'Choose from-ana.bundle' }).click();
    await bo.press('Take it in');
    await bo.page.getByText('Taken in.').waitFor();
  });

  it('measure their community by its own record, and are told that two are too few', async () => {
    await ana.go(`#/practice/${community}/activity`);
    await ana.press('Measure this community');
    await ana.page.getByText('Only 2 people did anything in what was read').waitFor();
    const [file = ''] = readdirSync(join(ana.folder, 'measured'));
    expect(file).toMatch(/^garden-[0-9a-f]{8}\.ndjson$/);
    expect(readFileSync(join(ana.folder, 'measured', file), 'utf8')).not.toContain('I bought seeds');
  });

  it('leaves axe-core nothing to find in Spanish, light and dark, and fits 360 pixels', async () => {
    await ana.go('#/practice');
    await ana.page.getByRole('button', { name: 'Español' }).click();
    const places = ['', ...['needs', 'conversation', 'decide', 'agreements', 'circles', 'offers', 'log']];
    for (const place of [...places, 'members', 'activity']) {
      await ana.go(place === '' ? '#/practice' : `#/practice/${community}/${place}`);
      await ana.page.evaluate(axe);
      for (const colorScheme of ['light', 'dark'] as const) {
        await ana.page.emulateMedia({ colorScheme });
        const violations = await ana.page.evaluate(async () => {
          const { violations } = await (
            window as unknown as {
              axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            }
          ).axe.run();
          return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
        });
        expect(violations, `${place} ${colorScheme}`).toEqual([]);
      }
      for (const width of [360, 1280, 1920]) {
        await ana.page.setViewportSize({ width, height: 900 });
        const widest = await ana.page.evaluate(() => document.documentElement.scrollWidth);
        expect(widest, place).toBeLessThanOrEqual(width);
        if (process.env.EQUIPO_SHOTS !== undefined) {
          const path = join(
            process.env.EQUIPO_SHOTS,
            `practice-${place === '' ? 'start' : place}-${width}.png`,
          );
          await ana.page.screenshot({ path, fullPage: true });
        }
      }
    }
    await ana.page.getByRole('button', { name: 'English' }).click();
  }, 120_000);

  it('say so where another process has the node, and keep the rest of the app', async () => {
    const events = openEventStream();
    const desk = openPracticeDesk(ana.folder, events.tell);
    const workspace = openWorkspace({
      ...{ archive: null, folders: [home], tell: events.tell, now: () => Date.now() },
    });
    const host = await startHost({
      ...{ workspace, desk, events, pages, port: 0, now: () => performance.now() },
    });
    const page = await ana.context.newPage();
    await page.goto(host.address);
    await page.getByRole('link', { name: 'Practice' }).click();
    await page.getByText('Another Equipo has').waitFor();
    await page.getByRole('link', { name: 'Equipo' }).click();
    await page.getByRole('heading', { level: 1, name: 'Whole organisations, seen together' }).waitFor();
    await page.close();
    workspace.close();
    await host.close();
    await desk.close();
  });

  const places = () => [
    '#/practice',
    ...['needs', 'conversation', 'members', 'activity'].map((page) => `#/practice/${community}/${page}`),
  ];
  const openAll = (page: Page) =>
    page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1280])
      it(`have nothing axe complains about, and no scrolling sideways: ${colorScheme}, ${width} pixels`, async () => {
        const { page } = ana;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const found: string[] = [];
        for (const hash of places()) {
          await ana.go(hash);
          if (hash.endsWith('members')) {
            await ana.press('Make a link');
            await page.getByRole('img', { name: 'The link as a QR code' }).waitFor();
          }
          await openAll(page);
          await page.evaluate(axe);
          const violations = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
            'axe.run().then((results) => results.violations)',
          );
          found.push(...violations.map(({ id, nodes }) => `${hash} ${id}: ${nodes[0]?.html}`));
          const over = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (over > 0) found.push(`${hash} is ${over} pixels too wide`);
        }
        expect(found).toEqual([]);
        expect(faults).toEqual([]);
      });
});
