import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/main.ts';
import { hasLoopbackMulticast } from '../peers/loopback-multicast.ts';
import { equipo, folderForTests, printed, screenColumns, unbroken } from './command-line.ts';

const place = folderForTests();

/** A command that goes on until it is stopped: what it printed first, and how to stop it. */
const staying = async (...argv: readonly string[]) => {
  const stop = new AbortController();
  let said = '';
  let ended: Promise<number> = Promise.resolve(0);
  const first = await new Promise<string>((resolve) => {
    ended = run(argv, {
      out: (text) => {
        said += text;
        resolve(said);
      },
      err: () => undefined,
      isScreen: false,
      columns: screenColumns,
      signal: stop.signal,
    });
  });
  return {
    first: first.trim(),
    stop: async () => {
      stop.abort();
      expect(await ended).toBe(0);
    },
  };
};

const matches = (schema: string, text: string, field: string): void => {
  const file = fileURLToPath(new URL(`../../docs/formats/${schema}.schema.json`, import.meta.url));
  const isValid = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  const document = JSON.parse(text);
  isValid(document);
  expect(isValid.errors).toBeNull();
  const { [field]: _, ...without } = document;
  expect(isValid(without)).toBe(false);
  expect(isValid({ ...document, more: 1 })).toBe(false);
};

const refused = async (...argv: readonly string[]): Promise<string> => {
  const { code, err } = await equipo(...argv);
  expect(code).toBe(2);
  return unbroken(err);
};

describe('two people at their command lines', () => {
  it('found, invite, join, write, see one another’s words, and carry a bundle', async () => {
    const [ana, bo] = [
      ['--data', place('ana')],
      ['--data', place('bo')],
    ];
    const phrase = await printed('identity', 'create', '--name', 'Ana', '--device', 'laptop', ...ana);
    expect(unbroken(phrase).split(' ').length).toBeGreaterThan(24);
    await printed('identity', 'create', '--name', 'Bo', '--device', 'phone', ...bo);
    await printed('community', 'found', 'Garden', '--purpose', 'Grow food', ...ana);
    await printed('post', 'Who waters on Friday?', '--in', 'garden', ...ana);

    const open = await staying('community', 'invite', '--listen', '127.0.0.1:0', '--stay', ...ana);
    expect(await printed('community', 'join', open.first, ...bo)).toBe(
      'You are in Garden, with 2 members.\n',
    );
    matches('community-status', await printed('status', '--json', ...bo), 'communities');
    matches('community-status', await printed('status', '--json', '--wait', '0', ...bo), 'lan');
    const id = (await printed('post', 'I do', '--in', 'garden', ...bo)).trim();
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await printed('status', '--wait', '20', ...bo)).toContain('in step with Ana: yes');
    expect(await refused('log', ...ana)).toContain('Another Equipo has');
    await open.stop();

    const log = await printed('log', ...ana);
    expect(log).toContain('I do');
    expect(log).toContain('Who waters on Friday?');
    matches('community-log', await printed('log', '--json', ...ana), 'acts');
    matches('community-list', await printed('community', 'list', '--json', ...ana), 'communities');
    matches('community-members', await printed('community', 'members', '--json', ...ana), 'people');
    matches('community-verified', await printed('verify', '--json', ...ana), 'isSame');
    matches('identity', await printed('identity', 'show', '--json', ...ana), 'device');
    expect(JSON.parse(await printed('verify', '--json', ...ana)).stateHash).toBe(
      JSON.parse(await printed('verify', '--json', ...bo)).stateHash,
    );
    const lines = (await printed('log', '--export', ...ana)).trim().split('\n');
    expect(JSON.parse(lines[0])).toMatchObject({ format: 'equipo-practice-log' });

    await printed('post', 'On a stick', ...ana);
    await printed('bundle', 'export', place('garden.bundle'), ...ana);
    expect(await printed('bundle', 'import', place('garden.bundle'), ...bo)).toContain('Taken in');
    expect(await printed('bundle', 'import', place('garden.bundle'), ...bo)).toContain('Nothing new');
    expect(await printed('log', ...bo)).toContain('On a stick');

    const mirror = ['--data', place('mirror')];
    await printed('mirror', 'add', (await printed('mirror', 'link', ...ana)).trim(), ...mirror);
    await printed('bundle', 'import', place('garden.bundle'), ...mirror);
    expect(await printed('community', 'list', ...mirror)).toContain('(mirror)');

    const record = await printed('community', 'export', place('record'), '--json', ...ana);
    matches('community-exported', record, 'files');
    const eve = ['--data', place('eve-reads')];
    await printed('identity', 'create', '--name', 'Eve', '--device', 'laptop', ...eve);
    matches(
      'community-imported',
      await printed('community', 'import', place('record'), '--json', ...eve),
      'kind',
    );
    expect(await printed('log', ...eve)).toContain('Who waters on Friday?');
    expect(JSON.parse(await printed('verify', '--json', ...eve)).stateHash).toBe(
      JSON.parse(await printed('verify', '--json', ...ana)).stateHash,
    );
    expect(await refused('post', 'Hello', ...eve)).toContain('Nothing was written');
    await printed('community', 'forget', ...eve);
    expect(await refused('community', 'forget', ...ana)).toContain('You are in Garden');
    const group = { table: 'groups', record: { id: 1, name: 'Allotment' } };
    const thread = { table: 'discussions', record: { id: 2, title: 'The well', created_at: '2024-01-01' } };
    writeFileSync(place('loomio.json'), [group, thread].map((each) => JSON.stringify(each)).join('\n'));
    expect(await printed('community', 'import', place('loomio.json'), ...eve)).toContain(
      'Allotment: 1 things',
    );
    expect(await printed('community', 'history', ...eve)).toContain('The well');
    matches('community-shown', await printed('community', 'history', '--json', ...eve), 'rows');

    const [at = ''] = (await printed('backup', 'now', '--to', place('stick'), ...bo)).trim().split('\n');
    matches(
      'backup-list',
      await printed('backup', 'list', '--to', place('stick'), '--json', ...bo),
      'backups',
    );
    const back = ['--data', place('bo-again')];
    expect(await printed('backup', 'restore', at, '--device', 'tablet', ...back)).toContain(
      'You are Bo again',
    );
    expect(await printed('log', ...back)).toContain('On a stick');
    expect(await refused('backup', 'restore', place('stick'), '--data', place('none'))).toContain(
      'no whole copy',
    );

    const reason = ['--reason', 'Lost on the train.'];
    const lost = ['--device', 'phone'];
    const removal = (await printed('removal', 'propose', 'Bo', ...lost, ...reason, ...ana)).trim();
    expect(await printed('removal', 'list', ...ana)).toContain('Bo’s device phone');
    matches('community-shown', await printed('removal', 'list', '--json', ...ana), 'rows');
    expect(await refused('removal', 'conclude', removal.slice(0, 8), ...ana)).toContain('time to be heard');
    await printed('removal', 'dismiss', removal.slice(0, 8), ...ana);
    expect(await printed('removal', 'list', ...ana)).toContain('dismissed');

    await printed('community', 'leave', ...bo);
    expect(await refused('post', 'Still here?', ...bo)).toContain('Nothing was written');
  });
});

