/**
 * Two hosts: a node each in a network namespace of its own, with nothing between them but a cable (a veth pair) that
 * the test can pull, and that delays, loses, doubles and disorders packets where this machine's kernel can do that.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { MemberApart } from './member-apart.ts';

const home = mkdtempSync(join(tmpdir(), 'equipo-namespaces-'));
const members: MemberApart[] = [];
afterAll(async () => {
  for (const member of members) await member.kill();
  rmSync(home, { recursive: true, force: true });
});

const mayHaveNamespaces =
  spawnSync('unshare', ['--net', 'ip', 'link', 'add', 'equipo0', 'type', 'veth', 'peer', 'name', 'equipo1'])
    .status === 0 && spawnSync('nsenter', ['--version']).status === 0;
if (!mayHaveNamespaces) process.stdout.write('skipped: no network namespaces may be made here\n');

/** Runs a command in a member's network. */
const at = ({ pid }: MemberApart, command: string): void => {
  const [name = '', ...args] = command.split(' ');
  execFileSync('nsenter', ['--target', String(pid), '--net', name, ...args], { stdio: 'pipe' });
};

const begin = async (): Promise<readonly [ana: MemberApart, bo: MemberApart]> => {
  const folders = ['ana', 'bo'].map((name) => join(home, name)) as [string, string];
  await PracticeNode.makeIdentity(folders[0], { name: 'Ana', deviceName: 'laptop' });
  await PracticeNode.makeIdentity(folders[1], { name: 'Bo', deviceName: 'laptop' });
  const ana = await PracticeNode.open(folders[0]);
  const bo = await PracticeNode.open(folders[1]);
  await ana.listen('127.0.0.1:0');
  const community = await ana.found({
    ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation', methods: {} },
  });
  await bo.join(await ana.invite(community, 1, Date.now() + 86_400_000));
  await ana.close();
  await bo.close();
  const apart = folders.map((folder) => new MemberApart(folder)) as [MemberApart, MemberApart];
  members.push(...apart);
  await Promise.all(apart.map((member) => member.start('unshare', '--net')));
  return apart;
};

const inStep = { timeout: 60_000, interval: 100 };

describe.skipIf(!mayHaveNamespaces)('two hosts with a cable between them', () => {
  it('find one another, write apart while it is pulled, and end with one state', async () => {
    const [ana, bo] = await begin();
    at(ana, `ip link add equipo0 type veth peer name equipo1 netns ${bo.pid}`);
    for (const [member, link, address] of [
      [ana, 'equipo0', '10.77.0.1'],
      [bo, 'equipo1', '10.77.0.9'],
    ] as const) {
      at(member, `ip address add ${address}/24 dev ${link}`);
      at(member, `ip link set ${link} up`);
    }
    const looksFrom = (member: MemberApart, address: string) =>
      // The cable carries a moment after it is plugged in; until then that is said, and tried again.
      expect.poll(() => member.ask('lookAround'), inStep).toEqual([{ address, trouble: null }]);
    // Bo's begins to listen by itself once it is to be found, and again where its address changes.
    await looksFrom(bo, '10.77.0.9');
    at(bo, 'ip address delete 10.77.0.9/24 dev equipo1');
    at(bo, 'ip address add 10.77.0.2/24 dev equipo1');
    await looksFrom(bo, '10.77.0.2');
    // Neither has been told where the other is, and no route leads anywhere else.
    await ana.ask('listen', '10.77.0.1:0');
    await looksFrom(ana, '10.77.0.1');
    const peersOf = async (member: MemberApart) =>
      (await member.ask('status')).peers.map(({ name, isInStep }) => ({ name, isInStep }));
    await expect.poll(() => peersOf(ana), inStep).toEqual([{ name: 'Bo', isInStep: true }]);
    await expect.poll(() => peersOf(bo), inStep).toEqual([{ name: 'Ana', isInStep: true }]);

    at(ana, 'ip link set equipo0 down');
    const kept = [await ana.ask('post', 'Alone here'), await bo.ask('post', 'Alone there')];
    const hashes = async () =>
      Promise.all([ana, bo].map(async (member) => (await member.ask('status')).stateHash));
    const [one, other] = await hashes();
    expect(one).not.toBe(other);

    at(ana, 'ip link set equipo0 up');
    const bad = 'delay 40ms 30ms loss 5% duplicate 5% reorder 20%';
    try {
      for (const [member, link] of [
        [ana, 'equipo0'],
        [bo, 'equipo1'],
      ] as const) {
        at(member, `tc qdisc add dev ${link} root netem ${bad}`);
      }
    } catch {
      process.stdout.write('the cable is a good one: this kernel has no netem\n');
    }
    for (let i = 0; i < 20; i++) {
      kept.push(await ana.ask('post', `Ana ${i}`), await bo.ask('post', `Bo ${i}`));
    }
    await expect.poll(async () => new Set(await hashes()).size, inStep).toBe(1);
    for (const member of [ana, bo]) {
      expect(await member.ask('missing', kept)).toEqual([]);
      expect(await member.ask('heard')).toHaveLength(42);
      expect(await member.ask('verify')).toMatchObject({ isSame: true, unverified: 0, waitingLogs: 0 });
    }
    await expect.poll(() => peersOf(ana), inStep).toEqual([{ name: 'Bo', isInStep: true }]);
  }, 180_000);
});
