import { readFileSync } from 'node:fs';

/** The package's version, from its own package.json, two folders up both in `src/` and in `dist/`. */
export const productVersion = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (manifest as { readonly version: string }).version;
};
