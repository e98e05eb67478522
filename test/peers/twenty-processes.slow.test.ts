import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { randomStream } from '../../src/base/random.ts';
import type { FromMember, ToMember } from './member-process.ts';

const members = 20;
/** A founder may vouch for two newcomers at once. */
const people = 3;
const minutes = Number(process.env.EQUIPO_SLOW_MINUTES ?? 10);
const seed = Number(process.env.EQUIPO_SLOW_SEED ?? 1);
const home = mkdtempSync(join(tmpdir(), 'equipo-twenty-'));
const script = fileURLToPath(new URL('./member-process.ts', import.meta.url));
const random = randomStream(seed, 'twenty processes');

class Member {
  readonly folder: string;
  place = '';
  state: (FromMember & { readonly said: 'state' }) | null = null;
  #child: ChildProcess | null = null;
  readonly #acknowledged: Set<string>;

  constructor(at: number, acknowledged: Set<string>) {
    this.folder = join(home, `member-${at}`);
    this.#acknowledged = acknowledged;
  }

  get isAlive(): boolean {
    return this.#child !== null;
  }

  async start(): Promise<void> {
    const port = this.place === '' ? '0' : (this.place.split(':').at(-1) ?? '0');
    const child = fork(script, [this.folder, port], {
      execArgv: ['--import', import.meta.resolve('tsx')],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromMember) => {
        if (message.said === 'ready') {
          this.place = message.place;
          resolve();
        } else if (message.said === 'kept') this.#acknowledged.add(message.id);
        else this.state = message;
      });
      child.once('exit', (code, signal) => {
        if (this.#child === child) this.#child = null;
        if (signal !== 'SIGKILL') reject(new Error(`a member ended by itself with ${code}`));
      });
    });
  }

  tell(told: ToMember): void {
    this.#child?.send(told);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
}

const acknowledged = new Set<string>();
const all = Array.from({ length: members }, (_, at) => new Member(at, acknowledged));

afterAll(async () => {
  for (const member of all) await member.kill();
  rmSync(home, { recursive: true, force: true });
});

/** Founds a community of three people who have all these devices. */
const begin = async (): Promise<void> => {
  const made = await PracticeNode.makeIdentity(all[0]!.folder, { name: 'Person 0', deviceName: 'device 0' });
  const phrases = [made.phrase];
  const founder = await PracticeNode.open(all[0]!.folder);
  const id = await founder.found({
    name: 'Twenty',
    purpose: 'Hold',
    agreements: [],
    joining: 'by-invitation',
  });
  await founder.listen('127.0.0.1:0');
  for (let at = 1; at < members; at++) {
    const person = at % people;
    const phrase = phrases[person];
    const { folder } = all[at]!;
    const identity = await PracticeNode.makeIdentity(folder, {
      ...{ name: `Person ${person}`, deviceName: `device ${at}` },
      ...(phrase === undefined ? {} : { phrase }),
    });
    phrases[person] ??= identity.phrase;
    const node = await PracticeNode.open(folder);
    await node.join(await founder.invite(id, 1, Date.now() + 86_400_000));
    await node.until(() => node.status(id).stateHash === founder.status(id).stateHash, 30_000);
    await node.close();
  }
  await founder.close();
};

const meetSome = (member: Member, group: readonly Member[]) => {
  const others = group.filter((each) => each !== member && each.isAlive);
  const places = Array.from(
    { length: Math.min(3, others.length) },
    () => others[random.below(others.length)],
  );
  member.tell({ do: 'meet', places: places.map((each) => each?.place ?? '') });
};

it('ends with one state on every survivor, and nothing acknowledged is lost', async () => {
  await begin();
  for (const member of all) await member.start();
  for (const member of all) {
    meetSome(member, all);
    member.tell({ do: 'write', everyMs: 1_500 });
  }
  const until = Date.now() + minutes * 60_000;
  let groups: readonly (readonly Member[])[] = [all];
  let kills = 0;
  let partitions = 0;
  while (Date.now() < until) {
    await sleep(1_000 + random.below(2_000));
    const what = random.below(10);
    const victim = all[random.below(members)]!;
    const groupOf = (member: Member) => groups.find((group) => group.includes(member)) ?? all;
    if (what < 6 && victim.isAlive) {
      kills++;
      await victim.kill();
      await sleep(random.below(1_500));
      await victim.start();
      meetSome(victim, groupOf(victim));
      victim.tell({ do: 'write', everyMs: 1_500 });
    } else if (what < 8 && groups.length === 1) {
      partitions++;
      const left = all.filter(() => random.below(2) === 0);
      groups = [left, all.filter((member) => !left.includes(member))];
      for (const member of all) member.tell({ do: 'part' });
      for (const group of groups) for (const member of group) meetSome(member, group);
    } else {
      groups = [all];
      for (const member of all) meetSome(member, all);
    }
  }
  for (const member of all) member.tell({ do: 'write', everyMs: 0 });
  const first = all[0]!;
  const ids = [...acknowledged];
  let states: (Member['state'] | null)[] = [];
  const ask = (member: Member) => {
    if (member !== first) member.tell({ do: 'meet', places: [first.place] });
    member.state = null;
    member.tell({ do: 'say', ids });
  };
  for (const member of all) ask(member);
  for (const end = Date.now() + 180_000; Date.now() < end; ) {
    await sleep(4_000);
    states = all.map(({ state }) => state);
    if (new Set(states.map((state) => state?.hash ?? 'none')).size === 1) break;
    // A member that has not answered yet still has its question; another would only wait behind it.
    for (const member of all) if (member.state !== null) ask(member);
  }
  const told = states.map((state, at) =>
    state === null
      ? `${at}: no answer`
      : `${at}: ${state.hash.slice(0, 8)}, ${state.events} events, ${state.waitingLogs} logs wait, ${state.missing} missing`,
  );
  if (new Set(states.map((state) => state?.hash)).size > 1) process.stdout.write(`${told.join('\n')}\n`);
  process.stdout.write(
    `${kills} kills, ${partitions} partitions, ${ids.length} acts acknowledged, seed ${seed}\n`,
  );
  expect(new Set(states.map((state) => state?.hash ?? 'none')).size).toBe(1);
  expect(states.map((state) => state?.missing)).toEqual(Array(members).fill(0));
  expect(kills).toBeGreaterThan(0);
  expect(ids.length).toBeGreaterThan(members);
});
