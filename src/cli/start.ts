import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { dataFolder } from '../app/data-folder.ts';
import { openPracticeDesk } from '../app/practice/desk.ts';
import { openWorkspace } from '../app/workspace.ts';
import { RefusalError } from '../base/result.ts';
import { openEventStream } from '../host/event-stream.ts';
import { startHost } from '../host/host.ts';
import { askRunningHost, noteRunningHost } from '../host/running-host.ts';
import { openAddress } from './open-file.ts';
import { parsePort } from './parsing.ts';
import type { Terminal } from './terminal.ts';

type RunHere = (argv: readonly string[], terminal: Terminal) => Promise<number>;

interface Options {
  readonly archive?: string;
  readonly data?: string;
  readonly folder?: readonly string[];
  readonly port: number;
  readonly open: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  equipo start                            ready organisations and the archives kept on this machine
  equipo start --archive project.duckdb   an archive kept elsewhere beside them
  equipo start --folder /srv/mail         let the app look for sources there, and nowhere else
  equipo start --no-open --port 4000      print the address, open it yourself

The address opens once, in one browser; starting again gives another. The page is served to this machine only;
Ctrl-C ends it.`;

const pages = fileURLToPath(new URL('../../dist/web/', import.meta.url));

const untilStopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** @param runHere runs a command line that was typed elsewhere, where this process has the node open */
export const startCommand = (terminal: Terminal, runHere: RunHere): Command =>
  new Command('start')
    .description('open the app in the browser, on this machine: measure, try, practise')
    .option('--archive <file>', 'an archive kept elsewhere than in the data folder')
    .option('--data <dir>', 'where archives are kept (default: EQUIPO_DATA, or the place for applications)')
    .option('--folder <dir...>', 'folders the app may look into for sources (default: home and this folder)')
    .option('--port <number>', 'port on loopback (default: a free one)', parsePort, 0)
    .option('--no-open', 'print the address only')
    .option('--json', 'print the address as JSON (docs/formats/start.schema.json)')
    .addHelpText('after', examples)
    .action(async ({ archive, data, folder, port, open, json }: Options) => {
      if (archive !== undefined && !existsSync(archive)) {
        throw new RefusalError('archive-missing', { path: archive });
      }
      if (data !== undefined) {
        mkdirSync(data, { recursive: true, mode: 0o700 });
        process.env.EQUIPO_DATA = resolve(data);
      }
      const show = async (address: string, isRunning: boolean) => {
        if (json) {
          terminal.out(`${JSON.stringify({ format: 'equipo-start', version: 1, address, isRunning })}\n`);
        } else {
          const rest = isRunning ? 'It runs already; this opens it again.' : 'Ctrl-C ends it.';
          terminal.out(`Equipo   ${address}\n${rest}\n`);
        }
        if (open) await openAddress(address);
      };
      const wishes = {
        archive: archive === undefined ? null : resolve(archive),
        folders: (folder ?? []).map((each) => resolve(each)),
      };
      const running = await askRunningHost(dataFolder(), wishes);
      if (running !== null) return show(running, true);
      if (!existsSync(`${pages}index.html`)) throw new RefusalError('pages-missing');

      const events = openEventStream();
      const workspace = openWorkspace({
        archive: wishes.archive,
        folders: folder === undefined ? [homedir(), process.cwd()] : wishes.folders,
        tell: events.tell,
        now: () => Date.now(),
      });
      const desk = openPracticeDesk(join(dataFolder(), 'practice'), events.tell);
      const host = await startHost({
        ...{ workspace, desk, events, pages, port, now: () => performance.now() },
        runLine: ({ argv, folder, columns }, say, signal) =>
          runHere(argv, {
            ...{ folder, columns, signal, isScreen: false },
            out: (out) => say({ out }),
            err: (err) => say({ err }),
          }),
      });
      const takeBack = noteRunningHost(dataFolder(), host);
      try {
        await show(host.address, false);
        await untilStopped(terminal.signal);
      } finally {
        takeBack();
        workspace.close();
        await host.close();
        await desk.close();
      }
    });
