import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { encodeEvent } from '../../src/practice/events/event-codec.ts';
import { sealBlock } from '../../src/practice/peer/block.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-arriving-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const personAt = async (name: string): Promise<PracticeNode> => {
  const place = join(folder, name);
  await PracticeNode.makeIdentity(place, { name, deviceName: 'laptop' });
  return PracticeNode.open(place);
};

const posts = (count: number) =>
  Array.from({ length: count }, (_, k) => ({
    ...{ type: 'post-written', at: 1_000 },
    body: { text: `Said ${k}`, context: 'everybody', replyTo: null },
  }));

it('shows a new device the newest of a long record before the rest is here, and nothing twice once it is', async () => {
  const [ana, bo] = [await personAt('Ana'), await personAt('Bo')];
  const community = await ana.found({
    ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation' },
  });
  const count = 20_000;
  await ana.replica(community).writeMany(posts(count));
  await ana.listen('127.0.0.1:0');
  const link = await ana.invite(community, 1, Date.now() + 86_400_000);
  const there = { newest: '', events: Number.NaN };
  const isThere = () => {
    const [first] = bo.list().length > 0 ? bo.arriving(community) : [];
    if (first !== undefined && there.newest === '') {
      Object.assign(there, { newest: first.text, events: bo.status(community).events });
    }
    return first !== undefined;
  };
  const seen = bo.until(isThere, 30_000);
  await bo.join(link, 60_000);
  await ana.meetAll();
  await bo.meetAll();
  expect(await seen).toBe(true);
  expect(there.newest).toBe(`Said ${count - 1}`);
  expect(there.events).toBeLessThan(count);
  const isSame = () => bo.status(community).stateHash === ana.status(community).stateHash;
  expect(await bo.until(isSame, 60_000)).toBe(true);
  expect(bo.arriving(community)).toEqual([]);
  await ana.close();
  await bo.close();
}, 90_000);

it('shows nothing that its author’s device did not sign, or that stands in another community', async () => {
  const eve = await personAt('Eve');
  const founding = { purpose: 'Grow food', agreements: [], joining: 'open' } as const;
  const [garden, shed] = [
    await eve.found({ ...founding, name: 'Garden' }),
    await eve.found({ ...founding, name: 'Shed' }),
  ];
  const elsewhere = await eve.act(shed, 'post-written', posts(1)[0]!.body);
  const { replica, device } = { replica: eve.replica(garden), device: eve.device };
  const [[epoch, key]] = [...replica.epochKeys.keys] as [[string, Uint8Array]];
  const log = { community: garden, author: device, epoch };
  const sealed = (bytes: Uint8Array) => [sealBlock(log, key, [bytes])];
  const forged = encodeEvent({ ...elsewhere, community: garden });
  expect(replica.takeNewest(log, sealed(forged))).toBe(false);
  expect(replica.takeNewest(log, sealed(encodeEvent(elsewhere)))).toBe(false);
  expect(replica.takeNewest(log, [new Uint8Array(40)])).toBe(false);
  expect(eve.arriving(garden)).toEqual([]);
  await eve.close();
});
