import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOf, manyLetters, messageOf, writeMessages } from '../../../../test/sources/mail-fixture.ts';
import { readWhole } from '../../../../test/sources/streamed-source-acceptance.ts';
import { readMailFilesCheckpoint, writeMailFilesCheckpoint } from './mail-files-checkpoint.ts';
import { openEmlFolder, openMaildir } from './open-mail-files.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'equipo-mail-files-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const newFolder = () => mkdtempSync(join(root, 'mail-'));
const letter = (id: string) => messageOf({ from: 'ana@x.org', to: 'bo@x.org', id, date: dateOf(1) });

const maildir = (messages: readonly string[], folder = newFolder()): string => {
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(folder, part), { recursive: true });
  writeMessages(join(folder, 'cur'), messages, (i) => `${1_600_000_000 + i}.M${i}.host:2,S`);
  return folder;
};

const read = async (path: string, since: string | null = null) => {
  const source = (await openMaildir(path)) ?? (await openEmlFolder(path));
  if (source === null) throw new Error(`no mail: ${path}`);
  const whole = await readWhole(source, since);
  return {
    ...whole,
    ids: whole.acts.map((act) => act.nativeId),
    end: whole.batches.at(-1)?.checkpoint ?? null,
  };
};

describe('a Maildir', () => {
  it('is read with every folder below it, in either layout', async () => {
    const folder = maildir([letter('1')]);
    maildir([letter('2')], join(folder, '.Sent.2021'));
    maildir([letter('3')], join(folder, 'Archive', 'Old'));
    expect((await read(folder)).ids.sort()).toEqual(['1', '2', '3']);
    const above = newFolder();
    maildir([letter('4')], join(above, 'INBOX'));
    expect((await read(above)).ids).toEqual(['4']);
  });

  it('is not any folder, and not the folder of its messages', async () => {
    expect(await openMaildir(newFolder())).toBeNull();
    expect(await openMaildir(join(maildir([letter('1')]), 'cur'))).toBeNull();
  });

  it('counts a message once that was moved or marked, and misses none', async () => {
    const folder = maildir(Array.from({ length: 5 }, (_, i) => letter(`${i}`)));
    const first = await read(folder);
    renameSync(join(folder, 'cur', '1600000002.M2.host:2,S'), join(folder, 'cur', '1600000002.M2.host:2,FS'));
    writeFileSync(join(folder, 'new', '1500000000.M9.host'), letter('new'));
    const again = await read(folder, first.end);
    expect(again.ids).toContain('new');
    expect(new Set([...first.ids, ...again.ids]).size).toBe(6);
  });

  it('reads only what changed since, a day for safety set aside', async () => {
    const folder = maildir(manyLetters(20).map(messageOf));
    const { end } = await read(folder);
    const known = readMailFilesCheckpoint(end);
    if (known === null) throw new Error('no checkpoint');
    const dayNs = 86_400_000_000_000n;
    expect(known.untilNs - known.sinceNs).toBe(dayNs);
    // As if a day had passed since: nothing is new.
    const later = writeMailFilesCheckpoint({ ...known, sinceNs: known.untilNs + 1n });
    expect((await read(folder, later)).batches).toEqual([]);
  });

  it('begins a pass again where the message it had come to is gone', async () => {
    const folder = maildir(manyLetters(1050).map(messageOf));
    const whole = await read(folder);
    const cut = whole.batches[0]?.checkpoint ?? null;
    unlinkSync(join(folder, 'cur', `${1_600_000_999}.M999.host:2,S`));
    expect((await read(folder, cut)).ids).toHaveLength(1049);
  });

  it('is read anew where another folder took its place', async () => {
    const folder = maildir([letter('1'), letter('2')]);
    const { end } = await read(folder);
    const known = readMailFilesCheckpoint(end);
    if (known === null) throw new Error('no checkpoint');
    const other = writeMailFilesCheckpoint({ ...known, folder: 'another', sinceNs: known.untilNs * 2n });
    expect((await read(folder, other)).ids).toHaveLength(2);
  });
});

describe('a folder of .eml files', () => {
  it('may be one file, or hold others besides', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'One.EML'), letter('1'));
    writeFileSync(join(folder, 'notes.txt'), letter('2'));
    expect((await read(folder)).ids).toEqual(['1']);
    expect((await read(join(folder, 'One.EML'))).ids).toEqual(['1']);
    expect(await openEmlFolder(join(folder, 'notes.txt'))).toBeNull();
  });

  it('keeps the names of its files to itself: they are subjects', async () => {
    const folder = newFolder();
    writeMessages(folder, [letter('1'), 'no mail'], (i) => `our secret plan ${i}.eml`);
    const { batches } = await read(folder);
    expect(JSON.stringify(batches)).not.toContain('secret');
  });

  it('reads headers longer than the first piece of a file, and bodies not at all', async () => {
    const folder = newFolder();
    const filler = 'X-Filler: x\n'.repeat(20_000);
    writeFileSync(join(folder, 'long.eml'), `${filler}${letter('1')}${'body\n'.repeat(100_000)}`);
    expect((await read(folder)).ids).toEqual(['1']);
  });
});
