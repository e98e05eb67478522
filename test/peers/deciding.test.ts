import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { castBallot, openDecision } from '../../src/app/practice/deciding.ts';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { outcomeOf } from '../../src/practice/governance/decisions/decision-outcome.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-deciding-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dayMs = 86_400_000;
let nowMs = Date.UTC(2026, 0, 5);
let made = 0;
const open = new Set<PracticeNode>();

afterEach(async () => {
  await Promise.all([...open].map((node) => node.close()));
  open.clear();
});

const openAt = async (place: string): Promise<PracticeNode> => {
  const node = await PracticeNode.open(place, () => nowMs);
  open.add(node);
  return node;
};

const personAt = async (name: string): Promise<PracticeNode> => {
  const place = join(folder, `${name}-${made++}`);
  await PracticeNode.makeIdentity(place, { name, deviceName: 'laptop' });
  return openAt(place);
};

const close = async (node: PracticeNode): Promise<string> => {
  open.delete(node);
  await node.close();
  return node.folder;
};

/** A garden of Ana and the others, all of whom may answer, all connected to Ana. */
const gardenOf = async (...names: readonly string[]) => {
  const ana = await personAt('Ana');
  const place = await ana.listen('127.0.0.1:0');
  const community = await ana.found({
    ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation' },
  });
  const others: PracticeNode[] = [];
  for (const name of names) {
    const node = await personAt(name);
    await node.join(await ana.invite(community, 1, nowMs + dayMs));
    others.push(node);
    nowMs += 31 * dayMs;
  }
  return { ana, community, place, others };
};

const all = async (nodes: readonly PracticeNode[], holds: (node: PracticeNode) => boolean): Promise<void> => {
  for (const node of nodes) expect(await node.until(() => holds(node), 20_000)).toBe(true);
};

const outcome = (node: PracticeNode, community: string, decision: string) =>
  outcomeOf(node.replica(community).view.state, decision);

describe('devices that have passed the deadline', () => {
  it('sign what they count by themselves, so that the outcome is settled without anybody asking for it', async () => {
    const { ana, community, others } = await gardenOf('Bo', 'Chi');
    const nodes = [ana, ...others];
    const decision = await openDecision(ana, community, null, { title: 'A well', deadline: nowMs + dayMs });
    await all(nodes, (node) => node.replica(community).view.history.get(decision) !== undefined);
    for (const node of nodes) await castBallot(node, community, decision, ['consent'], '');
    await all(nodes, (node) => outcome(node, community, decision).answered.length === 3);
    await ana.act(community, 'decision-closed', { decision });
    await all(nodes, (node) => outcome(node, community, decision).phase === 'settled');
    const isSame = () => new Set(nodes.map((node) => node.status(community).stateHash)).size === 1;
    await all(nodes, isSame);
  });

  it('open their part of a draw’s seed first, and all come to the same persons', async () => {
    const { ana, community, others } = await gardenOf('Bo', 'Chi');
    const nodes = [ana, ...others];
    const decision = await openDecision(ana, community, null, {
      ...{ title: 'Who checks the books', deadline: nowMs + dayMs },
      ...{ method: 'sortition', seats: 2 },
    });
    await all(nodes, (node) => node.replica(community).view.history.get(decision) !== undefined);
    for (const node of nodes) await castBallot(node, community, decision, ['willing'], '');
    await all(nodes, (node) => outcome(node, community, decision).answered.length === 3);
    await ana.act(community, 'decision-closed', { decision });
    await all(nodes, (node) => outcome(node, community, decision).phase === 'settled');
    const drawn = nodes.map((node) => outcome(node, community, decision).winners);
    expect(drawn[0]).toHaveLength(2);
    expect(new Set(drawn.map((winners) => winners.join())).size).toBe(1);
  });

  it('wait with it for their own deadline, and sign when they come back later', async () => {
    const { ana, community, others } = await gardenOf('Bo', 'Chi');
    const [bo, chi] = others as [PracticeNode, PracticeNode];
    const deadline = nowMs + dayMs;
    const decision = await openDecision(ana, community, null, { title: 'A well', deadline });
    await all([bo, chi], (node) => node.replica(community).view.history.get(decision) !== undefined);
    const away = await close(chi);
    for (const node of [ana, bo]) await castBallot(node, community, decision, ['consent'], '');
    await all([ana], (node) => outcome(node, community, decision).answered.length === 2);
    await expect(ana.act(community, 'decision-closed', { decision })).rejects.toThrow();
    const anaFolder = await close(ana);
    nowMs = deadline;
    await bo.act(community, 'decision-closed', { decision });
    expect(await bo.until(() => outcome(bo, community, decision).unsigned.length === 2, 20_000)).toBe(true);
    expect(outcome(bo, community, decision)).toMatchObject({ phase: 'provisional', result: 'passes' });
    const place = await bo.listen('127.0.0.1:0');
    for (const one of [anaFolder, away]) await (await openAt(one)).meet(place);
    await all([...open], (node) => outcome(node, community, decision).phase === 'settled');
  });
});
