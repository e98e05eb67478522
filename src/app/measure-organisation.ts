import { existsSync } from 'node:fs';
import { RefusalError } from '../base/result.ts';
import type { WindowScheme } from '../base/time.ts';
import { publish } from '../kaleidoscope/disclosure.ts';
import type { Published } from '../kaleidoscope/published.ts';
import { type Archive, openArchive } from '../measure/archive/archive.ts';
import type { ImportSummary } from '../measure/archive/import-summary.ts';
import type { ChartOverlap } from '../measure/archive/read-chart.ts';
import type { Assessment, Coverage } from '../measure/assessment.ts';
import { judgeChallenges } from '../measure/challenges/judge-challenges.ts';
import { evaluate } from '../measure/evaluate.ts';
import { inTurnAt } from './archive-turn.ts';
import { stateOfFile } from './file-state.ts';
import { type GatherRequest, gatherTraces, type OnProgress, openTraces } from './gather-traces.ts';
import { describeImport, type ImportedSource } from './import-traces.ts';
import { nameCommunities } from './name-communities.ts';
import { runOnWorkers } from './workers/run-on-workers.ts';

export interface MeasureRequest extends GatherRequest {
  /** Name in the report; `null`: after the sources. */
  readonly organisation: string | null;
  readonly isSimulated: boolean;
  /** `null` keeps what is read in memory, for once. */
  readonly archivePath: string | null;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly scheme: WindowScheme;
  readonly seed: number;
  readonly withNulls: boolean;
  readonly withIntervals: boolean;
  /** Whether communities are named after the unit most of their people are in. */
  readonly showsNames: boolean;
}

export interface Measured {
  /** What may leave the machine; all that is shown is made from it. */
  readonly published: Published;
  readonly communityNames: Readonly<Record<string, string>>;
  /** How many people of the chart stand in no source; `null` without chart. Stays on this machine. */
  readonly chartOverlap: ChartOverlap | null;
  readonly archive: string;
  /** State of the archive's file when it was read; `null` in memory. */
  readonly archiveState: string | null;
  readonly imports: readonly ImportedSource[];
}

/** After the sources: `equipo`, `list.mbox and 2 more`. */
const nameOf = (coverage: Coverage): string => {
  const labels = coverage.sources.filter(({ type }) => type !== 'org-chart').map(({ label }) => label);
  const [first = 'An organisation', ...others] = labels;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
};

/** All that is measured of an archive, read at once so that it need not be held while measuring. */
const readArchive = async (archive: Archive, request: MeasureRequest) => {
  const { events, people, coverage } = await archive.readEvents({
    ...(request.fromMs === null ? {} : { from: request.fromMs }),
    ...(request.untilMs === null ? {} : { until: request.untilMs }),
  });
  const chart = await archive.readChart(people, { levelTop: request.levelTop });
  return { events, coverage, chart, authorship: await archive.readAuthorship(people) };
};

/**
 * The main job: reads the sources, measures everything, and lets through what may leave the machine.
 *
 * @throws RefusalError where nothing can be read or measured, or the work was stopped
 */
export const measureOrganisation = async (
  request: MeasureRequest,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<Measured> => {
  const opened = await openTraces(request);
  const { archivePath } = request;
  const readSources = async () => {
    if (signal.aborted) throw new RefusalError('stopped');
    if (archivePath !== null && opened.length === 0 && !existsSync(archivePath))
      throw new RefusalError('archive-missing', { path: archivePath });
    const archive = await openArchive(archivePath);
    let read: Awaited<ReturnType<typeof readArchive>>;
    let summaries: readonly ImportSummary[];
    try {
      summaries = await gatherTraces(archive, opened, signal, onProgress);
      onProgress('Reading the archive', 0, null, 'interactions');
      read = await readArchive(archive, request);
    } finally {
      await archive.close();
    }
    return { ...read, summaries, state: archivePath === null ? null : stateOfFile(archivePath) };
  };
  const { events, coverage, chart, authorship, summaries, state } = await (archivePath === null
    ? readSources()
    : inTurnAt(archivePath, readSources));
  if (signal.aborted) throw new RefusalError('stopped');
  const evaluation = await evaluate(
    {
      organisation: request.organisation ?? nameOf(coverage),
      isSimulated: request.isSimulated,
      events,
      chart,
      authorship,
      coverage,
      seed: request.seed,
      windowScheme: request.scheme,
      withNulls: request.withNulls,
      withIntervals: request.withIntervals,
      onProgress: (done, total) => onProgress('Measuring', done, total, 'steps'),
      signal,
    },
    runOnWorkers,
  );
  const assessment: Assessment = { ...evaluation, challenges: judgeChallenges(evaluation) };
  return {
    published: publish(assessment),
    chartOverlap: chart?.overlap ?? null,
    communityNames: request.showsNames && chart !== null ? nameCommunities(assessment, chart.units) : {},
    archive: archivePath ?? '',
    archiveState: state,
    imports: summaries.map(describeImport),
  };
};
