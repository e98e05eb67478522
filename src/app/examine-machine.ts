import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { dataFolder } from './data-folder.ts';

export interface MachineCheck {
  readonly id: string;
  /** What was looked at, as people say it. */
  readonly title: string;
  readonly isGood: boolean;
  /** Whether Equipo works without it, for other sources. */
  readonly isNeeded: boolean;
  readonly found: string;
  /** What to do where it is not good; empty where it is. */
  readonly remedy: string;
}

const run = promisify(execFile);

const atLeast = (version: string, wanted: readonly [number, number]): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
};

const reasonOf = (error: unknown) =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

const nodeCheck = (): MachineCheck => {
  const isGood = atLeast(process.versions.node, [20, 19]);
  return {
    id: 'node',
    title: 'Node.js',
    isGood,
    isNeeded: true,
    found: process.versions.node,
    remedy: isGood ? '' : 'install Node.js 20.19 or later',
  };
};

const gitCheck = async (): Promise<MachineCheck> => {
  const base = { id: 'git', title: 'git, to read repositories', isNeeded: false };
  try {
    const { stdout } = await run('git', ['--version']);
    const version = stdout.trim().replace('git version ', '');
    const isGood = atLeast(version, [2, 30]);
    return { ...base, isGood, found: version, remedy: isGood ? '' : 'install git 2.30 or later' };
  } catch {
    return {
      ...base,
      isGood: false,
      found: 'not found',
      remedy: 'install git; other sources work without it',
    };
  }
};

const engineCheck = async (): Promise<MachineCheck> => {
  const base = { id: 'archive-engine', title: 'DuckDB, to keep archives', isNeeded: true };
  try {
    const { version } = await import('@duckdb/node-api');
    return { ...base, isGood: true, found: version(), remedy: '' };
  } catch (error) {
    return {
      ...base,
      isGood: false,
      found: reasonOf(error),
      remedy: 'run `npm ci` on this machine: the engine comes as a package for each platform',
    };
  }
};

const rasterCheck = async (): Promise<MachineCheck> => {
  const base = { id: 'png', title: 'canvas, to write kaleidoscope.png', isNeeded: false };
  try {
    await import('@napi-rs/canvas');
    return { ...base, isGood: true, found: 'loads', remedy: '' };
  } catch (error) {
    return {
      ...base,
      isGood: false,
      found: reasonOf(error),
      remedy: 'run `npm ci` on this machine; SVG works without it',
    };
  }
};

const folderCheck = (): MachineCheck => {
  const folder = dataFolder();
  const base = { id: 'data-folder', title: 'folder for archives', isNeeded: true };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    const disk = statfsSync(folder);
    const freeGigabytes = (disk.bavail * disk.bsize) / 1e9;
    const isGood = freeGigabytes >= 1;
    return {
      ...base,
      isGood,
      found: `${folder} · ${freeGigabytes.toFixed(1)} GB free`,
      remedy: isGood ? '' : 'free some space, or set EQUIPO_DATA to a folder on another disk',
    };
  } catch {
    return {
      ...base,
      isGood: false,
      found: `${folder} cannot be written`,
      remedy: 'set EQUIPO_DATA to a folder you may write in',
    };
  }
};

const strengthCheck = (): MachineCheck => ({
  id: 'machine',
  title: 'processors and memory',
  isGood: true,
  isNeeded: false,
  found: `${availableParallelism()} processors · ${(totalmem() / 1e9).toFixed(0)} GB`,
  remedy: '',
});

/** Everything Equipo needs from a machine, looked at and never changed (the data folder is made if absent). */
export const examineMachine = async (): Promise<readonly MachineCheck[]> => [
  nodeCheck(),
  await gitCheck(),
  await engineCheck(),
  await rasterCheck(),
  folderCheck(),
  strengthCheck(),
];
