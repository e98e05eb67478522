import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readBallotFile } from '../../src/app/ballot-files.ts';
import { castBallot, openDecision } from '../../src/app/practice/deciding.ts';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { bringIn } from '../../src/app/practice/records/bring-in.ts';
import { exportCommunity } from '../../src/app/practice/records/export-community.ts';
import { readLoomioExport } from '../../src/app/practice/records/loomio-export.ts';
import { shownBy } from '../../src/app/practice/shown.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipo-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 2, 1, 9);
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
  const place = mkdtempSync(join(folder, `${name}-`));
  await PracticeNode.makeIdentity(place, { name, deviceName: 'laptop' });
  return openAt(place);
};

const never = new AbortController().signal;

/** Ana's garden, with something said, ranked and agreed. */
const garden = async () => {
  const ana = await personAt('Ana');
  const community = await ana.found({
    ...{ name: 'Garden', purpose: 'Grow food', agreements: ['We water by turns.'], joining: 'by-invitation' },
  });
  await ana.act(community, 'post-written', { text: '# not a heading', context: 'beds', replyTo: null });
  const terms = { title: 'What do we sow, =1+1?', method: 'schulze', options: ['Peas', 'Kale'] } as const;
  const decision = await openDecision(ana, community, null, { ...terms, deadline: nowMs + dayMs });
  await castBallot(ana, community, decision, ['Kale', 'Peas'], 'It keeps.');
  await ana.act(community, 'decision-closed', { decision });
  const isSettled = () => shownBy(ana, community).decision(decision).outcome.phase === 'settled';
  expect(await ana.until(isSettled, 20_000)).toBe(true);
  const recorded = { decision, reviewAt: nowMs + 90 * dayMs, circle: null, replaces: null };
  await ana.act(community, 'agreement-recorded', recorded);
  return { ana, community, decision };
};

describe('a community’s record as files', () => {
  it('is read elsewhere with every signature checked, to the same state, and nobody writes in it', async () => {
    const { ana, community, decision } = await garden();
    const place = join(folder, 'record');
    const written = await exportCommunity(ana, community, place);
    const ballots = readdirSync(join(place, 'ballots')).sort();
    expect(ballots).toEqual([expect.stringMatching(/\.blt$/), expect.stringMatching(/\.csv$/)]);
    expect(written.files).toEqual(
      [
        'README.md',
        'agreements.md',
        'decisions.md',
        'events.ndjson',
        'sealed.bundle',
        ...ballots.map((each) => join('ballots', each)),
      ].sort(),
    );
    const file = await readBallotFile(join(place, 'ballots', ballots[0]!), never);
    expect(file.ballots).toEqual([{ weight: 1, tiers: [[1], [0]] }]);
    expect(readFileSync(join(place, 'ballots', ballots[1]!), 'utf8')).toBe('who,Peas,Kale\r\nAna,2,1\r\n');
    expect(readFileSync(join(place, 'decisions.md'), 'utf8')).toContain('settled, decided: Kale');
    expect(readFileSync(join(place, 'agreements.md'), 'utf8')).toContain('## What do we sow, =1+1?');
    await expect(exportCommunity(ana, community, place)).rejects.toThrow('export-folder-taken');

    const eve = await personAt('Eve');
    const brought = await bringIn(eve, place);
    expect(brought).toEqual({ community, added: written.events, leftOut: 0, kind: 'record' });
    expect(eve.status(community).stateHash).toBe(ana.status(community).stateHash);
    expect(shownBy(eve, community).decision(decision).outcome).toEqual(
      shownBy(ana, community).decision(decision).outcome,
    );
    expect(eve.conversations(community)).toEqual(ana.conversations(community));
    await expect(
      eve.act(community, 'post-written', { text: 'Me too', context: 'beds', replyTo: null }),
    ).rejects.toThrow('act-not-counted');
    // It is here after a restart, can be written as files again, and goes when it is let go.
    open.delete(eve);
    await eve.close();
    const again = await openAt(eve.folder);
    expect(again.list()).toEqual([{ community, name: 'Garden', isMember: false }]);
    const second = await exportCommunity(again, community, join(folder, 'again'));
    expect(second.files).not.toContain('sealed.bundle');
    expect(readFileSync(join(second.folder, 'events.ndjson'), 'utf8')).toBe(
      readFileSync(join(place, 'events.ndjson'), 'utf8'),
    );
    await again.forgetRecord(community);
    expect(again.list()).toEqual([]);
  });

  it('cut or altered, gives what was signed and nothing else; a member’s own stays as it is', async () => {
    const { ana, community } = await garden();
    const place = join(folder, 'altered');
    await exportCommunity(ana, community, place);
    const lines = readFileSync(join(place, 'events.ndjson'), 'utf8').trim().split('\n');
    const last = JSON.parse(lines.at(-1)!);
    // Another's words in the signed bytes, and words that only the line says.
    const lastByte = Number.parseInt(last.signed.slice(-2), 16);
    const forged = {
      ...last,
      signed: `${last.signed.slice(0, -2)}${(lastByte ^ 1).toString(16).padStart(2, '0')}`,
    };
    const changed = { ...JSON.parse(lines[2]!), body: { text: 'Never said' } };
    const file = join(folder, 'altered.ndjson');
    writeFileSync(
      file,
      [
        lines[0],
        lines[1],
        JSON.stringify(changed),
        ...lines.slice(3, -1),
        JSON.stringify(forged),
        '{"cut',
      ].join('\n'),
    );
    const eve = await personAt('Eve');
    const brought = await bringIn(eve, file);
    expect(brought).toMatchObject({ added: lines.length - 2, leftOut: 2 });
    expect(JSON.stringify(eve.conversations(community))).not.toContain('Never said');
    await expect(bringIn(ana, file)).rejects.toThrow('record-here');
    expect((await bringIn(ana, place)).kind).toBe('bundle');
    writeFileSync(file, lines.filter((_, i) => i !== 1).join('\n'));
    await expect(bringIn(eve, file)).rejects.toThrow('record-unreadable');
  });
});

