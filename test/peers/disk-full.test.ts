import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { equipo, unbroken } from '../cli/command-line.ts';
import { MemberApart } from './member-apart.ts';
import { heard, inStep, NodeGarden, say } from './node-garden.ts';

const garden = new NodeGarden();
const disk = join(garden.home, 'small-disk');
mkdirSync(disk);
const hasSmallDisk =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk], { stdio: 'ignore' }).status === 0;
if (!hasSmallDisk) process.stdout.write('skipped: no small disk may be mounted here\n');

afterAll(async () => {
  if (hasSmallDisk) spawnSync('umount', ['--lazy', disk]);
  await garden.end();
});

const ballast = join(disk, 'ballast');
const leave = (bytes: number) => {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - bytes));
};

const hasLimits = spawnSync('prlimit', ['--version']).status === 0;
if (!hasLimits) process.stdout.write('skipped: no limits can be set here\n');

describe.skipIf(!hasLimits)('a file that may not become longer', () => {
  it('is like a full disk, to a node in a process of its own, which goes on once it may', async () => {
    const [ana, bo] = [await garden.person('Ana'), await garden.person('Bo')];
    const { community } = await garden.found(ana, bo);
    const member = new MemberApart(await garden.close(ana));
    await member.start('prlimit', '--fsize=600000:unlimited');
    try {
      const kept: string[] = [];
      const full = async () => {
        for (let i = 0; i < 1_000; i++) kept.push(await member.ask('post', `${i} ${'x'.repeat(4_000)}`));
      };
      await expect(full()).rejects.toMatchObject({
        code: 'practice-disk-full',
        sentence: expect.stringContaining('everything said before is kept'),
      });
      expect((await member.ask('status')).isDiskFull).toBe(true);
      spawnSync('prlimit', ['--pid', String(member.pid), '--fsize=unlimited:unlimited']);
      kept.push(await member.ask('post', 'Here again'));
      expect(await member.ask('missing', kept)).toEqual([]);
      await bo.meet(await member.ask('listen', '127.0.0.1:0'));
      const isHere = (id: string) => bo.replica(community).view.history.get(id) !== undefined;
      expect(await bo.until(() => kept.every(isHere), 30_000)).toBe(true);
      expect(kept.length).toBeGreaterThan(10);
    } finally {
      await member.kill();
    }
  });
});

describe.skipIf(!hasSmallDisk)('a disk that is full', () => {
  it('is said in one sentence; all that was kept is there, and it goes on once there is space', async () => {
    const ana = await garden.person('Ana', undefined, join(disk, 'ana'));
    const bo = await garden.person('Bo');
    const { community } = await garden.found(ana, bo);
    leave(300_000);
    const kept: string[] = [];
    const full = async () => {
      for (let i = 0; ; i++) kept.push((await say(ana, community, `${i} ${'x'.repeat(2_000)}`)).id);
    };
    await expect(full()).rejects.toMatchObject({ refusal: { code: 'practice-disk-full' } });
    await expect(say(ana, community, 'Again')).rejects.toMatchObject({
      refusal: { code: 'practice-disk-full' },
    });
    expect(kept.length).toBeGreaterThan(10);
    expect(ana.status(community).isDiskFull).toBe(true);
    const isHere = (id: string) => bo.replica(community).view.history.get(id) !== undefined;
    expect(await bo.until(() => kept.every(isHere), 30_000)).toBe(true);
    // What Bo writes meanwhile cannot be taken in, and is not lost.
    await say(bo, community, 'Are you there?');

    rmSync(ballast);
    kept.push((await say(ana, community, 'Here again')).id);
    expect(ana.status(community).isDiskFull).toBe(false);
    await bo.meetAll();
    await inStep(community, ana, bo);
    expect(heard(ana, community)).toContain('Are you there?');
    expect(heard(ana, community).filter((text) => text === 'Again')).toEqual([]);
    expect(await ana.replica(community).verify()).toMatchObject({ isSame: true, unverified: 0 });
    const again = await garden.open(await garden.close(ana));
    expect(kept.filter((id) => again.replica(community).view.history.get(id) === undefined)).toEqual([]);
    await garden.close(again);

    leave(0);
    for (const argv of [['post', 'Hello'], ['log'], ['status']]) {
      const { code, err } = await equipo(...argv, '--data', join(disk, 'ana'));
      expect({ code, err: unbroken(err) }).toEqual({
        code: 2,
        err: expect.stringMatching(/^The disk that holds .* is full; everything said before is kept/),
      });
    }
    rmSync(ballast);
    expect((await equipo('post', 'Hello', '--data', join(disk, 'ana'))).code).toBe(0);
  });
});
