import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosticSentences, refusalSentences } from '../../src/base/refusals.ts';
import { RefusalError } from '../../src/base/result.ts';
import { type Archive, openArchive } from '../../src/measure/archive/archive.ts';
import type { ImportSummary } from '../../src/measure/archive/import-summary.ts';
import { nobody } from '../../src/measure/network/events.ts';
import type { TabularSource } from '../../src/measure/sources/source.ts';
import { openTable } from '../../src/measure/sources/tables/open-table.ts';

/**
 * What every format of table must do, proved through the archive that reads it. A format brings a writer of its own
 * making; the promises are the same for all.
 */

export interface TableRow {
  /** As it is to stand in the file. */
  readonly time: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly context: string;
  readonly weight: string;
  /** A column nobody asked for; its text must never come out. */
  readonly text: string;
}

export interface TabularFormat {
  /** `csv`, as in the file's ending. */
  readonly ending: string;
  readonly write: (path: string, rows: readonly TableRow[]) => void | Promise<void>;
  /** Whether it is lines of text that can be appended to, packed, written in another encoding. */
  readonly isText: boolean;
}

/** The text no file of Equipo may hold. */
export const secret = 'the budget is gone';

const row = (time: string, from: string, to: string, more: Partial<TableRow> = {}): TableRow => ({
  time,
  from,
  to,
  kind: '',
  context: '',
  weight: '',
  text: secret,
  ...more,
});

/** Five acts, seven interactions, four people. */
const plain: readonly TableRow[] = [
  row('2024-01-05T10:00:00Z', 'ana@example.org', 'Bo@example.org', { kind: 'message', context: 't1' }),
  row('2024-01-05T11:30:00Z', 'bo@example.org', 'ana@example.org', { kind: 'reply', context: 't1' }),
  row('2024-01-06T08:00:00+02:00', 'chi@example.org', 'ana@example.org;bo@example.org;dé@example.org', {
    kind: 'message',
    context: 't2',
  }),
  row('2024-02-01T09:15:30.250Z', 'dé@example.org', 'chi@example.org', { kind: 'message', weight: '2.5' }),
  row('2024-02-01T09:15:30.250Z', 'dé@example.org', 'chi@example.org', { kind: 'message', weight: '2.5' }),
];

const later: readonly TableRow[] = [
  row('2024-03-01T10:00:00Z', 'bo@example.org', 'dé@example.org', { kind: 'message', context: 't3' }),
  row('2024-03-01T12:00:00Z', 'dé@example.org', 'bo@example.org', { kind: 'reply', context: 't3' }),
];

/** One line for each interaction, in words that do not depend on how it was stored. */
const interactionsOf = async (archive: Archive): Promise<string[]> => {
  const { events, people } = await archive.readEvents();
  const nameOf = (person: number) => people[person].accounts.map(({ key }) => key).join('+');
  return Array.from(events.timeMs, (timeMs, at) => {
    const when = Number.isFinite(timeMs) ? new Date(timeMs).toISOString() : 'untimed';
    const to = events.to[at] === nobody ? 'nobody' : nameOf(events.to[at]);
    return `${when} ${nameOf(events.from[at])} → ${to} ${events.kinds[events.kind[at]].id} ${events.weight[at].toFixed(3)}`;
  }).sort();
};

const plainInteractions = [
  '2024-01-05T10:00:00.000Z mail:ana@example.org → mail:bo@example.org message 1.000',
  '2024-01-05T11:30:00.000Z mail:bo@example.org → mail:ana@example.org reply 1.000',
  '2024-01-06T06:00:00.000Z mail:chi@example.org → mail:ana@example.org message 0.333',
  '2024-01-06T06:00:00.000Z mail:chi@example.org → mail:bo@example.org message 0.333',
  '2024-01-06T06:00:00.000Z mail:chi@example.org → mail:dé@example.org message 0.333',
  '2024-02-01T09:15:30.250Z mail:dé@example.org → mail:chi@example.org message 2.500',
  '2024-02-01T09:15:30.250Z mail:dé@example.org → mail:chi@example.org message 2.500',
];

