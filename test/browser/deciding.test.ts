import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPracticeDesk, type PracticeDesk } from '../../src/app/practice/desk.ts';
import { openWorkspace, type Workspace } from '../../src/app/workspace.ts';
import { openEventStream } from '../../src/host/event-stream.ts';
import { type Host, startHost } from '../../src/host/host.ts';
import { buildPages } from './build-pages.ts';
import { chromiumPath, launchChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const asked = { id: '', words: '' };

interface Member {
  readonly page: Page;
  readonly desk: PracticeDesk;
  readonly host: Host;
  readonly workspace: Workspace;
}

describe.skipIf(chromiumPath === null)('two members decide, each in a browser of their own', () => {
  const home = mkdtempSync(join(tmpdir(), 'equipo-deciding-page-'));
  const dataBefore = process.env.EQUIPO_DATA;
  const faults: string[] = [];
  let pages: string;
  let browser: Browser;
  let ana: Member;
  let bo: Member;
  let community = '';
  /** Ana and Bo have known one another for a month: who is new takes no part yet. */
  let agoMs = 31 * 86_400_000;
  const now = () => Date.now() - agoMs;

  const memberOf = async (name: string): Promise<Member> => {
    const events = openEventStream();
    const workspace = openWorkspace({
      ...{ archive: null, folders: [home], tell: events.tell, now: () => Date.now() },
    });
    const desk = openPracticeDesk(join(home, name), events.tell, now);
    const host = await startHost({ workspace, desk, events, pages, port: 0, now: () => performance.now() });
    const context = await browser.newContext({
      locale: 'en-GB',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    context.setDefaultTimeout(30_000);
    context.on('weberror', (error) => faults.push(error.error().message));
    const page = await context.newPage();
    await page.goto(host.address);
    await desk.commands['practice-identity']({ name, deviceName: 'laptop', phrase: null });
    await desk.commands['practice-listen']({ place: '127.0.0.1:0' });
    return { page, desk, host, workspace };
  };

  const go = async ({ page, host }: Member, place: string) => {
    await page.goto(`${host.origin}/#/practice/${community}/${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const press = ({ page }: Member, name: string) => page.getByRole('button', { name, exact: true }).click();
  const open = async (member: Member, title: string) => {
    await go(member, 'decide');
    await member.page.getByRole('link', { name: title, exact: true }).first().click();
    await member.page.getByRole('heading', { level: 1, name: title }).waitFor();
  };
  const sees = (member: Member, text: string) => member.page.getByText(text).first().waitFor();
  const stateOf = async ({ desk }: Member) => (await desk.part(community, 'home', asked)).status.stateHash;
  const areInStep = async () => {
    const until = Date.now() + 30_000;
    while ((await stateOf(ana)) !== (await stateOf(bo))) {
      if (Date.now() > until) throw new Error('expected both to be in step, but they are not');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const answer = async (member: Member, label: string) => {
    await member.page.getByLabel(label, { exact: true }).check();
    await member.page.getByRole('button', { name: /^(Send|Change) my answer$/ }).click();
    await sees(member, 'You have answered; until the close you can change it.');
  };

  beforeAll(async () => {
    process.env.EQUIPO_DATA = join(home, 'data');
    mkdirSync(process.env.EQUIPO_DATA);
    pages = await buildPages();
    browser = await launchChromium();
    ana = await memberOf('Ana');
    bo = await memberOf('Bo');
    const founding = { name: 'Garden', purpose: 'Grow food', agreements: ['We water by turns.'] };
    ({ community } = await ana.desk.commands['practice-found']({ ...founding, joining: 'by-invitation' }));
    const { link } = await ana.desk.commands['practice-invite']({ community, uses: 1, days: 1 });
    await bo.desk.commands['practice-join']({ link });
    await areInStep();
    agoMs = 0;
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    for (const member of [ana, bo]) {
      member?.workspace.close();
      await member?.host.close();
      await member?.desk.close();
    }
    rmSync(pages, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
    if (dataBefore === undefined) delete process.env.EQUIPO_DATA;
    else process.env.EQUIPO_DATA = dataBefore;
  });

  it('takes a proposal from draft through objection and amendment to a settled agreement', async () => {
    await go(ana, 'decide');
    await press(ana, 'Write a proposal');
    await ana.page.getByLabel('Title').fill('Dig a well');
    await ana.page.getByLabel('The proposal').fill('We dig a well behind the shed this autumn.');
    // A draft survives the window that wrote it.
    await ana.page.reload();
    await press(ana, 'Write a proposal');
    expect(await ana.page.getByLabel('Title').inputValue()).toBe('Dig a well');
    await press(ana, 'Keep as a draft for all to see');
    await ana.page.getByRole('heading', { level: 1, name: 'Dig a well' }).waitFor();
    await press(ana, 'Open the decision');
    await sees(ana, 'It passes unless somebody has a reasoned objection');
    await answer(ana, 'I consent');

    await go(bo, 'needs');
    await bo.page.getByRole('link', { name: 'Dig a well' }).click();
    await bo.page.getByText('Raise an objection').click();
    await bo.page.getByLabel('Your reason').fill('The shed stands on rock.');
    await bo.page.getByLabel('What it would harm in what the community is for').fill('A season of work.');
    await press(bo, 'Object');
    await sees(bo, 'The shed stands on rock.');

    await sees(ana, 'The shed stands on rock.');
    await ana.page.getByText('Amend the proposal').click();
    await ana.page.getByLabel('The text as it should be').fill('We dig a well by the gate this autumn.');
    await ana.page.getByLabel('What changes, and why').fill('By the gate there is no rock.');
    await ana.page.getByLabel('Bo: The shed stands on rock.').check();
    await press(ana, 'Make this the new version');
    await sees(ana, 'integrated in a new version');
    await answer(ana, 'I consent');

    await sees(bo, 'We dig a well by the gate this autumn.');
    await answer(bo, 'I consent');
    await areInStep();
    await open(ana, 'Dig a well');
    await press(ana, 'Close and count');
    await ana.page.getByText('settled · passed').waitFor();
    await press(ana, 'Record it');
    await go(bo, 'agreements');
    await bo.page.getByRole('link', { name: 'Dig a well' }).waitFor();
    await sees(bo, 'We water by turns.');
  }, 120_000);

  it('counts a ranked ballot made by keyboard alone, and shows every step', async () => {
    await go(bo, 'decide');
    await press(bo, 'Ask a question, or elect');
    await bo.page.getByLabel('What is decided').fill('What do we sow?');
    await bo.page.getByLabel('Options, one a line').fill('Beans\nKale\nPeas');
    await press(bo, 'Open the decision');
    await bo.page.getByRole('heading', { level: 1, name: 'What do we sow?' }).waitFor();
    for (const option of ['Beans', 'Kale', 'Peas']) await press(bo, `+ ${option}`);
    await bo.page.getByRole('button', { name: 'Move Peas up' }).focus();
    await bo.page.keyboard.press('ArrowUp');
    await bo.page.getByText('Peas is now number 2.').waitFor({ state: 'attached' });
    await press(bo, 'Send my answer');
    await sees(bo, 'You have answered; until the close you can change it.');
    await open(ana, 'What do we sow?');
    for (const option of ['Peas', 'Beans']) await press(ana, `+ ${option}`);
    await press(ana, 'Send my answer');
    await sees(ana, 'You have answered; until the close you can change it.');
    await areInStep();
    await press(ana, 'Close and count');
    await ana.page.getByText(/settled · decided/).waitFor();
    await ana.page.getByText('How it was counted, step by step').click();
    expect(await ana.page.locator('details[open] table').count()).toBeGreaterThan(0);
    await ana.page.getByText('Verify this').click();
    await sees(ana, 'Each of these signed that they count the same set of answers');
  }, 120_000);

  it('elects somebody to a role, with one of the two away in between', async () => {
    const passes = async (title: string) => {
      await go(ana, 'decide');
      await press(ana, 'Write a proposal');
      await ana.page.getByLabel('Title').fill(title);
      await ana.page.getByLabel('The proposal').fill(`${title}, as we talked about it.`);
      await press(ana, 'Keep as a draft for all to see');
      await ana.page.getByRole('heading', { level: 1, name: title }).waitFor();
      await press(ana, 'Open the decision');
      await answer(ana, 'I consent');
      await open(bo, title);
      await answer(bo, 'I consent');
      await areInStep();
      await press(ana, 'Close and count');
      await ana.page.getByText('settled · passed').waitFor();
    };
    await passes('A water circle');
    await ana.page.getByRole('combobox', { name: 'It is', exact: true }).selectOption('circle');
    await ana.page.getByLabel('Name', { exact: true }).fill('Water');
    await ana.page.getByLabel('What it is for').fill('Bring water to the beds');
    await press(ana, 'Record it');
    await passes('A keeper of the well');
    await ana.page.getByRole('combobox', { name: 'It is', exact: true }).selectOption('role');
    await ana.page.getByLabel('Name', { exact: true }).fill('Well keeper');
    await ana.page.getByLabel('What it is for').fill('Keep the well clean');
    await ana.page.getByRole('combobox', { name: 'Within', exact: true }).selectOption({ label: 'Water' });
    await press(ana, 'Record it');
    await go(ana, 'circles');
    await sees(ana, 'Well keeper');

    await go(ana, 'decide');
    await press(ana, 'Ask a question, or elect');
    await ana.page.getByLabel('What is decided').fill('Bo keeps the well');
    await ana.page.getByLabel('How it is decided').selectOption('consent');
    await ana.page.getByLabel('It is about persons: an election').check();
    await ana.page.getByLabel('Bo', { exact: true }).check();
    await press(ana, 'Open the decision');
    await ana.page.getByRole('heading', { level: 1, name: 'Bo keeps the well' }).waitFor();
    await areInStep();
    // Ana's node goes away; Bo answers alone, and both meet again.
    const { host, desk, workspace } = ana;
    workspace.close();
    await host.close();
    await desk.close();
    await open(bo, 'Bo keeps the well');
    await answer(bo, 'I consent');
    const events = openEventStream();
    const again = openPracticeDesk(join(home, 'Ana'), events.tell, now);
    const reopened = openWorkspace({
      ...{ archive: null, folders: [home], tell: events.tell, now: () => Date.now() },
    });
    ana = {
      page: ana.page,
      desk: again,
      workspace: reopened,
      host: await startHost({
        ...{ workspace: reopened, desk: again, events, pages, port: 0, now: () => performance.now() },
      }),
    };
    await ana.page.goto(ana.host.address);
    await areInStep();
    await open(ana, 'Bo keeps the well');
    await answer(ana, 'I consent');
    await areInStep();
    await press(ana, 'Close and count');
    await ana.page.getByText('settled · passed').waitFor();
    await ana.page
      .getByRole('combobox', { name: 'Role', exact: true })
      .selectOption({ label: 'Well keeper' });
    await press(ana, 'Record it');
    await go(bo, 'circles');
    await press(bo, 'Take the role');
    await sees(bo, 'in the role until');
    await go(ana, 'circles');
    await sees(ana, 'in the role until');
  }, 180_000);

  it('elects by nominations with reasons and consent, and draws by lot among the willing', async () => {
    await go(ana, 'decide');
    await press(ana, 'Ask a question, or elect');
    await ana.page.getByLabel('What is decided').fill('Well keeper, the next');
    await ana.page.getByLabel('How it is decided').selectOption('sociocratic-election');
    await press(ana, 'Open the decision');
    await ana.page.getByRole('heading', { level: 1, name: 'Well keeper, the next' }).waitFor();
    const say = async (member: Member, who: string, why: string, button: string) => {
      await member.page.getByRole('combobox', { name: 'Whom', exact: true }).selectOption({ label: who });
      await member.page.getByLabel('What speaks for them').fill(why);
      await press(member, button);
    };
    await say(ana, 'Ana', 'I have time.', 'Nominate');
    await sees(ana, 'Ana nominates Ana');
    await go(bo, 'needs');
    await sees(bo, 'waits for your nomination');
    await open(bo, 'Well keeper, the next');
    await say(bo, 'Bo', 'I would do it again.', 'Nominate');
    await sees(bo, 'Bo nominates Bo');
    await say(bo, 'Ana', 'Fresh eyes.', 'Nominate');
    await sees(bo, 'at first Bo');
    await sees(ana, 'Fresh eyes.');
    await ana.page
      .locator('form')
      .filter({ has: ana.page.getByRole('button', { name: 'Put forward', exact: true }) })
      .getByRole('combobox', { name: 'Whom', exact: true })
      .selectOption({ label: 'Ana' });
    await ana.page.getByLabel('What speaks for them').last().fill('Time and fresh eyes.');
    await press(ana, 'Put forward');
    await sees(bo, 'Ana is put forward.');
    if (process.env.EQUIPO_SHOTS !== undefined) {
      await bo.page.screenshot({ path: join(process.env.EQUIPO_SHOTS, 'election.png'), fullPage: true });
    }
    await answer(bo, 'I consent');
    await answer(ana, 'I consent');
    await areInStep();
    await press(ana, 'Close and count');
    await ana.page.getByText('settled · passed: Ana').waitFor();
    await ana.page
      .getByRole('combobox', { name: 'Role', exact: true })
      .selectOption({ label: 'Well keeper' });
    await press(ana, 'Record it');
    await go(bo, 'circles');
    await sees(bo, 'Ana');

    await go(ana, 'decide');
    await press(ana, 'Ask a question, or elect');
    await ana.page.getByLabel('What is decided').fill('Who checks the books');
    await ana.page.getByLabel('How it is decided').selectOption('sortition');
    await ana.page.locator('summary', { hasText: 'Who held it lately and rests' }).click();
    await ana.page.getByLabel('Bo', { exact: true }).check();
    await press(ana, 'Open the decision');
    await ana.page.getByRole('heading', { level: 1, name: 'Who checks the books' }).waitFor();
    await answer(ana, 'I am willing to be drawn');
    await open(bo, 'Who checks the books');
    await answer(bo, 'I am willing to be drawn');
    await areInStep();
    await press(ana, 'Close and count');
    await ana.page.getByText('settled · decided: Ana').waitFor();
    await sees(ana, 'Bo held it lately and rest');
    await press(ana, 'I was drawn, and say no: the next one follows');
    await ana.page.getByText('settled · did not pass').waitFor();
  }, 180_000);

  it('begins from a ready process, and tries something for a time with a measure that shall tell', async () => {
    await go(ana, 'decide');
    await press(ana, 'Ask a question, or elect');
    await ana.page.getByLabel('What is decided').fill('We meet standing');
    await ana.page.getByLabel('Begin from').selectOption('two-thirds');
    expect(await ana.page.getByLabel('How it is decided').inputValue()).toBe('majority');
    const [file] = await Promise.all([
      ana.page.waitForEvent('download'),
      press(ana, 'Keep this process as a file'),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toContain('threshold: 2/3');
    await ana.page.getByLabel('Anonymous: nobody learns who answered what').check();
    await sees(ana, 'What remains possible');
    await press(ana, 'Open the decision');
    await sees(ana, 'Among 2 nothing can be decided anonymously');
    await ana.page.getByLabel('Anonymous: nobody learns who answered what').uncheck();
    await press(ana, 'Open the decision');
    await ana.page.getByRole('heading', { level: 1, name: 'We meet standing' }).waitFor();
    await answer(ana, 'For');
    await areInStep();
    await open(bo, 'We meet standing');
    await answer(bo, 'For');
    await areInStep();
    await press(ana, 'Close and count');
    await ana.page.getByText('settled · passed').waitFor();
    await ana.page.getByRole('combobox', { name: 'It is', exact: true }).selectOption('experiment');
    await ana.page.getByLabel('What you expect it to change').fill('More of us speak.');
    await ana.page.getByLabel('The measure that shall tell').selectOption('reciprocity');
    await press(ana, 'Record it');
    await go(bo, 'agreements');
    await sees(bo, 'More of us speak.');
  }, 120_000);

  it('offers, needs and thanks, and hands a right on and back', async () => {
    await go(ana, 'offers');
    await ana.page.getByLabel('What', { exact: true }).fill('Ladder');
    await ana.page.getByLabel('Words to find it by, with commas between').fill('tool, ladder');
    await press(ana, 'Tell the community');
    await go(bo, 'offers');
    await bo.page.getByLabel('I need').check();
    await bo.page.getByLabel('What', { exact: true }).fill('Something to climb on');
    await bo.page.getByLabel('Words to find it by, with commas between').fill('ladder');
    await press(bo, 'Tell the community');
    await sees(bo, 'Fits: Ladder (Ana)');
    await go(ana, 'circles');
    await ana.page.getByLabel('A right to decide that you hold now').fill('Buying seed');
    await press(ana, 'Write it down');
    await sees(ana, 'Held by Ana.');
    await ana.page.getByRole('combobox', { name: 'To', exact: true }).selectOption({ label: 'Bo' });
    await press(ana, 'Hand it on');
    await sees(ana, 'Held by Bo.');
    await go(bo, 'circles');
    await sees(bo, 'Held by Bo.');
    await ana.page.getByRole('button', { name: 'Take back Bo' }).click();
    await sees(ana, 'Held by Ana.');
    // Facilitation goes round by itself; whoever has it may hand it on before.
    const { facilitation } = await ana.desk.part(community, 'home', asked);
    const [has, other] = facilitation?.person.name === 'Ana' ? [ana, 'Bo'] : [bo, 'Ana'];
    await go(has, 'circles');
    await has.page
      .getByRole('combobox', { name: 'Hand it on to Garden', exact: true })
      .selectOption({ label: other });
    await press(has, 'Hand facilitation on Garden');
    await sees(has, `${other} facilitates`);
  }, 60_000);

  it('withdraws what was opened by mistake, for all to see', async () => {
    await go(bo, 'decide');
    await press(bo, 'Ask a question, or elect');
    await bo.page.getByLabel('What is decided').fill('What do we burn?');
    await bo.page.getByLabel('Options, one a line').fill('Straw\nLeaves');
    await press(bo, 'Open the decision');
    await bo.page.getByRole('heading', { level: 1, name: 'What do we burn?' }).waitFor();
    await areInStep();
    await open(ana, 'What do we burn?');
    expect(await ana.page.getByText('Withdraw this decision').count()).toBe(0);
    await bo.page.getByText('Withdraw this decision').click();
    await bo.page.getByLabel('Why', { exact: true }).fill('Nothing is burnt here.');
    await press(bo, 'Withdraw it');
    await ana.page.getByText(/settled · withdrawn/).waitFor();
    await sees(ana, 'Nothing is burnt here.');
    expect(await bo.page.getByText('Withdraw this decision').count()).toBe(0);
  }, 60_000);

  it('leaves axe-core nothing to find on any page, light and dark, and fits 360 pixels', async () => {
    const { decisions } = await ana.desk.part(community, 'decisions', asked);
    const places = ['needs', 'decide', 'agreements', 'circles', 'offers', 'log'];
    for (const place of [...places, ...decisions.slice(0, 2).map(({ id }) => `decision/${id}`)]) {
      await go(ana, place);
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
      for (const width of [360, 1280]) {
        await ana.page.setViewportSize({ width, height: 900 });
        expect(
          await ana.page.evaluate(() => document.documentElement.scrollWidth),
          place,
        ).toBeLessThanOrEqual(width);
        if (process.env.EQUIPO_SHOTS !== undefined) {
          const name = `deciding-${place.split('/')[0]}-${width}.png`;
          await ana.page.screenshot({ path: join(process.env.EQUIPO_SHOTS, name), fullPage: true });
        }
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
