import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  backUp,
  backupsFolder,
  isBackupDue,
  listBackups,
  restoreBackup,
} from '../../src/app/practice/backup.ts';
import { PracticeNode } from '../../src/app/practice/node.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dayMs = 86_400_000;
let nowMs = Date.UTC(2026, 2, 1, 9);
const now = () => nowMs;
const post = (text: string) => ({ text, context: 'everybody', replyTo: null });

const personAt = async (name: string): Promise<PracticeNode> => {
  const place = mkdtempSync(join(folder, `${name}-`));
  await PracticeNode.makeIdentity(place, { name, deviceName: 'laptop' });
  return PracticeNode.open(place, now);
};

const heard = (node: PracticeNode, community: string) =>
  node.conversations(community).flatMap(({ posts }) => posts.map(({ text }) => text));

describe('a copy of a node', () => {
  it('brings a person back on a new device after the disk is gone, and the others see both', async () => {
    const [ana, bo] = [await personAt('Ana'), await personAt('Bo')];
    const community = await ana.found({
      ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation' },
    });
    await ana.listen('127.0.0.1:0');
    await bo.join(await ana.invite(community, 1, nowMs + dayMs));
    await ana.act(community, 'post-written', post('Before'));
    expect(await bo.until(() => heard(bo, community).includes('Before'), 20_000)).toBe(true);
    const stick = join(folder, 'stick');
    const made = await backUp(bo, stick);
    expect(made.communities).toEqual(['Garden']);
    // What was said after the copy is with Ana, and with nobody else.
    await ana.act(community, 'post-written', post('After'));
    const device = bo.device;
    await bo.close();
    rmSync(bo.folder, { recursive: true, force: true });

    const anew = join(folder, 'anew');
    expect(await restoreBackup(made.folder, anew, 'new laptop', now)).toEqual({
      ...{ name: 'Bo', communities: ['Garden'] },
    });
    const back = await PracticeNode.open(anew, now);
    expect(back.device).not.toBe(device);
    expect(back.person).toBe(bo.person);
    expect(heard(back, community)).toEqual(['Before']);
    await back.act(community, 'post-written', post('I am back'));
    expect(await back.meetAll()).toBe(1);
    expect(await back.until(() => heard(back, community).length === 3, 20_000)).toBe(true);
    expect(await ana.until(() => heard(ana, community).length === 3, 20_000)).toBe(true);
    const them = ana.people(community).find(({ person }) => person === back.person);
    expect(them?.devices.map(({ name }) => name)).toEqual(['laptop', 'new laptop']);
    await back.retireDevice(community, device);
    expect(
      await ana.until(() => ana.status(community).stateHash === back.status(community).stateHash, 20_000),
    ).toBe(true);
    await back.close();
    await ana.close();
  });

  it('is whole or not there, private to its owner, made again each day, and let go after two weeks but for the last', async () => {
    const ana = await personAt('Ana');
    const community = await ana.found({
      ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'open' },
    });
    const place = backupsFolder(ana.folder);
    expect(await isBackupDue(place, nowMs)).toBe(true);
    const first = await backUp(ana);
    expect(await isBackupDue(place, nowMs + dayMs - 1)).toBe(false);
    for (const name of readdirSync(first.folder)) {
      expect(statSync(join(first.folder, name)).mode & 0o077).toBe(0);
    }
    nowMs += dayMs;
    const second = await backUp(ana);
    // Nothing was said in between: the sealed record is on disk once.
    const bundle = `${community}.bundle`;
    expect(statSync(join(second.folder, bundle)).ino).toBe(statSync(join(first.folder, bundle)).ino);
    await ana.act(community, 'post-written', post('Something new'));
    nowMs += dayMs;
    const third = await backUp(ana);
    expect(statSync(join(third.folder, bundle)).ino).not.toBe(statSync(join(first.folder, bundle)).ino);
    // One that was cut short is no copy.
    cpSync(first.folder, join(place, 'torn.part'), { recursive: true });
    rmSync(join(second.folder, bundle));
    expect((await listBackups(place)).map(({ at }) => at)).toEqual([third.at, second.at, first.at]);
    await expect(restoreBackup(second.folder, join(folder, 'nowhere'), 'x', now)).rejects.toThrow(
      'backup-missing',
    );
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    await expect(restoreBackup(first.folder, ana.folder, 'x', now)).rejects.toThrow('identity-exists');
    nowMs += 30 * dayMs;
    const last = await backUp(ana);
    expect((await listBackups(place)).map((each) => each.folder)).toEqual([last.folder]);
    await ana.close();
  });
});