const laterInteractions = [
  '2024-03-01T10:00:00.000Z mail:bo@example.org → mail:dé@example.org message 1.000',
  '2024-03-01T12:00:00.000Z mail:dé@example.org → mail:bo@example.org reply 1.000',
];

export interface ImportedTable {
  readonly summary: ImportSummary;
  readonly interactions: readonly string[];
}

export const opened = async (path: string): Promise<TabularSource> => {
  const source = await openTable(path);
  if (source === null) throw new Error(`no table was found at ${path}`);
  return source;
};

/** Opens a table and brings it into an archive of its own. */
export const importTable = async (path: string): Promise<ImportedTable> => {
  const source = await opened(path);
  const archive = await openArchive(null);
  try {
    const summary = await archive.importSource(source, { origin: path });
    for (const { code, count, place } of summary.diagnostics) {
      expect(diagnosticSentences).toHaveProperty([code]);
      expect(count).toBeGreaterThan(0);
      expect(place).not.toBe('');
    }
    expect(JSON.stringify(summary)).not.toContain(secret);
    return { summary, interactions: await interactionsOf(archive) };
  } finally {
    await archive.close();
    source.release?.();
  }
};

export const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RefusalError)) throw new Error(`expected a refusal, but got ${String(error)}`);
  expect(refusalSentences).toHaveProperty([error.refusal.code]);
  return error.refusal.code;
};

const codesOf = ({ summary }: ImportedTable) => summary.diagnostics.map(({ code }) => code);

