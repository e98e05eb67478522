import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { deviceKeysOf } from '../../src/practice/peer/device-keys.ts';
import { HypercoreStore } from '../../src/practice/peer/store/hypercore-store.ts';
import { MemoryStore } from '../../src/practice/peer/store/memory-store.ts';
import { holdStore } from './store-acceptance.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-stores-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let opened = 0;
const fresh = () => join(folder, `store-${opened++}`);

holdStore('store in memory', async () => new MemoryStore());
holdStore('Hypercore store', () => HypercoreStore.open(fresh()));

const keys = deviceKeysOf(Buffer.alloc(32, 7));
const log = {
  community: 'c0'.repeat(32),
  author: Buffer.from(keys.publicKey).toString('hex'),
  epoch: 'e0'.repeat(16),
};

/** Starts a process that appends, kills it once it has said so many more times, and gives the last length it said. */
const appendUntilKilled = async (place: string, times: number): Promise<number> => {
  const script = fileURLToPath(new URL('./append-until-killed.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged = 0;
  let said = 0;
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line);
    said++;
    if (said === times) child.kill('SIGKILL');
  }
  return acknowledged;
};

describe('a store on disk', () => {
  it('has everything again after it was closed, checkpoints included', async () => {
    const place = fresh();
    const before = await HypercoreStore.open(place);
    await before.append(
      log,
      keys,
      Array.from({ length: 200 }, (_, i) => Buffer.from(`block ${i}`)),
    );
    const heads = await before.heads(log.community);
    const piece = await before.readSigned(log, 0);
    await before.close();
    const after = await HypercoreStore.open(place);
    expect(await after.heads(log.community)).toEqual(heads);
    expect(await after.readSigned(log, 0)).toEqual(piece);
    await after.close();
  });

  it('says how long its logs are as it was when it was closed, and asks the logs where anything is other', async () => {
    const place = fresh();
    const before = await HypercoreStore.open(place);
    await before.append(log, keys, [Buffer.from('one'), Buffer.from('two')]);
    const heads = await before.heads(log.community);
    await before.close();
    const kept = join(place, 'heads.json');
    const lie = () => {
      const said = JSON.parse(readFileSync(kept, 'utf8'));
      const name = Object.keys(said.heads)[0]!;
      said.heads[name].length = 7;
      writeFileSync(kept, JSON.stringify(said));
    };
    // What it says is believed while the engine's files are as they were: that is what it is for.
    lie();
    const second = await HypercoreStore.open(place);
    expect(await second.length(log)).toBe(7);
    expect(existsSync(kept)).toBe(false);
    expect(await second.read(log, 0, 7)).toHaveLength(2);
    expect(await second.length(log)).toBe(2);
    await second.close();
    lie();
    appendFileSync(join(place, 'cores', 'brought-back'), 'from elsewhere');
    const third = await HypercoreStore.open(place);
    expect(await third.heads(log.community)).toEqual(heads);
    await third.append(log, keys, [Buffer.from('three')]);
    expect(await third.length(log)).toBe(3);
    await third.close();
    writeFileSync(kept, 'no heads at all');
    const fourth = await HypercoreStore.open(place);
    expect(await fourth.length(log)).toBe(3);
    await fourth.close();
  });

  it('has a log again whose name was written after one that was cut short', async () => {
    const place = fresh();
    const first = await HypercoreStore.open(place);
    await first.close();
    appendFileSync(join(place, 'logs.txt'), `${log.community}/${log.author.slice(0, 20)}`);
    const before = await HypercoreStore.open(place);
    await before.append(log, keys, [Buffer.from('kept')]);
    const heads = await before.heads(log.community);
    await before.close();
    const after = await HypercoreStore.open(place);
    expect(heads).toHaveLength(1);
    expect(await after.heads(log.community)).toEqual(heads);
    await after.close();
  });

  it('loses nothing it acknowledged when its process is killed, again and again', async () => {
    const place = fresh();
    for (const times of [1, 40, 150]) {
      const acknowledged = await appendUntilKilled(place, times);
      const store = await HypercoreStore.open(place);
      const length = await store.length(log);
      expect(length).toBeGreaterThanOrEqual(acknowledged);
      const blocks = await store.read(log, 0, length);
      expect(blocks.map((block) => Buffer.from(block).toString())).toEqual(
        Array.from({ length }, (_, i) => `block ${i}`),
      );
      await store.close();
    }
  });
});
