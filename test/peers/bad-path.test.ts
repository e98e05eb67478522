import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { randomStream } from '../../src/base/random.ts';
import { heard, NodeGarden, say } from './node-garden.ts';

const garden = new NodeGarden();
const random = randomStream(7, 'bad path');
const host = '127.0.0.1';
const sockets = new Set<Socket>();
let isBad = true;
let cuts = 0;

/** Passes on what comes in pieces of any size, each as late as it likes, and breaks off anywhere. */
const passOn = async (from: Socket, to: Socket): Promise<void> => {
  for await (const bytes of from as AsyncIterable<Buffer>) {
    for (let at = 0; at < bytes.length; ) {
      const size = 1 + random.below(4_000);
      if (isBad) await after(random.below(4));
      if (isBad && random.below(60) === 0) {
        cuts++;
        from.destroy();
        to.destroy();
        return;
      }
      to.write(bytes.subarray(at, at + size));
      at += size;
    }
  }
};

const relay = createServer((socket) => {
  const onward = connect(boPort, host);
  for (const [from, to] of [
    [socket, onward],
    [onward, socket],
  ] as const) {
    sockets.add(from);
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    passOn(from, to).catch(() => {});
  }
});
let boPort = 0;

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  relay.close();
  await garden.end();
});

it('two who meet over a path that is late, uneven and breaks off anywhere come to one state, and lose nothing', async () => {
  const [ana, bo] = [await garden.person('Ana'), await garden.person('Bo')];
  const { community } = await garden.found(ana, bo);
  const anaFolder = await garden.close(ana);
  const here = await garden.open(anaFolder);
  boPort = Number((await bo.listen(`${host}:0`)).split(':').at(-1));
  await new Promise<void>((resolve) => relay.listen(0, host, resolve));
  const place = `${host}:${(relay.address() as { readonly port: number }).port}`;
  let rounds = 0;
  for (; rounds < 60 || cuts < 3; rounds++) {
    await say(here, community, `Ana ${rounds} ${'x'.repeat(random.below(3_000))}`);
    await say(bo, community, `Bo ${rounds} ${'x'.repeat(random.below(3_000))}`);
    await here.meet(place).catch(() => {});
  }
  isBad = false;
  const isSame = () => here.status(community).stateHash === bo.status(community).stateHash;
  const isSameOnceMet = async () => {
    await here.meet(place).catch(() => {});
    return here.until(isSame, 1_000);
  };
  await expect.poll(isSameOnceMet, { timeout: 60_000 }).toBe(true);
  expect(heard(here, community)).toHaveLength(2 * rounds);
  expect(heard(bo, community)).toEqual(heard(here, community));
  for (const node of [here, bo]) {
    expect(await node.replica(community).verify()).toMatchObject({ isSame: true, unverified: 0 });
    expect(node.status(community).forked).toEqual([]);
  }
});
