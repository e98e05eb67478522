import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { openWorkspace } from '../app/workspace.ts';
import { RefusalError } from '../base/result.ts';
import { startHost } from '../host/host.ts';
import { openAddress } from './open-file.ts';
import { parsePort } from './parsing.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  readonly archive?: string;
  readonly port: number;
  readonly open: boolean;
}

const examples = `
Examples:
  equipo start                            ready organisations and the archives kept on this machine
  equipo start --archive project.duckdb   an archive kept elsewhere beside them
  equipo start --no-open --port 4000      print the address, open it yourself

The address opens once, in one browser. The page is served to this machine only; Ctrl-C ends it.`;

const pages = fileURLToPath(new URL('../../dist/web/', import.meta.url));

const untilStopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

export const startCommand = (terminal: Terminal): Command =>
  new Command('start')
    .description('look at organisations in the browser, on this machine')
    .option('--archive <file>', 'an archive kept elsewhere than in the data folder')
    .option('--port <number>', 'port on loopback (default: a free one)', parsePort, 0)
    .option('--no-open', 'print the address only')
    .addHelpText('after', examples)
    .action(async ({ archive, port, open }: Options) => {
      if (archive !== undefined && !existsSync(archive)) {
        throw new RefusalError('archive-missing', { path: archive });
      }
      if (!existsSync(`${pages}index.html`)) throw new RefusalError('pages-missing');
      const host = await startHost(openWorkspace(archive ?? null, terminal.signal), pages, port);
      terminal.out(`Equipo   ${host.address}\nCtrl-C ends it.\n`);
      if (open) await openAddress(host.address);
      await untilStopped(terminal.signal);
      await host.close();
    });
