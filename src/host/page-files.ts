import { readFileSync, realpathSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
  /** The same compressed, where that is smaller. */
  readonly compressed: Buffer | null;
  /** Whether its name changes with its content. */
  readonly isHashed: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The files of the built page by path, never one outside its folder; `null` where there is none. */
export const openPageFiles = (folder: string): ((path: string) => PageFile | null) => {
  const kept = new Map<string, PageFile>();
  return (path) => {
    let file: string;
    try {
      const root = realpathSync(folder);
      file = realpathSync(join(root, path === '/' ? 'index.html' : path));
      if (!file.startsWith(root + sep)) return null;
    } catch {
      return null;
    }
    const type = types[extname(file)];
    if (type === undefined) return null;
    const isHashed = path.startsWith('/assets/');
    const known = kept.get(file);
    if (known !== undefined && isHashed) return known;
    const content = readFileSync(file);
    const compressed = type === 'font/woff2' ? null : gzipSync(content);
    const found = {
      type,
      content,
      compressed: compressed !== null && compressed.length < content.length ? compressed : null,
      isHashed,
    };
    if (isHashed) kept.set(file, found);
    return found;
  };
};
