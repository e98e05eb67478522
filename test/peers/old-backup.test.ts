import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { equipo, unbroken } from '../cli/command-line.ts';
import { dayMs, heard, inStep, NodeGarden, say } from './node-garden.ts';

let garden: NodeGarden;
beforeEach(() => {
  garden = new NodeGarden();
});
afterEach(async () => {
  await garden.end();
});

/** Bo's data folder as it was before he wrote once more, which Ana has. */
const restored = async () => {
  const [ana, bo] = [await garden.person('Ana'), await garden.person('Bo')];
  const { community, place } = await garden.found(ana, bo);
  await say(bo, community, 'Before the backup');
  await inStep(community, ana, bo);
  const folder = await garden.close(bo);
  const copy = join(garden.home, 'copy');
  cpSync(folder, copy, { recursive: true });
  const later = await garden.open(folder);
  await later.meet(place);
  await say(later, community, 'After the backup');
  await inStep(community, ana, later);
  await garden.close(later);
  rmSync(folder, { recursive: true });
  cpSync(copy, folder, { recursive: true });
  await say(ana, community, 'I saw both');
  return { ana, community, place, folder };
};

describe('a device brought back from an old copy of its data', () => {
  it('has all of its own again from others where it meets them first, and goes on', async () => {
    const { ana, community, place, folder } = await restored();
    const bo = await garden.open(folder);
    expect(heard(bo, community)).toEqual(['Before the backup']);
    await bo.meet(place);
    await inStep(community, ana, bo);
    await say(bo, community, 'Back again');
    await inStep(community, ana, bo);
    for (const node of [ana, bo]) {
      expect(heard(node, community)).toEqual([
        'After the backup',
        'Back again',
        'Before the backup',
        'I saw both',
      ]);
      expect(node.status(community).forked).toEqual([]);
    }
  });

  it('is found out where it writes first: others lose nothing, and its person is told what to do', async () => {
    const { ana, community, place, folder } = await restored();
    const bo = await garden.open(folder);
    const { device } = bo;
    await say(bo, community, 'As if nothing had happened');
    await bo.meet(place);
    await inStep(community, ana, bo);
    // What Ana had built on stays, whichever way Bo's device came back.
    for (const node of [ana, bo]) {
      expect(heard(node, community)).toEqual(['After the backup', 'Before the backup', 'I saw both']);
      expect(node.status(community).forked).toEqual([{ name: 'Bo', device, isThisDevice: node === bo }]);
    }
    await expect(say(bo, community, 'Still here?')).rejects.toMatchObject({
      refusal: { code: 'device-forked', params: { device } },
    });
    const phrase = bo.identity!.phrase;
    await garden.close(bo);
    const post = await equipo('post', 'Still here?', '--data', folder);
    expect(post.code).toBe(2);
    expect(unbroken(post.err)).toMatch(/two histories.*nothing was written.*`equipo identity recover`/);
    const status = unbroken((await equipo('status', '--wait', '0', '--data', folder)).out);
    expect(status).toMatch(/this device wrote two histories.*`equipo identity device retire`/);

    // As it says: another device by the phrase, and this one retired.
    const laptop = await garden.person('Bo', phrase);
    await laptop.join(await ana.invite(community, 1, garden.nowMs + dayMs));
    await inStep(community, ana, laptop);
    await laptop.retireDevice(community, device);
    await say(laptop, community, 'Here I am');
    await inStep(community, ana, laptop);
    expect(heard(ana, community)).toContain('Here I am');
    expect(ana.status(community).forked).toEqual([]);
    const chi = await garden.person('Chi');
    await chi.join(await ana.invite(community, 1, garden.nowMs + dayMs));
    await inStep(community, ana, chi);
    expect(heard(chi, community)).toEqual(heard(ana, community));
  });
});
