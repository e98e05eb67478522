import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import type { OrganisationData } from '../../src/web/host/host-data.ts';

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

export interface ServedPages {
  readonly origin: string;
  /** While `false`, every question for data goes unanswered, as from a host that was stopped. */
  isAnswering: boolean;
  close(): Promise<void>;
}

/** Builds the page and serves it on loopback with these organisations, under a strict policy. */
export const servePages = async (organisations: readonly OrganisationData[]): Promise<ServedPages> => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-pages-'));
  // React is built as it ships, not as tests run.
  process.env.NODE_ENV = 'production';
  await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://loopback').pathname);
    response.setHeader('content-security-policy', policy);
    if (path.startsWith('/api/organisations')) {
      if (!served.isAnswering) {
        request.socket.destroy();
        return;
      }
      const id = path.split('/')[3];
      const found =
        id === undefined
          ? organisations.map(({ id, published: { organisation, isSimulated } }) => ({
              id,
              name: organisation,
              isSimulated,
            }))
          : organisations.find((organisation) => organisation.id === id);
      response.statusCode = found === undefined ? 404 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(found ?? null));
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
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return served;
};
