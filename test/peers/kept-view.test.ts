import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PracticeNode } from '../../src/app/practice/node.ts';

const home = mkdtempSync(join(tmpdir(), 'equipo-kept-view-'));
const folder = join(home, 'ana');
const posts = 2_100;
let community = '';
let hash = '';

const post = (node: PracticeNode, text: string) =>
  node.act(community, 'post-written', { text, context: 'everybody', replyTo: null });
const opened = async <T>(work: (node: PracticeNode) => Promise<T> | T): Promise<T> => {
  const node = await PracticeNode.open(folder);
  try {
    return await work(node);
  } finally {
    await node.close();
  }
};
const viewFile = () => join(folder, 'communities', `${community}.view`);
const isOnView = (node: PracticeNode) => {
  try {
    return node.replica(community).view.history.order[0]?.event.body === undefined;
  } catch {
    return true;
  }
};

beforeAll(async () => {
  await PracticeNode.makeIdentity(folder, { name: 'Ana', deviceName: 'laptop' });
  await opened(async (node) => {
    community = await node.found({
      ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation' },
    });
    for (let k = 0; k < posts; k++) await post(node, `Row ${k}`);
    hash = node.status(community).stateHash;
  });
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a view that is kept', () => {
  it('is where the next start begins, with the same state, and everything is there', async () => {
    expect(existsSync(viewFile())).toBe(true);
    await opened(async (node) => {
      expect(isOnView(node)).toBe(true);
      expect(node.status(community)).toMatchObject({ stateHash: hash, events: posts + 1, unverified: 0 });
      expect(node.conversations(community)[0]?.posts).toHaveLength(posts);
      expect(await node.replica(community).verify()).toMatchObject({ isSame: true, events: posts + 1 });
    });
  });

  it('is gone on from: what was written after it was kept is read, and more can be written', async () => {
    const before = readFileSync(viewFile());
    await opened(async (node) => {
      await post(node, 'After');
      hash = node.status(community).stateHash;
    });
    // As after a crash: the record is newer than the view.
    expect(readFileSync(viewFile()).equals(before)).toBe(true);
    await opened((node) => {
      expect(isOnView(node)).toBe(true);
      expect(node.status(community)).toMatchObject({ stateHash: hash, events: posts + 2 });
    });
  });

  it('is left alone where it is cut, odd or of another program: the record says the same', async () => {
    const whole = readFileSync(viewFile(), 'utf8');
    for (const text of [
      '',
      whole.slice(0, whole.length / 2),
      whole.replace('equipo-view ', 'equipo-view 9.'),
      whole.replace('"ids":"', '"ids":"0'),
    ]) {
      writeFileSync(viewFile(), text);
      await opened((node) => {
        expect(isOnView(node)).toBe(false);
        expect(node.status(community)).toMatchObject({ stateHash: hash, events: posts + 2, unverified: 0 });
      });
    }
  }, 60_000);

  it('does not stand in the way of the whole record as lines', async () => {
    rmSync(viewFile(), { force: true });
    await opened(async (node) => {
      for (let k = 0; k < 5; k++) await post(node, 'More');
    });
    const lines = await opened(async (node) => [...(await node.practiceLog(community))]);
    expect(lines.filter((line) => line.includes('"post-written"'))).toHaveLength(posts + 6);
  });
});
