/** A node's process is killed with SIGKILL at points of its work drawn from a seed, and started again. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { randomStream } from '../../src/base/random.ts';
import { MemberApart } from './member-apart.ts';
import { dayMs } from './node-garden.ts';

const home = mkdtempSync(join(tmpdir(), 'equipo-killed-'));
const members: MemberApart[] = [];
afterAll(async () => {
  for (const member of members) await member.kill();
  rmSync(home, { recursive: true, force: true });
});

/** Each starts a process or two, which takes longer than anything else here. */
const rounds = Number(process.env.EQUIPO_KILL_ROUNDS ?? 2);
const anywhere = '127.0.0.1:0';
const patience = { timeout: 60_000, interval: 50 };
/** The kernel chooses what is cut at that moment; the moments themselves are drawn. */
const random = randomStream(4, 'killed at work');
const someTime = (mostMs: number) => after(random.below(mostMs));

/** A garden of these people, each in a folder of their own, all closed. */
const gardenOf = async (test: string, ...names: readonly string[]) => {
  const folders = names.map((name) => join(home, test, name));
  for (const [i, folder] of folders.entries()) {
    await PracticeNode.makeIdentity(folder, { name: names[i] ?? '', deviceName: 'laptop' });
  }
  const [founder, ...others] = await Promise.all(folders.map((folder) => PracticeNode.open(folder)));
  if (founder === undefined) throw new Error('expected somebody to found it');
  await founder.listen(anywhere);
  const community = await founder.found({
    ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation', methods: {} },
  });
  for (const other of others) await other.join(await founder.invite(community, 1, Date.now() + dayMs));
  for (const other of others) {
    const isSame = () => other.status(community).stateHash === founder.status(community).stateHash;
    expect(await other.until(isSame, 30_000)).toBe(true);
  }
  for (const node of [founder, ...others]) await node.close();
  const apart = folders.map((folder) => new MemberApart(folder));
  members.push(...apart);
  return { apart, community };
};

const inStep = async (...all: readonly MemberApart[]): Promise<void> => {
  const hashes = () => Promise.all(all.map(async (member) => (await member.ask('status')).stateHash));
  await expect.poll(async () => new Set(await hashes()).size, patience).toBe(1);
};

/** Whole by its own reading, and nothing that anybody was told is kept is gone. */
const expectWhole = async (...all: readonly MemberApart[]): Promise<void> => {
  const kept = all.flatMap((member) => [...member.kept]);
  for (const member of all) {
    expect(await member.ask('verify')).toMatchObject({ isSame: true, unverified: 0, waitingLogs: 0 });
    expect(await member.ask('missing', kept)).toEqual([]);
    expect((await member.ask('status')).forked).toEqual([]);
  }
};

describe('a node that is killed', () => {
  it('while it takes in and gives out, has both again, in step', async () => {
    const { apart } = await gardenOf('replication', 'Ana', 'Bo');
    const [ana, bo] = apart as [MemberApart, MemberApart];
    await ana.start();
    const place = await ana.ask('listen', anywhere);
    await ana.ask('fill', 1_500);
    ana.tell('begin', 'Ana');
    for (let round = 0; round <= rounds; round++) {
      await bo.start();
      bo.tell('begin', 'Bo');
      bo.tell('meet', place);
      await someTime(400);
      await bo.kill();
    }
    await ana.ask('end');
    await bo.start();
    await bo.ask('meet', place);
    await inStep(ana, bo);
    await expectWhole(ana, bo);
    expect((await bo.ask('status')).events).toBeGreaterThan(1_500);
    expect([ana, bo].map(({ kept }) => kept.size > 0)).toEqual([true, true]);
    await ana.close();
    await bo.close();
  });

  it('while it keeps its view or gives space back, has everything', async () => {
    const { apart, community } = await gardenOf('snapshot', 'Ana');
    const [ana] = apart as [MemberApart];
    await ana.start();
    await ana.ask('fill', 2_500);
    const events = (await ana.ask('status')).events;
    for (let round = 0; round < rounds; round++) {
      const work = round % 2 === 0 ? 'keepView' : 'compact';
      // A view is written anew only when there is enough that is new.
      await ana.ask('fill', 600);
      ana.tell(work);
      ana.tell('begin', 'Ana');
      await someTime(work === 'keepView' ? 40 : 150);
      await ana.kill();
      await ana.start();
    }
    await expectWhole(ana);
    expect((await ana.ask('status')).events).toBeGreaterThanOrEqual(events + 600 * rounds + ana.kept.size);
    await ana.ask('keepView');
    expect(existsSync(join(ana.folder, 'communities', `${community}.view`))).toBe(true);
    await ana.close();
    await ana.start();
    await expectWhole(ana);
    await ana.close();
  });

  it('while a key epoch begins, goes on in one that all who stay can read', async () => {
    const { apart } = await gardenOf('epoch', 'Ana', 'Bo', 'Chi');
    const [ana, bo, chi] = apart as [MemberApart, MemberApart, MemberApart];
    await Promise.all([ana.start(), bo.start(), chi.start()]);
    const place = await bo.ask('listen', anywhere);
    await chi.ask('meet', place);
    await chi.ask('act', 'member-left', {});
    await inStep(bo, chi);
    await chi.close();
    // Ana hears of it, and her next act begins an epoch.
    await ana.ask('meet', place);
    await inStep(ana, bo);
    await ana.close();
    // Each time from the same moment, in a copy that meets nobody: the last one is Ana from then on.
    for (let round = 0; round < rounds; round++) {
      const isLast = round === rounds - 1;
      const copy = new MemberApart(isLast ? ana.folder : join(home, `epoch-${round}`));
      if (!isLast) cpSync(ana.folder, copy.folder, { recursive: true });
      members.push(copy);
      await copy.start();
      copy.tell('begin', 'Ana');
      await someTime(30);
      await copy.kill();
      await copy.start();
      const texts = await copy.ask('heard');
      await copy.ask('post', 'Among those who stayed');
      expect(await copy.ask('heard')).toEqual(['Among those who stayed', ...texts]);
      await expectWhole(copy);
      await copy.close();
    }
    await Promise.all([ana.start(), chi.start()]);
    await ana.ask('meet', place);
    await bo.ask('post', 'I can read it');
    await inStep(ana, bo);
    await expectWhole(ana, bo);
    for (const member of [ana, bo]) {
      expect(await member.ask('heard')).toEqual(
        expect.arrayContaining(['Among those who stayed', 'I can read it']),
      );
    }
    await chi.ask('meet', place);
    await expect
      .poll(async () => (await chi.ask('status')).peers.every(({ isCaughtUp }) => isCaughtUp), patience)
      .toBe(true);
    expect(await chi.ask('heard')).not.toContain('Among those who stayed');
    for (const member of apart) await member.close();
  });
});
