import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { openMailServer } from '../peers/own-mail-server.ts';
import { equipo, folderForTests, printed, unbroken } from './command-line.ts';

const place = folderForTests();

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

describe('a digest at the command line', () => {
  it('says what waits and what is new since one looked, goes to oneself by mail, and is as one set it', async () => {
    const [ana, bo] = [
      ['--data', place('ana')],
      ['--data', place('bo')],
    ];
    await printed('identity', 'create', '--name', 'Ana', '--device', 'laptop', ...ana);
    await printed('community', 'found', 'Garden', '--purpose', 'Grow food', ...ana);
    expect(await printed('digest', ...ana)).toBe('Garden\n  Nothing waits for you and nothing is new.\n');
    await printed('proposal', 'draft', 'Dig a well', '--text', 'Behind the shed.', ...ana);
    await printed('decision', 'open', 'A well', '--proposal', 'Dig a well', ...ana);
    expect(await printed('digest', ...ana)).toMatch(
      /^Garden\n {2}Waits for you and ends within a week\n {4}Dig a well: waits for your answer, until \d{4}/,
    );
    matches('digest', await printed('digest', '--json', ...ana), 'communities');
    matches('digest', await printed('digest', '--since', '7d', '--json', ...ana), 'isQuiet');
    await printed('decision', 'answer', 'Dig a well', 'consent', ...ana);
    await printed('decision', 'close', 'Dig a well', ...ana);
    expect(await printed('digest', ...ana)).toContain('    1 decision ended\n      Dig a well (passed)\n');
    expect(await printed('digest', '--seen', ...ana)).toContain('1 decision ended');
    expect(await printed('digest', ...ana)).not.toContain('1 decision ended');

    const server = await openMailServer();
    writeFileSync(place('password'), 'a secret\n');
    const reach = ['--host', '127.0.0.1', '--port', `${server.port}`, '--address', 'ana@own.example'];
    await printed('digest', 'account', ...reach, '--password-file', place('password'), ...ana);
    const sent = await equipo('digest', '--mail', ...ana);
    expect([sent.code, sent.err]).toEqual([0, 'Sent to ana@own.example.\n']);
    expect(server.taken).toMatchObject([
      { user: 'ana@own.example', password: 'a secret', to: ['ana@own.example'] },
    ]);
    expect(server.taken[0]?.text).toContain('Waits for you');
    expect(server.taken[0]?.text).not.toContain('decision ended');
    await server.close();
    const failed = await equipo('digest', '--mail', ...ana);
    expect([failed.code, unbroken(failed.err)]).toEqual([2, expect.stringContaining('it does not answer')]);

    const settings = ['digest', 'settings', ...ana];
    const set = await printed(...settings, '--quiet', '21-8', '--volume', 'needs', '--snooze', '7d');
    expect(set).toMatch(/quiet hours +from 21:00 until 8:00\n.*put off +until .*\n.*\nGarden +needs\n/);
    const json = await printed(...settings, '--no-quiet', '--no-snooze', '--json');
    matches('digest-settings', json, 'mail');
    expect(json).not.toContain('a secret');
    expect(JSON.parse(json).settings).toMatchObject({ quiet: null, snoozedUntil: null });
    const wrong = await equipo(...settings, '--hour', '24');
    expect([wrong.code, unbroken(wrong.err)]).toEqual([2, expect.stringContaining('from 0 to 23')]);
    await printed(...settings, '--volume', 'nothing');
    expect(await printed('digest', ...ana)).toBe('There is no community to tell of.\n');
    await printed('digest', 'account', '--forget', ...ana);
    expect((await equipo('digest', '--mail', ...ana)).code).toBe(2);

    await printed('identity', 'create', '--name', 'Bo', '--device', 'phone', ...bo);
    expect(await printed('digest', ...bo)).toBe('There is no community to tell of.\n');
  });
});
