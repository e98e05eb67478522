import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../app/workspace.ts';
import { type Host, startHost } from './host.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-host-'));
const pages = join(folder, 'pages');
let host: Host;
let cookie = '';

/** A raw request: `fetch` would tidy paths and forbid headers. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
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
      asked.on('error', reject).end();
    },
  );

beforeAll(async () => {
  mkdirSync(pages);
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  host = await startHost(openWorkspace(null, new AbortController().signal), pages, 0);
  const first = await ask(new URL(host.address).pathname + new URL(host.address).search);
  cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
  expect(first.status).toBe(303);
  expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/);
});
afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
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
    const workspace = openWorkspace(null, new AbortController().signal);
    await expect(startHost(workspace, pages, port)).rejects.toMatchObject({
      refusal: { code: 'port-taken' },
    });
  });
});
