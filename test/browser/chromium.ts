import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The machine's own browser: `CHROMIUM_PATH`, or the usual names on the path. `null` where there is none. */
const findChromium = (): string | null => {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which cannot be run`);
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) if (isExecutable(join(folder, name))) return join(folder, name);
  return null;
};

export const chromiumPath = findChromium();

if (chromiumPath === null)
  console.warn('Browser tests are skipped: no Chromium found. Install one, or name it in CHROMIUM_PATH.');

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath === null ? {} : { executablePath: chromiumPath }),
    headless: true,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
