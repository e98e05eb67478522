/** Those who were not let in, or bring what was let in before: what they get, and what their noise costs. */
import { connect } from 'node:net';
import NoiseSecretStream from '@hyperswarm/secret-stream';
import createTestnet from 'hyperdht/testnet.js';
import Hyperswarm from 'hyperswarm';
import Protomux from 'protomux';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerSecretOf, readInvitationLink } from '../../src/app/practice/link.ts';
import type { PracticeNode } from '../../src/app/practice/node.ts';
import { decodeCanonical, encodeCanonical } from '../../src/base/canonical-bytes.ts';
import { signerFromSeed } from '../../src/practice/events/signature.ts';
import { proveInvitation } from '../../src/practice/governance/event-types/member-admitted.ts';
import { hashOf, keyedHashOf, randomBytes, toHex } from '../../src/practice/peer/bytes.ts';
import { carrySecretOf, deviceKeysOf, openSealed } from '../../src/practice/peer/device-keys.ts';
import { CommunityExchange } from '../../src/practice/peer/exchange.ts';
import { Network } from '../../src/practice/peer/network.ts';
import { rawBytes } from '../../src/practice/peer/raw-bytes.ts';
import { MemoryStore } from '../../src/practice/peer/store/memory-store.ts';
import { encodeMessage } from '../../src/practice/peer/wire.ts';
import { dayMs, heard, inStep, NodeGarden, say } from './node-garden.ts';

const host = '127.0.0.1';
let garden: NodeGarden;
beforeEach(() => {
  garden = new NodeGarden();
});
const onEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of onEnd.splice(0).reverse()) await end();
  await garden.end();
});

const portOf = (place: string): number => Number(place.split(':').at(-1));
const carrySecretOfNode = (node: PracticeNode, community: string): Buffer => {
  const { founding, keys } = node.replica(community).epochKeys;
  return carrySecretOf(keys.get(founding)!);
};
const strange = () => {
  const network = new Network(new MemoryStore(), () => {});
  onEnd.push(() => network.close());
  return network;
};

describe('an invitation that is brought again', () => {
  it('with a member’s own certificate gives keys to that member’s device alone', async () => {
    const [ana, bo] = [await garden.person('Ana'), await garden.person('Bo')];
    const { community, place } = await garden.found(ana, bo);
    const link = readInvitationLink(await ana.invite(community, 3, garden.nowMs + dayMs));
    // Eve holds the link, and Bo's certificate, which is on record for everybody.
    const eve = deviceKeysOf(randomBytes(32));
    const { certificate, keys: bosKeys } = bo.identity!;
    const request = encodeCanonical({
      certificate,
      name: 'Bo',
      deviceName: 'phone',
      proof: proveInvitation(link.invitation, toHex(eve.publicKey), signerFromSeed(link.seed)),
    });
    const answer = decodeCanonical(
      (await strange().ask(host, portOf(place), answerSecretOf(link.seed), request))!,
    ) as { readonly keys: Readonly<Record<string, Uint8Array>> };
    const { keys } = ana.replica(community).epochKeys;
    expect(Object.keys(answer.keys)).toEqual([...keys.keys()]);
    for (const [epoch, sealed] of Object.entries(answer.keys)) {
      expect(openSealed(eve, sealed)).toBeNull();
      expect(openSealed(bosKeys, sealed)).toEqual(Buffer.from(keys.get(epoch)!));
    }
  });

  it('by a device that was retired, or after it was used up or has ended, lets nobody in and says why', async () => {
    const [ana, bo] = [await garden.person('Ana'), await garden.person('Bo')];
    const { community } = await garden.found(ana, bo);
    const phone = await garden.person('Bo', bo.identity!.phrase);
    await phone.join(await ana.invite(community, 1, garden.nowMs + dayMs));
    await inStep(community, ana, bo, phone);
    await bo.retireDevice(community, phone.device);
    await inStep(community, ana, bo);
    const live = await ana.invite(community, 2, garden.nowMs + dayMs);
    await expect(phone.join(live)).rejects.toMatchObject({
      refusal: { code: 'invitation-refused', params: { why: 'The device was retired.' } },
    });
    const used = await ana.invite(community, 1, garden.nowMs + dayMs);
    const chi = await garden.person('Chi');
    await chi.join(used);
    await inStep(community, ana, bo, chi);
    const eve = await garden.person('Eve');
    await expect(eve.join(used)).rejects.toMatchObject({ refusal: { code: 'invitation-refused' } });
    garden.nowMs += 2 * dayMs;
    await expect(eve.join(live)).rejects.toMatchObject({ refusal: { code: 'invitation-ended' } });
    expect(eve.list()).toEqual([]);
    expect(ana.status(community).members).toBe(3);
  });
});

