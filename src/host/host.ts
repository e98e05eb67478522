/**
 * The page and its data on loopback, for the person who started it alone: a one-time token in the opened address is
 * exchanged for a cookie, and every request must come to this host's own name, from this host's own pages.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { describeMeasures } from '../app/describe-measures.ts';
import type { RefusalAnswer } from '../app/protocol.ts';
import type { Workspace } from '../app/workspace.ts';
import { sentenceOf } from '../base/refusals.ts';
import { RefusalError } from '../base/result.ts';

export interface Host {
  readonly origin: string;
  /** Opens the page once; anybody who finds it later finds it used. */
  readonly address: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Nothing inline, nothing from elsewhere. */
const policy = [
  ...['default-src', 'base-uri', 'form-action', 'frame-ancestors'].map((each) => `${each} 'none'`),
  ...['script', 'style', 'font', 'img', 'connect'].map((kind) => `${kind}-src 'self'`),
].join('; ');

const newSecret = () => randomBytes(32).toString('base64url');

const isSame = (said: string, secret: string): boolean => {
  const [a, b] = [Buffer.from(said), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const cookieOf = (request: IncomingMessage, name: string): string =>
  (request.headers.cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? '';

/** The file of the page at this path, never outside its folder; `null` where there is none. */
const fileAt = (folder: string, path: string): string | null => {
  try {
    const root = realpathSync(folder);
    const file = realpathSync(join(root, path === '/' ? 'index.html' : path));
    return file.startsWith(root + sep) && types[extname(file)] !== undefined ? file : null;
  } catch {
    return null;
  }
};

/** @throws RefusalError where the port is taken */
export const startHost = async (workspace: Workspace, pages: string, port: number): Promise<Host> => {
  let token: string | null = newSecret();
  const session = newSecret();
  let origin = '';

  const sendJson = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
  };
  const refuseWith = (response: ServerResponse, status: number, error: RefusalError) => {
    const { code } = error.refusal;
    sendJson(response, status, { code, sentence: sentenceOf(error.refusal) } satisfies RefusalAnswer);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    const cameFrom = request.headers.origin;
    if (`http://${request.headers.host}` !== origin || (cameFrom !== undefined && cameFrom !== origin)) {
      return refuseWith(response, 403, new RefusalError('host-elsewhere'));
    }
    if (request.method !== 'GET') return refuseWith(response, 405, new RefusalError('host-unknown'));
    const url = new URL(request.url ?? '/', origin);
    const cookie = `equipo-${new URL(origin).port}`;
    const offered = url.searchParams.get('token');
    if (offered !== null && token !== null && isSame(offered, token)) {
      token = null;
      response.writeHead(303, {
        location: '/',
        'set-cookie': `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`,
      });
      response.end();
      return;
    }
    if (!isSame(cookieOf(request, cookie), session)) {
      return refuseWith(response, 401, new RefusalError('host-token'));
    }
    if (url.pathname === '/api/organisations') return sendJson(response, 200, workspace.organisations());
    if (url.pathname === '/api/catalogue') return sendJson(response, 200, describeMeasures());
    const organisation = /^\/api\/organisations\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (organisation !== undefined) {
      return sendJson(response, 200, await workspace.organisation(organisation));
    }
    const file = fileAt(pages, url.pathname);
    if (file === null) return refuseWith(response, 404, new RefusalError('host-unknown'));
    const isHashed = url.pathname.startsWith('/assets/');
    response.writeHead(200, {
      'content-type': types[extname(file)],
      'cache-control': isHashed ? 'private, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(readFileSync(file));
  };

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof RefusalError) {
        return refuseWith(response, error.refusal.code === 'organisation-unknown' ? 404 : 422, error);
      }
      sendJson(response, 500, {
        code: 'fault',
        sentence: 'This is a mistake of Equipo; your data is intact.',
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new RefusalError('port-taken', { port }) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    address: `${origin}/?token=${token}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
