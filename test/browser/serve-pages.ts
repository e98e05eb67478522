import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import type {
  HostEvent,
  OrganisationData,
  OrganisationEntry,
  RefusalAnswer,
} from '../../src/app/protocol.ts';

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

export interface Refused {
  readonly status: number;
  readonly refusal: RefusalAnswer;
}

export const refused = (status: number, code: string, sentence: string): Refused => ({
  status,
  refusal: { code, sentence },
});

const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'refusal' in answer && 'status' in answer;

/** What the pages are told, laid down by a test: how they bear it is what is tested. */
export interface ServedPages {
  readonly origin: string;
  /** While `false`, every question goes unanswered and the stream is cut, as from a host that was stopped. */
  isAnswering: boolean;
  /** Answers by path below `api/`, with what follows `?`; what is not in it is refused as unknown. */
  readonly answers: Map<string, unknown>;
  /** What a command does and answers, by its name. */
  readonly commands: Map<string, (body: never) => unknown>;
  /** Every command that came, in order. */
  readonly sent: { readonly name: string; readonly body: unknown }[];
  /** Tells every window. */
  tell(event: HostEvent): void;
  /** Ends every stream, as a stopped host does. */
  cut(): void;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

/** Builds the page and serves it on loopback with these organisations, under a strict policy. */
export const servePages = async (organisations: readonly OrganisationData[]): Promise<ServedPages> => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-pages-'));
  // React is built as it ships, not as tests run.
  process.env.NODE_ENV = 'production';
  await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  const streams = new Set<ServerResponse>();
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
  const unknown = refused(404, 'host-unknown', 'There is nothing at this address; nothing was changed.');
  const answer = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    if (!served.isAnswering) {
      request.socket.destroy();
      return;
    }
    if (path === 'events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': hello\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    let said: unknown = answers.get(path) ?? unknown;
    if (request.method === 'POST') {
      const name = path.replace('commands/', '');
      const body = JSON.parse(await bodyOf(request)) as never;
      served.sent.push({ name, body });
      const act = served.commands.get(name);
      said = act === undefined ? unknown : act(body);
    }
    response.statusCode = isRefused(said) ? said.status : 200;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isRefused(said) ? said.refusal : said));
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const path = decodeURIComponent(url.pathname);
    response.setHeader('content-security-policy', policy);
    if (path.startsWith('/api/')) {
      void answer(request, response, decodeURIComponent(`${path.slice(5)}${url.search}`));
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
    commands: new Map(),
    sent: [],
    tell(event) {
      for (const stream of streams) stream.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    },
    cut() {
      for (const stream of streams) stream.destroy();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return served;
};
