import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the page as it ships, into a folder of its own that the caller deletes. */
export const buildPages = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-pages-'));
  // React is built as it ships, not as tests run.
  process.env.NODE_ENV = 'production';
  await build({ logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  return folder;
};
