import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { contextsOf, conversationOf } from '../../src/practice/governance/selectors/conversation.ts';
import { peopleAndDevices } from '../../src/practice/governance/selectors/people-and-devices.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-nodes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dayMs = 86_400_000;
const anywhere = '127.0.0.1:0';
let nowMs = Date.UTC(2026, 0, 5);
let made = 0;
const open = new Set<PracticeNode>();

afterEach(async () => {
  await Promise.all([...open].map((node) => node.close()));
  open.clear();
});

const openAt = async (place: string): Promise<PracticeNode> => {
  const node = await PracticeNode.open(place, () => nowMs);
  open.add(node);
  return node;
};
const close = async (node: PracticeNode): Promise<string> => {
  open.delete(node);
  await node.close();
  return node.folder;
};
const personAt = async (name: string, phrase?: string): Promise<PracticeNode> => {
  const place = join(folder, `${name}-${made++}`);
  await PracticeNode.makeIdentity(place, {
    name,
    deviceName: 'laptop',
    ...(phrase === undefined ? {} : { phrase }),
  });
  return openAt(place);
};

const garden = { name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation' } as const;
const say = (node: PracticeNode, community: string, text: string) =>
  node.act(community, 'post-written', { text, context: 'garden', replyTo: null });
const heard = (node: PracticeNode, community: string): (string | null)[] => {
  const { state } = node.replica(community).view;
  return contextsOf(state)
    .flatMap((context) => conversationOf(state, context).map(({ text }) => text))
    .sort();
};
/** All have the same state. */
const inStep = async (community: string, ...nodes: readonly PracticeNode[]): Promise<void> => {
  const isSame = () => new Set(nodes.map((node) => node.status(community).stateHash)).size === 1;
  for (const node of nodes) expect(await node.until(isSame, 20_000)).toBe(true);
};

/** A garden of Ana and the others, all connected to Ana. */
const gardenOf = async (...names: readonly string[]) => {
  const ana = await personAt('Ana');
  const place = await ana.listen(anywhere);
  const community = await ana.found(garden);
  const others: PracticeNode[] = [];
  for (const [i, name] of names.entries()) {
    const link = await ana.invite(community, 1, nowMs + dayMs);
    const node = await personAt(name);
    expect(await node.join(link)).toBe(community);
    others.push(node);
    if (i % 2 === 1) nowMs += 31 * dayMs;
  }
  await inStep(community, ana, ...others);
  return { ana, community, place, others };
};

describe('a community on its members’ devices', () => {
  it('is founded, joined by link, written in by all, and in step', async () => {
    const { ana, community, others } = await gardenOf('Bo', 'Chi');
    const [bo, chi] = others as [PracticeNode, PracticeNode];
    await Promise.all([
      say(ana, community, 'Hello'),
      say(bo, community, 'Good morning'),
      say(chi, community, 'Hi'),
    ]);
    const all = [ana, bo, chi];
    for (const node of all) {
      expect(await node.until(() => heard(node, community).length === 3, 20_000)).toBe(true);
    }
    await inStep(community, ...all);
    expect(ana.status(community)).toMatchObject({
      name: 'Garden',
      members: 3,
      waitingLogs: 0,
      unverified: 0,
    });
    expect(await bo.until(() => bo.status(community).peers.some(({ isInStep }) => isInStep), 20_000)).toBe(
      true,
    );
    expect(bo.status(community).peers).toMatchObject([{ name: 'Ana', isInStep: true, heldBack: [] }]);
    expect(await chi.replica(community).verify()).toMatchObject({ unverified: 0, isSame: true });
  });

  it('goes on where it was after being closed, and is written in apart', async () => {
    const { ana, community, others } = await gardenOf('Bo');
    const anaFolder = await close(ana);
    await say(others[0]!, community, 'While Ana is away');
    const back = await openAt(anaFolder);
    await say(back, community, 'While Bo is away');
    await others[0]!.meet(await back.listen(anywhere));
    await inStep(community, back, others[0]!);
    expect(heard(back, community)).toEqual(['While Ana is away', 'While Bo is away']);
  });

  it('travels as a file, twice without harm, and a damaged one says so', async () => {
    const { ana, community, others } = await gardenOf('Bo');
    const bo = others[0]!;
    const boFolder = await close(bo);
    await say(ana, community, 'On a stick');
    const file = join(folder, 'garden.bundle');
    await ana.exportBundle(community, file);
    const alone = await openAt(boFolder);
    expect((await alone.importBundle(file)).blocks).toBeGreaterThan(0);
    expect((await alone.importBundle(file)).blocks).toBe(0);
    expect(heard(alone, community)).toEqual(['On a stick']);
    const bytes = readFileSync(file);
    expect(bytes.includes('On a stick')).toBe(false);
    const cut = join(folder, 'cut.bundle');
    writeFileSync(cut, bytes.subarray(0, -5));
    await expect(alone.importBundle(cut)).rejects.toThrow('bundle-unreadable');
    writeFileSync(cut, 'hello');
    await expect(alone.importBundle(cut)).rejects.toThrow('bundle-unreadable');
    await expect(alone.importBundle(join(folder, 'none'))).rejects.toThrow('bundle-missing');
    await expect((await personAt('Eve')).importBundle(file)).rejects.toThrow('bundle-foreign');
  });

  it('meets through a mirror that cannot read it', async () => {
    const { ana, community, others } = await gardenOf('Bo');
    const bo = others[0]!;
    const boFolder = await close(bo);
    const mirror = await openAt(join(folder, 'mirror'));
    expect(await mirror.mirror(ana.mirrorLink(community))).toBe(community);
    const place = await mirror.listen(anywhere);
    await ana.meet(place);
    await say(ana, community, 'Through the mirror');
    const isCarried = () =>
      ana.status(community).peers.some(({ name, isCaughtUp }) => name === null && isCaughtUp);
    await ana.until(isCarried, 20_000);
    const later = await openAt(boFolder);
    await later.meet(place);
    expect(await later.until(() => heard(later, community).length === 1, 20_000)).toBe(true);
    expect(mirror.list()).toEqual([]);
    expect((await mirror.mirrored())[0]?.blocks).toBeGreaterThan(2);
  });
});

describe('an invitation', () => {
  it('that is used up, taken back, ended or mistyped lets nobody in', async () => {
    const { ana, community } = await gardenOf();
    const used = await ana.invite(community, 1, nowMs + dayMs);
    await (await personAt('Bo')).join(used);
    const eve = await personAt('Eve');
    await expect(eve.join(used)).rejects.toThrow('invitation-refused');
    const taken = await ana.invite(community, 1, nowMs + dayMs);
    const { history } = ana.replica(community).view;
    const id = history.order.findLast(({ event }) => event.type === 'invitation-made')!.event.id;
    await ana.act(community, 'invitation-taken-back', { invitation: id });
    await expect(eve.join(taken)).rejects.toThrow('invitation-refused');
    await expect(eve.join(`${used.slice(0, -3)}abc`)).rejects.toThrow('invitation-mistyped');
    await expect(eve.join('hello')).rejects.toThrow('invitation-mistyped');
    const short = await ana.invite(community, 1, nowMs + 1);
    nowMs += 2;
    await expect(eve.join(short)).rejects.toThrow('invitation-ended');
    expect(eve.list()).toEqual([]);
    expect(ana.status(community).members).toBe(2);
  });

  it('is answered by another member while the inviter is away', async () => {
    const { ana, community, others } = await gardenOf('Bo');
    const bo = others[0]!;
    const place = await bo.listen(anywhere);
    await ana.meet(place);
    const knowsTheWay = () => ana.status(community).places.includes(place);
    expect(await ana.until(knowsTheWay, 20_000)).toBe(true);
    const link = await ana.invite(community, 1, nowMs + dayMs);
    await inStep(community, ana, bo);
    await close(ana);
    const chi = await personAt('Chi');
    await chi.join(link);
    await inStep(community, bo, chi);
    expect(bo.status(community).members).toBe(3);
  });

  it('brings in a further device of a member, by the phrase', async () => {
    const { ana, community, others } = await gardenOf('Bo');
    const phone = await personAt('Bo', others[0]!.identity!.phrase);
    await phone.join(await ana.invite(community, 1, nowMs + dayMs));
    await inStep(community, ana, phone);
    const { state } = ana.replica(community).view;
    expect(peopleAndDevices(state).map(({ name, devices }) => [name, devices.length])).toEqual([
      ['Ana', 1],
      ['Bo', 2],
    ]);
    await phone.retireDevice(community, others[0]!.identity!.signer.author);
    await inStep(community, ana, phone, others[0]!);
    await expect(say(others[0]!, community, 'Still me?')).rejects.toThrow('act-not-counted');
  });
});

describe('a member who is gone', () => {
  it('does not read what is written from then on, though they carry it', async () => {
    const { ana, community, others } = await gardenOf('Bo', 'Chi');
    const [bo, chi] = others as [PracticeNode, PracticeNode];
    await chi.act(community, 'member-left', {});
    await inStep(community, ana, bo, chi);
    await say(ana, community, 'Among the two of us');
    expect(await bo.until(() => heard(bo, community).length === 1, 20_000)).toBe(true);
    const isCaughtUp = () => chi.status(community).peers.every((peer) => peer.isCaughtUp);
    await chi.until(isCaughtUp, 20_000);
    expect(heard(chi, community)).toEqual([]);
    await say(bo, community, 'Indeed');
    expect(await ana.until(() => heard(ana, community).length === 2, 20_000)).toBe(true);
  });
});

describe('a data folder', () => {
  it('is open in one process only, and a newer one is left as it is', async () => {
    const ana = await personAt('Ana');
    await expect(openAt(ana.folder)).rejects.toThrow('practice-locked');
    const place = await close(ana);
    await expect(PracticeNode.makeIdentity(place, { name: 'Eve', deviceName: '' })).rejects.toThrow(
      'identity-exists',
    );
    const file = join(place, 'identity.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version": 1', '"version": 2'));
    await expect(openAt(place)).rejects.toThrow('practice-newer');
    writeFileSync(file, '{');
    await expect(openAt(place)).rejects.toThrow('practice-damaged');
  });
});
