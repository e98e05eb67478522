import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MboxHeader, MboxSplitter } from './split-mbox.ts';

const separator = 'From ana@example.org Mon May  3 08:00:00 2021';

/** Splits bytes handed over in pieces, cut at the offsets given. */
const split = (bytes: Buffer, cuts: readonly number[] = []): { messages: MboxHeader[]; doubtful: number } => {
  const splitter = new MboxSplitter();
  const messages: MboxHeader[] = [];
  let doubtful = 0;
  const edges = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < edges.length; i++) {
    messages.push(...splitter.push(bytes.subarray(edges[i - 1], edges[i]), false));
    doubtful += splitter.takeDoubtful().count;
  }
  messages.push(...splitter.push(Buffer.alloc(0), true));
  doubtful += splitter.takeDoubtful().count;
  return { messages, doubtful };
};

const headersOf = (text: string) =>
  split(Buffer.from(text, 'latin1')).messages.map((message) => message.header);

describe('an mbox', () => {
  it('is split at From lines after an empty line, with either line ending', () => {
    const text = `${separator}\nFrom: a\n\nbody\n\n${separator}\nFrom: b\n\nbody\n`;
    expect(headersOf(text)).toEqual(['From: a\n', 'From: b\n']);
    expect(headersOf(text.replaceAll('\n', '\r\n'))).toEqual(['From: a\r\n', 'From: b\r\n']);
  });

  it('may begin with empty lines or a byte order mark', () => {
    expect(headersOf(`\xef\xbb\xbf\n\n${separator}\nFrom: a\n\n`)).toEqual(['From: a\n']);
  });

  it.each([
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    'From ana at example.org  Fri May 22 13:38:22 2015',
    'From MAILER-DAEMON Fri Jul  8 12:08:34 2011 +0000',
    'From 1588300@xxx Fri Mar 05 12:34:56 +0000 2021',
    'From ???@??? Tue Jan 05 09:00:00 1999',
    'From - Mon, 03 May 2021 08:00:00 +0200',
    'From ana@example.org Mon May  3 08:00 EST 2021 remote from uucp',
    'From ana@example.org 2021-05-03T08:00:00Z',
    'From ana@example.org',
    'From ',
  ])('begins a message at "%s"', (line) => {
    expect(headersOf(`${line}\nFrom: a\n\nbody\n\n${line}\nFrom: b\n\n`)).toEqual(['From: a\n', 'From: b\n']);
  });

  it.each([
    'From here on it gets difficult.',
    'From May 2021 on we meet at 10:30.',
    'From: Ana',
    'From the list:\nSubject: something',
  ])('takes "%s" in a body for text', (line) => {
    expect(headersOf(`${separator}\nFrom: a\n\nbody\n\n${line}\nmore\n`)).toEqual(['From: a\n']);
  });

  it('counts a From line without an empty line before it, and takes it for text', () => {
    const text = `${separator}\nFrom: a\n\nbody\n${separator}\nFrom: b\n\nbody\n`;
    const { messages, doubtful } = split(Buffer.from(text));
    expect(messages.map((message) => message.header)).toEqual(['From: a\n']);
    expect(doubtful).toBe(1);
  });

  it('does not take patches inside a letter for letters, and does in a file of patches', () => {
    const patch = `From ${'0123456789'.repeat(4)} Mon Sep 17 00:00:00 2001\nFrom: p\n\ndiff\n\n`;
    expect(headersOf(`${separator}\nFrom: a\n\nsee below\n\n${patch}${separator}\nFrom: b\n\n`)).toEqual([
      'From: a\n',
      'From: b\n',
    ]);
    expect(headersOf(patch + patch)).toEqual(['From: p\n', 'From: p\n']);
  });

  it('says which headers end before they are whole', () => {
    const text = `${separator}\nFrom: a\nTo: b\n${separator}\nFrom: c\n\nbody\n\n${separator}\nFrom: d\nTo`;
    const { messages } = split(Buffer.from(text));
    expect(messages.map(({ header, isCut }) => [header, isCut])).toEqual([
      ['From: a\nTo: b\n', true],
      ['From: c\n', false],
      ['From: d\nTo', true],
    ]);
  });

  it('leaves a header that never ends, and goes on with the next message', () => {
    const endless = `${separator}\nFrom: a\n${'X-Filler: x\n'.repeat(400_000)}\nbody\n\n`;
    const { messages } = split(Buffer.from(`${endless}${separator}\nFrom: b\n\n`), [1_000_000, 4_700_000]);
    expect(messages.map(({ isTooLong }) => isTooLong)).toEqual([true, false]);
  });

  it('gives the date of the From line, unless it is a dummy', () => {
    const { messages } = split(
      Buffer.from(`${separator}\nFrom: a\n\n\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: b\n\n`),
    );
    expect(messages.map(({ separatorMs }) => separatorMs)).toEqual([Date.UTC(2021, 4, 3, 8), null]);
  });

  const pieces = fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    'From ',
    '>From ',
    separator,
    `${separator}\n`,
    `From ${'ab'.repeat(20)} Mon Sep 17 00:00:00 2001\n`,
    `\n\n${separator}\nFrom: x <x@example.org>\n\n`,
    'From a@b\n',
    'Subject: s\n',
    'To: a@b\n',
    ' folded\n',
    'text',
    '\xff\x00',
  );
  const anyMbox = fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''), 'latin1'));

  it('is split the same wherever its bytes are cut into chunks', () => {
    fc.assert(
      fc.property(
        anyMbox,
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 40 }),
        (bytes, stream, count) => {
          const cuts = [...stream.take(count)].map((cut) => cut % (bytes.length + 1));
          expect(split(bytes, cuts)).toEqual(split(bytes));
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is split the same from the start of any of its messages on', () => {
    fc.assert(
      fc.property(anyMbox, (bytes) => {
        const { messages } = split(bytes);
        messages.forEach((message, i) => {
          const splitter = new MboxSplitter(message.start);
          expect(splitter.push(bytes.subarray(message.start), true)).toEqual(messages.slice(i));
        });
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('gives back every message that was quoted as writers of mbox quote', () => {
    const line = fc.constantFrom(
      '',
      'text',
      'From here',
      separator,
      `>${separator}`,
      '>>From x',
      'From: y',
      'Subject: z',
    );
    const body = fc.array(line, { maxLength: 12 }).map((lines) => `${lines.join('\n')}\n`);
    const quotings = fc.constantFrom(/^(>*From )/gm, /^(From )/gm);
    fc.assert(
      fc.property(fc.array(body, { minLength: 1, maxLength: 8 }), quotings, (bodies, quoting) => {
        const text = bodies
          .map((one, i) => `${separator}\nFrom: ${i}\n\n${one.replaceAll(quoting, '>$1')}\n`)
          .join('');
        expect(headersOf(text)).toEqual(bodies.map((_, i) => `From: ${i}\n`));
      }),
      { seed: 1 },
    );
  });
});
