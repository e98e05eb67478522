import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable } from './open-table.ts';
import { sqlText } from './sql-text.ts';
import { openTableEngine } from './table-engine.ts';
import { isWholeZstd } from './zstd-frames.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-zstd-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A table packed by the engine, which unpacks it elsewhere too. */
const packed = async (rows: number): Promise<Buffer> => {
  const path = join(folder, `${rows}.csv.zst`);
  const engine = await openTableEngine();
  await engine.run(
    `COPY (SELECT 1700000000 + i AS "time", 'p' || hash(i) % 997 AS "from", 'q' || hash(-i) % 991 AS "to"
       FROM range(${rows}) AS r(i)) TO ${sqlText(path)} (FORMAT csv, HEADER, COMPRESSION zstd)`,
  );
  engine.close();
  return readFileSync(path);
};

const isWhole = (bytes: Uint8Array): Promise<boolean> => {
  const path = join(folder, 'cut.csv.zst');
  writeFileSync(path, bytes);
  return isWholeZstd(path);
};

describe('a file packed with zstd', () => {
  it('is whole as it was written, alone, twice in a row, and with a frame to skip', async () => {
    const bytes = await packed(50_000);
    const skippable = Buffer.concat([Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]), Buffer.from('abc')]);
    expect(await isWhole(bytes)).toBe(true);
    expect(await isWhole(Buffer.concat([bytes, bytes]))).toBe(true);
    expect(await isWhole(Buffer.concat([skippable, bytes]))).toBe(true);
  });

  it('is not whole wherever it is cut', async () => {
    const bytes = await packed(50_000);
    for (let cut = 1; cut < bytes.length; cut += Math.ceil(bytes.length / 50)) {
      expect(await isWhole(bytes.subarray(0, cut)), `${cut} of ${bytes.length}`).toBe(false);
    }
    expect(await isWhole(bytes.subarray(0, -1))).toBe(false);
  });

  it('is read as a table, and up to a whole row where it is cut', async () => {
    const bytes = await packed(200_000);
    const path = join(folder, 'table.csv.zst');
    writeFileSync(path, bytes);
    const whole = await openTable(path);
    expect([whole?.rows, whole?.notes]).toEqual([200_000, []]);
    writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * 0.7)));
    const part = await openTable(path);
    expect(part?.notes.map(({ code }) => code)).toContain('table-cut-short');
    expect(part?.rows).toBeGreaterThan(20_000);
    expect(part?.rows).toBeLessThan(200_000);
    const engine = await openTableEngine();
    const [counted] = await engine.rows(
      `SELECT count(*), count(*) FILTER ("to" <> 'q' || hash(-("time"::BIGINT - 1700000000)) % 991) FROM (${part?.select})`,
    );
    engine.close();
    expect(counted.map(Number)).toEqual([part?.rows, 0]);
  });
});
