import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  freeUdpPort,
  group,
  hasLoopbackMulticast,
  host,
  listenerAt,
} from '../../../test/peers/loopback-multicast.ts';
import { Beacon } from './beacon.ts';
import {
  type BeaconDatagram,
  datagramBytes,
  decodeDatagram,
  encodeDatagram,
  markOf,
  nonceBytes,
  tagOf,
  tagsPerAnswer,
} from './beacon-datagram.ts';
import { randomBytes, toHex } from './bytes.ts';
import { deviceKeysOf } from './device-keys.ts';
import { Network } from './network.ts';
import { SenderAllowance } from './sender-allowance.ts';
import { MemoryStore } from './store/memory-store.ts';

const garden = { community: 'c0'.repeat(32), secret: Buffer.alloc(32, 3) };
const shed = { community: 'c1'.repeat(32), secret: Buffer.alloc(32, 4) };

const onEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of onEnd.splice(0).reverse()) await end();
});

const hasMulticast = await hasLoopbackMulticast();

const strangerAt = async (port: number): Promise<Socket> => {
  const socket = await listenerAt(port);
  onEnd.push(() => socket.close());
  return socket;
};

const nodeOf = async (name: string, { community, secret }: typeof garden, meetingPort: number) => {
  const seed = Buffer.alloc(32);
  seed.write(name);
  const keys = deviceKeysOf(seed);
  const network = new Network(new MemoryStore(), () => {});
  network.carry({
    ...{ community, carrySecret: secret, device: keys, allowedBytes: () => 1 << 30 },
    places: () => [],
    onPlaces: () => {},
    onParcel: () => {},
    onNewest: () => {},
  });
  onEnd.push(() => network.close());
  const port = await network.listen(0, host);
  const beacon = new Beacon(network, { address: host, port, at: { group, port: meetingPort } });
  onEnd.push(() => beacon.close());
  return { keys, network, beacon, port };
};

const bytesOf = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((each) => Uint8Array.from(each));
const anyDatagram: fc.Arbitrary<BeaconDatagram> = fc.oneof(
  fc.record({ kind: fc.constant('call' as const), nonce: bytesOf(nonceBytes) }),
  fc.record({
    ...{ kind: fc.constant('answer' as const), nonce: bytesOf(nonceBytes), call: bytesOf(nonceBytes) },
    mark: bytesOf(8),
    port: fc.integer({ min: 1, max: 65_535 }),
    tags: fc.array(bytesOf(16), { minLength: tagsPerAnswer, maxLength: tagsPerAnswer }),
  }),
);