const rows: readonly (readonly [string, object])[] = [
  [
    'stances',
    {
      id: 9,
      poll_id: 4,
      participant_id: 2,
      reason: '<p>It &amp; they keep.</p>',
      cast_at: '2024-03-02T10:00:00Z',
      latest: true,
    },
  ],
  [
    'stances',
    { id: 10, poll_id: 4, participant_id: 1, reason: '', cast_at: '2024-03-01T10:00:00Z', latest: false },
  ],
  ['groups', { id: 1, name: 'Allotment', description: '<b>Grow</b> food', parent_id: null }],
  ['groups', { id: 2, name: 'Allotment: tools', parent_id: 1 }],
  ['users', { id: 1, name: 'Ana', email: 'ana@example.org' }],
  ['users', { id: 2, name: null, username: 'bo' }],
  [
    'discussions',
    {
      id: 3,
      title: 'The well',
      description: 'Dry&nbsp;again<br>since May',
      author_id: 1,
      created_at: '2024-01-01T09:00:00Z',
    },
  ],
  [
    'discussions',
    {
      id: 8,
      title: 'Thrown away',
      author_id: 1,
      created_at: '2024-01-01T09:00:00Z',
      discarded_at: '2024-01-02T09:00:00Z',
    },
  ],
  [
    'comments',
    {
      id: 5,
      body: 'Dig deeper',
      user_id: 2,
      discussion_id: 3,
      parent_id: 3,
      parent_type: 'Discussion',
      created_at: '2024-01-02T09:00:00Z',
    },
  ],
  [
    'comments',
    {
      id: 6,
      body: 'Where?',
      user_id: 1,
      parent_id: 5,
      parent_type: 'Comment',
      created_at: '2024-01-03T09:00:00Z',
    },
  ],
  ['topics', { id: 30, topicable_type: 'Discussion', topicable_id: 3 }],
  [
    'polls',
    {
      id: 4,
      title: 'Dig',
      details: 'Ten metres',
      poll_type: 'proposal',
      author_id: 1,
      topic_id: 30,
      created_at: '2024-02-01T09:00:00Z',
      closed_at: '2024-03-03T09:00:00Z',
    },
  ],
  ['polls', { id: 7, title: 'Secret', author_id: 1, anonymous: true, created_at: '2024-02-01T09:00:00Z' }],
  ['stances', { id: 11, poll_id: 7, participant_id: 2, reason: 'Hush', cast_at: '2024-03-02T10:00:00Z' }],
  ['poll_options', { id: 41, poll_id: 4, name: 'Agree', priority: 0, voter_count: 1 }],
  ['poll_options', { id: 42, poll_id: 4, name: 'Disagree', priority: 1, voter_count: 0 }],
  ['stance_choices', { id: 1, stance_id: 9, poll_option_id: 41, score: 1 }],
  [
    'outcomes',
    {
      id: 1,
      poll_id: 4,
      author_id: 1,
      statement: 'We dig.',
      created_at: '2024-03-04T09:00:00Z',
      latest: true,
    },
  ],
];
const loomio = (more = '') =>
  `${rows.map(([table, record]) => JSON.stringify({ table, record })).join('\n')}\n${more}`;

