/**
 * The page and its data on loopback, for the person who started it alone: a one-time token in the opened address is
 * exchanged for a cookie, and every request must come to this host's own name, from this host's own pages.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeMeasures } from '../app/describe-measures.ts';
import { type PracticeDesk, practiceParts } from '../app/practice/desk.ts';
import { readyTemplates } from '../app/practice/process-template.ts';
import type { Commands, RefusalAnswer } from '../app/protocol.ts';
import type { Workspace } from '../app/workspace.ts';
import { sentenceOf } from '../base/refusals.ts';
import { RefusalError } from '../base/result.ts';
import { commandBodies, handOverBody, runBody } from './command-bodies.ts';
import type { EventStream } from './event-stream.ts';
import { openPageFiles } from './page-files.ts';
import { openSession } from './session.ts';

export interface Host {
  readonly origin: string;
  /** Opens the page once; anybody who finds it later finds it used. */
  readonly address: string;
  /** What the same person's next start shows to be handed over to this host. */
  readonly key: string;
  close(): Promise<void>;
}

/** A command line of the same person, typed elsewhere on this machine while this host has their data open. */
export interface CommandLine {
  readonly argv: readonly string[];
  /** Where its paths begin. */
  readonly folder: string;
  readonly columns: number;
}

/** One line of the answer to a command line, as JSON; `run`, by which it is stopped, is the first and `code` the last. */
export type SaidLine =
  | { readonly run: string }
  | { readonly out: string }
  | { readonly err: string }
  | { readonly code: number };

export interface HostRequest {
  readonly workspace: Workspace;
  /** Left out: a host of organisations alone. */
  readonly desk?: PracticeDesk;
  /** Left out: no command lines are run here. */
  readonly runLine?: (
    line: CommandLine,
    say: (said: SaidLine) => void,
    signal: AbortSignal,
  ) => Promise<number>;
  readonly events: EventStream;
  /** Folder of the built page. */
  readonly pages: string;
  /** 0: a free one. */
  readonly port: number;
  /** Milliseconds, from anywhere, never back. */
  readonly now: () => number;
}

/** Where a start asks the host that runs already for an address of its own. */
export const handOverPath = '/hand-over';
/** Where a command asks it to be run by the host that has the data open; below it, to be stopped. */
export const runPath = '/run';
export const keyHeader = 'x-equipo-key';

/** Nothing inline, nothing from elsewhere. */
const policy = [
  ...['default-src', 'base-uri', 'form-action', 'frame-ancestors'].map((each) => `${each} 'none'`),
  ...['script', 'style', 'font', 'img', 'connect', 'worker'].map((kind) => `${kind}-src 'self'`),
].join('; ');

const mostBytes = 64 * 1024;
const commandsAtOnce = 30;
const commandsPerSecond = 10;

const statusOf: Readonly<Record<string, number>> = {
  'host-elsewhere': 403,
  'host-token': 401,
  'host-unknown': 404,
  'host-too-large': 413,
  'host-too-often': 429,
  'job-unknown': 409,
  'jobs-too-many': 409,
  'organisation-unknown': 404,
  'community-unknown': 404,
  'window-unknown': 404,
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  if (request.headers['content-type']?.split(';')[0] !== 'application/json')
    throw new RefusalError('host-body');
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new RefusalError('host-too-large');
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new RefusalError('host-body');
  }
};

const send = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
};

const sendRefusal = (response: ServerResponse, { refusal }: RefusalError) =>
  send(response, statusOf[refusal.code] ?? 422, {
    code: refusal.code,
    sentence: sentenceOf(refusal),
  } satisfies RefusalAnswer);

const isCommand = (name: string): name is keyof Commands => Object.hasOwn(commandBodies, name);

/** At most so many at once, and so many a second from then on. */
const openBucket = (now: () => number) => {
  let held = commandsAtOnce;
  let filledAt = now();
  return (): boolean => {
    held = Math.min(commandsAtOnce, held + ((now() - filledAt) / 1000) * commandsPerSecond);
    filledAt = now();
    if (held < 1) return false;
    held--;
    return true;
  };
};