describe('a datagram of the beacon', () => {
  it('reads as it was written, and has one size whatever it says', () => {
    fc.assert(
      fc.property(anyDatagram, (datagram) => {
        const bytes = encodeDatagram(datagram);
        expect(bytes).toHaveLength(datagramBytes);
        const { tags, ...read } = { tags: [], ...decodeDatagram(bytes) };
        const { tags: said, ...rest } = { tags: [], ...datagram };
        expect(read).toEqual(rest);
        expect(tags.map(toHex)).toEqual(said.map(toHex));
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('is nothing where it is cut, lengthened or noise, and never throws', () => {
    fc.assert(
      fc.property(anyDatagram, fc.nat(), bytesOf(datagramBytes), (datagram, at, noise) => {
        const bytes = encodeDatagram(datagram);
        expect(decodeDatagram(bytes.subarray(0, at % datagramBytes))).toBeNull();
        expect(decodeDatagram(Buffer.concat([bytes, Buffer.from([0])]))).toBeNull();
        const altered = Buffer.from(bytes);
        altered[at % 7]! ^= 1 + (at % 255);
        expect(decodeDatagram(altered)).toBeNull();
        expect(decodeDatagram(noise)).toBeNull();
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('names a community by a tag that is another for every call, every answer, every place and every secret', () => {
    const [one, other] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
    const tags = [
      tagOf(garden.secret, one, one, 1),
      tagOf(garden.secret, other, one, 1),
      tagOf(garden.secret, one, other, 1),
      tagOf(garden.secret, one, one, 2),
      tagOf(garden.secret, one, one, 256),
      tagOf(shed.secret, one, one, 1),
    ];
    expect(new Set(tags.map(toHex)).size).toBe(tags.length);
    expect(tagOf(garden.secret, one, one, 1).equals(tags[0]!)).toBe(true);
  });
});

describe('what is heard of senders', () => {
  it('is a little of each, however much they send, and forgets the oldest of very many', () => {
    const allowance = new SenderAllowance();
    const heard = Array.from({ length: 1_000 }, () => allowance.isHeard('192.0.2.1', 0)).filter(Boolean);
    expect(heard).toHaveLength(20);
    expect(allowance.isHeard('192.0.2.2', 0)).toBe(true);
    expect(allowance.isHeard('192.0.2.1', 1_000)).toBe(true);
    for (let i = 0; i < 10_000; i++) allowance.isHeard(`10.${i >> 8}.${i & 255}.1`, 1_000);
    expect(allowance.remembered).toBeLessThanOrEqual(512);
    const many = Array.from({ length: 10_000 }, (_, i) => allowance.isHeard(`a${i}`, 100_000));
    expect(many.filter(Boolean).length).toBe(400);
  });
});

describe.skipIf(!hasMulticast)('nodes on one network', () => {
  it('find one another without an address, and leave other communities alone', async () => {
    const port = await freeUdpPort();
    const ana = await nodeOf('Ana', garden, port);
    const eve = await nodeOf('Eve', shed, port);
    const bo = await nodeOf('Bo', garden, port);
    for (const { beacon } of [ana, eve, bo]) await beacon.open();
    await vi.waitFor(
      () => {
        expect(ana.network.peers(garden.community)).toMatchObject([{ device: toHex(bo.keys.publicKey) }]);
        expect(bo.network.peers(garden.community)).toMatchObject([{ device: toHex(ana.keys.publicKey) }]);
      },
      { timeout: 20_000, interval: 5 },
    );
    const isAnybody = () => true;
    expect(eve.network.isMet(isAnybody)).toBe(false);
    expect([ana, eve, bo].map(({ beacon }) => beacon.trouble)).toEqual([null, null, null]);
  });

  it('are not moved by strangers, replays, what is too long, or who is connected already', async () => {
    const meetingPort = await freeUdpPort();
    const stranger = await strangerAt(meetingPort);
    const ana = await nodeOf('Ana', garden, meetingPort);
    const called = once(stranger, 'message');
    await ana.beacon.open();
    const [bytes, from] = (await called) as [Buffer, { readonly port: number }];
    const { nonce: call } = decodeDatagram(bytes)!;
    const dialled: string[] = [];
    const portOf = async (name: string) => {
      const server = createServer((socket) => {
        dialled.push(name);
        socket.destroy();
      });
      server.listen(0, host);
      await once(server, 'listening');
      onEnd.push(() => server.close());
      return (server.address() as { readonly port: number }).port;
    };
    const answerOf = (secret: Uint8Array, to: Uint8Array, port: number, key = randomBytes(32)) => {
      const nonce = randomBytes(nonceBytes);
      const tags = [tagOf(secret, to, nonce, port)];
      return encodeDatagram({ kind: 'answer', nonce, call: to, mark: markOf(key, to, nonce), port, tags });
    };
    const say = (datagram: Uint8Array) =>
      new Promise((resolve) => stranger.send(datagram, from.port, host, resolve));
    const wrong = await portOf('wrong');
    await say(answerOf(shed.secret, call, wrong));
    await say(answerOf(garden.secret, randomBytes(nonceBytes), wrong));
    await say(Buffer.concat([answerOf(garden.secret, call, wrong), Buffer.from([0])]));
    await say(Buffer.alloc(9_000, 1));
    await say(answerOf(garden.secret, call, wrong, Buffer.from(ana.network.keyPair.publicKey)));
    const bo = await nodeOf('Bo', garden, meetingPort);
    await bo.network.dial(host, ana.port);
    const isMet = () => ana.network.peers(garden.community).length > 0;
    await vi.waitFor(() => expect(isMet()).toBe(true), { timeout: 20_000, interval: 5 });
    await say(answerOf(garden.secret, call, wrong, Buffer.from(bo.network.keyPair.publicKey)));
    const right = answerOf(garden.secret, call, await portOf('right'));
    await say(right);
    await vi.waitFor(() => expect(dialled).toEqual(['right']), { timeout: 20_000, interval: 5 });
    await say(right);
    await say(answerOf(garden.secret, call, await portOf('later')));
    await vi.waitFor(() => expect(dialled).toEqual(['right', 'later']), { timeout: 20_000, interval: 5 });
  });

  it('answer a call to the caller alone, and name no community to who does not share its secret', async () => {
    const meetingPort = await freeUdpPort();
    const ana = await nodeOf('Ana', garden, meetingPort);
    await ana.beacon.open();
    const answers: (BeaconDatagram & { readonly kind: 'answer' })[] = [];
    const asking = createSocket('udp4');
    onEnd.push(() => asking.close());
    asking.bind(0, host);
    await once(asking, 'listening');
    asking.on('message', (bytes) => {
      const read = decodeDatagram(bytes);
      if (read?.kind === 'answer') answers.push(read);
    });
    asking.setMulticastInterface(host);
    const call = randomBytes(nonceBytes);
    for (let times = 0; times < 2; times++) {
      asking.send(encodeDatagram({ kind: 'call', nonce: call }), meetingPort, group);
    }
    await vi.waitFor(() => expect(answers).toHaveLength(2), { timeout: 20_000, interval: 5 });
    expect(new Set(answers.flatMap(({ tags }) => tags.map(toHex))).size).toBe(2 * tagsPerAnswer);
    for (const { nonce, port, tags } of answers) {
      expect(port).toBe(ana.port);
      const said = tags.map(toHex);
      expect(said).toContain(toHex(tagOf(garden.secret, call, nonce, port)));
      expect(said).not.toContain(toHex(tagOf(shed.secret, call, nonce, port)));
    }
  });

  it('go on where the way is closed, and say why', async () => {
    const told: (string | null)[] = [];
    const network = new Network(new MemoryStore(), () => {});
    onEnd.push(() => network.close());
    const beacon: Beacon = new Beacon(network, {
      ...{ address: '192.0.2.77', port: 4711, onChange: () => told.push(beacon.trouble) },
    });
    onEnd.push(() => beacon.close());
    await beacon.open();
    expect(beacon.trouble).toBe('EADDRNOTAVAIL');
    expect(told).toEqual(['EADDRNOTAVAIL']);
  });
});
