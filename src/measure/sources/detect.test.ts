import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentenceOf } from '../../base/refusals.ts';
import { RefusalError } from '../../base/result.ts';
import { openSource } from './detect.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'equipo-detect-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const fileOf = (name: string, content: string | Uint8Array): string => {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
};

const folderOf = (name: string): string => {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  return path;
};

const refusalOf = async (path: string) => {
  const error = await openSource(path).catch((reason: unknown) => reason);
  if (!(error instanceof RefusalError)) throw new Error(`expected a refusal, but got ${String(error)}`);
  return { code: error.refusal.code, sentence: sentenceOf(error.refusal) };
};

const message =
  'From: ana@example.org\nTo: bo@example.org\nDate: Fri, 05 Jan 2024 10:00:00 +0000\nMessage-ID: <1@x>\n\nHello\n';

describe('what a path holds', () => {
  it('is told for each kind of source', async () => {
    const repository = folderOf('repository');
    const git = (...words: string[]) =>
      execFileSync('git', ['-C', repository, ...words], { stdio: 'ignore' });
    git('init');
    git('-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', 'commit', '--allow-empty', '-m', 'begin');
    const maildir = folderOf('maildir');
    for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, part));
    writeFileSync(join(maildir, 'cur', '1.M1P1.host:2,S'), message);
    const letters = folderOf('letters');
    writeFileSync(join(letters, 'one.eml'), message);
    const table = 'time,from,to\n2024-01-05,ana,bo\n';
    const kinds = {
      git: repository,
      maildir,
      eml: letters,
      mbox: fileOf('list.mbox', `From ana@example.org Fri Jan  5 10:00:00 2024\n${message}\n`),
      'practice-log': fileOf('garden.ndjson', '{"format":"equipo-practice-log","version":1}\n'),
      table: fileOf('table.csv', table),
      'org-chart': fileOf('people.csv', 'employee,manager\nana,\nbo,ana\n'),
    };
    for (const [type, path] of Object.entries(kinds)) {
      expect((await openSource(path)).description.type, type).toBe(type);
    }
    expect((await openSource(join(letters, 'one.eml'))).description.type).toBe('eml');
    // By what stands in it, not by its name.
    expect(
      (await openSource(fileOf('archive', `From ana Fri Jan  5 10:00:00 2024\n${message}\n`))).description
        .type,
    ).toBe('mbox');
    expect((await openSource(fileOf('export.log', table))).description.type).toBe('table');
  });

  it('is a table and no chart where it names senders and recipients', async () => {
    const both = fileOf('both.csv', 'employee,manager,from,to\nana,,x,y\n');
    expect((await openSource(both)).description.type).toBe('table');
  });

  it('is refused in one sentence that names what could be read', async () => {
    expect((await refusalOf(join(root, 'not-there'))).code).toBe('source-missing');
    const { code, sentence } = await refusalOf(fileOf('picture.png', new Uint8Array(64).fill(0)));
    expect(code).toBe('source-unknown');
    for (const kind of ['git', 'mbox', 'Maildir', '.eml', 'CSV', 'Parquet', 'org charts'])
      expect(sentence).toContain(kind);
    expect((await refusalOf(fileOf('words.csv', 'colour,shape\nred,round\n'))).code).toBe(
      'table-columns-missing',
    );
  });

  it('is refused as a folder of files, with one of them as an example', async () => {
    expect((await refusalOf(folderOf('nothing'))).code).toBe('source-folder-unknown');
    const folder = folderOf('tables');
    writeFileSync(join(folder, 'notes.pdf'), '');
    writeFileSync(join(folder, 'calls.csv'), 'from,to\n1,2\n');
    const { code, sentence } = await refusalOf(folder);
    expect(code).toBe('source-folder-of-files');
    expect(sentence).toContain('calls.csv');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is refused where it may not be opened',
    async () => {
      const path = fileOf('closed.csv', 'from,to\n1,2\n');
      chmodSync(path, 0o000);
      expect((await refusalOf(path)).code).toMatch(/unreadable/);
    },
  );
});