/** @throws RefusalError where the port is taken */
export const startHost = async ({
  workspace,
  desk,
  runLine,
  events,
  pages,
  port,
  now,
}: HostRequest): Promise<Host> => {
  const session = openSession();
  const pageAt = openPageFiles(pages);
  const mayCommand = openBucket(now);
  const running = new Map<string, AbortController>();
  let origin = '';

  const practiceDesk = (): PracticeDesk => {
    if (desk === undefined) throw new RefusalError('host-unknown');
    return desk;
  };
  type AllCommands = {
    readonly [Name in keyof Commands]: (said: Commands[Name]['body']) => Promise<Commands[Name]['answer']>;
  };

  const answerPractice = (path: string, asked: URLSearchParams): Promise<unknown> => {
    const [, community, name, id] =
      /^practice\/([0-9a-f]{64})\/([a-z]+)(?:\/([0-9a-f]{8,64}))?$/.exec(path) ?? [];
    const part = practiceParts.find((each) => each === (id === undefined ? name : `${name}/:id`));
    if (community === undefined || part === undefined) throw new RefusalError('host-unknown');
    return practiceDesk().part(community, part, { id: id ?? '', words: asked.get('words') ?? '' });
  };

  const answerQuery = async (path: string, asked: URLSearchParams): Promise<unknown> => {
    if (path === 'organisations') return workspace.organisations();
    if (path === 'catalogue') return describeMeasures();
    if (path === 'jobs') return workspace.jobs();
    if (path === 'folder') return workspace.folder(asked.get('path'));
    if (path === 'processes') return readyTemplates;
    if (path === 'practice') return practiceDesk().overview();
    if (path === 'practice/digest') return practiceDesk().digest();
    if (path.startsWith('practice/')) return answerPractice(path, asked);
    const [, id, part, place] =
      /^organisations\/([\w-]+)(?:\/(network|inside|people|evidence|experiments)(?:\/([\w-]+))?)?$/.exec(
        path,
      ) ?? [];
    if (id === undefined || (part !== 'network' && part !== 'inside' && place !== undefined))
      throw new RefusalError('host-unknown');
    if (part === undefined) return workspace.organisation(id);
    if (part === 'network') return workspace.network(id, place ?? 'whole');
    if (part === 'inside') return workspace.inside(id, place ?? '');
    if (part === 'experiments') return workspace.experiments(id);
    if (part === 'people') return workspace.people(id, asked.get('names') === '1');
    return workspace.evidence(id);
  };

  const answerCommand = async <Name extends keyof Commands>(
    name: Name,
    request: IncomingMessage,
  ): Promise<Commands[Name]['answer']> => {
    // A browser always says where a page that sends something comes from.
    if (request.headers.origin !== origin) throw new RefusalError('host-elsewhere');
    if (!mayCommand()) throw new RefusalError('host-too-often');
    const body = commandBodies[name](await bodyOf(request));
    const commands: Partial<AllCommands> = { ...workspace.commands, ...desk?.commands };
    const command = commands[name];
    if (command === undefined) throw new RefusalError('host-unknown');
    return command(body);
  };

  const sendPage = (request: IncomingMessage, response: ServerResponse, path: string) => {
    const file = pageAt(path);
    if (file === null) throw new RefusalError('host-unknown');
    const isCompressed =
      file.compressed !== null && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    response.writeHead(200, {
      'content-type': file.type,
      'cache-control': file.isHashed ? 'private, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
    });
    response.end(isCompressed ? file.compressed : file.content);
  };

  /** Calendar programs bring no cookie: the key in the address opens this one file, and says nothing where it is wrong. */
  const sendCalendar = async (request: IncomingMessage, response: ServerResponse, asked: URL, of: string) => {
    const file = (await desk?.calendar(of, asked.searchParams.get('key') ?? '')) ?? null;
    if (file === null) throw new RefusalError('host-unknown');
    const tag = `"${createHash('sha256').update(file).digest('base64url')}"`;
    const isSame = request.headers['if-none-match'] === tag;
    response.writeHead(isSame ? 304 : 200, {
      ...(isSame ? {} : { 'content-type': 'text/calendar; charset=utf-8' }),
      'cache-control': 'private, no-cache',
      etag: tag,
    });
    response.end(isSame ? undefined : file);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('content-security-policy', policy);
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    const cameFrom = request.headers.origin;
    if (`http://${request.headers.host}` !== origin || (cameFrom !== undefined && cameFrom !== origin)) {
      throw new RefusalError('host-elsewhere');
    }
    const url = new URL(request.url ?? '/', origin);
    const cookie = `equipo-${new URL(origin).port}`;
    if (request.method === 'POST' && url.pathname === handOverPath) {
      if (!session.isKey(String(request.headers[keyHeader] ?? ''))) throw new RefusalError('host-token');
      workspace.admit(handOverBody(await bodyOf(request)));
      return send(response, 200, { address: `${origin}/?token=${session.newToken()}` });
    }
    if (request.method === 'POST' && url.pathname === runPath) {
      if (runLine === undefined) throw new RefusalError('host-unknown');
      if (!session.isKey(String(request.headers[keyHeader] ?? ''))) throw new RefusalError('host-token');
      const line = runBody(await bodyOf(request));
      const stop = new AbortController();
      const run = randomUUID();
      running.set(run, stop);
      response.on('close', () => {
        running.delete(run);
        stop.abort();
      });
      response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
      const say = (said: SaidLine) => response.write(`${JSON.stringify(said)}\n`);
      say({ run });
      say({ code: await runLine(line, say, stop.signal) });
      response.end();
      return;
    }
    if (request.method === 'DELETE' && url.pathname.startsWith(`${runPath}/`)) {
      if (!session.isKey(String(request.headers[keyHeader] ?? ''))) throw new RefusalError('host-token');
      // What it still says comes over its own answer.
      running.get(url.pathname.slice(runPath.length + 1))?.abort();
      return send(response, 200, {});
    }
    const calendarOf = /^\/calendar\/([0-9a-f]{64})\.ics$/.exec(url.pathname)?.[1];
    if (calendarOf !== undefined && (request.method === 'GET' || request.method === 'HEAD')) {
      return sendCalendar(request, response, url, calendarOf);
    }
    const offered = url.searchParams.get('token');
    if (request.method === 'GET' && offered !== null && session.takeToken(offered)) {
      response.writeHead(303, { location: '/', 'set-cookie': session.cookieHeader(cookie) });
      response.end();
      return;
    }
    if (!session.holds(request, cookie)) throw new RefusalError('host-token');
    if (request.method === 'POST') {
      const name = /^\/api\/commands\/([\w-]+)$/.exec(url.pathname)?.[1] ?? '';
      if (!isCommand(name)) throw new RefusalError('host-unknown');
      return send(response, 200, await answerCommand(name, request));
    }
    if (request.method !== 'GET') throw new RefusalError('host-unknown');
    if (url.pathname === '/api/events') {
      if (!events.add(response)) throw new RefusalError('host-too-often');
      return;
    }
    if (url.pathname.startsWith('/api/')) {
      return send(response, 200, await answerQuery(url.pathname.slice('/api/'.length), url.searchParams));
    }
    sendPage(request, response, url.pathname);
  };

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return response.destroy();
      // What is left of a body that was refused is not read.
      response.setHeader('connection', 'close');
      if (error instanceof RefusalError) return sendRefusal(response, error);
      send(response, 500, { code: 'fault', sentence: 'This is a mistake of Equipo; your data is intact.' });
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
    address: `${origin}/?token=${session.newToken()}`,
    key: session.key,
    async close() {
      events.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
