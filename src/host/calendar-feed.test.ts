import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPracticeDesk, type PracticeDesk } from '../app/practice/desk.ts';
import { openWorkspace } from '../app/workspace.ts';
import { openEventStream } from './event-stream.ts';
import { type Host, startHost } from './host.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-feed-'));
const dayMs = 86_400_000;
const now = Date.UTC(2026, 9, 20, 9);
let desk: PracticeDesk;
let host: Host;
let community = '';
let path = '';

/** As a calendar program asks: no cookie, no page it comes from. */
const ask = (asked: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(host.origin);
      request({ hostname, port, path: asked, method, headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      })
        .on('error', reject)
        .end();
    },
  );

const unknownPage = { status: 404, body: expect.stringContaining('"host-unknown"') };

beforeAll(async () => {
  const events = openEventStream();
  desk = openPracticeDesk(join(folder, 'practice'), events.tell, () => now);
  await desk.commands['practice-identity']({ name: 'Ana', deviceName: 'laptop', phrase: null });
  const founding = { purpose: 'Grow food', agreements: [], joining: 'open' } as const;
  ({ community } = await desk.commands['practice-found']({ name: 'Garden', ...founding }));
  const workspace = openWorkspace({ archive: null, folders: [folder], tell: events.tell, now: () => 0 });
  host = await startHost({ workspace, desk, events, pages: folder, port: 0, now: () => 0 });
});

afterAll(async () => {
  await host.close();
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a calendar program', () => {
  it('finds nothing before a person asked for an address, whatever it brings', async () => {
    expect(await desk.part(community, 'calendar', { id: '', words: '' })).toEqual({ path: null });
    for (const query of ['', '?key=', '?key=null', '?key=undefined']) {
      expect(await ask(`/calendar/${community}.ics${query}`)).toMatchObject(unknownPage);
    }
  });

  it('reads deadlines by the address alone, and again only where something changed', async () => {
    ({ path } = await desk.commands['practice-calendar-address']({ community }));
    expect(await desk.part(community, 'calendar', { id: '', words: '' })).toEqual({ path });
    const empty = await ask(path);
    expect(empty).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, no-cache' },
    });
    const etag = String(empty.headers.etag);
    expect(await ask(path, { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    expect(await ask(path, {}, 'HEAD')).toMatchObject({ status: 200, headers: { etag }, body: '' });

    const terms = { title: 'A well; deep', deadline: Date.UTC(2026, 9, 25, 0, 30) };
    await desk.commands['practice-open-decision']({ community, proposal: null, terms });
    const full = await ask(path, { 'if-none-match': etag });
    expect(full.status).toBe(200);
    expect(full.headers.etag).not.toBe(etag);
    const lines = full.body.split('\r\n');
    expect(lines).toContain('DTSTART:20261025T003000Z');
    expect(lines).toContain('SUMMARY:Answer by now: A well\\; deep');
    expect(lines).toContain(`DTSTAMP:${'20261020T090000Z'}`);
  });

  it('is told nothing by a wrong key, a key of another community, or under another host’s name', async () => {
    const other = await desk.commands['practice-found']({
      ...{ name: 'Shed', purpose: 'Tools', agreements: [], joining: 'open' },
    });
    const theirs = await desk.commands['practice-calendar-address']({ community: other.community });
    const key = new URL(path, host.origin).searchParams.get('key') ?? '';
    expect(key.length).toBeGreaterThanOrEqual(43);
    for (const wrong of ['', key.slice(1), `${key}A`, key.toUpperCase(), 'x'.repeat(10_000)]) {
      expect(await ask(`/calendar/${community}.ics?key=${wrong}`)).toMatchObject(unknownPage);
    }
    expect(await ask(`/calendar/${other.community}.ics?key=${key}`)).toMatchObject(unknownPage);
    expect((await ask(theirs.path)).body).toContain('X-WR-CALNAME:Shed');
    expect(await ask(`/calendar/${'0'.repeat(64)}.ics?key=${key}`)).toMatchObject(unknownPage);
    const elsewhere = { status: 403, body: expect.stringContaining('"host-elsewhere"') };
    expect(await ask(path, { host: 'equipo.example' })).toMatchObject(elsewhere);
    expect(await ask(path, { origin: 'http://equipo.example' })).toMatchObject(elsewhere);
  });

  it('opens nothing else by its key, and writes nothing', async () => {
    const query = new URL(path, host.origin).search;
    for (const page of ['/', '/api/practice', `/api/practice/${community}/home`, '/api/events']) {
      expect((await ask(`${page}${query}`)).status).toBe(401);
    }
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask(path, {}, method)).status).toBe(401);
  });

  it('finds nothing at the address from before a new one was made, also after a restart', async () => {
    const before = path;
    ({ path } = await desk.commands['practice-calendar-address']({ community }));
    expect(path).not.toBe(before);
    expect(await ask(before)).toMatchObject(unknownPage);
    await desk.close();
    const again = openPracticeDesk(
      join(folder, 'practice'),
      () => undefined,
      () => now + dayMs,
    );
    const key = new URL(path, host.origin).searchParams.get('key') ?? '';
    expect(await again.calendar(community, key)).toContain('X-WR-CALNAME:Garden');
    expect(await again.calendar(community, `${key.slice(0, -1)}_`)).toBe(null);
    await again.close();
  });
});
