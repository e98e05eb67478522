import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPracticeDesk } from '../../src/app/practice/desk.ts';
import { keepDigestSettings, usualSettings } from '../../src/app/practice/digest/digest-settings.ts';
import { digestsOf, seeAll } from '../../src/app/practice/digest/digests.ts';
import { keepMailAccount } from '../../src/app/practice/digest/mail-account.ts';
import { mailDigest, mailWhenDue, shownMail } from '../../src/app/practice/digest/mail-digest.ts';
import { PracticeNode } from '../../src/app/practice/node.ts';
import type { HostEvent } from '../../src/app/protocol.ts';
import { type OwnMailServer, openMailServer } from './own-mail-server.ts';

const home = mkdtempSync(join(tmpdir(), 'equipo-digest-'));
const hourMs = 3_600_000;
const zone = 'Europe/Berlin';
/** Noon in Berlin, a Tuesday; at night before the Sunday after, clocks are set back. */
const noon = Date.UTC(2026, 9, 20, 10);
let now = noon;
let server: OwnMailServer;
let ana: PracticeNode;
let bo: PracticeNode;
let community = '';
let count = 0;

const person = async (name: string): Promise<PracticeNode> => {
  const folder = join(home, `${name}-${count++}`);
  await PracticeNode.makeIdentity(folder, { name, deviceName: 'laptop' });
  return PracticeNode.open(folder, () => now);
};

const account = (changes: object = {}) => ({
  ...{ host: '127.0.0.1', port: server.port, user: 'bo', password: 'a secret' },
  ...{ address: 'bo@own.example', language: 'en' as const, ...changes },
});

const posted = async (text: string): Promise<void> => {
  const { id } = await ana.act(community, 'post-written', { text, context: 'everybody', replyTo: null });
  const isHere = () => bo.replica(community).view.history.get(id) !== undefined;
  expect(await bo.until(isHere, 20_000)).toBe(true);
};

beforeEach(async () => {
  now = noon;
  server = await openMailServer();
  ana = await person('Ana');
  bo = await person('Bo');
  await ana.listen('127.0.0.1:0');
  community = await ana.found({ name: 'Garden', purpose: 'Food', agreements: [], joining: 'open' });
  await bo.join(await ana.invite(community, 1, now + 24 * hourMs));
  await digestsOf(bo);
});

