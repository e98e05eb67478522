import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Corestore from 'corestore';
import { PracticeNode } from '../src/app/practice/node.ts';
import { randomBytes } from '../src/practice/peer/bytes.ts';
import { deviceKeysOf, isSigned, sign } from '../src/practice/peer/device-keys.ts';
import {
  type BenchmarkSize,
  formatRatio,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'A node beside raw Ed25519 and bare Hypercore';

const founding = { name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'open' } as const;

const timed = async <T>(
  work: () => Promise<T> | T,
): Promise<{ readonly seconds: number; readonly value: T }> => {
  const start = performance.now();
  const value = await work();
  return { seconds: (performance.now() - start) / 1000, value };
};

const bytesIn = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesIn(path) : statSync(path).size);
  }, 0);

const postAt = (k: number) => ({
  type: 'post-written',
  body: { text: `What was said, number ${k}`, context: 'everybody', replyTo: null },
  at: Date.now(),
});

/** Seconds to check as many signatures one by one, as bare as can be. */
const rawVerify = (count: number): number => {
  const { publicKey, secretKey } = deviceKeysOf(randomBytes(32));
  const message = Buffer.alloc(200, 7);
  const signature = sign(message, secretKey);
  const start = performance.now();
  for (let k = 0; k < count; k++) isSigned(message, signature, publicKey);
  return (performance.now() - start) / 1000;
};

/** Seconds that bare Hypercore takes to append as many blocks of one hundred times 250 bytes. */
const bareHypercore = async (folder: string, events: number): Promise<number> => {
  const store = new Corestore(join(folder, 'bare'));
  const keyPair = deviceKeysOf(randomBytes(32));
  const signers = [{ publicKey: keyPair.publicKey, namespace: Buffer.alloc(32, 1) }];
  const core = store.get({ manifest: { version: 1, quorum: 1, signers } });
  await core.ready();
  const block = Buffer.alloc(100 * 250, 1);
  const start = performance.now();
  for (let k = 0; k < events / 100; k++) await core.append([block], { keyPair });
  const seconds = (performance.now() - start) / 1000;
  await store.close();
  return seconds;
};