export const describeTabularFormat = ({ ending, write, isText }: TabularFormat): void => {
  describe(`${ending} as a table`, () => {
    let root: string;
    beforeAll(() => {
      root = mkdtempSync(join(tmpdir(), `equipo-${ending}-`));
    });
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    const place = (name = `table.${ending}`) => join(mkdtempSync(join(root, 'input-')), name);
    const made = async (rows: readonly TableRow[], name?: string): Promise<string> => {
      const path = place(name);
      await write(path, rows);
      return path;
    };

    it('leaves alone a folder, and a path where nothing is', async () => {
      expect(await openTable(root)).toBeNull();
      expect(await openTable(join(root, `not-there.${ending}`))).toBeNull();
    });

    it('reads who, to whom, when, of what kind and how strong', async () => {
      const { summary, interactions } = await importTable(await made(plain));
      expect(interactions).toEqual(plainInteractions);
      expect(summary.acts).toEqual({ new: 5, known: 0 });
      expect(summary.interactions).toEqual({ new: 7, known: 0 });
      expect(summary.accounts).toEqual({ new: 4, known: 0 });
      expect(summary.diagnostics).toEqual([]);
      expect((await opened(await made(plain))).rows).toBe(5);
    });

    it('adds nothing when the same table is read twice, from the same place or another', async () => {
      const archive = await openArchive(null);
      for (const path of [await made(plain), await made(plain)]) {
        for (let time = 0; time < 2; time++) await archive.importSource(await opened(path), { origin: path });
      }
      expect(await interactionsOf(archive)).toEqual(plainInteractions);
      await archive.close();
    });

    it('adds what was added to a table since it was read, and only that', async () => {
      const archive = await openArchive(null);
      const path = await made(plain);
      await archive.importSource(await opened(path), { origin: path });
      await write(path, [...plain, ...later]);
      const summary = await archive.importSource(await opened(path), { origin: path });
      expect(summary.acts).toEqual({ new: 2, known: 5 });
      expect(await interactionsOf(archive)).toEqual([...plainInteractions, ...laterInteractions]);
      await archive.close();
    });

    it('loses and doubles nothing when the table grows while it is read', async () => {
      const archive = await openArchive(null);
      const path = await made(plain);
      const source = await opened(path);
      await write(path, [...plain, ...later]);
      await archive.importSource(source, { origin: path });
      await archive.importSource(await opened(path), { origin: path });
      expect(await interactionsOf(archive)).toEqual([...plainInteractions, ...laterInteractions]);
      await archive.close();
    });

    it('reads the years 1970 and 2100, in words and in seconds', async () => {
      const inWords = [row('1970-01-01T00:00:00Z', 'ana', 'bo'), row('2100-12-31T23:59:59Z', 'bo', 'ana')];
      const expected = [
        '1970-01-01T00:00:00.000Z table:ana → table:bo message 1.000',
        '2100-12-31T23:59:59.000Z table:bo → table:ana message 1.000',
      ];
      expect((await importTable(await made(inWords))).interactions).toEqual(expected);
      const inSeconds = inWords.map((each) => ({ ...each, time: `${Date.parse(each.time) / 1000}` }));
      expect((await importTable(await made(inSeconds))).interactions).toEqual(expected);
    });

    it('says so when there is nothing in it', async () => {
      expect(await refusalOf(openTable(await made([])))).toBe('table-empty');
      const path = place();
      writeFileSync(path, '');
      expect(await refusalOf(openTable(path))).toBe('table-empty');
    });

    it('says so when no row can be used', async () => {
      const timeless = [row('yesterday', 'ana', 'bo'), row('some day', 'ana', 'bo')];
      expect(await refusalOf(openTable(await made(timeless)))).toBe('table-time-unknown');
      const impossible = [row('2024-13-45', 'ana', 'bo'), row('2024-02-30', 'ana', 'bo')];
      expect(await refusalOf(openTable(await made(impossible)))).toBe('table-rows-unusable');
      const senderless = [row('2024-01-01', '', 'bo'), row('2024-01-02', ' ', 'bo')];
      expect(await refusalOf(openTable(await made(senderless)))).toBe('table-rows-unusable');
    });

    it('leaves out the rows that cannot be used, and counts them', async () => {
      const rows = [
        ...plain,
        row('', 'ana@example.org', 'bo@example.org'),
        row('whenever', 'ana@example.org', 'bo@example.org'),
        row('2024-02-02', '', 'bo@example.org'),
        row('2024-02-02', 'ana@example.org', 'bo@example.org', { weight: 'heavy' }),
      ];
      const read = await importTable(await made(rows));
      expect(read.interactions).toEqual(plainInteractions);
      expect(codesOf(read).sort()).toEqual([
        'table-sender-missing',
        'table-time-missing',
        'table-time-unreadable',
        'table-weight-unreadable',
      ]);
    });

    it('is refused in words, or read in part, wherever it is cut', async () => {
      const bytes = readFileSync(await made(plain));
      const all = new Set(plainInteractions);
      const path = place();
      const cuts = Array.from({ length: 9 }, (_, step) => Math.floor((bytes.length * (step + 1)) / 10));
      for (const cut of cuts) {
        writeFileSync(path, bytes.subarray(0, cut));
        const read = await importTable(path).catch((error: unknown) => {
          if (!(error instanceof RefusalError)) throw error;
          expect(refusalSentences).toHaveProperty([error.refusal.code]);
          return null;
        });
        // The row at the cut may be short; no other may differ.
        const strange = (read?.interactions ?? []).filter((each) => !all.has(each));
        expect(new Set(strange.map((each) => each.slice(0, 24))).size).toBeLessThanOrEqual(1);
      }
    });

    it('is refused or read, whatever bytes stand in it', async () => {
      const good = readFileSync(await made(plain));
      const path = place();
      const damage = fc.record({
        at: fc.nat(good.length - 1),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
      });
      const work = fc.asyncProperty(fc.oneof(damage, fc.uint8Array({ maxLength: 200 })), async (flaw) => {
        const bytes = Buffer.from(flaw instanceof Uint8Array ? flaw : good);
        if (!(flaw instanceof Uint8Array)) Buffer.from(flaw.bytes).copy(bytes, flaw.at);
        writeFileSync(path, bytes);
        try {
          await importTable(path);
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error;
          expect(refusalSentences).toHaveProperty([error.refusal.code]);
        }
      });
      await fc.assert(work, { seed: 11, numRuns: 15 });
    });

    it('quotes whatever stands in its path', async () => {
      const folder = join(root, `it's "here" {x} *`);
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `o'clock %.${ending}`);
      await write(path, plain);
      expect((await importTable(path)).interactions).toEqual(plainInteractions);
    });

    if (!isText) return;

    it('is read the same in other encodings', async () => {
      const { default: iconv } = await import('iconv-lite');
      const text = readFileSync(await made(plain), 'utf8');
      for (const [encoding, addBOM] of [
        ['utf8', true],
        ['utf16le', true],
        ['utf16le', false],
        ['utf16be', true],
        ['utf16be', false],
        ['win1252', false],
      ] as const) {
        const path = place();
        writeFileSync(path, iconv.encode(text, encoding, { addBOM }));
        const read = await importTable(path);
        expect(read.interactions, encoding).toEqual(plainInteractions);
        expect(codesOf(read)).toEqual(encoding === 'win1252' ? ['table-not-utf8'] : []);
      }
    });

    it('keeps the rows around bytes that are no letters', async () => {
      const path = await made(plain);
      const [from, to] = [Buffer.from('chi@'), Buffer.from([0xff, 0xfe, 0x80, 0x40])];
      const bytes = readFileSync(path);
      const at = bytes.indexOf(from);
      to.copy(bytes, at);
      writeFileSync(path, bytes);
      const read = await importTable(path);
      expect(read.interactions).toHaveLength(7);
      expect(codesOf(read)).toEqual(['table-not-utf8']);
      expect(read.interactions).toEqual(expect.arrayContaining(plainInteractions.slice(0, 2)));
    });

    it('does not mind which line ends it has, nor that they change', async () => {
      const text = readFileSync(await made(plain), 'utf8');
      let lines = 0;
      const mixed = text.replaceAll('\n', () => (lines++ % 2 === 0 ? '\r\n' : '\n'));
      for (const each of [text.replaceAll('\n', '\r\n'), mixed, text.trimEnd(), `${text}\n\n`]) {
        const path = place();
        writeFileSync(path, each);
        expect((await importTable(path)).interactions).toEqual(plainInteractions);
      }
    });

    it('is read packed with gzip, and up to where a packed one breaks off', async () => {
      const { gzipSync } = await import('node:zlib');
      const many = Array.from({ length: 4000 }, (_, number) =>
        row(
          new Date(Date.UTC(2024, 0, 1) + number * 997_000).toISOString(),
          `p${number % 37}`,
          `p${number % 41}`,
        ),
      ).filter(({ from, to }) => from !== to);
      const path = await made(many);
      const packed = gzipSync(readFileSync(path));
      const whole = place(`table.${ending}.gz`);
      writeFileSync(whole, packed);
      const all = await importTable(whole);
      expect(all.interactions).toHaveLength(many.length);
      expect(all.summary.diagnostics).toEqual([]);
      const cut = place(`table.${ending}.gz`);
      writeFileSync(cut, packed.subarray(0, Math.floor(packed.length * 0.6)));
      const part = await importTable(cut);
      expect(codesOf(part)).toEqual(['table-cut-short']);
      expect(part.interactions.length).toBeGreaterThan(many.length * 0.3);
      expect(part.interactions.length).toBeLessThan(many.length);
      const known = new Set(all.interactions);
      expect(part.interactions.filter((each) => !known.has(each))).toEqual([]);
    });

    it('is one table, packed or not', async () => {
      const { gzipSync } = await import('node:zlib');
      const path = await made(plain);
      const packed = place(`table.${ending}.gz`);
      writeFileSync(packed, gzipSync(readFileSync(path)));
      const archive = await openArchive(null);
      await archive.importSource(await opened(path), { origin: path });
      await archive.importSource(await opened(packed), { origin: packed });
      expect(await interactionsOf(archive)).toEqual(plainInteractions);
      await archive.close();
    });

    it('reads a last line that is still being written as far as it goes, and whole the next time', async () => {
      const path = await made(plain);
      const text = readFileSync(path, 'utf8');
      const path2 = await made([...plain, ...later]);
      const added = readFileSync(path2, 'utf8').slice(text.length);
      // Up to the middle of the first row's time: it says nothing yet.
      appendFileSync(path, added.slice(0, 12));
      const archive = await openArchive(null);
      await archive.importSource(await opened(path), { origin: path });
      appendFileSync(path, added.slice(12));
      await archive.importSource(await opened(path), { origin: path });
      expect(await interactionsOf(archive)).toEqual([...plainInteractions, ...laterInteractions]);
      await archive.close();
    });
  });
};
