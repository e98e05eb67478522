import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RandomStream, randomStream } from '../src/base/random.ts';
import { openMbox } from '../src/measure/sources/mail/open-mbox.ts';
import {
  type BenchmarkSize,
  formatMegabytes,
  formatRatio,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'A mailbox read to acts';

const bytesOf: Readonly<Record<BenchmarkSize, number>> = { full: 320e6, small: 20e6 };
const roundsOf: Readonly<Record<BenchmarkSize, number>> = { full: 3, small: 1 };

/** `list`: short letters with long headers, the hard case. `office`: one letter in six carries a file. */
type MailboxKind = 'list' | 'office';

const names = ['Ana Bell', 'Bo Cruz', '=?utf-8?Q?Chi_D=C3=A3o?=', '"Eck, Dee"', 'Eli Fox', 'Fay Gray Hill'];

const personOf = (i: number): string => `${names[i % names.length]} <person.${i}@example.org>`;

const wordOf = (random: RandomStream): string => random.uint32().toString(36);

const textOf = (random: RandomStream, lines: number): string => {
  let text = '';
  for (let line = 0; line < lines; line++) {
    text += `${line % 9 === 8 ? '' : Array.from({ length: 9 }, () => wordOf(random)).join(' ')}\n`;
  }
  return text;
};

const fileOf = (random: RandomStream, lines: number): string => {
  // One piece repeated: what is scanned is the same, and making it is quick.
  const piece = Array.from({ length: 64 }, () =>
    Buffer.from(Array.from({ length: 57 }, () => random.below(256))).toString('base64'),
  ).join('\n');
  return `\n--part\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n${`${piece}\n`.repeat(Math.ceil(lines / 64))}\n--part--\n`;
};

const receivedOf = (random: RandomStream, date: string): string =>
  `Received: from relay-${random.below(90)}.example.net (relay.example.net [192.0.2.${random.below(250)}])\n` +
  `\tby mx.example.org (Postfix) with ESMTPS id ${wordOf(random)}\n\tfor <person@example.org>; ${date}\n`;

const messageOf = (random: RandomStream, i: number, kind: MailboxKind): string => {
  const time = new Date(Date.UTC(2019, 0, 1) + i * 600_000);
  const date = time.toUTCString().replace('GMT', '+0000');
  const sender = Math.floor(400 * random.uniform() ** 2);
  const to = Array.from({ length: 1 + random.below(4) }, () => personOf(random.below(400)));
  const isAnswer = i > 0 && random.uniform() < 0.6;
  const parent = isAnswer ? i - 1 - random.below(Math.min(i, 30)) : 0;
  const hasFile = kind === 'office' && random.uniform() < 1 / 6;
  let text = `From person.${sender}@example.org ${time.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 $4')}\n`;
  text += receivedOf(random, date) + receivedOf(random, date) + receivedOf(random, date);
  text += `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=mail;\n`;
  for (let line = 0; line < 6; line++)
    text += `\t${Array.from({ length: 10 }, () => wordOf(random)).join('')}\n`;
  text += `From: ${personOf(sender)}\nTo: ${to.join(',\n\t')}\n`;
  if (kind === 'list') {
    text +=
      'Cc: dev@lists.example.org\nList-Id: Dev <dev.lists.example.org>\nList-Post: <mailto:dev@lists.example.org>\n';
  }
  text += `Subject: ${isAnswer ? 'Re: ' : ''}${wordOf(random)} ${wordOf(random)}\nDate: ${date}\nMessage-ID: <${i}.${kind}@example.org>\n`;
  if (isAnswer)
    text += `In-Reply-To: <${parent}.${kind}@example.org>\nReferences: <${parent}.${kind}@example.org>\n`;
  text += `MIME-Version: 1.0\nContent-Type: ${hasFile ? 'multipart/mixed; boundary=part' : 'text/plain; charset=utf-8'}\nX-Mailer: bench\n\n`;
  text += textOf(random, 20 + random.below(80));
  if (hasFile) text += fileOf(random, 400 + random.below(4000));
  return `${text}\n`;
};

/** The same bytes every time. */
const makeMailbox = (path: string, kind: MailboxKind, bytes: number): number => {
  const random = randomStream(20_240_711, 'bench', 'mail', kind);
  const file = openSync(path, 'w');
  let messages = 0;
  let held = '';
  for (let written = 0; written < bytes; ) {
    held += messageOf(random, messages++, kind);
    if (held.length < 4e6) continue;
    written += writeSync(file, held);
    held = '';
  }
  writeSync(file, held);
  closeSync(file);
  return messages;
};

interface OneRead {
  readonly seconds: number;
  readonly messages: number;
  readonly bytes?: number;
}

/** Run in a process of its own, so that memory is this read's alone. */
const readOnce = async (path: string): Promise<OneRead> => {
  const start = performance.now();
  const source = await openMbox(path);
  if (source === null) throw new Error(`bench/mail: expected an mbox at ${path}`);
  let messages = 0;
  for await (const batch of source.read({ since: null, signal: new AbortController().signal })) {
    messages += batch.acts.length;
  }
  const seconds = (performance.now() - start) / 1000;
  return { seconds, messages, bytes: process.resourceUsage().maxRSS * 1024 };
};

const runApart = async (command: string, args: readonly string[]): Promise<OneRead> => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`bench/mail: expected ${command} to end well, but got exit code ${code}`);
  return JSON.parse(printed) as OneRead;
};

