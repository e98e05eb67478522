import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';

const place = folderForTests();
/** On whose node a command is done. */
const by = (name: 'ana' | 'bo') => ['--data', place(name)];

const shownSchema = (() => {
  const file = fileURLToPath(new URL('../../docs/formats/community-shown.schema.json', import.meta.url));
  return new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
})();

/** Both nodes meet, and part once both hold the same. */
const meet = async (): Promise<void> => {
  const one = await PracticeNode.open(place('ana'));
  const other = await PracticeNode.open(place('bo'));
  try {
    await other.meet(await one.listen('127.0.0.1:0'));
    const id = one.choose(undefined);
    const areSame = () => one.status(id).stateHash === other.status(id).stateHash;
    expect(await one.until(areSame, 20_000)).toBe(true);
  } finally {
    await one.close();
    await other.close();
  }
};

const idOf = async (...argv: readonly string[]): Promise<string> => (await printed(...argv)).trim();

beforeAll(async () => {
  await printed('identity', 'create', '--name', 'Ana', '--device', 'laptop', ...by('ana'));
  await printed('identity', 'create', '--name', 'Bo', '--device', 'phone', ...by('bo'));
  // A month ago: who is new takes no part in decisions yet.
  const monthAgo = () => Date.now() - 31 * 86_400_000;
  const one = await PracticeNode.open(place('ana'), monthAgo);
  const other = await PracticeNode.open(place('bo'), monthAgo);
  const founding = { name: 'Garden', purpose: 'Grow food', agreements: [] };
  const id = await one.found({ ...founding, joining: 'by-invitation' });
  await one.listen('127.0.0.1:0');
  await other.join(await one.invite(id, 1, monthAgo() + 86_400_000));
  await one.close();
  await other.close();
}, 60_000);

