import { createHash } from 'node:crypto';
import { existsSync, lstatSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { diagnosticSentenceOf } from '../base/refusals.ts';
import { RefusalError } from '../base/result.ts';
import { type Archive, openArchive } from '../measure/archive/archive.ts';
import { challengesWithChanges } from '../scenario/designs/change-for-challenge.ts';
import { forgetArchiveSettings, readArchiveSettings, writeArchiveSettings } from './archive-settings.ts';
import { inTurnAt, withArchive } from './archive-turn.ts';
import { keptArchives } from './choose-archive.ts';
import { archiveOfSources, dataFolder } from './data-folder.ts';
import { describeMeasures } from './describe-measures.ts';
import { stateOfFile } from './file-state.ts';
import { gatherTraces, type OnProgress, openTraces } from './gather-traces.ts';
import { openJobs, type Tell } from './jobs.ts';
import { openKeptExperiments } from './kept-experiments.ts';
import { changePeople, erasePerson, listPeople, undoPeopleChange } from './manage-people.ts';
import { type MeasureRequest, measureOrganisation } from './measure-organisation.ts';
import { type MeasuredDocument, openMeasuredDocuments } from './measured-documents.ts';
import { openPlaces } from './places.ts';
import { measuredFolder } from './practice/measured-log.ts';
import { productVersion } from './product-version.ts';
import type { Commands, InsideData, NetworkData, OrganisationData, Queries } from './protocol.ts';
import { readInside } from './read-inside.ts';
import { readNetwork } from './read-network.ts';
import { planExperiment, readExperiment, readyExperiments, type TracesRequest } from './run-experiment.ts';
import { readSample, sampleIds } from './samples.ts';
import { type BasePlace, drawScenario, liveWeek, tryScenario } from './scenarios/try-scenario.ts';
import { changeWordsForChallenge } from './scenarios/write-scenario.ts';

type Command<Name extends keyof Commands> = (
  body: Commands[Name]['body'],
) => Promise<Commands[Name]['answer']>;

type WorkspaceCommand = Exclude<keyof Commands, `practice-${string}`>;

/** The organisations of one person's machine, as a host shows them: all that the protocol asks and commands. */
export interface Workspace {
  organisations(): Queries['organisations'];
  /** @throws RefusalError where there is no such organisation, or it cannot be measured */
  organisation(id: string): Promise<OrganisationData>;
  network(id: string, window: string): Promise<NetworkData>;
  inside(id: string, letter: string): Promise<InsideData>;
  people(id: string, showsNames: boolean): Promise<Queries['organisations/:id/people']>;
  evidence(id: string): Promise<Queries['organisations/:id/evidence']>;
  experiments(id: string): Queries['organisations/:id/experiments'];
  folder(path: string | null): Queries['folder'];
  jobs(): Queries['jobs'];
  /** Shows another archive and looks into more folders, for a later start of the same person. */
  admit(more: Pick<WorkspaceRequest, 'archive' | 'folders'>): void;
  readonly commands: { readonly [Name in WorkspaceCommand]: Command<Name> };
  /** Stops what is under way. */
  close(): void;
}

export interface WorkspaceRequest {
  /** Shown besides the archives of the data folder; `null`: only those. */
  readonly archive: string | null;
  /** Folders the app may look into for sources. */
  readonly folders: readonly string[];
  /** Tells every window what happened. */
  readonly tell: Tell;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What was measured, and of which state of its archive. */
interface Shown {
  readonly state: string;
  readonly document: MeasuredDocument;
}

const seed = 1;
/** Arrangements of weeks that an experiment compares with. */
const draws = 199;

const settings = {
  columns: {},
  isUndirected: false,
  fromMs: null,
  untilMs: null,
  seed,
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

/** The same file has the same address each time, and the address does not tell where it lies. */
const idOfArchive = (path: string): string =>
  `archive-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`;

/** Samples change with the program only. */
const stateOfSample = () => `sample of ${productVersion()}`;

export const openWorkspace = ({ archive, folders, tell, now }: WorkspaceRequest): Workspace => {
  const data = dataFolder();
  const documents = openMeasuredDocuments(data);
  const kept = openKeptExperiments(data);
  const places = openPlaces(folders);
  const jobs = openJobs(tell, now);
  const shown = new Map<string, Shown>();
  const underWay = new Map<string, Promise<Shown>>();

  const named = new Set(archive === null ? [] : [resolve(archive)]);
  const archives = () => {
    const paths = [...named, ...keptArchives()];
    return new Map(paths.filter((path) => existsSync(path)).map((path) => [idOfArchive(path), path]));
  };
  /** What this node wrote of its own communities may be measured wherever the app may look. */
  const own = measuredFolder(join(data, 'practice'));
  const sourceAt = (path: string) =>
    dirname(resolve(path)) === resolve(own) && existsSync(path) && !lstatSync(path).isSymbolicLink()
      ? resolve(path)
      : places.resolve(path);
  const unknown = (id: string) => new RefusalError('organisation-unknown', { id: id.slice(0, 60) });
  /** Path of an archive, `null` for a ready organisation. */
  const pathOf = (id: string): string | null => {
    const path = archives().get(id);
    if (path === undefined && !sampleIds().includes(id)) throw unknown(id);
    return path ?? null;
  };
  const archiveAt = (id: string): string => {
    const path = pathOf(id);
    if (path === null) throw new RefusalError('organisation-ready');
    return path;
  };
  const stateOf = (path: string | null) => (path === null ? stateOfSample() : stateOfFile(path));
  const requestOfArchive = (id: string, path: string): MeasureRequest => {
    const { windowScheme, levelTop } = readArchiveSettings(data, id);
    return {
      ...settings,
      organisation: null,
      isSimulated: false,
      sources: [],
      chart: null,
      levelTop,
      scheme: windowScheme,
      archivePath: path,
    };
  };
  const documentOf = (id: string, path: string | null): MeasuredDocument | null => {
    const state = stateOf(path);
    const held = shown.get(id);
    if (held?.state === state) return held.document;
    const document = documents.read(id, state);
    if (document !== null) shown.set(id, { state, document });
    return document;
  };
  const dataOf = (id: string, { published, communityNames }: MeasuredDocument): OrganisationData => ({
    id,
    published,
    communityNames,
    catalogue: describeMeasures(),
    changesByChallenge: Object.fromEntries(
      challengesWithChanges.map((id) => [id, changeWordsForChallenge(id, published.coverage.people)]),
    ),
  });

  /** One measurement of an organisation at a time: who asks while it runs waits for the same. */
  const measureAsJob = (id: string, title: string, path: string | null, request: MeasureRequest) => {
    const { id: job, result } = jobs.start({
      title,
      organisation: id,
      work: (signal, onProgress) => measureOrganisation(request, signal, onProgress),
      organisationOf: () => id,
    });
    const measured = result.then(({ published, communityNames, archiveState }) => {
      const found = { state: archiveState ?? stateOfSample(), document: { published, communityNames } };
      // Deleted meanwhile: nothing of it is kept.
      if (path === null || existsSync(path)) {
        shown.set(id, found);
        documents.write(id, found.state, found.document);
        tell({ type: 'organisation-changed', organisation: id });
      }
      return found;
    });
    underWay.set(id, measured);
    const settle = () => {
      if (underWay.get(id) === measured) underWay.delete(id);
    };
    measured.then(settle, settle);
    return { job, measured };
  };

  const measureAgain = (id: string, path: string | null): Promise<Shown> => {
    const request = path === null ? requestOfSample(id) : requestOfArchive(id, path);
    const name = request.organisation ?? basename(path ?? id, '.duckdb').replace(/-[0-9a-f]{12}$/, '');
    return measureAsJob(id, name, path, request).measured;
  };

  /** Opens what an organisation was measured from, for reading. */
  const withTraces = async <T>(id: string, work: (held: Archive) => Promise<T>): Promise<T> => {
    const path = pathOf(id);
    if (path !== null) return withArchive(path, true, work);
    const held = await openArchive(null);
    try {
      const opened = await openTraces(requestOfSample(id));
      await gatherTraces(held, opened, new AbortController().signal, () => undefined);
      return await work(held);
    } finally {
      await held.close();
    }
  };

  /** Work on the traces of an organisation, as a job that every window sees. */
  const experimentAsJob = async <T>(
    id: string,
    title: string,
    work: (traces: TracesRequest, signal: AbortSignal, onProgress: OnProgress) => Promise<T>,
  ): Promise<T> => {
    const path = pathOf(id);
    const traces = path === null ? requestOfSample(id) : requestOfArchive(id, path);
    const { result } = jobs.start({
      title,
      organisation: id,
      work: (signal, onProgress) => {
        const run = () => work(traces, signal, onProgress);
        if (path === null) return run();
        return inTurnAt(path, () => {
          if (!existsSync(path)) throw new RefusalError('archive-missing', { path });
          return run();
        });
      },
      organisationOf: () => id,
    });
    const done = await result;
    tell({ type: 'experiments-changed', organisation: id });
    return done;
  };

  /** The base of one organisation in one state is read once, so that a change is drawn at once. */
  const bases = new Map<string, BasePlace>();
  const basePlaceOf = (id: string): BasePlace => {
    const path = pathOf(id);
    const key = `${id} ${stateOf(path)}`;
    const held = bases.get(key);
    if (held !== undefined) return held;
    bases.clear();
    const known: BasePlace['known'] = new Map();
    const place: BasePlace =
      path === null
        ? { base: { sample: id }, folder: '.', known }
        : { base: { archive: basename(path) }, folder: dirname(path), known };
    bases.set(key, place);
    return place;
  };

  const networks = new Map<string, NetworkData>();
  const insides = new Map<string, InsideData>();
  const hasChanged = (id: string) => {
    networks.clear();
    insides.clear();
    shown.delete(id);
    documents.forget(id);
    tell({ type: 'organisation-changed', organisation: id });
  };

  return {
    organisations: () => [
      ...[...archives()].map(([id, path]) => ({
        id,
        name: basename(path, '.duckdb').replace(/-[0-9a-f]{12}$/, ''),
        isSimulated: false,
        origin: 'archive' as const,
        isMeasured: documentOf(id, path) !== null,
      })),
      ...sampleIds().map((id) => {
        const { name, isSimulated } = readSample(id);
        const isMeasured = documentOf(id, null) !== null;
        return { id, name, isSimulated, origin: 'sample' as const, isMeasured };
      }),
    ],
    async organisation(id) {
      const path = pathOf(id);
      const document = documentOf(id, path);
      if (document !== null) return dataOf(id, document);
      const measured = await (underWay.get(id) ?? measureAgain(id, path));
      // People corrected while it was measured: what came of that is not what was asked for any more.
      if (stateOf(pathOf(id)) === measured.state) return dataOf(id, measured.document);
      return dataOf(id, (await (underWay.get(id) ?? measureAgain(id, path))).document);
    },
    async network(id, window) {
      const path = pathOf(id);
      const key = `${id} ${window} ${stateOf(path)}`;
      const known = networks.get(key);
      if (known !== undefined) return known;
      const { windowScheme, levelTop } = path === null ? readSample(id) : readArchiveSettings(data, id);
      const network = await withTraces(id, (held) =>
        readNetwork(held, { organisation: id, window, scheme: windowScheme, levelTop, seed }),
      );
      if (networks.size >= 8) networks.clear();
      networks.set(key, network);
      return network;
    },
    async inside(id, letter) {
      const key = `${id} ${letter} ${stateOf(pathOf(id))}`;
      const known = insides.get(key);
      if (known !== undefined) return known;
      const inside = await withTraces(id, (held) => readInside(held, { letter, seed }));
      if (insides.size >= 200) insides.clear();
      insides.set(key, inside);
      return inside;
    },
    people: (id, showsNames) => listPeople(archiveAt(id), showsNames),
    async evidence(id) {
      const path = pathOf(id);
      const { published } = await this.organisation(id);
      const purpose = path === null ? null : await withTraces(id, (held) => held.purpose());
      return {
        coverage: published.coverage,
        notes: published.coverage.diagnostics.map(({ code, count, source }) => ({
          source,
          code,
          count,
          sentence: diagnosticSentenceOf(code),
        })),
        purpose:
          purpose === null ||
          (purpose.why === null && purpose.heldBy === null && purpose.deleteAfterMs === null)
            ? null
            : {
                why: purpose.why,
                heldBy: purpose.heldBy,
                deleteAfter:
                  purpose.deleteAfterMs === null ? null : new Date(purpose.deleteAfterMs).toISOString(),
              },
        people: path === null ? null : await listPeople(path, false),
      };
    },
    experiments(id) {
      pathOf(id);
      const ready = readyExperiments().map(({ challenge, title, measure, part, direction, weeks }) => ({
        ...{ challenge, title, measure, part, direction, weeks },
      }));
      return { kept: kept.list(id), ready };
    },
    folder: (path) => places.list(path),
    jobs: () => jobs.list(),
    admit(more) {
      places.add(more.folders);
      if (more.archive === null) return;
      if (!existsSync(more.archive)) throw new RefusalError('archive-missing', { path: more.archive });
      named.add(resolve(more.archive));
      tell({ type: 'organisations-changed' });
    },
    commands: {
      async measure({ sources, chart, windowScheme, isUndirected, levelTop }) {
        if (sources.length === 0) throw new RefusalError('sources-none', { samples: sampleIds().join(', ') });
        const chosen = sources.map(sourceAt);
        const archivePath = archiveOfSources(chosen);
        const id = idOfArchive(archivePath);
        const request: MeasureRequest = {
          ...settings,
          organisation: null,
          isSimulated: false,
          sources: chosen,
          chart: chart === null ? null : places.resolve(chart),
          isUndirected,
          levelTop,
          scheme: windowScheme,
          archivePath,
        };
        writeArchiveSettings(data, id, { windowScheme, levelTop });
        const title = chosen.map((path) => basename(path)).join(', ');
        const { job, measured } = measureAsJob(id, title, archivePath, request);
        const told = () => tell({ type: 'organisations-changed' });
        measured.then(told, told);
        return { job };
      },
      async 'draw-scenario'(wanted) {
        return { figures: await drawScenario(wanted, basePlaceOf(wanted.organisation)) };
      },
      'live-week': ({ scenario, level }) => liveWeek(scenario, level, basePlaceOf(scenario.organisation)),
      'run-scenario': (wanted) => {
        const place = basePlaceOf(wanted.organisation);
        return jobs.start({
          title: wanted.name,
          organisation: wanted.organisation,
          work: (signal, onProgress) => tryScenario(wanted, place, signal, onProgress),
          organisationOf: () => wanted.organisation,
        }).result;
      },
      async 'plan-experiment'({ organisation, ...asked }) {
        const number = await experimentAsJob(organisation, asked.hypothesis, async (traces, ...watch) => {
          const path = kept.nextPath(organisation);
          await planExperiment({ ...traces, ...asked, path, draws, seed }, ...watch);
          return Number(basename(path, '.json'));
        });
        return { number };
      },
      async 'read-experiment'({ organisation, number }) {
        pathOf(organisation);
        const path = kept.pathOf(organisation, number);
        const title = kept.list(organisation).find((each) => each.number === number)?.plan.hypothesis;
        await experimentAsJob(organisation, title ?? basename(path), (traces, ...watch) =>
          readExperiment(path, traces, now(), ...watch),
        );
        return null;
      },
      async cancel({ job }) {
        jobs.cancel(job);
        return null;
      },
      async 'change-people'({ organisation, change }) {
        const correction = await changePeople(archiveAt(organisation), change, now());
        hasChanged(organisation);
        return { correction };
      },
      async 'undo-people-change'({ organisation, correction }) {
        const undone = await undoPeopleChange(archiveAt(organisation), correction);
        hasChanged(organisation);
        return { correction: undone };
      },
      async 'erase-person'({ organisation, person, isSure }) {
        if (!isSure) throw new RefusalError('erase-unsure');
        await erasePerson(archiveAt(organisation), person);
        hasChanged(organisation);
        return null;
      },
      async forget({ organisation, isSure }) {
        const path = archiveAt(organisation);
        if (!isSure) throw new RefusalError('forget-unsure');
        if (!path.startsWith(join(data, 'archives') + sep))
          throw new RefusalError('organisation-kept-elsewhere');
        await inTurnAt(path, async () => {
          rmSync(path, { force: true });
          rmSync(`${path}.wal`, { force: true });
        });
        documents.forget(organisation);
        kept.forget(organisation);
        forgetArchiveSettings(data, organisation);
        shown.delete(organisation);
        networks.clear();
        tell({ type: 'organisation-gone', organisation });
        tell({ type: 'organisations-changed' });
        return null;
      },
    },
    close: () => jobs.close(),
  };
};
