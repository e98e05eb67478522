import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openPracticeDesk } from '../../src/app/practice/desk.ts';
import { PracticeNode } from '../../src/app/practice/node.ts';
import type { JobData } from '../../src/app/protocol.ts';
import { openWorkspace } from '../../src/app/workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-measured-'));
const dataBefore = process.env.EQUIPO_DATA;
const data = join(folder, 'data');
process.env.EQUIPO_DATA = data;
afterAll(() => {
  if (dataBefore === undefined) delete process.env.EQUIPO_DATA;
  else process.env.EQUIPO_DATA = dataBefore;
  rmSync(folder, { recursive: true, force: true });
});

const dayMs = 86_400_000;
let nowMs = Date.UTC(2026, 0, 5);

const nodeOf = async (name: string): Promise<PracticeNode> => {
  const place = name === 'Ana' ? join(data, 'practice') : join(folder, name);
  await PracticeNode.makeIdentity(place, { name, deviceName: 'laptop' });
  return PracticeNode.open(place, () => nowMs);
};

describe('a community that is measured by its own record', () => {
  it('is seen in the kaleidoscope, out of the app, with no word of what was said', async () => {
    const ana = await nodeOf('Ana');
    await ana.listen('127.0.0.1:0');
    const founding = { name: 'Garden & more', purpose: 'Grow food', agreements: [] };
    const community = await ana.found({ ...founding, joining: 'by-invitation' });
    const nodes = [ana];
    for (const name of ['Bo', 'Chi', 'Dee', 'Eli', 'Fay']) {
      const node = await nodeOf(name);
      await node.join(await ana.invite(community, 1, nowMs + dayMs));
      nodes.push(node);
      nowMs += 31 * dayMs;
    }
    for (let round = 0; round < 6; round++) {
      const asks = nodes[round]!;
      nowMs += dayMs;
      const asked = await asks.act(community, 'post-written', {
        text: 'a secret question',
        context: 'everybody',
        replyTo: null,
      });
      for (const step of [1, 2]) {
        const answers = nodes[(round + step) % nodes.length]!;
        expect(
          await answers.until(
            () => answers.replica(community).view.history.get(asked.id) !== undefined,
            20_000,
          ),
        ).toBe(true);
        nowMs += 60_000;
        const answer = { text: 'a secret answer', context: 'everybody', replyTo: asked.id };
        await answers.act(community, 'post-written', answer);
      }
    }
    const isSame = () => new Set(nodes.map((node) => node.status(community).stateHash)).size === 1;
    expect(await ana.until(isSame, 20_000)).toBe(true);
    for (const node of nodes) await node.close();

    const ended: JobData[] = [];
    const desk = openPracticeDesk(
      join(data, 'practice'),
      () => {},
      () => nowMs,
    );
    const workspace = openWorkspace({
      ...{ archive: null, folders: [], now: () => nowMs },
      tell: (event) => event.type === 'job-ended' && ended.push(event.job),
    });
    const { path } = await desk.commands['practice-measured']({ community });
    const usual = { chart: null, windowScheme: 'quarter', isUndirected: false, levelTop: 'low' } as const;
    await workspace.commands.measure({ ...usual, sources: [path] });
    await expect.poll(() => ended.length, { timeout: 60_000 }).toBe(1);
    expect(ended[0]!.end).toMatchObject({ how: 'done' });
    workspace.close();
    await desk.close();
    expect(readFileSync(path, 'utf8')).not.toContain('secret');
  }, 120_000);
});
