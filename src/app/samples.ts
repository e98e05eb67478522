import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RefusalError } from '../base/result.ts';
import type { WindowScheme } from '../base/time.ts';

/** A ready organisation that ships: `samples/<id>/sample.json`. */
export interface Sample {
  readonly id: string;
  readonly name: string;
  readonly isSimulated: boolean;
  /** Absolute paths. */
  readonly sources: readonly string[];
  readonly chart: string | null;
  /** Which end of the chart's level column is the top. */
  readonly levelTop: 'low' | 'high';
  readonly windowScheme: WindowScheme;
}

interface Manifest {
  readonly name: string;
  readonly isSimulated: boolean;
  readonly sources: readonly { readonly path: string }[];
  readonly chart: string | null;
  readonly levelTop: 'low' | 'high';
  readonly windowScheme: WindowScheme;
}

const folder = fileURLToPath(new URL('../../samples/', import.meta.url));

export const sampleIds = (): readonly string[] =>
  readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, 'sample.json')))
    .sort();

export const readSample = (id: string): Sample => {
  if (!sampleIds().includes(id))
    throw new RefusalError('sample-unknown', { id, known: sampleIds().join(', ') });
  const manifest = JSON.parse(readFileSync(join(folder, id, 'sample.json'), 'utf8')) as Manifest;
  const absolute = (path: string) => join(folder, id, path);
  return {
    id,
    name: manifest.name,
    isSimulated: manifest.isSimulated,
    sources: manifest.sources.map(({ path }) => absolute(path)),
    chart: manifest.chart === null ? null : absolute(manifest.chart),
    levelTop: manifest.levelTop,
    windowScheme: manifest.windowScheme,
  };
};
