import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { castBallot, openDecision } from '../../src/app/practice/deciding.ts';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { shownBy } from '../../src/app/practice/shown.ts';
import { decodeEvent, encodeEvent } from '../../src/practice/events/event-codec.ts';
import { outcomeOf } from '../../src/practice/governance/decisions/decision-outcome.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-anonymous-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dayMs = 86_400_000;
let nowMs = Date.UTC(2026, 0, 5);
const open = new Set<PracticeNode>();

afterEach(async () => {
  await Promise.all([...open].map((node) => node.close()));
  open.clear();
});

const openAt = async (place: string): Promise<PracticeNode> => {
  const node = await PracticeNode.open(place, () => nowMs, 0);
  open.add(node);
  return node;
};

const close = async (node: PracticeNode): Promise<string> => {
  open.delete(node);
  await node.close();
  return node.folder;
};

/** Ana in the middle, everybody else connected to her alone; a decision by majority that is anonymous. */
const deciding = async (...names: readonly string[]) => {
  const people: PracticeNode[] = [];
  for (const name of ['Ana', ...names]) {
    const place = mkdtempSync(join(folder, `${name}-`));
    await PracticeNode.makeIdentity(place, { name, deviceName: 'laptop' });
    people.push(await openAt(place));
  }
  const [ana] = people as [PracticeNode];
  const place = await ana.listen('127.0.0.1:0');
  const community = await ana.found({
    ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'by-invitation' },
  });
  for (const node of people.slice(1)) {
    await node.join(await ana.invite(community, 1, nowMs + dayMs));
    nowMs += 31 * dayMs;
  }
  const terms = {
    title: 'Do we go on?',
    deadline: nowMs + dayMs,
    method: 'majority',
    isAnonymous: true,
  } as const;
  const decision = await openDecision(ana, community, null, terms);
  for (const node of people) await has(node, community, decision);
  return { people, place, community, decision, deadline: terms.deadline };
};

const has = async (node: PracticeNode, community: string, event: string): Promise<void> => {
  const holds = () => node.replica(community).view.history.get(event) !== undefined;
  expect(await node.until(holds, 20_000)).toBe(true);
};

const outcome = (node: PracticeNode, community: string, decision: string) =>
  outcomeOf(node.replica(community).view.state, decision);

describe('anonymous ballots', () => {
  it('reach the record through two others, opened and settled by the members’ devices alone', async () => {
    const { people, community, decision } = await deciding('Bo', 'Chi', 'Dan');
    for (const [i, node] of people.entries()) {
      expect(await castBallot(node, community, decision, [i === 1 ? 'against' : 'for'], '')).toBe(null);
    }
    for (const node of people) {
      const isIn = () => !node.ownSealed(community).isCarried(decision);
      expect(await node.until(isIn, 30_000)).toBe(true);
      expect(shownBy(node, community).decision(decision).own.answer).toBe('answered');
    }
    const [ana] = people as [PracticeNode];
    // Nobody wrote their own.
    const { history } = ana.replica(community).view;
    for (const { event } of history.order) {
      if (event.type !== 'ballot-carried') continue;
      const carrier = people.find(({ device }) => device === event.author);
      expect(carrier?.ownSealed(community).imageIn(decision)).not.toBe(event.body.image);
    }
    expect(outcome(ana, community, decision).answers).toBe(4);
    await ana.act(community, 'decision-closed', { decision });
    for (const node of people) {
      const isSettled = () => {
        const { phase, result } = outcome(node, community, decision);
        return phase === 'settled' && result === 'passes';
      };
      expect(await node.until(isSettled, 30_000)).toBe(true);
    }
    // Judging read every number in them, and changed none.
    for (const node of people) {
      for (const { event } of node.replica(community).view.history.order) {
        expect(decodeEvent(encodeEvent(event))).toMatchObject({ ok: true, value: { id: event.id } });
      }
    }
  });

  it('that found nobody to carry them are kept, and go on their way when others are there again', async () => {
    const { people, place, community, decision, deadline } = await deciding('Bo', 'Chi', 'Dan');
    const [ana, bo] = people as [PracticeNode, PracticeNode];
    const places = [await close(ana), await close(bo)] as const;
    const again = await openAt(places[1]);
    await castBallot(again, community, decision, ['against'], '');
    expect(shownBy(again, community).decision(decision).own.answer).toBe('carried');
    expect(shownBy(again, community).needs()).toEqual([]);
    await close(again);
    // Nothing but Ana's old address is known to the others.
    const back = await openAt(places[0]);
    await back.listen(place);
    const third = await openAt(places[1]);
    for (const node of [third, ...people.slice(2)]) await node.meet(place);
    const isIn = () => !third.ownSealed(community).isCarried(decision);
    expect(await third.until(isIn, 30_000)).toBe(true);
    expect(outcome(third, community, decision).answers).toBe(1);
    await expect(castBallot(third, community, decision, ['perhaps'], '')).rejects.toThrow();
    nowMs = deadline + 1;
    await expect(castBallot(third, community, decision, ['for'], '')).rejects.toThrow('ballot-too-late');
  });
});
