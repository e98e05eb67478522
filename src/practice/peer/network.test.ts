import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import createTestnet from 'hyperdht/testnet.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { randomBytes, toHex } from './bytes.ts';
import { deviceKeysOf } from './device-keys.ts';
import type { Carried } from './exchange.ts';
import { Internet, openBootstrap } from './internet.ts';
import { Network } from './network.ts';
import type { DeviceKeys, LogStore } from './store/log-store.ts';
import { MemoryStore } from './store/memory-store.ts';

const community = 'c0'.repeat(32);
const epoch = 'e0'.repeat(16);
const carrySecret = Buffer.alloc(32, 3);
const host = '127.0.0.1';

interface Node {
  readonly keys: DeviceKeys;
  readonly store: LogStore;
  readonly network: Network;
}

const open: Network[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((network) => network.close()));
});

const nodeOf = (name: string, changes: Partial<Carried> = {}): Node => {
  const seed = Buffer.alloc(32);
  seed.write(name);
  const keys = deviceKeysOf(seed);
  const store = new MemoryStore();
  const network = new Network(store, () => {});
  open.push(network);
  network.carry({
    community,
    carrySecret,
    device: keys,
    allowedBytes: () => 1 << 30,
    places: () => [],
    onPlaces: () => {},
    onParcel: () => {},
    onNewest: () => {},
    ...changes,
  });
  return { keys, store, network };
};

const logOf = ({ keys }: Node) => ({ community, author: toHex(keys.publicKey), epoch });
const write = (node: Node, ...texts: readonly string[]) =>
  node.store.append(
    logOf(node),
    node.keys,
    texts.map((text) => Buffer.from(text)),
  );
const headsOf = async ({ store }: Node) =>
  (await store.heads(community)).map(({ log, length, hash }) => `${log.author} ${length} ${hash}`).sort();
const meet = async (one: Node, other: Node) => one.network.dial(host, await other.network.listen(0, host));
const untilSame = (...nodes: readonly Node[]) =>
  vi.waitFor(
    async () => {
      const [first, ...rest] = await Promise.all(nodes.map(headsOf));
      for (const heads of rest) expect(heads).toEqual(first);
    },
    { timeout: 20_000, interval: 5 },
  );

describe('two nodes that meet', () => {
  it('take from one another all that either has, and what is written from then on', async () => {
    const [ana, bo] = [nodeOf('Ana'), nodeOf('Bo')];
    await write(ana, ...Array.from({ length: 700 }, (_, i) => `from Ana ${i}`));
    await write(bo, 'from Bo');
    await meet(ana, bo);
    await untilSame(ana, bo);
    expect(await bo.store.length(logOf(ana))).toBe(700);
    await Promise.all([write(ana, 'more'), write(bo, 'more')]);
    await vi.waitFor(async () => expect(await ana.store.length(logOf(bo))).toBe(2));
    await untilSame(ana, bo);
  });

  it('know whose device the other is, and whether both make the same of what they have', async () => {
    const [ana, bo] = [nodeOf('Ana'), nodeOf('Bo')];
    ana.network.tellState(community, 'aa'.repeat(32));
    await meet(ana, bo);
    await vi.waitFor(() =>
      expect(bo.network.peers(community)).toEqual([
        {
          device: toHex(ana.keys.publicKey),
          state: 'aa'.repeat(32),
          isCaughtUp: true,
          heldBack: [],
          notGiven: [],
        },
      ]),
    );
  });

  it('pass on what others wrote, through one who only carries', async () => {
    const [ana, bo] = [nodeOf('Ana'), nodeOf('Bo')];
    const mirror = nodeOf('mirror', { device: null });
    await write(ana, 'I was here');
    const met = await meet(ana, mirror);
    await untilSame(ana, mirror);
    met.destroy();
    await meet(bo, mirror);
    await untilSame(bo, ana);
    expect(bo.network.peers(community)).toMatchObject([{ device: null }]);
  });

  it('find out both histories of one who wrote two, and keep both', async () => {
    const [ana, bo, chi] = [nodeOf('Ana'), nodeOf('Bo'), nodeOf('Chi')];
    await write(ana, 'a', 'to Bo');
    const twin = nodeOf('Ana');
    await write(twin, 'a', 'to Chi', 'more');
    await meet(bo, ana);
    await untilSame(bo, ana);
    await meet(chi, twin);
    await untilSame(chi, twin);
    await meet(bo, chi);
    await vi.waitFor(async () => {
      expect(await headsOf(bo)).toHaveLength(2);
      expect(await headsOf(bo)).toEqual(await headsOf(chi));
    });
  });

  it('take no more of one device than is allowed, everything of the others, and the rest once more is', async () => {
    const [ana, bo] = [nodeOf('Ana'), nodeOf('Bo')];
    const flood = logOf(ana).author;
    const allowed = { bytes: 1 << 20 };
    const chi = nodeOf('Chi', { allowedBytes: (author) => (author === flood ? allowed.bytes : 1 << 30) });
    for (let i = 0; i < 40; i++) await ana.store.append(logOf(ana), ana.keys, [Buffer.alloc(100_000, i)]);
    await write(bo, 'good morning');
    await meet(bo, ana);
    await untilSame(ana, bo);
    await meet(chi, bo);
    await vi.waitFor(async () => {
      expect(await chi.store.length(logOf(bo))).toBe(1);
      expect(chi.network.peers(community)).toMatchObject([{ heldBack: [flood], isCaughtUp: true }]);
    });
    expect(await chi.store.byteLength(logOf(ana))).toBeLessThan(4 << 20);
    allowed.bytes = 1 << 30;
    chi.network.tellState(community, 'aa'.repeat(32));
    await untilSame(ana, chi);
    expect(chi.network.peers(community)).toMatchObject([{ heldBack: [] }]);
  });
});

