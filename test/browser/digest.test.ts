import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPracticeDesk, type PracticeDesk } from '../../src/app/practice/desk.ts';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { openEventStream } from '../../src/host/event-stream.ts';
import { type Host, startHost } from '../../src/host/host.ts';
import { type OwnMailServer, openMailServer } from '../peers/own-mail-server.ts';
import { buildPages } from './build-pages.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const hourMs = 3_600_000;

describe.skipIf(chromiumPath === null)('what a member is told', () => {
  const home = mkdtempSync(join(tmpdir(), 'equipo-digest-page-'));
  const dataBefore = process.env.EQUIPO_DATA;
  const asked = { id: '', words: '' };
  let pages: string;
  let browser: Browser;
  let page: Page;
  let host: Host;
  let workspace: Workspace;
  let ana: PracticeDesk;
  let bo: PracticeDesk;
  let server: OwnMailServer;
  let community = '';

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const go = async (hash: string) => {
    await page.goto(`${host.origin}/${hash}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const boWrites = async (text: string) => {
    const body = { text, context: 'everybody', replyTo: null };
    await bo.commands['practice-act']({ community, type: 'post-written', body });
  };

  beforeAll(async () => {
    process.env.EQUIPO_DATA = join(home, 'data');
    mkdirSync(process.env.EQUIPO_DATA);
    pages = await buildPages();
    browser = await launchChromium();
    server = await openMailServer();
    const events = openEventStream();
    workspace = openWorkspace({ archive: null, folders: [home], tell: events.tell, now: () => Date.now() });
    ana = openPracticeDesk(join(home, 'ana'), events.tell);
    bo = openPracticeDesk(join(home, 'bo'), () => undefined);
    for (const [desk, name] of [[ana, 'Ana'] as const, [bo, 'Bo'] as const]) {
      await desk.commands['practice-identity']({ name, deviceName: 'laptop', phrase: null });
    }
    await ana.commands['practice-listen']({ place: '127.0.0.1:0' });
    const founding = { purpose: 'Grow food', agreements: [], joining: 'open' } as const;
    ({ community } = await ana.commands['practice-found']({ name: 'Garden', ...founding }));
    const { link } = await ana.commands['practice-invite']({ community, uses: 1, days: 1 });
    await bo.commands['practice-join']({ link });
    host = await startHost({ workspace, desk: ana, events, pages, port: 0, now: () => performance.now() });
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    await page.goto(host.address);
    await go('#/practice');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    workspace?.close();
    await host?.close();
    await bo?.close();
    await ana?.close();
    await server?.close();
    if (dataBefore === undefined) delete process.env.EQUIPO_DATA;
    else process.env.EQUIPO_DATA = dataBefore;
    rmSync(home, { recursive: true, force: true });
    if (pages !== undefined) rmSync(pages, { recursive: true, force: true });
  });

  it('is what is new since they looked, and no more once they have seen it', async () => {
    await page.getByRole('heading', { level: 2, name: 'Since you were here' }).waitFor();
    await page.getByText('Nothing is new since').waitFor();
    await boWrites('Who waters on Friday?');
    await page.getByRole('link', { name: 'Posts: 1' }).waitFor();
    await page.getByText('Who waters on Friday?').waitFor();
    await press('I have seen it');
    await page.getByText('Nothing is new since').waitFor();
    expect(await page.getByText('Who waters on Friday?').count()).toBe(0);
  });

  it('is reminded of what ends soon, not in quiet hours, and of nothing where they want nothing', async () => {
    const terms = { title: 'Buy a hose', deadline: Date.now() + 5 * hourMs };
    await bo.commands['practice-open-decision']({ community, proposal: null, terms });
    // Whatever the hour at which this test runs.
    await page.getByLabel('Quiet hours, in which I am told nothing').uncheck();
    await press('Keep these settings');
    await page.getByText('Kept.').waitFor();
    const reminders = page.getByRole('status', { name: 'Ends soon' });
    await reminders.getByText('Buy a hose').waitFor();
    await press('Put off for a week');
    await reminders.getByText('Buy a hose').waitFor({ state: 'detached' });
    await press('Tell me again');
    await reminders.getByText('Buy a hose').waitFor();
    await go(`#/practice/${community}/conversation`);
    await reminders.getByText('Buy a hose').waitFor();
    await go('#/practice');
    await page.getByLabel('Tell me of Garden:').selectOption('nothing');
    await press('Keep these settings');
    await reminders.getByText('Buy a hose').waitFor({ state: 'detached' });
    await page.getByLabel('Tell me of Garden:').selectOption('everything');
    await press('Keep these settings');
    await reminders.getByText('Buy a hose').waitFor();
  });

  it('goes to themselves by mail once they entered an account of their own, and says why where it does not', async () => {
    await page.getByText('By mail, through your own account').click();
    await page.getByLabel('Your own address').fill('ana@own.example');
    await page.getByLabel('Server of outgoing mail (SMTP)').fill('127.0.0.1');
    await page.getByLabel('Port (465 or 587)').fill(`${server.port}`);
    await page.getByLabel('Password', { exact: true }).fill('a secret');
    await press('Use this account');
    await page.getByText('Your digest goes to ana@own.example, through 127.0.0.1').waitFor();
    expect(server.taken).toEqual([]);
    await press('Send it now');
    await page.getByText('Sent.', { exact: true }).waitFor();
    expect(server.taken).toMatchObject([{ from: 'ana@own.example', to: ['ana@own.example'] }]);
    expect(JSON.stringify(await ana.digest())).not.toContain('a secret');
    server.accept(false);
    await boWrites('I cannot on Friday');
    await page.getByRole('link', { name: 'Posts: 1' }).waitFor();
    await press('Send it now');
    await page.getByText('it does not accept this user and password').waitFor();
    await press('Let this account go');
    await page.getByLabel('Your own address').waitFor();
  });

  it('is in a calendar of this machine by an address that can be made anew', async () => {
    await go(`#/practice/${community}/needs`);
    await press('Make an address');
    const field = page.getByLabel('Address for a calendar program on this machine');
    const address = await field.inputValue();
    const read = async (from: string) => {
      const answer = await fetch(from);
      return [answer.status, await answer.text()] as const;
    };
    expect(await read(address)).toEqual([200, expect.stringContaining('Answer by now: Buy a hose')]);
    await press('Make a new address');
    await expect.poll(() => field.inputValue()).not.toBe(address);
    expect((await read(address))[0]).toBe(404);
    expect((await read(await field.inputValue()))[0]).toBe(200);
    expect((await ana.part(community, 'calendar', asked)).path).toBe(
      (await field.inputValue()).slice(host.origin.length),
    );
  });
});
