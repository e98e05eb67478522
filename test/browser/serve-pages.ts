import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { OrganisationData, OrganisationEntry, RefusalAnswer } from '../../src/app/protocol.ts';
import { buildPages } from './build-pages.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Nothing inline, nothing from elsewhere: the policy the page must stand under. */
const policy = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]
  .concat(['script', 'style', 'font', 'img', 'connect'].map((kind) => `${kind}-src 'self'`))
  .join('; ');

/** The pages with answers laid down by a test; for what a host does, see flows.test.ts. */
export interface ServedPages {
  readonly origin: string;
  /** While `false`, every question for data goes unanswered, as from a host that was stopped. */
  isAnswering: boolean;
  /** Answers by path below `api/`; what is not in it is refused as unknown. */
  readonly answers: Map<string, unknown>;
  close(): Promise<void>;
}

/** Builds the page and serves it on loopback with these organisations, under a strict policy. */
export const servePages = async (organisations: readonly OrganisationData[]): Promise<ServedPages> => {
  const folder = await buildPages();
  const answers = new Map<string, unknown>([
    [
      'organisations',
      organisations.map(
        ({ id, published: { organisation, isSimulated } }): OrganisationEntry => ({
          id,
          name: organisation,
          isSimulated,
          origin: 'sample',
          isMeasured: true,
        }),
      ),
    ],
    ...organisations.map((organisation) => [`organisations/${organisation.id}`, organisation] as const),
    ['jobs', []],
  ]);
  const unknown: RefusalAnswer = { code: 'host-unknown', sentence: 'There is nothing at this address.' };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const path = decodeURIComponent(url.pathname);
    response.setHeader('content-security-policy', policy);
    if (path.startsWith('/api/')) {
      if (!served.isAnswering) {
        request.socket.destroy();
        return;
      }
      if (path === '/api/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.flushHeaders();
        return;
      }
      const letter = /\/inside\/(\w+)$/.exec(path)?.[1];
      const answer =
        letter === undefined ? answers.get(path.slice('/api/'.length)) : { letter, published: null };
      response.statusCode = answer === undefined ? 404 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer ?? unknown));
      return;
    }
    const file = normalize(join(folder, path === '/' ? 'index.html' : path));
    try {
      const content = readFileSync(file);
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
      response.end(content);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const served: ServedPages = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isAnswering: true,
    answers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return served;
};
