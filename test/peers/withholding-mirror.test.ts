import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMirrorLink } from '../../src/app/practice/link.ts';
import type { PracticeNode } from '../../src/app/practice/node.ts';
import { Network } from '../../src/practice/peer/network.ts';
import { HypercoreStore } from '../../src/practice/peer/store/hypercore-store.ts';
import type { LogStore } from '../../src/practice/peer/store/log-store.ts';
import { equipo, unbroken } from '../cli/command-line.ts';
import { anywhere, heard, inStep, NodeGarden, say } from './node-garden.ts';

let garden: NodeGarden;
beforeEach(() => {
  garden = new NodeGarden();
});
const onEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of onEnd.splice(0)) await end();
  await garden.end();
});

interface Withheld {
  author: string;
  readonly isNamed: boolean;
}

/** Takes everything, and hides one author's logs, or names them and gives nothing. */
const withholding = (store: LogStore, withheld: Withheld): LogStore => ({
  append: (...asked) => store.append(...asked),
  length: (...asked) => store.length(...asked),
  byteLength: (...asked) => store.byteLength(...asked),
  hashAt: (...asked) => store.hashAt(...asked),
  heads: async (community) =>
    (await store.heads(community)).filter(({ log }) => withheld.isNamed || log.author !== withheld.author),
  read: (...asked) => store.read(...asked),
  readSigned: async (log, ...asked) =>
    log.author === withheld.author ? null : store.readSigned(log, ...asked),
  importRange: (...asked) => store.importRange(...asked),
  watch: (listener) => store.watch(listener),
  compact: () => store.compact(),
  close: () => store.close(),
});

/** Bo wrote, Chi answered him; Ana has been away, and meets nobody but the mirror. */
const awayFrom = async ({ isNamed }: { readonly isNamed: boolean }) => {
  const [ana, bo, chi] = [await garden.person('Ana'), await garden.person('Bo'), await garden.person('Chi')];
  const { community } = await garden.found(ana, bo, chi);
  const anaFolder = await garden.close(ana);
  await bo.meet(await chi.listen(anywhere));
  await say(bo, community, 'Who waters?');
  await inStep(community, bo, chi);
  await say(chi, community, 'I do');
  await inStep(community, bo, chi);
  const store = await HypercoreStore.open(join(garden.home, 'mirror'));
  const withheld = { author: '', isNamed };
  const mirror = new Network(withholding(store, withheld), () => {});
  onEnd.push(
    () => mirror.close(),
    () => store.close(),
  );
  const { carrySecret } = readMirrorLink(chi.mirrorLink(community));
  mirror.carry({
    ...{ community, carrySecret, device: null, allowedBytes: () => 1 << 30 },
    ...{ places: () => [], onPlaces: () => {}, onParcel: () => {}, onNewest: () => {} },
  });
  const place = await chi.listen(anywhere);
  await mirror.dial('127.0.0.1', Number(place.split(':').at(-1)));
  const isCarried = () =>
    chi.status(community).peers.some(({ device, isCaughtUp }) => device === null && isCaughtUp);
  expect(await chi.until(isCarried, 30_000)).toBe(true);
  await expect
    .poll(async () => (await store.heads(community)).length, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(3);
  withheld.author = bo.device;
  const back = await garden.open(anaFolder);
  await back.meet(`127.0.0.1:${await mirror.listen(0, '127.0.0.1')}`);
  return { ana: back, bo, chi, community };
};

const cameWhole = async (ana: PracticeNode, bo: PracticeNode, chi: PracticeNode, community: string) => {
  await ana.meet(await chi.listen(anywhere));
  await inStep(community, ana, bo, chi);
  expect(heard(ana, community)).toEqual(['I do', 'Who waters?']);
  expect(ana.status(community)).toMatchObject({ missing: [], waitingLogs: 0 });
};

describe('a mirror that withholds', () => {
  it('somebody’s acts is seen by what others built on them: whose are missing, and who had them', async () => {
    const { ana, bo, chi, community } = await awayFrom({ isNamed: false });
    const isMissed = () => ana.status(community).missing.length > 0;
    expect(await ana.until(isMissed, 30_000)).toBe(true);
    expect(ana.status(community).missing).toEqual([
      { name: 'Bo', device: bo.device, count: 1, namedBy: ['Chi'] },
    ]);
    // Nothing is shown out of its place.
    expect(heard(ana, community)).toEqual([]);
    const folder = await garden.close(ana);
    const said = unbroken((await equipo('status', '--wait', '0', '--data', folder)).out);
    expect(said).toMatch(/missing: 1 acts of Bo \(device [0-9a-f]{8}\); Chi had them/);
    await cameWhole(await garden.open(folder), bo, chi, community);
  });

  it('what it names is said to have named it and not to have given it', async () => {
    const { ana, bo, chi, community } = await awayFrom({ isNamed: true });
    const isNotGiven = () => ana.status(community).peers.some(({ notGiven }) => notGiven.length > 0);
    expect(await ana.until(isNotGiven, 30_000)).toBe(true);
    expect(ana.status(community).peers).toMatchObject([
      { name: null, device: null, isCaughtUp: false, notGiven: ['Bo'] },
    ]);
    await cameWhole(ana, bo, chi, community);
  });
});
