import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openPracticeDesk, type PracticeDesk } from '../../src/app/practice/desk.ts';
import { openWorkspace } from '../../src/app/workspace.ts';
import { run } from '../../src/cli/main.ts';
import { openEventStream } from '../../src/host/event-stream.ts';
import { type Host, startHost } from '../../src/host/host.ts';
import { noteRunningHost } from '../../src/host/running-host.ts';
import { folderForTests, unbroken } from './command-line.ts';

const place = folderForTests();
const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = `import(${JSON.stringify(new URL('../../src/cli/main.ts', import.meta.url).href)}).then(({ main }) => main(process.argv.slice(1))).then((code) => { process.exitCode = code; })`;

/** A command line in a process of its own, in a folder of its own. */
const elsewhere = (cwd: string, ...argv: readonly string[]) => {
  const loader = import.meta.resolve('tsx');
  const child = spawn(process.execPath, ['--import', loader, '-e', entry, '--', ...argv], { cwd });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>(
    (resolve) => child.on('close', (code) => resolve({ code, out, err })),
  );
  const hasSaid = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  return { ended, hasSaid, stop: () => child.kill('SIGINT') };
};

describe('a command line while the app has the node open', () => {
  let host: Host | undefined;
  let desk: PracticeDesk | undefined;
  let takeBack = () => {};
  const ran: string[] = [];
  afterAll(async () => {
    takeBack();
    await host?.close();
    await desk?.close();
  });

  it('is done by the app: what is written is there at once, and files are where the person is', async () => {
    const data = place('data');
    const events = openEventStream();
    desk = openPracticeDesk(place('data', 'practice'), events.tell);
    await desk.commands['practice-identity']({ name: 'Ana', deviceName: 'laptop', phrase: null });
    const { community } = await desk.commands['practice-found']({
      ...{ name: 'Garden', purpose: 'Grow food', agreements: [], joining: 'open' },
    });
    const workspace = openWorkspace({ archive: null, folders: [data], tell: events.tell, now: () => 0 });
    host = await startHost({
      ...{ workspace, desk, events, pages: root, port: 0, now: () => performance.now() },
      runLine: ({ argv, folder, columns }, say, signal) => {
        ran.push(...argv);
        const out = (text: string) => say({ out: text });
        const err = (text: string) => say({ err: text });
        return run(argv, { out, err, isScreen: false, columns, folder, signal }, 'here');
      },
    });
    takeBack = noteRunningHost(data, host);

    const posted = await elsewhere(place('data'), 'post', 'Who waters on Friday?').ended;
    expect(posted).toMatchObject({ code: 0, err: '' });
    const said = await desk.part(community, 'conversation', { id: '', words: '' });
    expect(said.flatMap(({ posts }) => posts.map(({ id, text }) => [id, text]))).toEqual([
      [posted.out.trim(), 'Who waters on Friday?'],
    ]);

    // By the folder itself, and with a path that begins where the person is.
    const told = await elsewhere(place('data'), 'bundle', 'export', 'garden.bundle', '--data', 'practice')
      .ended;
    expect(told.code).toBe(0);
    expect(readFileSync(place('data', 'garden.bundle')).length).toBeGreaterThan(100);

    const refused = await elsewhere(place('data'), 'post', 'Again', '--community', 'shed').ended;
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('shed');
  });

  it('goes on until it is stopped, where it was told to stay', async () => {
    const staying = elsewhere(place('data'), 'community', 'invite', '--listen', '127.0.0.1:0', '--stay');
    await staying.hasSaid;
    staying.stop();
    const { code, out, err } = await staying.ended;
    expect({ code, err: unbroken(err) }).toEqual({
      code: 0,
      err: 'Whoever holds this link may join: send it as you would a key.',
    });
    expect(out).toMatch(/equipo:join\//);
  });

  it('says how things stand, again when that changes, and what it has to say once it is stopped', async () => {
    const staying = elsewhere(place('data'), 'status', '--listen', '127.0.0.1:0', '--stay');
    await staying.hasSaid;
    const [{ community = '' } = {}] = (await desk!.overview()).communities;
    const body = { text: 'I do', context: 'everybody', replyTo: null };
    await desk!.commands['practice-act']({ community, type: 'post-written', body });
    staying.stop();
    const { code, out, err } = await staying.ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const events = [...out.matchAll(/Garden: 1 members, (\d+) events/g)].map((found) => Number(found[1]));
    expect(events.length).toBeGreaterThan(1);
    expect(events.at(-1)).toBe(events[0]! + 1);

    const asJson = elsewhere(place('data'), 'status', '--json', '--stay');
    await expect.poll(() => ran.includes('--json'), { timeout: 30_000 }).toBe(true);
    asJson.stop();
    const told = await asJson.ended;
    expect(told.code).toBe(0);
    expect(JSON.parse(told.out).communities).toMatchObject([{ name: 'Garden', peers: [] }]);
  });

  it('is refused without the key of the one who started it', async () => {
    const answer = await fetch(`${host?.origin}/run`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-equipo-key': 'guessed' },
      body: JSON.stringify({ argv: ['status'], folder: '/', columns: 80 }),
    });
    expect(answer.status).toBe(401);
  });

  it('is refused in one sentence where whoever has the node cannot be asked', async () => {
    takeBack();
    const refused = await elsewhere(place('data'), 'post', 'Anybody?').ended;
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('Another Equipo has');
  });
});
