import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** How this machine opens a file for a person, or `null` where nobody sits in front of it. */
export const openerFor = (
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): { readonly command: string; readonly before: readonly string[] } | null => {
  if (environment.CI) return null;
  if (platform === 'darwin') return { command: 'open', before: [] };
  if (platform === 'win32') return { command: 'cmd', before: ['/c', 'start', ''] };
  if (environment.DISPLAY || environment.WAYLAND_DISPLAY) return { command: 'xdg-open', before: [] };
  return null;
};

/** Opens an address in the person's browser where there is one; `false` where there is none. */
export const openAddress = async (address: string): Promise<boolean> => {
  const opener = openerFor(process.platform, process.env);
  if (opener === null) return false;
  return new Promise((resolve) => {
    const child = spawn(opener.command, [...opener.before, address], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
};

export const openFile = (path: string): Promise<boolean> => openAddress(pathToFileURL(path).href);
