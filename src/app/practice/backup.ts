/**
 * Copies of what this node keeps, so that a broken disk or a wrong click loses nothing. A copy brings the person back on
 * a new device: never one key on two machines, so the device's own key is not in it.
 */
import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { RefusalError } from '../../base/result.ts';
import { devices, members } from '../../practice/governance/tables.ts';
import { makeIdentity } from './identity.ts';
import { readKept, writeKept } from './kept-file.ts';
import { type CommunityKeys, PracticeNode } from './node.ts';

export interface Backup {
  readonly folder: string;
  readonly at: number;
  readonly communities: readonly string[];
}

interface KeptBackup {
  readonly at: number;
  readonly name: string;
  readonly phrase: string;
  readonly communities: readonly {
    readonly community: string;
    readonly name: string;
    /** What the community was then: the same again needs no new copy. */
    readonly stateHash: string;
    readonly events: number;
  }[];
}

const format = 'equipo-backup';
const main = 'backup.json';
const daysKept = 14;
const dayMs = 86_400_000;

/** Where a node's copies are, unless somebody says otherwise. */
export const backupsFolder = (folder: string): string => join(folder, 'backups');

const readBackup = async (folder: string): Promise<KeptBackup | null> =>
  readKept<KeptBackup>(join(folder, main), format).catch(() => null);

/** Whole copies in a folder, the newest first. */
export const listBackups = async (folder: string): Promise<readonly Backup[]> => {
  const found: Backup[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const kept = name.endsWith('.part') ? null : await readBackup(join(folder, name));
    if (kept === null) continue;
    const communities = kept.communities.map((each) => each.name);
    found.push({ folder: join(folder, name), at: kept.at, communities });
  }
  return found.sort((a, b) => b.at - a.at);
};

const copyOrLink = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
};

const stampOf = (at: number): string => new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');

/**
 * Copies identity, keys and every community's sealed record, whole or not at all, and lets copies of this folder go that
 * are older than two weeks, but never the last. Refuses `identity-missing` and `practice-disk-full`.
 */
export const backUp = async (node: PracticeNode, to = backupsFolder(node.folder)): Promise<Backup> => {
  const { identity } = node;
  if (identity === null) throw new RefusalError('identity-missing', { folder: node.folder });
  const at = node.now();
  const folder = join(resolve(to), stampOf(at));
  const part = `${folder}.part`;
  const before = (await listBackups(to))[0];
  const keptBefore = before === undefined ? null : await readBackup(before.folder);
  try {
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true, mode: 0o700 });
    const communities: KeptBackup['communities'][number][] = [];
    for (const { community, name } of node.list()) {
      // What came as a file is still that file.
      if (node.isRecord(community)) continue;
      const { stateHash, events } = node.status(community);
      const bundle = `${community}.bundle`;
      const same = keptBefore?.communities.find((each) => each.community === community);
      if (before !== undefined && same?.stateHash === stateHash && same.events === events) {
        await copyOrLink(join(before.folder, bundle), join(part, bundle));
      } else await node.exportBundle(community, join(part, bundle));
      await writeKept(join(part, `${community}.json`), 'equipo-community-keys', node.keysOf(community));
      communities.push({ community, name, stateHash, events });
    }
    const { name, phrase } = identity;
    await writeKept(join(part, main), format, { at, name, phrase, communities });
    await rm(folder, { recursive: true, force: true });
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof RefusalError || code === undefined) throw error;
    throw code === 'ENOSPC'
      ? new RefusalError('practice-disk-full', { folder: to })
      : new RefusalError('backup-not-writable', { folder: to });
  }
  for (const old of (await listBackups(to)).slice(1)) {
    if (at - old.at > daysKept * dayMs) await rm(old.folder, { recursive: true, force: true });
  }
  return { folder, at, communities: node.list().map(({ name }) => name) };
};

/** Whether a copy is due: a day has passed since the last. */
export const isBackupDue = async (folder: string, now: number): Promise<boolean> => {
  const [last] = await listBackups(folder);
  return last === undefined || now - last.at >= dayMs;
};

/**
 * Brings a person back from a copy: a new device of theirs, in every community, with all that the copy holds; the rest
 * comes when it meets others. Refuses `backup-missing` and `identity-exists`.
 */
export const restoreBackup = async (
  from: string,
  folder: string,
  deviceName: string,
  now: () => number = Date.now,
): Promise<{ readonly name: string; readonly communities: readonly string[] }> => {
  const kept = await readBackup(from);
  const isThere = async ({ community }: KeptBackup['communities'][number]) =>
    (await stat(join(from, `${community}.bundle`)).catch(() => null))?.isFile() === true;
  const areThere = await Promise.all((kept?.communities ?? []).map(isThere));
  if (kept === null || areThere.includes(false)) {
    throw new RefusalError('backup-missing', { folder: basename(resolve(from)) });
  }
  await makeIdentity(folder, { name: kept.name, deviceName, phrase: kept.phrase });
  const node = await PracticeNode.open(folder, now);
  try {
    for (const { community } of kept.communities) {
      const keys = await readKept<CommunityKeys>(join(from, `${community}.json`), 'equipo-community-keys');
      if (keys === null) continue;
      await node.openWith(keys);
      await node.importBundle(join(from, `${community}.bundle`));
      const { state } = node.replica(community).view;
      const isMember = members.get(state, node.person)?.standing === 'member';
      if (isMember && devices.get(state, node.device) === undefined) {
        await node.addThisDevice(community);
      }
    }
  } finally {
    await node.close();
  }
  return { name: kept.name, communities: kept.communities.map(({ name }) => name) };
};
