import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { RefusalError } from '../base/result.ts';
import { keptArchives } from './choose-archive.ts';
import { describeMeasures } from './describe-measures.ts';
import { type MeasureRequest, measureOrganisation } from './measure-organisation.ts';
import type { OrganisationData, OrganisationEntry } from './protocol.ts';
import { readSample, sampleIds } from './samples.ts';

/** The organisations one host shows, each measured when first opened and kept while the host runs. */
export interface Workspace {
  organisations(): readonly OrganisationEntry[];
  /** @throws RefusalError where there is no such organisation, or it cannot be measured */
  organisation(id: string): Promise<OrganisationData>;
}

const settings = {
  columns: {},
  isUndirected: false,
  fromMs: null,
  untilMs: null,
  seed: 1,
  withNulls: true,
  withIntervals: true,
  showsNames: false,
} as const;

const requestOfSample = (id: string): MeasureRequest => {
  const { name, isSimulated, sources, chart, levelTop, windowScheme } = readSample(id);
  return {
    ...settings,
    organisation: name,
    isSimulated,
    sources,
    chart,
    levelTop,
    scheme: windowScheme,
    archivePath: null,
  };
};

const requestOfArchive = (path: string): MeasureRequest => ({
  ...settings,
  organisation: null,
  isSimulated: false,
  sources: [],
  chart: null,
  levelTop: 'low',
  scheme: 'quarter',
  archivePath: path,
});

/** The same file has the same address each time, and the address does not tell where it lies. */
const idOfArchive = (path: string): string =>
  `archive-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`;

/** @param archive shown besides the archives of the data folder; `null`: only those */
export const openWorkspace = (archive: string | null, signal: AbortSignal): Workspace => {
  const measured = new Map<string, Promise<OrganisationData>>();
  const ready = new Set<string>();
  const archives = () => {
    const paths = [...(archive === null ? [] : [resolve(archive)]), ...keptArchives()];
    return new Map(paths.filter((path) => existsSync(path)).map((path) => [idOfArchive(path), path]));
  };
  const measure = async (id: string, request: MeasureRequest): Promise<OrganisationData> => {
    const { published, communityNames } = await measureOrganisation(request, signal, () => undefined);
    ready.add(id);
    return { id, published, communityNames, catalogue: describeMeasures() };
  };
  return {
    organisations: () => [
      ...[...archives()].map(([id, path]) => ({
        id,
        name: basename(path, '.duckdb'),
        isSimulated: false,
        origin: 'archive' as const,
        isMeasured: ready.has(id),
      })),
      ...sampleIds().map((id) => {
        const { name, isSimulated } = readSample(id);
        return { id, name, isSimulated, origin: 'sample' as const, isMeasured: ready.has(id) };
      }),
    ],
    async organisation(id) {
      const path = archives().get(id);
      if (path === undefined && !sampleIds().includes(id)) {
        measured.delete(id);
        throw new RefusalError('organisation-unknown', { id: id.slice(0, 60) });
      }
      const known = measured.get(id);
      if (known !== undefined) return known;
      const work = measure(id, path === undefined ? requestOfSample(id) : requestOfArchive(path));
      measured.set(id, work);
      // What failed may succeed later: a file may be closed elsewhere, a disk freed.
      work.catch(() => measured.delete(id));
      return work;
    },
  };
};
