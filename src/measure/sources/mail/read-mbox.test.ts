import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dateOf,
  inMbox,
  type Letter,
  manyLetters,
  mboxOf,
  messageOf,
} from '../../../../test/sources/mail-fixture.ts';
import { readWhole } from '../../../../test/sources/streamed-source-acceptance.ts';
import { openMbox } from './open-mbox.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'equipo-mbox-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let files = 0;
const file = (content: string | Buffer, ending = ''): string => {
  const path = join(root, `${files++}${ending}`);
  writeFileSync(path, content);
  return path;
};

const read = async (path: string, since: string | null = null) => {
  const source = await openMbox(path);
  if (source === null) throw new Error(`no mbox: ${path}`);
  const whole = await readWhole(source, since);
  return {
    ...whole,
    ids: whole.acts.map((act) => act.nativeId),
    end: whole.batches.at(-1)?.checkpoint ?? null,
  };
};

const letter = (id: string, more: Partial<Letter> = {}): Letter => ({
  from: 'ana@x.org',
  to: 'bo@x.org',
  id,
  date: dateOf(1),
  ...more,
});

describe('an mbox read again', () => {
  it('gives only what was added', async () => {
    const path = file(mboxOf([letter('1'), letter('2')]));
    const first = await read(path);
    expect((await read(path, first.end)).batches).toEqual([]);
    appendFileSync(path, mboxOf([letter('3')]));
    expect((await read(path, first.end)).ids).toEqual(['3']);
  });

  it('is read anew where another file took its place', async () => {
    const path = file(mboxOf(manyLetters(50)));
    const { end } = await read(path);
    writeFileSync(path, mboxOf(manyLetters(60).slice(5)));
    expect((await read(path, end)).ids).toHaveLength(55);
    writeFileSync(path, mboxOf([letter('1')]));
    expect((await read(path, end)).ids).toEqual(['1']);
    expect((await read(path, 'a checkpoint of something else')).ids).toEqual(['1']);
  });

  it('goes on where status lines were rewritten in place', async () => {
    const path = file(mboxOf([letter('1', { extra: 'X-Mozilla-Status: 0000\n' })]));
    const { end } = await read(path);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('Status: 0000', 'Status: 0001') + mboxOf([letter('2')]),
    );
    expect((await read(path, end)).ids).toEqual(['2']);
  });

  it('takes a message that was half there once it is whole', async () => {
    const whole = mboxOf([letter('1'), letter('2')]);
    const cut = whole.indexOf('<2>');
    const path = file(whole.slice(0, cut));
    const first = await read(path);
    expect(first.ids).toEqual(['1']);
    expect(first.diagnostics).toMatchObject([{ code: 'mail-header-cut', count: 1 }]);
    writeFileSync(path, whole);
    expect((await read(path, first.end)).ids).toEqual(['2']);
  });

  it('still knows the lists it learnt', async () => {
    const path = file(mboxOf([letter('1', { to: 'dev@x.org', extra: 'List-Id: <dev.x.org>\n' })]));
    const first = await read(path);
    appendFileSync(path, mboxOf([letter('2', { to: 'dev@x.org' })]));
    const added = await read(path, first.end);
    expect(added.acts).toMatchObject([{ nativeId: '2', kind: 'mail-post', recipients: [] }]);
  });
});

describe('an mbox that is gone before it is read', () => {
  it('refuses', async () => {
    const path = file(mboxOf([letter('1')]));
    const source = await openMbox(path);
    rmSync(path);
    const reading = source?.read({ since: null, signal: new AbortController().signal });
    await expect(reading?.next()).rejects.toMatchObject({ refusal: { code: 'mail-unreadable' } });
  });
});

describe('an mbox that may not be read', () => {
  it.skipIf(process.getuid?.() === 0)('refuses to open', async () => {
    const path = file(mboxOf([letter('1')]));
    chmodSync(path, 0);
    await expect(openMbox(path)).rejects.toMatchObject({ refusal: { code: 'mail-unreadable' } });
  });
});

describe('a compressed mbox', () => {
  it('gives what the plain one gives', async () => {
    const text = mboxOf(manyLetters(300));
    const plain = await read(file(text));
    const packed = await read(file(gzipSync(text)));
    const members = await read(
      file(Buffer.concat([gzipSync(text.slice(0, 777)), gzipSync(text.slice(777))])),
    );
    for (const other of [packed, members]) {
      expect(other.acts).toEqual(plain.acts);
      expect(other.accounts).toEqual(plain.accounts);
      expect(other.diagnostics).toEqual(plain.diagnostics);
    }
  });

  it('with damage in the middle gives what stands before, and says so', async () => {
    const packed = gzipSync(mboxOf(manyLetters(20_000)));
    packed.fill(0xff, packed.length - 2000, packed.length - 1000);
    const { acts, diagnostics } = await read(file(packed));
    expect(acts.length).toBeGreaterThan(1000);
    expect(diagnostics.map(({ code }) => code)).toContain('mail-compressed-cut');
  });
});

describe('an mbox file', () => {
  it.each([
    ['a sentence', 'From here on there is no mail.\n'],
    ['a header alone', messageOf(letter('1'))],
    ['bytes', Buffer.from([0, 1, 2, 3])],
    ['compressed text', gzipSync('From here on')],
    ['a file that only claims to be compressed', Buffer.from([0x1f, 0x8b, 1, 2, 3])],
  ])('is not %s', async (_, content) => {
    expect(await openMbox(file(content))).toBeNull();
  });

  it('that is named so and cannot be unpacked says so', async () => {
    const { acts, diagnostics } = await read(file(Buffer.from([0x1f, 0x8b, 1, 2, 3]), '.mbox.gz'));
    expect(acts).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['mail-compressed-cut']);
  });

  it('may be the one in the folder that Apple Mail exports', async () => {
    const folder = mkdtempSync(join(root, 'letters-'));
    mkdirSync(join(folder, 'Inbox.mbox'));
    writeFileSync(join(folder, 'Inbox.mbox', 'mbox'), inMbox(messageOf(letter('1'))));
    const source = await openMbox(join(folder, 'Inbox.mbox'));
    expect(source?.description.label).toBe('Inbox.mbox');
    expect(await openMbox(folder)).toBeNull();
  });
});