describe.skipIf(!(await hasLoopbackMulticast()))('two people on one network', () => {
  it('find one another where neither knows the other’s address any more', async () => {
    const [ana, bo] = ['ana-on-lan', 'bo-on-lan'].map((each) => ['--data', place(each)]);
    await printed('identity', 'create', '--name', 'Ana', '--device', 'laptop', ...ana);
    await printed('identity', 'create', '--name', 'Bo', '--device', 'phone', ...bo);
    await printed('community', 'found', 'Garden', '--purpose', 'Grow food', ...ana);
    const open = await staying('community', 'invite', '--listen', '127.0.0.1:0', '--stay', ...ana);
    await printed('community', 'join', open.first, ...bo);
    await open.stop();
    await printed('post', 'I moved house', ...ana);
    const here = ['--listen', '127.0.0.1:0', '--lan'];
    const again = await staying('community', 'invite', ...here, '--stay', ...ana);
    const status = await printed('status', ...here, '--wait', '20', ...bo);
    expect(status).toContain('in step with Ana: yes');
    expect(status).toContain('Looking for others on the network of 127.0.0.1.');
    await again.stop();
    expect(await printed('log', ...bo)).toContain('I moved house');
  });
});

describe('what cannot be done', () => {
  it('is said in one sentence, with what was kept and what to do', async () => {
    const eve = ['--data', place('eve')];
    expect(await refused('post', 'Hello', ...eve)).toContain('`equipo community found`');
    expect(await refused('status', ...eve)).toContain('`equipo identity create`');
    expect(await refused('community', 'found', 'X', '--purpose', 'Y', ...eve)).toContain('no identity');
    const words = Array.from({ length: 23 }, () => 'abandon');
    const recover = (...said: readonly string[]) =>
      refused('identity', 'recover', ...said, '--name', 'Eve', ...eve);
    expect(await recover(...words)).toContain('24');
    expect(await recover(...words.slice(0, 4), 'abandoned', ...words.slice(4))).toMatch(/\b5\b/);
    expect(await recover(...words, 'abandon')).not.toBe('');
    await printed('identity', 'recover', ...words, 'art', '--name', 'Eve', ...eve);
    expect(await refused('identity', 'create', '--name', 'Eve', ...eve)).toContain('already');
    expect(await refused('community', 'join', 'equipo:join/AAAA', ...eve)).toContain('wrong letter');
    expect(await refused('mirror', 'add', 'hello', ...eve)).toContain('wrong letter');
    expect(await refused('bundle', 'import', place('nothing'), ...eve)).toContain('no file');
    writeFileSync(place('note.txt'), 'no bundle');
    expect(await refused('bundle', 'import', place('note.txt'), ...eve)).toContain('no whole bundle');
    expect(await refused('status', '--meet', '127.0.0.1:1', ...eve)).toContain(
      'Nobody answers at 127.0.0.1:1',
    );
    expect(await refused('status', '--bootstrap', '127.0.0.1:1', ...eve)).toContain(
      'None of the bootstrap nodes',
    );
    expect(await refused('bootstrap', '--host', 'here')).toContain('IPv4');
    expect(await refused('status', '--listen', 'here', ...eve)).toContain('here is no place');
  });
});