describe('deciding at two command lines', () => {
  it('takes a proposal from draft through objection and amendment to a settled agreement', async () => {
    const proposal = await idOf(
      'proposal',
      'draft',
      'Dig a well',
      '--text',
      'Behind the shed.',
      ...by('ana'),
    );
    const decision = await idOf(
      'decision',
      'open',
      'A well',
      '--proposal',
      proposal.slice(0, 8),
      ...by('ana'),
    );
    await printed('decision', 'answer', decision, 'consent', ...by('ana'));
    await meet();
    expect(await printed('needs-me', ...by('bo'))).toMatch(/answer +Dig a well/);
    await printed(
      'decision',
      'object',
      'Dig a well',
      '--reason',
      'Rock.',
      '--harm',
      'A season of work.',
      ...by('bo'),
    );
    await meet();
    const before = await printed('decision', 'show', decision, ...by('ana'));
    expect(before).toContain('by Bo, open: Rock. It would harm: A season of work.');
    const [, objection = ''] = /Objection ([0-9a-f]{8})/.exec(before) ?? [];
    await printed(
      ...['proposal', 'amend', proposal, '--text', 'By the gate.', '--why', 'No rock there.'],
      ...['--integrates', objection, ...by('ana')],
    );
    await printed('decision', 'answer', decision, 'consent', ...by('ana'));
    await meet();
    await printed('decision', 'answer', decision, 'consent', '--reason', 'Good.', ...by('bo'));
    await meet();
    await printed('decision', 'close', decision, ...by('ana'));
    await meet();
    await meet();
    const list = JSON.parse(await printed('decision', 'list', '--json', ...by('bo')));
    expect(shownSchema(list), JSON.stringify(shownSchema.errors)).toBe(true);
    expect(list.rows).toMatchObject([{ phase: 'settled', result: 'passes', answered: 2, eligible: 2 }]);
    await printed('agreement', 'record', '--decision', decision, '--review', '90d', ...by('ana'));
    expect(await printed('agreement', 'list', ...by('ana'))).toMatch(/Dig a well +all +until/);
    expect(await printed('calendar', ...by('ana'))).toContain('BEGIN:VEVENT');
  }, 60_000);

  it('forms a circle, defines a role, elects, and the one elected takes it', async () => {
    const passes = async (title: string, ...more: readonly string[]) => {
      const decision = await idOf('decision', 'open', title, '--method', 'consent', ...more, ...by('ana'));
      await printed('decision', 'answer', decision, 'consent', ...by('ana'));
      await meet();
      await printed('decision', 'answer', decision, 'consent', ...by('bo'));
      await meet();
      await printed('decision', 'close', decision, ...by('ana'));
      await meet();
      await meet();
      return decision;
    };
    const water = await passes('A water circle');
    await printed('circle', 'form', 'Water', '--decision', water, '--purpose', 'Bring water', ...by('ana'));
    const role = await passes('A keeper');
    await printed(
      ...[
        'role',
        'define',
        'Keeper',
        '--decision',
        role,
        '--circle',
        'Water',
        '--purpose',
        'Keep it',
        ...by('ana'),
      ],
    );
    const election = await passes('Bo keeps it', '--nominee', 'Bo');
    await printed('role', 'fill', 'Keeper', 'Bo', '--decision', election, ...by('ana'));
    await meet();
    await printed('role', 'accept', 'Keeper', ...by('bo'));
    expect(await printed('role', 'list', ...by('bo'))).toMatch(/Keeper +Bo/);
    expect(await printed('circle', 'list', ...by('bo'))).toContain('Water');
  }, 90_000);

  it('elects by nominations, reasons and consent, and draws among the willing', async () => {
    const election = await idOf(
      ...['decision', 'open', 'Keeper, the next', '--method', 'sociocratic-election', ...by('ana')],
    );
    await printed('decision', 'nominate', election, 'Ana', '--reason', 'Has time.', ...by('ana'));
    await meet();
    expect(await printed('needs-me', ...by('bo'))).toMatch(/nominate +Keeper, the next/);
    await printed('decision', 'nominate', election, 'Bo', '--reason', 'Knows the pump.', ...by('bo'));
    await printed('decision', 'nominate', election, 'Ana', '--reason', 'Fresh eyes.', ...by('bo'));
    await meet();
    expect(await printed('decision', 'show', election, ...by('ana'))).toContain(
      'Bo nominates Ana, at first Bo: Fresh eyes.',
    );
    await printed('decision', 'put-forward', election, 'Ana', '--reason', 'Fresh eyes.', ...by('ana'));
    await meet();
    await printed('decision', 'answer', election, 'consent', ...by('bo'));
    await meet();
    await printed('decision', 'answer', election, 'consent', ...by('ana'));
    await printed('decision', 'close', election, ...by('ana'));
    await meet();
    await meet();
    expect(await printed('decision', 'show', election, ...by('bo'))).toContain('settled, passes: Ana');
    await printed('role', 'fill', 'Keeper', 'Ana', '--decision', election, ...by('bo'));
    expect(await printed('role', 'list', ...by('bo'))).toMatch(/Keeper +(Ana, Bo|Bo, Ana)/);

    const draw = await idOf(
      ...['decision', 'open', 'Who opens the gate', '--method', 'sortition', '--rest', 'Ana'],
      ...['--from', 'Water=1', ...by('ana')],
    );
    await printed('decision', 'answer', draw, 'willing', ...by('ana'));
    await meet();
    await printed('decision', 'answer', draw, 'willing', ...by('bo'));
    await printed('decision', 'close', draw, ...by('bo'));
    for (let round = 0; round < 3; round++) await meet();
    const shown = await printed('decision', 'show', draw, ...by('ana'));
    expect(shown).toContain('settled, decided: Bo');
    expect(shown).toContain('Ana held it lately and rest');
    await printed('decision', 'decline', draw, ...by('bo'));
    expect(await printed('decision', 'show', draw, ...by('bo'))).toContain('settled, fails');
  }, 120_000);

  it('hands a right on and back, offers, agrees between two, and says thanks', async () => {
    await printed('right', 'declare', 'Buying seed', ...by('ana'));
    await printed('right', 'hand-on', 'Buying seed', 'Bo', '--until', '90d', ...by('ana'));
    expect(await printed('right', 'list', ...by('ana'))).toMatch(/Buying seed +Bo/);
    await printed('right', 'take-back', 'Buying seed', '1', ...by('ana'));
    expect(await printed('right', 'list', ...by('ana'))).toMatch(/Buying seed +Ana/);
    await printed('offer', 'make', 'Ladder', '--tag', 'tool', ...by('ana'));
    await printed('pact', 'propose', 'Bo', '--text', 'You water in June, I in July.', ...by('ana'));
    await meet();
    await printed('offer', 'make', 'Something to climb on', '--need', '--tag', 'tool', ...by('bo'));
    expect(await printed('offer', 'list', ...by('bo'))).toContain('fits Ladder');
    const pacts = JSON.parse(await printed('pact', 'list', '--json', ...by('bo')));
    await printed('pact', 'accept', pacts.rows[0].id.slice(0, 8), ...by('bo'));
    expect(await printed('pact', 'list', ...by('bo'))).toContain('agreed');
    const log = JSON.parse(await printed('log', '--json', ...by('bo')));
    const deed = log.acts.find(({ name }: { readonly name: string }) => name === 'Ana');
    const thanks = await idOf('recognise', 'Ana', deed.id.slice(0, 8), 'It was needed.', ...by('bo'));
    const refused = await equipo('undo', thanks.slice(0, 8), ...by('ana'));
    expect([refused.code, unbroken(refused.err)]).toEqual([2, expect.stringContaining('There is no act')]);
    await printed('undo', thanks.slice(0, 8), ...by('bo'));
    const post = await idOf('post', 'Who waters on Friday?', ...by('bo'));
    const reply = await idOf('post', 'I do.', '--reply', post.slice(0, 8), ...by('bo'));
    await printed('undo', reply, ...by('bo'));
    expect(await printed('log', ...by('bo'))).toMatch(
      new RegExp(`${reply.slice(0, 8)} +\\S+ \\S+ +Bo +\\(taken back\\)`),
    );
    const rash = await idOf('decision', 'open', 'Sell the shed', ...by('bo'));
    const kept = await idOf('decision', 'open', 'Paint the shed', ...by('bo'));
    await printed('undo', rash.slice(0, 8), ...by('bo'));
    await printed('decision', 'withdraw', kept.slice(0, 8), '--why', 'No paint.', ...by('bo'));
    expect(await printed('decision', 'show', rash.slice(0, 8), ...by('bo'))).toContain('withdrawn');
    const shown = await printed('decision', 'show', kept.slice(0, 8), ...by('bo'));
    expect(unbroken(shown)).toMatch(/withdrew it: it has no outcome\. .*No paint\./);
    const twice = await equipo('undo', deed.id, ...by('bo'));
    expect([twice.code, twice.out]).toEqual([2, '']);
  }, 60_000);

  it('has facilitation go round, and hands it on', async () => {
    const shown = await printed('circle', 'facilitation', ...by('ana'));
    expect(shown).toMatch(/all +(Ana|Bo) +until \d{4}-\d\d-\d\d +then (Ana|Bo)/);
    const has = /all +(Ana|Bo)/.exec(shown)![1] === 'Ana' ? 'ana' : 'bo';
    const other = has === 'ana' ? 'Bo' : 'Ana';
    await printed('circle', 'hand-on', other, ...by(has));
    const list = JSON.parse(await printed('circle', 'facilitation', '--json', ...by(has)));
    expect(shownSchema(list), JSON.stringify(shownSchema.errors)).toBe(true);
    expect(list.rows[0].facilitation.person.name).toBe(other);
    const again = await equipo('circle', 'hand-on', other, ...by(has));
    expect([again.code, unbroken(again.err)]).toEqual([2, expect.stringContaining('Whoever facilitates')]);
  }, 60_000);

  it('keeps the way a decision was made as a file, and opens another by it', async () => {
    const file = place('ours.yaml');
    writeFileSync(file, await printed('process', 'show', 'two-thirds'));
    expect(await printed('process', 'list')).toContain('two-thirds');
    const decision = await idOf('decision', 'open', 'Paint the shed', '--process', file, ...by('ana'));
    const shown = await printed('decision', 'show', decision, '--json', ...by('ana'));
    const { terms } = JSON.parse(shown).rows[0];
    expect(terms).toMatchObject({ method: 'majority', threshold: '2/3', comparison: 'at-least' });
    const kept = await printed('process', 'keep', decision, 'As for the shed', ...by('ana'));
    expect(kept).toContain('name: As for the shed');
    expect(kept).toContain('threshold: 2/3');
  });

  it('refuses in one sentence what cannot be, and changes nothing', async () => {
    const refusals = [
      [['decision', 'show', 'nothing-like-it', ...by('ana')], 'There is no decision'],
      [['decision', 'open', 'Late', '--until', '2020-01-01', ...by('ana')], 'deadline'],
      [['decision', 'open', 'One', '--method', 'schulze', '--option', 'A', ...by('ana')], 'options'],
      [['decision', 'open', 'Odd', '--method', 'gossip', ...by('ana')], 'choose'],
      [['role', 'accept', 'Pope', ...by('ana')], 'There is no term'],
      [['decision', 'open', 'Odd', '--process', 'gossip', ...by('ana')], 'There is no process'],
      [
        ['decision', 'open', 'Who?', '--method', 'consent', '--anonymous', ...by('ana')],
        'cannot be anonymous',
      ],
      [
        ['agreement', 'try', '--decision', 'x', '--measure', 'joy', '--expect', 'More of it.', ...by('ana')],
        'joy',
      ],
      [['right', 'hand-on', 'Buying seed', 'Zoe', ...by('ana')], 'There is no person'],
    ] as const;
    for (const [argv, words] of refusals) {
      const { code, out, err } = await equipo(...argv);
      expect([code, out], err).toEqual([2, '']);
      expect(unbroken(err)).toContain(words);
    }
  }, 60_000);

  it('explains itself with examples', async () => {
    vi.stubEnv('EQUIPO_DATA', place('nowhere'));
    for (const name of [
      'decision',
      'proposal',
      'agreement',
      'circle',
      'role',
      'right',
      'offer',
      'pact',
      'recognise',
    ])
      expect(await printed(name, '--help')).toContain('Examples:');
    vi.unstubAllEnvs();
  });
});