describe('a Loomio group’s export', () => {
  it('becomes the history of a community, as said elsewhere and signed by nobody here', async () => {
    const file = join(folder, 'allotment.json');
    writeFileSync(file, loomio('{"table":"comments","rec'));
    const ana = await personAt('Ana');
    const brought = await bringIn(ana, file);
    expect(brought).toMatchObject({ kind: 'loomio', leftOut: 1 });
    const { community } = brought;
    expect(ana.status(community)).toMatchObject({ name: 'Allotment', members: 1 });
    const shown = shownBy(ana, community);
    const said = shown.imported().map(({ kind, by, title, text, entries }) => ({
      ...{ kind, by, title, text },
      entries: entries.map((each) => `${each.kind} ${each.by}: ${each.title}${each.text}`),
    }));
    expect(said).toEqual([
      {
        ...{ kind: 'decision', by: 'Ana', title: 'Dig', text: 'Ten metres\n\nAgree (1) · Disagree (0)' },
        entries: ['answer bo: AgreeIt & they keep.', 'outcome Ana: We dig.'],
      },
      { kind: 'decision', by: 'Ana', title: 'Secret', text: '', entries: [] },
      {
        ...{ kind: 'thread', by: 'Ana', title: 'The well', text: 'Dry again\nsince May' },
        entries: ['comment bo: Dig deeper', 'comment Ana: Where?'],
      },
    ]);
    expect(shown.imported('dig metres').map(({ title }) => title)).toEqual(['Dig']);
    expect(shown.decisions()).toEqual([]);
    expect(ana.people(community).map(({ name }) => name)).toEqual(['Ana']);
    // No address of anybody is in anything that was written.
    const lines = [...(await ana.practiceLog(community))].join('\n');
    expect(lines).not.toContain('example.org');
    // Bringing the same things again adds nothing twice.
    const before = shown.imported().length;
    const events = [...(await ana.practiceLog(community))].map((line) => JSON.parse(line));
    const { body } = events.find(({ type }) => type === 'history-imported');
    await ana.act(community, 'history-imported', body);
    expect(shown.imported()).toHaveLength(before);
  });

  it('of thousands of long comments fits into events, whole', async () => {
    const comments = Array.from({ length: 1_500 }, (_, id) => ({
      table: 'comments',
      record: {
        id,
        body: `${'word '.repeat(id % 300)}${id}`,
        user_id: 1,
        discussion_id: 3,
        created_at: '2024-01-02T09:00:00Z',
      },
    }));
    const file = join(folder, 'many.json');
    writeFileSync(file, loomio(comments.map((each) => JSON.stringify(each)).join('\n')));
    const { items } = await readLoomioExport(file, never);
    const ana = await personAt('Ana');
    const { community, added } = await bringIn(ana, file);
    expect(added).toBe(items.length);
    const entries = shownBy(ana, community)
      .imported()
      .flatMap((matter) => [matter, ...matter.entries]);
    expect(entries).toHaveLength(items.length);
  });

  it('without a group is refused, and nothing is founded', async () => {
    const file = join(folder, 'none.json');
    writeFileSync(file, '{"table":"users","record":{"id":1,"name":"Ana"}}\n');
    const ana = await personAt('Ana');
    await expect(bringIn(ana, file)).rejects.toThrow('loomio-unreadable');
    await expect(bringIn(ana, join(folder, 'not-there'))).rejects.toThrow('source-missing');
    writeFileSync(file, Buffer.from([0, 1, 2, 3]));
    await expect(bringIn(ana, file)).rejects.toThrow('bundle-unreadable');
    expect(ana.list()).toEqual([]);
  });
});