describe('a peer on the topic whom nobody invited', () => {
  it('gets no word of the community, and members meet all the same', async () => {
    const [ana, bo] = [await garden.person('Ana'), await garden.person('Bo')];
    const { community } = await garden.found(ana, bo);
    const boFolder = await garden.close(bo);
    const testnet = await createTestnet(3);
    onEnd.push(() => testnet.destroy());
    const bootstrap = testnet.bootstrap.map(({ host: address, port }) => `${address}:${port}`);
    // Who watches the table of addresses sees the topic, which tells nothing and opens nothing.
    const topic = hashOf('topic', 32, carrySecretOfNode(ana, community));
    const eve = new Hyperswarm({ bootstrap: testnet.bootstrap, maxPeers: 8 } as never);
    onEnd.push(() => eve.destroy());
    const met: { readonly opened: Promise<boolean>; asked: number }[] = [];
    eve.on('connection', (stream: NoiseSecretStream) => {
      stream.on('error', () => {});
      const connection = { opened: stream.opened, asked: 0 };
      const mux = Protomux.from(stream);
      mux.pair({ protocol: 'equipo/community/1' } as never, () => connection.asked++);
      const channel = mux.createChannel({
        ...{ protocol: 'equipo/community/1', id: randomBytes(32), messages: [] },
      } as never);
      channel?.open(randomBytes(32) as never);
      met.push(connection);
    });
    await ana.reachInternet({ bootstrap, host });
    await eve.join(topic, { server: true, client: true }).flushed();
    await expect.poll(() => met.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await met[0]!.opened;
    const back = await garden.open(boFolder);
    await say(back, community, 'By another way');
    await back.reachInternet({ bootstrap, host });
    await inStep(community, ana, back);
    expect(heard(ana, community)).toEqual(['By another way']);
    expect(ana.status(community).peers.map(({ name }) => name)).toEqual(['Bo']);
    expect(met.map(({ asked }) => asked)).toEqual(met.map(() => 0));
  }, 60_000);
});

describe('a flood over a real connection', () => {
  it('of a member is cut off, others are served, and memory stays bounded', async () => {
    const [ana, bo] = [await garden.person('Ana'), await garden.person('Bo')];
    const { community, place } = await garden.found(ana, bo);
    const secret = carrySecretOfNode(ana, community);
    const socket = connect(portOf(place), host);
    const stream = new NoiseSecretStream(true, socket, { keyPair: deviceKeysOf(randomBytes(32)) });
    stream.on('error', () => {});
    const gone = new Promise<void>((resolve) => stream.once('close', () => resolve()));
    await stream.opened;
    const mux = Protomux.from(stream);
    const channel = mux.createChannel({
      ...CommunityExchange.channelOf({ carrySecret: secret } as never, stream),
      handshake: rawBytes,
      messages: [{ encoding: rawBytes, onmessage: () => {} }],
    } as never)!;
    channel.open(keyedHashOf('belongs', secret, stream.handshakeHash, Uint8Array.of(1)) as never);
    // Whoever belongs may say much, and heads of logs that are not there cost the most to remember.
    const before = process.memoryUsage();
    let sent = 0;
    let isGone = false;
    void gone.then(() => {
      isGone = true;
    });
    while (!isGone && sent < 1 << 28) {
      const heads = Array.from({ length: 500 }, () => ({
        ...{ author: toHex(randomBytes(32)), epoch: toHex(randomBytes(16)), version: 0 },
        ...{ length: 1_000, hash: toHex(randomBytes(32)) },
      }));
      const message = encodeMessage({ kind: 'heads', heads });
      channel.messages[0]?.send(message);
      sent += message.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await gone;
    expect(sent).toBeLessThan(1 << 25);
    await say(bo, community, 'Can anybody hear me?');
    await inStep(community, ana, bo);
    expect(heard(ana, community)).toEqual(['Can anybody hear me?']);
    const { heapUsed, external } = process.memoryUsage();
    expect(heapUsed + external - before.heapUsed - before.external).toBeLessThan(200 << 20);
  });
});