afterEach(async () => {
  await bo.close();
  await ana.close();
  await server.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a member’s digest by their own mail account', () => {
  it('goes from them to them, says what is new as it is written, and nothing else goes anywhere', async () => {
    await posted('Wer gießt am Freitag? ☀');
    await expect(mailDigest(bo, zone)).rejects.toMatchObject({
      refusal: { code: 'digest-account-missing' },
    });
    expect(server.lines).toEqual([]);
    await keepMailAccount(bo.folder, account(), now);
    expect(statSync(join(bo.folder, 'mail.json')).mode & 0o777).toBe(0o600);
    expect(await mailDigest(bo, zone)).toBe('sent');
    expect(server.taken).toMatchObject([
      { user: 'bo', password: 'a secret', from: 'bo@own.example', to: ['bo@own.example'] },
    ]);
    const read = await PostalMime.parse(server.taken[0]!.text);
    expect(read.subject).toBe('Equipo: 0 waiting for you, 1 new');
    expect(read.text).toContain(
      'Garden\n  New since 2026-10-20 12:00\n    1 post\n      Wer gießt am Freitag? ☀\n\n-- \n',
    );
    expect(read.headers.map(({ key }) => key).sort()).toEqual(
      'content-transfer-encoding content-type date from message-id mime-version subject to'.split(' '),
    );
    // No name of this machine in the greeting or in the message’s id.
    expect(server.lines[0]).toBe('EHLO [127.0.0.1]');
    expect(read.messageId).toMatch(/@own\.example>$/);
    const said = server.lines.map((line) => line.split(' ')[0]).filter((word) => word !== 'QUIT');
    expect(said).toEqual(['EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA']);
    // What was told is not told again; what comes after is.
    expect(await mailDigest(bo, zone)).toBe('nothing-to-tell');
    await posted('I do');
    expect(await mailDigest(bo, zone)).toBe('sent');
    expect(server.taken[1]!.text).not.toContain('Freitag');
    await posted('Thanks');
    await seeAll(bo);
    expect(await mailDigest(bo, zone)).toBe('nothing-to-tell');
    expect(server.taken.length).toBe(2);
  });

  it('goes when it is due, once, never in quiet hours or while it is put off', async () => {
    await keepMailAccount(bo.folder, account(), now);
    const settings = { ...usualSettings, hour: 2, quiet: { from: 1, until: 6 } };
    await keepDigestSettings(bo.folder, settings);
    await posted('Hello');
    const told: number[] = [];
    const until = async (end: number) => {
      for (; now < end; now += hourMs / 2) {
        const before = server.taken.length;
        await mailWhenDue(bo, zone);
        if (server.taken.length > before) told.push(now);
      }
    };
    await until(noon + 24 * hourMs);
    // Due at two, quiet until six.
    expect(told).toEqual([Date.UTC(2026, 9, 21, 4)]);
    await posted('Again');
    await keepDigestSettings(bo.folder, { ...settings, snoozedUntil: Date.UTC(2026, 9, 24, 9) });
    await until(Date.UTC(2026, 9, 24, 12));
    expect(told.slice(1)).toEqual([Date.UTC(2026, 9, 24, 9)]);
    // The night on which two o’clock comes twice.
    await posted('And again');
    await until(Date.UTC(2026, 9, 25, 22));
    expect(told.slice(2)).toEqual([Date.UTC(2026, 9, 25, 5)]);
    // Nothing new: nothing is sent. Nothing wanted of this community: neither.
    await until(Date.UTC(2026, 9, 26, 22));
    await posted('Once more');
    await keepDigestSettings(bo.folder, { ...settings, volumes: { [community]: 'nothing' } });
    await until(Date.UTC(2026, 9, 28, 22));
    expect(told.length).toBe(3);
  });

  it('is tried again later, five times in all, says why in one sentence, and goes the next time', async () => {
    await keepMailAccount(bo.folder, account(), now);
    await keepDigestSettings(bo.folder, { ...usualSettings, hour: 14, quiet: null });
    await posted('Hello');
    server.accept(false);
    const tries = () => server.lines.filter((line) => line.startsWith('AUTH')).length;
    for (now += 2 * hourMs; now < noon + 20 * hourMs; now += 5 * 60_000) await mailWhenDue(bo, zone);
    expect(tries()).toBe(5);
    expect(await shownMail(bo.folder)).toEqual({
      account: { host: '127.0.0.1', port: server.port, user: 'bo', address: 'bo@own.example' },
      lastAt: noon + 3 * hourMs,
      trouble:
        'Your digest was not sent, since 127.0.0.1 cannot be used: it does not accept this user and password; everything is still here to read; look at the account and send it again.',
      isGivenUp: true,
    });
    server.accept(true);
    for (; now < noon + 30 * hourMs; now += 15 * 60_000) await mailWhenDue(bo, zone);
    expect(server.taken.map(({ text }) => text.includes('Hello'))).toEqual([true]);
    expect(await shownMail(bo.folder)).toMatchObject({ trouble: null, isGivenUp: false });
    await keepMailAccount(bo.folder, null, now);
    expect((await shownMail(bo.folder)).account).toBe(null);
  });

  it('goes each day again after a clock that was years ahead is set right', async () => {
    await keepDigestSettings(bo.folder, { quiet: null });
    await keepMailAccount(bo.folder, account(), now + 3_000 * 24 * hourMs);
    await posted('Hello');
    const days: number[] = [];
    for (; now < noon + 50 * hourMs; now += hourMs) {
      await mailWhenDue(bo, zone);
      days.push(server.taken.length);
    }
    // The morning after; nothing new the morning after that.
    expect([days[0], days[19], days[20], days.at(-1)]).toEqual([0, 0, 1, 1]);
  });

  it('is written in the language the account was entered in', async () => {
    await keepMailAccount(bo.folder, account({ language: 'es' }), now);
    await posted('¿Quién riega?');
    await mailDigest(bo, zone);
    const read = await PostalMime.parse(server.taken[0]!.text);
    expect(read.subject).toBe('Equipo: 0 por atender, 1 de nuevo');
    expect(read.text).toContain('  Nuevo desde 2026-10-20 12:00\n    1 mensaje\n      ¿Quién riega?\n');
  });

  it('goes by itself while the app runs, and the page hears of it', async () => {
    await posted('Hello');
    await bo.close();
    const told: HostEvent[] = [];
    const desk = openPracticeDesk(
      bo.folder,
      (event) => told.push(event),
      () => now,
    );
    // Wherever this machine's clock is.
    await keepDigestSettings(bo.folder, { quiet: null });
    await desk.commands['practice-mail-account']({ account: account() });
    now += 24 * hourMs;
    await expect.poll(() => server.taken.length, { timeout: 60_000 }).toBe(1);
    await expect.poll(async () => (await desk.digest()).mail.lastAt, { timeout: 20_000 }).toBe(now);
    expect(told.length).toBeGreaterThan(0);
    await desk.close();
    bo = await PracticeNode.open(bo.folder, () => now);
  }, 90_000);

  it('gives no password to a server elsewhere that offers no encryption', async () => {
    // This address leads here and is none of the machine’s own by name.
    await keepMailAccount(bo.folder, account({ host: '0.0.0.0' }), now);
    await posted('Hello');
    await expect(mailDigest(bo, zone)).rejects.toMatchObject({
      refusal: { code: 'digest-not-sent', params: { why: expect.stringContaining('encryption') } },
    });
    expect(server.lines.some((line) => line.startsWith('AUTH'))).toBe(false);
    expect(server.taken).toEqual([]);
  });

  it('takes no account that could reach anybody else, and no settings that make no sense', async () => {
    const addresses = ['bo', 'bo@a, ana@b', 'bo@a\r\nBcc: ana@b', '<bo@a>', 'a@b@c', 'bo @a'];
    const wrong = [
      ...addresses.map((address) => ({ address })),
      { port: 0 },
      { host: 'a/b' },
      { password: '' },
    ];
    for (const changes of wrong) {
      await expect(keepMailAccount(bo.folder, account(changes), now)).rejects.toMatchObject({
        refusal: { code: 'digest-account-wrong' },
      });
    }
    expect(await shownMail(bo.folder)).toMatchObject({ account: null });
    for (const changes of [
      { hour: 24 },
      { weekday: 0 },
      { quiet: { from: -1, until: 3 } },
      { reminderHours: 1.5 },
    ]) {
      await expect(keepDigestSettings(bo.folder, { ...usualSettings, ...changes })).rejects.toMatchObject({
        refusal: { code: 'digest-settings-wrong' },
      });
    }
    expect((await digestsOf(bo)).settings).toEqual(usualSettings);
  });
});
