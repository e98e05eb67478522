import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptedSource } from '../../test/archive/scripted-source.ts';
import { openArchive } from '../measure/archive/archive.ts';
import { inTurnAt, withArchive } from './archive-turn.ts';
import { changePeople, listPeople } from './manage-people.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-turn-'));
const path = join(folder, 'team.duckdb');

beforeAll(async () => {
  const archive = await openArchive(path);
  const acts = Array.from({ length: 8 }, (_, i) => ({
    id: String(i),
    at: i * 60_000,
    by: `p${i}`,
    to: [`p${(i + 1) % 8}`],
  }));
  await archive.importSource(scriptedSource({ acts }));
  await archive.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('one archive in one process', () => {
  it('keeps what everybody wrote who came at the same time', async () => {
    const { people } = await listPeople(path, false);
    const programs = people.slice(0, 6).map(({ pseudonym }) => pseudonym);
    const corrections = await Promise.all(
      programs.map((each) => changePeople(path, { action: 'mark-bot', people: [each] }, 0)),
    );
    expect(new Set(corrections).size).toBe(6);
    const after = await listPeople(path, false);
    expect(after.people.filter(({ isBot }) => isBot).map(({ pseudonym }) => pseudonym)).toEqual(
      expect.arrayContaining(programs),
    );
    expect(after.corrections).toHaveLength(6);
  });

  it('lets the next one in after a failure', async () => {
    const failing = withArchive(path, true, () => Promise.reject(new Error('on purpose')));
    const next = withArchive(path, true, (archive) => archive.sources());
    await expect(failing).rejects.toThrow('on purpose');
    expect(await next).toHaveLength(1);
  });

  it('is not made anew where it was deleted while somebody waited', async () => {
    const gone = join(folder, 'gone.duckdb');
    await (await openArchive(gone)).close();
    const deleting = inTurnAt(gone, async () => rmSync(gone));
    const waiting = listPeople(gone, false);
    await deleting;
    await expect(waiting).rejects.toMatchObject({ refusal: { code: 'archive-missing' } });
    expect(existsSync(gone)).toBe(false);
  });
});