/** What a process takes in memory that has several communities open, in MB. */
const memoryOf = async (folder: string, communities: number, each: number): Promise<number> => {
  await PracticeNode.makeIdentity(folder, { name: 'Ana', deviceName: 'laptop' });
  const node = await PracticeNode.open(folder);
  for (let k = 0; k < communities; k++) {
    const id = await node.found({ ...founding, name: `Garden ${k}` });
    await node.replica(id).writeMany(Array.from({ length: each }, (_, post) => postAt(post)));
  }
  await node.close();
  const script = fileURLToPath(new URL('./support/open-node.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, folder]);
  const { events, bytes } = JSON.parse(stdout) as { readonly events: number; readonly bytes: number };
  if (events < communities * each) throw new Error('bench/node: expected every event of every community');
  return bytes / 1e6;
};

/** Milliseconds from a post until each of so many connected peers has it. */
const reachesPeers = async (folder: string, count: number): Promise<number> => {
  const author = join(folder, 'author');
  const made = await PracticeNode.makeIdentity(author, { name: 'Ana', deviceName: 'laptop' });
  const one = await PracticeNode.open(author);
  const place = await one.listen('127.0.0.1:0');
  const id = await one.found(founding);
  const link = await one.invite(id, count, Date.now() + 86_400_000);
  const peers: PracticeNode[] = [];
  for (let k = 0; k < count; k++) {
    const at = join(folder, `peer-${k}`);
    // Further devices of one person: a member may vouch for so many newcomers only.
    await PracticeNode.makeIdentity(at, { name: 'Ana', deviceName: `device ${k}`, phrase: made.phrase });
    const peer = await PracticeNode.open(at);
    await peer.join(link);
    await peer.meet(place);
    peers.push(peer);
  }
  const have = (peer: PracticeNode, event: string) => peer.replica(id).view.history.get(event) !== undefined;
  const areInStep = () => one.status(id).peers.filter(({ isInStep }) => isInStep).length >= count;
  await one.until(areInStep, 60_000);
  const times: number[] = [];
  for (let k = 0; k < 5; k++) {
    const start = performance.now();
    const { id: event } = await one.act(id, 'post-written', postAt(k).body);
    times.push(
      ...(await Promise.all(
        peers.map(async (peer) => {
          await peer.until(() => have(peer, event), 30_000);
          return performance.now() - start;
        }),
      )),
    );
  }
  for (const peer of [one, ...peers]) await peer.close();
  return median(times);
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const events = size === 'full' ? 100_000 : 5_000;
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-node-'));
  try {
    const at = join(folder, 'ana');
    await PracticeNode.makeIdentity(at, { name: 'Ana', deviceName: 'laptop' });
    const ana = await PracticeNode.open(at);
    const id = await ana.found(founding);
    const acts = Array.from({ length: events }, (_, k) => postAt(k));
    const append = await timed(() => ana.replica(id).writeMany(acts));
    const bare = await bareHypercore(folder, events);
    const raw = rawVerify(events);
    const hash = ana.status(id).stateHash;
    const place = await ana.listen('127.0.0.1:0');
    const link = await ana.invite(id, 1, Date.now() + 86_400_000);

    const there = join(folder, 'bo');
    await PracticeNode.makeIdentity(there, { name: 'Bo', deviceName: 'phone' });
    const bo = await PracticeNode.open(there);
    let newest = Number.NaN;
    const fresh = await timed(async () => {
      const start = performance.now();
      const last = postAt(events - 1).body.text;
      const isThere = () =>
        bo.list().length > 0 && (bo.arriving(id)[0]?.text === last || bo.status(id).events >= events);
      const seen = bo.until(isThere, 600_000).then(() => {
        newest = (performance.now() - start) / 1000;
      });
      await bo.join(link, 600_000);
      await bo.meet(place);
      await seen;
      const isSame = () => bo.status(id).stateHash === ana.status(id).stateHash;
      if (!(await bo.until(isSame, 600_000))) throw new Error('bench/node: expected both in step');
    });
    await bo.close();
    await ana.close();
    const disk = bytesIn(join(at, 'store')) / events;

    const fromView = await timed(() => PracticeNode.open(at));
    const isWhole = fromView.value.status(id).events >= events;
    await fromView.value.close();
    rmSync(join(at, 'communities', `${id}.view`));
    const fromRecord = await timed(() => PracticeNode.open(at));
    if (!isWhole || hash === '') throw new Error('bench/node: expected every event to be there');
    await fromRecord.value.close();
    const each = size === 'full' ? 10_000 : 500;
    const memory = await memoryOf(join(folder, 'ten'), 10, each);
    const count = size === 'full' ? 20 : 3;
    const reach = await reachesPeers(folder, count);
    const perSecond = (seconds: number) => `${Math.round(events / seconds).toLocaleString('en')} /s`;
    return {
      about: `${events.toLocaleString('en')} posts of one device in one community, signed, sealed and kept by blocks of one hundred; the other device is another node of this process, over loopback.`,
      columns: ['work', 'Equipo', 'beside it', 'times', 'target'],
      rows: [
        [
          'sign, judge, seal and append',
          perSecond(append.seconds),
          `bare Hypercore, same bytes: ${perSecond(bare)}`,
          formatRatio(append.seconds / bare),
          '≥ 20,000 /s',
        ],
        [
          'a fresh device joins, takes all and verifies each',
          formatSeconds(fresh.seconds),
          `raw Ed25519 checks: ${formatSeconds(raw)}`,
          formatRatio(fresh.seconds / raw),
          '≤ 15 s',
        ],
        ['and shows the newest conversation after', formatSeconds(newest), '–', '–', '≤ 1 s'],
        ['cold start from the view it kept', formatSeconds(fromView.seconds), '–', '–', '≤ 1.5 s'],
        [
          'cold start from the whole record',
          formatSeconds(fromRecord.seconds),
          `raw Ed25519 checks: ${formatSeconds(raw)}`,
          formatRatio(fromRecord.seconds / raw),
          '≤ 6 s',
        ],
        ['on disk, an event', `${Math.round(disk)} B`, '–', '–', '≤ 350 B'],
        [
          `memory, ten communities of ${each.toLocaleString('en')} events open`,
          `${Math.round(memory)} MB`,
          '–',
          '–',
          '< 250 MB',
        ],
        [
          `a post reaches ${count} connected peers, median`,
          formatSeconds(reach / 1000),
          '–',
          '–',
          '< 200 ms',
        ],
      ],
      notes: ['“Times” says how many times as long Equipo takes as the bare part beside it.'],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