const here = fileURLToPath(import.meta.url);
const peer = join(dirname(here), 'peers/mailbox-headers.py');

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-mail-'));
  const hasPython = spawnSync('python3', ['--version']).status === 0;
  const rows: string[][] = [];
  try {
    for (const kind of ['list', 'office'] as const) {
      const path = join(folder, kind);
      const made = makeMailbox(path, kind, bytesOf[size]);
      const bytes = statSync(path).size;
      const own: number[] = [];
      const python: number[] = [];
      let memory = 0;
      for (let round = 0; round < roundsOf[size]; round++) {
        const read = await runApart(process.execPath, ['--import', 'tsx', here, '--read', path]);
        if (read.messages !== made) {
          throw new Error(`bench/mail: expected ${made} messages, but got ${read.messages}`);
        }
        own.push(read.seconds);
        memory = Math.max(memory, read.bytes ?? Number.NaN);
        if (hasPython) python.push((await runApart('python3', [peer, path])).seconds);
      }
      rmSync(path);
      const rate = (seconds: number) => `${Math.round(bytes / 1e6 / seconds)} MB/s`;
      const what = `${kind} mail, ${made.toLocaleString('en')} messages, ${Math.round(bytes / 1e6)} MB`;
      rows.push([
        `Equipo, ${what}`,
        formatSeconds(median(own)),
        rate(median(own)),
        formatRatio(1),
        formatMegabytes(memory),
      ]);
      if (hasPython) {
        const seconds = median(python);
        rows.push([
          `Python mailbox and email, the same`,
          formatSeconds(seconds),
          rate(seconds),
          formatRatio(seconds / median(own)),
          '–',
        ]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    about:
      'Made mailboxes, opened, read and turned into acts: of a list (about 5 kB a message, a third of it header) and of an office, where every sixth message carries a file.',
    columns: ['', 'time', 'rate', 'beside Equipo', 'memory'],
    rows,
    notes: [
      'Target: at least 60 MB/s on one core. Memory is the peak of the whole process, Node included.',
      'Python reads the headers of the same messages and parses the same fields; it makes no acts of them.',
      'Whole-message parsers (mailparser, postal-mime) are left out: they decode bodies, which Equipo never reads.',
    ],
  };
};

if (process.argv[2] === '--read' && process.argv[3] !== undefined) {
  process.stdout.write(`${JSON.stringify(await readOnce(process.argv[3]))}\n`);
}
