import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentsOf, linesOf } from '../../../test/archive/archive-contents.ts';
import { scriptedSource } from '../../../test/archive/scripted-source.ts';
import { sentenceOf } from '../../base/refusals.ts';
import { RefusalError } from '../../base/result.ts';
import { openArchive } from './archive.ts';
import { openEngine, refusalOfEngineError } from './engine.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-open-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const acts = [
  { id: 'a', at: 1, by: 'ana', to: ['bo'] },
  { id: 'b', at: 2, by: 'bo', to: ['ana'] },
];

const filled = async (path: string) => {
  const archive = await openArchive(path);
  await archive.importSource(scriptedSource({ acts }));
  await archive.close();
};

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RefusalError)) throw new Error(`expected a refusal, but got ${error}`);
  // Every refusal has its sentence, and no blank stays open.
  expect(sentenceOf(error.refusal)).not.toMatch(/[{}]/);
  return error.refusal;
};

describe('opening an archive', () => {
  it('finds again what was closed, and reads it without the right to write', async () => {
    const path = join(folder, 'again.duckdb');
    await filled(path);
    const lines = ['1 ana → bo mail-opening 1', '2 bo → ana mail-opening 1'];
    const again = await openArchive(path);
    expect(await linesOf(again)).toEqual(lines);
    await again.close();
    const size = statSync(path).size;
    const reading = await openArchive(path, { readOnly: true });
    expect(reading.isReadOnly).toBe(true);
    expect(await linesOf(reading)).toEqual(lines);
    expect((await reading.pseudonyms((await reading.readPeople()).people)).size).toBe(2);
    await reading.close();
    expect(statSync(path).size).toBe(size);
  });

  it('refuses an archive from a newer version and leaves it as it is', async () => {
    const path = join(folder, 'newer.duckdb');
    await filled(path);
    const engine = await openEngine(path, false);
    await engine.run("UPDATE meta SET value = '2' WHERE name = 'format'");
    engine.close();
    const before = readFileSync(path);
    expect((await refusalOf(openArchive(path))).code).toBe('archive-newer');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses what is no archive: text, a folder, another database', async () => {
    const text = join(folder, 'text.duckdb');
    writeFileSync(text, 'just a text, long enough to hold a header\n'.repeat(500));
    expect((await refusalOf(openArchive(text))).code).toBe('archive-unreadable');
    expect(readFileSync(text, 'utf8')).toMatch(/^just a text/);

    const directory = join(folder, 'folder.duckdb');
    mkdirSync(directory);
    expect((await refusalOf(openArchive(directory))).code).toBe('archive-unreadable');

    const foreign = join(folder, 'foreign.duckdb');
    const engine = await openEngine(foreign, false);
    await engine.run('CREATE TABLE sales (amount INTEGER)');
    engine.close();
    expect((await refusalOf(openArchive(foreign))).code).toBe('archive-unreadable');
    const meta = join(folder, 'meta.duckdb');
    const other = await openEngine(meta, false);
    await other.run('CREATE TABLE meta (something INTEGER)');
    other.close();
    expect((await refusalOf(openArchive(meta))).code).toBe('archive-unreadable');
  });

  it('refuses a truncated archive instead of crashing on it', async () => {
    const path = join(folder, 'cut.duckdb');
    await filled(path);
    writeFileSync(path, readFileSync(path).subarray(0, 9_000));
    expect((await refusalOf(openArchive(path))).code).toBe('archive-unreadable');
  });

  it('starts anew on the empty file that a program killed at once leaves behind', async () => {
    const path = join(folder, 'empty.duckdb');
    writeFileSync(path, '');
    await filled(path);
    expect(statSync(path).size).toBeGreaterThan(0);
  });

  it('lets nobody but its owner read the file, nor the one that replaces it', async () => {
    const path = join(folder, 'own.duckdb');
    await filled(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const archive = await openArchive(path);
    await archive.erasePerson('mail:bo@example.org');
    await archive.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('removes what a killed engine left in its temporary folder', async () => {
    const path = join(folder, 'spilled.duckdb');
    await filled(path);
    mkdirSync(`${path}.tmp`);
    writeFileSync(join(`${path}.tmp`, 'duckdb_temp_storage-0.tmp'), 'remains');
    await (await openArchive(path)).close();
    expect(existsSync(`${path}.tmp`)).toBe(false);
  });

  it('says where there is no archive to read, and where none can be made', async () => {
    expect((await refusalOf(openArchive(join(folder, 'none.duckdb'), { readOnly: true }))).code).toBe(
      'archive-missing',
    );
    expect((await refusalOf(openArchive(join(folder, 'no', 'such', 'x.duckdb')))).code).toBe(
      'archive-not-writable',
    );
    writeFileSync(join(folder, 'file'), 'x');
    expect((await refusalOf(openArchive(join(folder, 'file', 'x.duckdb')))).code).toBe(
      'archive-not-writable',
    );
  });

  it('says which process has it open', async () => {
    const path = join(folder, 'locked.duckdb');
    const holder = spawn(
      process.execPath,
      ['--import', 'tsx', resolve(import.meta.dirname, '../../../test/archive/hold-archive.ts'), path],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await once(holder.stdout, 'data');
      const refusal = await refusalOf(openArchive(path));
      expect(refusal.code).toBe('archive-locked');
      expect(sentenceOf(refusal)).toContain(`process ${holder.pid}`);
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'close');
    }
    await (await openArchive(path)).close();
  });

  it('answers calls that overlap one after another', async () => {
    const archive = await openArchive(null);
    const [, lines, people] = await Promise.all([
      archive.importSource(scriptedSource({ acts })),
      linesOf(archive),
      archive.readPeople(),
      archive.windows('month'),
    ]);
    expect(lines).toHaveLength(2);
    expect(people.people).toHaveLength(2);
    await archive.close();
  });

  it('lets a fault of one call through and answers the next', async () => {
    const archive = await openArchive(null);
    const broken = scriptedSource({
      acts: [{ id: 'a', at: 1, by: 'ana', to: ['bo'], kind: 'no-such-kind' }],
    });
    await expect(archive.importSource(broken)).rejects.toThrow(/expected a kind/);
    await archive.importSource(scriptedSource({ acts }));
    expect(await linesOf(archive)).toHaveLength(2);
    await archive.close();
  });
});

/** A file system of a few megabytes, where this machine and account may make one. */
const mountSmallDisk = (place: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('a full disk', () => {
  it('is told from what the engine says of it', () => {
    const errors = [
      'IO Error: Could not write to file "/x/y.duckdb.wal": No space left on device',
      'IO Error: Could not write file "y": ENOSPC',
      'Out of Memory Error: failed to offload data block of size 256.0 KiB. This limit was set by the max_temp_directory_size setting.',
    ];
    for (const error of errors)
      expect(refusalOfEngineError(new Error(error), '/x')?.refusal.code).toBe('disk-full');
    expect(refusalOfEngineError(new Error('Binder Error: no such column'), '/x')).toBeNull();
  });

  it('refuses the import, keeps what was there, and goes on when there is room', async ({ skip }) => {
    const place = join(folder, 'small');
    mkdirSync(place);
    if (!mountSmallDisk(place)) skip('this account may not make a small file system');
    try {
      const path = join(place, 'full.duckdb');
      await filled(path);
      const many = Array.from({ length: 60_000 }, (_, i) => ({
        id: `m${i}`,
        at: i,
        by: `p${i % 50}`,
        to: [`p${(i * 7) % 50}`, 'bo'],
      }));
      const importing = async () => {
        const archive = await openArchive(path);
        try {
          await archive.importSource(scriptedSource({ acts: many, actsPerBatch: 4096 }), { origin: '/many' });
        } finally {
          await archive.close();
        }
      };
      const filler = join(place, 'filler');
      writeFileSync(filler, new Uint8Array(statfsSync(place).bavail * statfsSync(place).bsize - 1_500_000));
      expect((await refusalOf(importing())).code).toBe('disk-full');
      rmSync(filler);
      execFileSync('mount', ['-o', 'remount,size=64m', place]);
      const kept = await openArchive(path);
      expect((await linesOf(kept)).filter((line) => /^[12] (ana|bo) →/.test(line))).toHaveLength(2);
      await kept.close();
      await importing();
      const whole = await openArchive(null);
      await whole.importSource(scriptedSource({ acts }));
      await whole.importSource(scriptedSource({ acts: many, actsPerBatch: 4096 }), { origin: '/many' });
      const resumed = await openArchive(path);
      expect(await contentsOf(resumed)).toEqual(await contentsOf(whole));
      await resumed.close();
      await whole.close();
    } finally {
      execFileSync('umount', ['-l', place]);
    }
  });
});