describe('a stranger', () => {
  it('who does not hold the secret gets nothing, not even the name of the community', async () => {
    const [ana, eve] = [nodeOf('Ana'), nodeOf('Eve', { carrySecret: Buffer.alloc(32, 4) })];
    await write(ana, 'among us');
    await write(eve, 'let me in');
    await meet(eve, ana);
    const bo = nodeOf('Bo');
    await meet(bo, ana);
    await untilSame(bo, ana);
    expect(await headsOf(eve)).toHaveLength(1);
    expect(await headsOf(ana)).toHaveLength(1);
    expect(ana.network.peers(community)).toHaveLength(1);
  });

  it('who sends noise is let go, and others are served all the while', async () => {
    const [ana, bo] = [nodeOf('Ana'), nodeOf('Bo')];
    await write(ana, 'still here');
    const port = await ana.network.listen(0, host);
    const socket = connect(port, host);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.resume();
    // One whole frame, as long as its head says.
    socket.write(Buffer.concat([Buffer.from([200, 0, 0]), randomBytes(200)]));
    await closed;
    await bo.network.dial(host, port);
    await untilSame(ana, bo);
  });

  it('who says nothing, or very much, without showing what for is let go', async () => {
    const may = { lastMs: 200, sayBytes: 4_096, beFromOne: 2 };
    const quick = new Network(new MemoryStore(), () => {}, may);
    const patient = new Network(new MemoryStore(), () => {}, { ...may, lastMs: 3_600_000 });
    open.push(quick, patient);
    const closed = async (network: Network, bytes: Uint8Array) => {
      const socket = connect(await network.listen(0, host), host);
      socket.on('error', () => {});
      socket.resume();
      socket.write(bytes);
      await new Promise((resolve) => socket.once('close', resolve));
    };
    await closed(quick, new Uint8Array(0));
    // One frame that is announced as the longest there is, and begun.
    await closed(patient, Buffer.concat([Buffer.from([255, 255, 255]), randomBytes(8_192)]));
  });

  it('who comes many times over takes a few places only', async () => {
    const may = { lastMs: 3_600_000, sayBytes: 4_096, beFromOne: 2 };
    const watchful = new Network(new MemoryStore(), () => {}, may);
    open.push(watchful);
    const port = await watchful.listen(0, host);
    const come = async () => {
      const socket = connect(port, host);
      socket.on('error', () => {});
      socket.resume();
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
      return { socket, closed };
    };
    const [first, second, third] = [await come(), await come(), await come()];
    await third.closed;
    expect([first, second].map(({ socket }) => socket.destroyed)).toEqual([false, false]);
    first.socket.destroy();
    await vi.waitFor(() => expect(nodeOf('Ana').network.dial(host, port)).resolves.toBeDefined(), {
      ...{ timeout: 20_000, interval: 5 },
    });
  });

  it('whom nobody answers is refused with the place', async () => {
    const gone = nodeOf('gone');
    const port = await gone.network.listen(0, host);
    await gone.network.close();
    await expect(nodeOf('Ana').network.dial(host, port)).rejects.toMatchObject({
      refusal: { code: 'peer-unreachable', params: { place: `${host}:${port}` } },
    });
  });
});

describe('an invitation over a connection', () => {
  const secret = Buffer.alloc(32, 9);

  it('is answered once by whoever holds its secret, and by nobody else', async () => {
    const [ana, bo] = [nodeOf('Ana'), nodeOf('Bo')];
    ana.network.openDesk({ secret, answer: async (request) => Buffer.concat([request, Buffer.from('!')]) });
    const port = await ana.network.listen(0, host);
    const answer = await bo.network.ask(host, port, secret, Buffer.from('let me in'));
    expect(Buffer.from(answer!).toString()).toBe('let me in!');
    expect(await bo.network.ask(host, port, Buffer.alloc(32, 8), Buffer.from('let me in'))).toBeNull();
  });
});

describe('nodes that know no address', () => {
  it('find one another by the secret they share, through bootstrap nodes of their own', async () => {
    const testnet = await createTestnet(3);
    const bootstrap = testnet.bootstrap.map(({ host: address, port }) => `${address}:${port}`);
    const [ana, bo] = [nodeOf('Ana'), nodeOf('Bo')];
    await write(ana, 'from afar');
    const paths = await Promise.all([
      Internet.open(ana.network, { bootstrap, host }),
      Internet.open(bo.network, { bootstrap, host }),
    ]);
    try {
      await paths[0].meet(carrySecret);
      await paths[1].meet(carrySecret);
      await untilSame(ana, bo);
      expect(await bo.store.length(logOf(ana))).toBe(1);
    } finally {
      await Promise.all(paths.map((path) => path.close()));
      await testnet.destroy();
    }
  });

  it('say so where none of the bootstrap nodes answers', async () => {
    await expect(
      Internet.open(nodeOf('Ana').network, { bootstrap: ['127.0.0.1:1'], host }),
    ).rejects.toMatchObject({
      refusal: { code: 'bootstrap-unreachable', params: { places: '127.0.0.1:1' } },
    });
  });

  it('may begin at a bootstrap node that anybody runs', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, host, resolve));
    const { port } = socket.address();
    await new Promise<void>((resolve) => socket.close(resolve));
    const node = await openBootstrap(host, port);
    const path = await Internet.open(nodeOf('Ana').network, { bootstrap: [node.place], host });
    await path.close();
    await node.close();
  });
});
