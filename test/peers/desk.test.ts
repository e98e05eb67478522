import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openPracticeDesk, type PracticeDesk } from '../../src/app/practice/desk.ts';
import type { HostEvent } from '../../src/app/protocol.ts';

const home = mkdtempSync(join(tmpdir(), 'equipo-desk-'));
const desks: PracticeDesk[] = [];
const opened = (name: string, told: HostEvent[] = []) => {
  const desk = openPracticeDesk(join(home, name), (event) => told.push(event));
  desks.push(desk);
  return desk;
};
const asked = { id: '', words: '' };

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

const founded = async (desk: PracticeDesk, name: string) => {
  await desk.commands['practice-identity']({ name, deviceName: 'laptop', phrase: null });
  const { listening } = await desk.commands['practice-listen']({ place: '127.0.0.1:0' });
  const { community } = await desk.commands['practice-found']({
    ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation' },
  });
  return { listening, community };
};

describe('a node’s desk', () => {
  it('writes nothing before there is a person, and gives them twenty-four words', async () => {
    const desk = opened('nobody');
    expect(await desk.overview()).toMatchObject({ me: null, refusal: null, communities: [] });
    await expect(desk.part('0'.repeat(64), 'home', asked)).rejects.toMatchObject({
      refusal: { code: 'identity-missing' },
    });
    const { phrase } = await desk.commands['practice-identity']({
      ...{ name: 'Ada', deviceName: 'laptop', phrase: null },
    });
    expect(phrase.split(' ')).toHaveLength(24);
    expect((await desk.overview()).me).toMatchObject({ name: 'Ada', deviceName: 'laptop' });
    expect(await desk.commands['practice-phrase']({})).toEqual({ phrase });
  });

  it('lets two meet by a link, write, and see each other’s words', async () => {
    const told: HostEvent[] = [];
    const ada = opened('ada', told);
    const { community } = await founded(ada, 'Ada');
    const { link } = await ada.commands['practice-invite']({ community, uses: 1, days: 1 });
    const ben = opened('ben');
    await ben.commands['practice-identity']({ name: 'Ben', deviceName: 'phone', phrase: null });
    expect(await ben.commands['practice-join']({ link })).toEqual({ community });
    const heard = async () =>
      (await ada.part(community, 'conversation', asked))
        .flatMap(({ posts }) => posts)
        .map(({ name, text }) => `${name}: ${text}`);
    await ben.commands['practice-act']({
      community,
      type: 'post-written',
      body: { text: 'Who waters on Friday?', context: 'everybody', replyTo: null },
    });
    await expect.poll(heard, { timeout: 20_000 }).toEqual(['Ben: Who waters on Friday?']);
    const { communities } = await ada.overview();
    expect(communities).toMatchObject([{ name: 'Garden', isMember: true, peers: 1 }]);
    expect((await ada.part(community, 'people', asked)).map(({ name }) => name)).toEqual(['Ada', 'Ben']);
    expect(told.some(({ type }) => type === 'practice-changed')).toBe(true);
    // Whoever is to go is heard first; of what was seen of them everything counts.
    const [, { person = '' } = {}] = await ada.part(community, 'people', asked);
    const body = { person, device: null, reason: 'Never waters' };
    const { id } = await ada.commands['practice-act']({ community, type: 'removal-proposed', body });
    expect(await ada.part(community, 'removals', asked)).toMatchObject([
      { id, name: 'Ben', byName: 'Ada', outcome: 'open', supporters: [expect.any(String)] },
    ]);
    await expect(ada.commands['practice-conclude-removal']({ community, removal: id })).rejects.toMatchObject(
      { refusal: { code: 'act-not-counted', params: { why: expect.stringMatching(/hear/i) } } },
    );
  });

  it('is reachable at the same place after a restart, and refuses an invitation nobody could answer', async () => {
    const desk = opened('cleo');
    const { listening, community } = await founded(desk, 'Cleo');
    await desk.close();
    const again = opened('cleo');
    expect((await again.overview()).reach.listening).toEqual([listening]);
    expect((await again.part(community, 'home', asked)).status.name).toBe('Garden');
    const other = opened('dora');
    await other.commands['practice-identity']({ name: 'Dora', deviceName: 'laptop', phrase: null });
    const theirs = await other.commands['practice-found']({
      ...{ name: 'Shed', purpose: 'Tools', agreements: [], joining: 'open' },
    });
    await expect(
      other.commands['practice-invite']({ community: theirs.community, uses: 1, days: 1 }),
    ).rejects.toMatchObject({ refusal: { code: 'invite-unreachable' } });
  });

  it('is found no more at a place it gave up, and keeps whoever is connected', async () => {
    const ada = opened('ada-moving');
    const { community, listening } = await founded(ada, 'Ada');
    const { link } = await ada.commands['practice-invite']({ community, uses: 1, days: 1 });
    const ben = opened('ben-stays');
    await ben.commands['practice-identity']({ name: 'Ben', deviceName: 'phone', phrase: null });
    await ben.commands['practice-join']({ link });
    await ada.commands['practice-unlisten']({ place: listening });
    expect((await ada.overview()).reach.listening).toEqual([]);
    const cleo = opened('cleo-late');
    await cleo.commands['practice-identity']({ name: 'Cleo', deviceName: 'phone', phrase: null });
    await expect(cleo.commands['practice-meet']({ place: listening })).rejects.toMatchObject({
      refusal: { code: 'peer-unreachable' },
    });
    const post = { text: 'Still here', context: 'everybody', replyTo: null };
    await ada.commands['practice-act']({ community, type: 'post-written', body: post });
    const heard = async () => JSON.stringify(await ben.part(community, 'conversation', asked));
    await expect.poll(heard, { timeout: 20_000 }).toContain('Still here');
  });

  it('carries for others what it cannot read', async () => {
    const ada = opened('ada-mirrored');
    const { community } = await founded(ada, 'Ada');
    const { link } = await ada.commands['practice-mirror-link']({ community });
    const cleo = opened('cleo-carries');
    await cleo.commands['practice-identity']({ name: 'Cleo', deviceName: 'phone', phrase: null });
    expect(await cleo.commands['practice-mirror-add']({ link })).toEqual({ community });
    await expect
      .poll(async () => (await cleo.overview()).mirrored[0]?.blocks, { timeout: 20_000 })
      .toBeGreaterThan(0);
    expect((await cleo.overview()).communities).toEqual([]);
    await expect(cleo.commands['practice-mirror-add']({ link: 'equipo:join/x' })).rejects.toThrow();
  });

  it('looks for others on this network where it is told to, also after a restart, and says where it cannot', async () => {
    const desk = opened('fay');
    await founded(desk, 'Fay');
    expect((await desk.overview()).reach).toMatchObject({ isOnLan: false, lanTroubles: [] });
    await desk.commands['practice-lan']({ isOn: true });
    expect((await desk.overview()).reach.isOnLan).toBe(true);
    await desk.close();
    const again = opened('fay');
    expect((await again.overview()).reach.isOnLan).toBe(true);
    await again.commands['practice-lan']({ isOn: false });
    expect((await again.overview()).reach).toMatchObject({ isOnLan: false, lanTroubles: [] });
  });

  it('says so where another process has the node, and opens it once that one is gone', async () => {
    const first = opened('eve');
    await first.commands['practice-identity']({ name: 'Eve', deviceName: 'laptop', phrase: null });
    const second = opened('eve');
    expect((await second.overview()).refusal?.code).toBe('practice-locked');
    await first.close();
    expect((await second.overview()).me?.name).toBe('Eve');
  });
});
