import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeopleList } from '../app/manage-people.ts';
import type {
  EvidenceData,
  FolderData,
  HostEvent,
  InsideData,
  JobData,
  NetworkData,
  OrganisationData,
  OrganisationEntry,
} from '../app/protocol.ts';
import { openWorkspace, type Workspace } from '../app/workspace.ts';
import { run } from '../cli/main.ts';
import { openArchive } from '../measure/archive/archive.ts';
import { openEventStream } from './event-stream.ts';
import { type Host, startHost } from './host.ts';
import { askRunningHost, noteRunningHost } from './running-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-host-'));
const pages = join(folder, 'pages');
const sources = join(folder, 'sources');
const data = join(folder, 'data');
let host: Host;
let workspace: Workspace;
let cookie = '';
let milliseconds = 0;

/** A raw request: `fetch` would tidy paths and forbid headers. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', sent = '') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(host.origin);
      const asked = request({ hostname, port, path, method, headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      });
      asked.on('error', reject).end(sent);
    },
  );

const askJson = async <T>(path: string): Promise<T> => {
  const { status, body } = await ask(`/api/${path}`, { cookie });
  expect([status, body.slice(0, 300)]).toEqual([200, body.slice(0, 300)]);
  return JSON.parse(body) as T;
};

const command = async (name: string, body: unknown, headers: Record<string, string> = {}) => {
  // A person waits a moment between two commands.
  milliseconds += 1_000;
  const sent = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await ask(
    `/api/commands/${name}`,
    { cookie, origin: host.origin, 'content-type': 'application/json', ...headers },
    'POST',
    sent,
  );
  return { status: answer.status, body: JSON.parse(answer.body) };
};

/** Events as a window hears them, from the moment it is asked for. */
const listen = () => {
  const { hostname, port } = new URL(host.origin);
  const heard: HostEvent[] = [];
  const waiting = new Set<() => void>();
  const asked = request({ hostname, port, path: '/api/events', headers: { cookie } }, (answer) => {
    let rest = '';
    answer.setEncoding('utf8').on('data', (text: string) => {
      const messages = (rest + text).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) {
        const line = message.split('\n').find((each) => each.startsWith('data: '));
        if (line !== undefined) heard.push(JSON.parse(line.slice('data: '.length)) as HostEvent);
      }
      for (const each of waiting) each();
    });
    answer.on('error', () => undefined);
  });
  asked.on('error', () => undefined).end();
  const until = <T extends HostEvent>(accepts: (event: HostEvent) => event is T): Promise<T> =>
    new Promise((resolve) => {
      const look = () => {
        const found = heard.find(accepts);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { until, close: () => asked.destroy() };
};

const hasEnded =
  (id: () => string) =>
  (event: HostEvent): event is Extract<HostEvent, { type: 'job-ended' }> =>
    event.type === 'job-ended' && event.job.id === id();

/** Eight people who write to one another, round and across. */
const messages = () => {
  const rows = ['time,from,to'];
  for (let day = 1; day <= 28; day++) {
    for (let who = 0; who < 8; who++) {
      const to = (who + 1 + (day % 3)) % 8;
      rows.push(
        `2024-${day % 2 === 0 ? '02' : '05'}-${String(day).padStart(2, '0')}T0${who}:00:00Z,p${who}@example.org,p${to}@example.org`,
      );
    }
  }
  return `${rows.join('\n')}\n`;
};

/** What the command line prints. */
const print = async (...argv: string[]): Promise<string> => {
  let out = '';
  await run(argv, {
    out: (text) => {
      out += text;
    },
    err: () => undefined,
    isScreen: false,
    columns: 100,
    signal: new AbortController().signal,
  });
  return out;
};

const usual = { chart: null, windowScheme: 'quarter', isUndirected: false, levelTop: 'low' } as const;

const keptData = process.env.EQUIPO_DATA;

beforeAll(async () => {
  process.env.EQUIPO_DATA = data;
  mkdirSync(pages);
  mkdirSync(sources);
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  writeFileSync(join(sources, 'messages.csv'), messages());
  writeFileSync(join(sources, 'nothing.csv'), 'time,from,to\n');
  symlinkSync(folder, join(sources, 'way-out'));
  const events = openEventStream();
  workspace = openWorkspace({ archive: null, folders: [sources], tell: events.tell, now: () => Date.now() });
  host = await startHost({ workspace, events, pages, port: 0, now: () => milliseconds });
  const first = await ask(new URL(host.address).pathname + new URL(host.address).search);
  cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
  expect(first.status).toBe(303);
  expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
});
afterAll(async () => {
  workspace.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  if (keptData === undefined) delete process.env.EQUIPO_DATA;
  else process.env.EQUIPO_DATA = keptData;
});

describe('the host', () => {
  it('serves the page and its data to who has the cookie, under a policy without inline code', async () => {
    const page = await ask('/', { cookie });
    expect([page.status, page.body]).toEqual([200, '<!doctype html><title>page</title>']);
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|\*|data:/);
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    const known = JSON.parse((await ask('/api/organisations', { cookie })).body) as { id: string }[];
    expect(known.map(({ id }) => id)).toEqual(expect.arrayContaining(['managers', 'turning']));
  });

  it('refuses who has no cookie, a wrong one, or an address used before', async () => {
    const used = new URL(host.address).search;
    expect((await ask('/api/organisations')).status).toBe(401);
    expect((await ask('/', { cookie: `${cookie}x` })).status).toBe(401);
    expect((await ask(`/${used}`)).status).toBe(401);
  });

  it('refuses another name for this machine and pages from elsewhere, even with the cookie', async () => {
    expect((await ask('/', { cookie, host: 'example.org' })).status).toBe(403);
    expect((await ask('/', { cookie, origin: 'http://example.org' })).status).toBe(403);
  });

  it.each(['/../secret.html', '/%2e%2e/secret.html', '/..%2fsecret.html', '/assets/../../secret.html'])(
    'gives no file outside its pages for %s',
    async (path) => {
      const { status, body } = await ask(path, { cookie });
      expect(status).toBe(404);
      expect(body).not.toContain('secret');
    },
  );

  it('says what to do where there is no such organisation', async () => {
    const { status, body } = await ask('/api/organisations/nobody', { cookie });
    expect(status).toBe(404);
    expect(JSON.parse(body)).toMatchObject({ code: 'organisation-unknown' });
  });

  it('refuses a port that is taken in one sentence', async () => {
    const port = Number(new URL(host.origin).port);
    await expect(
      startHost({ workspace, events: openEventStream(), pages, port, now: () => 0 }),
    ).rejects.toMatchObject({ refusal: { code: 'port-taken' } });
  });

  it('sends text compressed to who can read that', async () => {
    writeFileSync(join(pages, 'long.html'), 'equipo '.repeat(1_000));
    const answer = await ask('/long.html', { cookie, 'accept-encoding': 'gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.body.length).toBeLessThan(500);
    expect((await ask('/long.html', { cookie })).body).toHaveLength(7_000);
  });

  it('hands a second start of the same person an address of its own, and nobody else', async () => {
    const nothing = { archive: null, folders: [] };
    expect(await askRunningHost(data, nothing)).toBeNull();
    const takeBack = noteRunningHost(data, host);
    const address = await askRunningHost(data, nothing);
    expect(address).toMatch(new RegExp(`^${host.origin}/\\?token=`));
    expect((await ask(`/${new URL(address!).search}`)).status).toBe(303);
    expect((await ask('/hand-over', { 'x-equipo-key': 'x' }, 'POST')).status).toBe(401);
    expect((await ask('/hand-over', {}, 'POST')).status).toBe(401);
    takeBack();
    expect(await askRunningHost(data, nothing)).toBeNull();
  });
});

describe('a command', () => {
  it('is taken from this host’s own pages only, as JSON of exactly its shape', async () => {
    const body = { job: 'x' };
    expect((await command('cancel', body, { origin: 'http://example.org' })).status).toBe(403);
    expect((await ask('/api/commands/cancel', { cookie }, 'POST', '{}')).status).toBe(403);
    expect((await command('cancel', body, { cookie: '' })).status).toBe(401);
    expect((await command('cancel', body, { 'content-type': 'text/plain' })).body.code).toBe('host-body');
    for (const wrong of ['{', 'null', '[]', '{}', '{"job":1}', '{"job":"x","more":1}', '{"job":""}']) {
      expect((await command('cancel', wrong)).body.code).toBe('host-body');
    }
    expect((await command('nothing', body)).status).toBe(404);
    expect((await command('constructor', body)).status).toBe(404);
    expect(await command('cancel', body)).toMatchObject({ status: 409, body: { code: 'job-unknown' } });
  });

  it('is refused where it is too large, or comes too often', async () => {
    expect((await command('cancel', JSON.stringify({ job: 'x'.repeat(70_000) }))).status).toBe(413);
    const headers = { cookie, origin: host.origin, 'content-type': 'application/json' };
    const many = await Promise.all(
      Array.from({ length: 40 }, () => ask('/api/commands/cancel', headers, 'POST', '{"job":"x"}')),
    );
    expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(5);
    milliseconds += 60_000;
    expect((await command('cancel', { job: 'x' })).status).toBe(409);
  });
});

describe('sources', () => {
  it('are looked for in the places that were chosen, and nowhere else', async () => {
    const top = await askJson<{ entries: { path: string }[] }>('folder');
    expect(top.entries.map(({ path }) => path)).toEqual([realpathSync(sources)]);
    const inside = await askJson<{ entries: { name: string; kind: string }[]; parent: string }>(
      `folder?path=${encodeURIComponent(sources)}`,
    );
    expect(inside.parent).toBe('');
    expect(inside.entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'folder way-out',
      'file messages.csv',
      'file nothing.csv',
    ]);
    for (const outside of [folder, join(sources, '..'), join(sources, 'way-out'), '/']) {
      const answer = await ask(`/api/folder?path=${encodeURIComponent(outside)}`, { cookie });
      expect([answer.status, JSON.parse(answer.body).code]).toEqual([422, 'path-outside']);
      const measured = await command('measure', { ...usual, sources: [outside] });
      expect(measured.body.code).toBe('path-outside');
    }
    // What the node wrote of its own communities is the one exception, and no way out of that folder.
    const own = join(data, 'practice', 'measured');
    for (const [path, code] of [
      [`${own}/../../..`, 'path-outside'],
      [join(own, 'gone.ndjson'), 'path-gone'],
    ])
      expect((await command('measure', { ...usual, sources: [path] })).body.code).toBe(code);
    expect((await command('measure', { ...usual, sources: [join(sources, 'gone')] })).body.code).toBe(
      'path-gone',
    );
  });

  it('are measured as work that every window hears of, and opened as what the command line prints', async () => {
    const window = listen();
    const other = listen();
    const { body } = await command('measure', { ...usual, sources: [join(sources, 'messages.csv')] });
    const id = () => body.job as string;
    const { job } = await window.until(hasEnded(id));
    expect((await other.until(hasEnded(id))).job).toEqual(job);
    expect(job.end).toMatchObject({ how: 'done' });
    const organisation = job.organisation!;
    await window.until(
      (event): event is Extract<HostEvent, { type: 'organisation-changed' }> =>
        event.type === 'organisation-changed' && event.organisation === organisation,
    );
    const { published } = await askJson<OrganisationData>(`organisations/${organisation}`);
    const printed = await print(
      ...['measure', join(sources, 'messages.csv'), '--json', '--out', join(folder, 'out')],
    );
    expect(`${JSON.stringify(published, null, 2)}\n`).toBe(printed);
    const known = await askJson<OrganisationEntry[]>('organisations');
    expect(known.find((each) => each.id === organisation)).toMatchObject({ name: 'messages.csv' });
    expect((await askJson<JobData[]>('jobs')).map(({ id }) => id)).toContain(id());
    window.close();
    other.close();
  });

  it('that cannot be measured say why, where the work is shown', async () => {
    const window = listen();
    const { body } = await command('measure', { ...usual, sources: [join(sources, 'nothing.csv')] });
    const { job } = await window.until(hasEnded(() => body.job as string));
    expect(job.end).toMatchObject({ how: 'refused', refusal: { code: 'table-empty' } });
    window.close();
  });

  it('show who is tied to whom, people and what the numbers stand on', async () => {
    const [{ id } = { id: '' }] = await askJson<OrganisationEntry[]>('organisations');
    const map = await askJson<NetworkData>(`organisations/${id}/network/whole`);
    expect(map.labels).toHaveLength(8);
    expect(new Set(map.labels).size).toBe(8);
    expect(JSON.stringify(map)).not.toContain('example.org');
    expect(map.weight.reduce((sum, each) => sum + each, 0)).toBe(28 * 8);
    expect((await ask(`/api/organisations/${id}/network/1999`, { cookie })).status).toBe(404);
    expect(await askJson<InsideData>(`organisations/${id}/inside/A`)).toEqual({
      letter: 'A',
      published: null,
    });
    expect((await ask(`/api/organisations/${id}/inside/ZZ`, { cookie })).status).toBe(404);
    const list = await askJson<PeopleList>(`organisations/${id}/people`);
    expect(JSON.stringify(list)).not.toContain('example.org');
    const named = await askJson<PeopleList>(`organisations/${id}/people?names=1`);
    expect(named.people[0]?.accounts?.[0]).toContain('@example.org');
    const evidence = await askJson<EvidenceData>(`organisations/${id}/evidence`);
    expect(evidence.coverage.sources).toHaveLength(1);
    expect(evidence.people?.people).toHaveLength(8);
  });

  it('are measured anew once people were corrected, also when that is undone while they are', async () => {
    const [{ id } = { id: '' }] = await askJson<OrganisationEntry[]>('organisations');
    const before = await askJson<OrganisationData>(`organisations/${id}`);
    const { people } = await askJson<PeopleList>(`organisations/${id}/people`);
    const change = { action: 'merge', people: [people[0]!.pseudonym, people[1]!.pseudonym] };
    const merged = await command('change-people', { organisation: id, change });
    expect(merged.status).toBe(200);
    expect((await askJson<PeopleList>(`organisations/${id}/people`)).people).toHaveLength(7);
    const window = listen();
    const asked = askJson<OrganisationData>(`organisations/${id}`);
    await window.until(
      (event): event is Extract<HostEvent, { type: 'job-progress' }> =>
        event.type === 'job-progress' && event.job.stage === 'Measuring',
    );
    const undone = await command('undo-people-change', { organisation: id, correction: null });
    expect(undone.body).toEqual(merged.body);
    expect((await asked).published).toEqual(before.published);
    expect((await askJson<OrganisationData>(`organisations/${id}`)).published).toEqual(before.published);
    window.close();
    const ready = await command('change-people', { organisation: 'managers', change });
    expect(ready.body.code).toBe('organisation-ready');
  });

  it('are forgotten only when that is meant, and then by every window', async () => {
    const [{ id } = { id: '' }] = await askJson<OrganisationEntry[]>('organisations');
    expect((await command('forget', { organisation: id, isSure: false })).body.code).toBe('forget-unsure');
    const window = listen();
    expect((await command('forget', { organisation: id, isSure: true })).status).toBe(200);
    await window.until(
      (event): event is Extract<HostEvent, { type: 'organisation-gone' }> =>
        event.type === 'organisation-gone',
    );
    expect((await ask(`/api/organisations/${id}`, { cookie })).status).toBe(404);
    window.close();
  });
});

describe('a second start', () => {
  it('finds the first in their data folder and ends', async () => {
    const takeBack = noteRunningHost(data, host);
    const printed: unknown = JSON.parse(await print('start', '--data', data, '--no-open', '--json'));
    takeBack();
    const schema = readFileSync(new URL('../../docs/formats/start.schema.json', import.meta.url), 'utf8');
    expect(new Ajv().validate(JSON.parse(schema), printed)).toBe(true);
    const { address, isRunning } = printed as { address: string; isRunning: boolean };
    expect(isRunning).toBe(true);
    expect((await ask(`/${new URL(address).search}`)).status).toBe(303);
  });

  it('adds what it names to what is shown, where it has the key of the first', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const place = realpathSync(elsewhere);
    const archive = join(elsewhere, 'kept.duckdb');
    await (await openArchive(archive)).close();
    const wishes = { archive, folders: [elsewhere] };
    const isShown = async () => {
      const known = await askJson<OrganisationEntry[]>('organisations');
      const places = await askJson<FolderData>('folder');
      return [known.some(({ name }) => name === 'kept'), places.entries.some(({ path }) => path === place)];
    };
    const headers = { 'x-equipo-key': 'x', 'content-type': 'application/json' };
    expect((await ask('/hand-over', headers, 'POST', JSON.stringify(wishes))).status).toBe(401);
    expect(await isShown()).toEqual([false, false]);
    const takeBack = noteRunningHost(data, host);
    expect(await askRunningHost(data, wishes)).not.toBeNull();
    takeBack();
    expect(await isShown()).toEqual([true, true]);
    rmSync(elsewhere, { recursive: true });
    expect(await isShown()).toEqual([false, true]);
  });
});
