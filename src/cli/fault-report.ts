import { arch, homedir, platform } from 'node:os';
import { productVersion } from '../app/product-version.ts';
import { wrap } from './terminal.ts';

/** What a fault says: that it is ours, that the data is intact, and a copyable report without content. */
export const faultReport = (error: unknown, columns: number): string => {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // A stack holds places in the program; the folder it runs from is the person's own business.
  const withoutHome = stack.replaceAll(homedir(), '~').replaceAll('file://', '');
  const said = wrap(
    'This is a mistake of Equipo’s own, not of your data: what was read before is intact. The lines below say where it happened and hold nothing of what you measured; please pass them on.',
    columns,
  );
  const about = `equipo ${productVersion()} · node ${process.version} · ${platform()} ${arch()}`;
  return `${said}\n\n${about}\n${withoutHome}\n`;
};
