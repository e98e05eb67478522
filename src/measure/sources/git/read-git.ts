import { RefusalError } from '../../../base/result.ts';
import { DiagnosticCount } from '../diagnostic-count.ts';
import type { ReadOptions, SourceAct, SourceBatch } from '../source.ts';
import { ActsOfCommits } from './acts-of-commits.ts';
import { type CommitRecord, decodeText } from './commit-records.ts';
import { Frontier } from './frontier.ts';
import { GitAccounts } from './git-accounts.ts';
import { MailmapQuestions } from './mailmap.ts';
import { NamedAccounts } from './named-accounts.ts';
import { planRead, type ReadPlan } from './plan-read.ts';
import { type Detail, type RecordsTogether, streamRecords } from './stream-records.ts';
import { readTrailers } from './trailers.ts';

export interface GitRepository {
  readonly folder: string;
  readonly isBare: boolean;
  readonly hashBytes: number;
  readonly detail: Detail;
  /** Hashes of the commits at which a shallow clone was cut. */
  readonly boundary: ReadonlySet<string>;
}

/** After so many commits whose files cannot be read, files are given up for the rest. */
const filesGivenUpAfter = 16;
/** After so many commits in a row that git cannot tell at all, reading stops. */
const stoppedAfter = 64;

const placeOf = (hash: string): string => `commit ${hash.slice(0, 12)}`;

/** Turns the records of a plan's commits into batches, and keeps count of how far it has come. */
class Reading {
  readonly #plan: ReadPlan;
  readonly #boundary: ReadonlySet<string>;
  readonly #diagnostics: DiagnosticCount;
  readonly #accounts = new GitAccounts();
  readonly #named: NamedAccounts;
  readonly #acts: ActsOfCommits;
  readonly #frontier: Frontier;
  /** Place in the plan's commits of the next one to come. */
  #place = 0;

  constructor(
    plan: ReadPlan,
    boundary: ReadonlySet<string>,
    questions: MailmapQuestions,
    diagnostics: DiagnosticCount,
  ) {
    this.#plan = plan;
    this.#boundary = boundary;
    this.#diagnostics = diagnostics;
    this.#named = new NamedAccounts(this.#accounts, questions, diagnostics);
    this.#acts = new ActsOfCommits(this.#accounts, this.#named, diagnostics);
    this.#frontier = new Frontier(plan);
  }

  get place(): number {
    return this.#place;
  }

  get done(): number {
    return this.#frontier.done;
  }

  /** The batch of some records, `null` where they hold nothing new. */
  async read({ records, unreadable }: RecordsTogether): Promise<SourceBatch | null> {
    this.#diagnostics.add('git-record-unreadable', 'output of git', unreadable);
    const named = records.map((record) => this.#namedIn(record));
    await this.#named.introduce(named.flat());
    const doneBefore = this.#frontier.done;
    const acts = records.flatMap((record, i) => this.#readOne(record, named[i] ?? []));
    return this.#frontier.done === doneBefore ? null : this.#batch(acts);
  }

  /** Passes over the commit that comes next. */
  skip(): void {
    const { graph, commits, isDone } = this.#plan;
    const commit = commits[this.#place++]!;
    this.#diagnostics.add('git-commit-unreadable', placeOf(graph.hashOf(commit)));
    if (isDone[commit] === 0) this.#frontier.finish(commit);
  }

  /** Notes that the files of the next `count` commits cannot be read. */
  missFiles(count: number): void {
    const { graph, commits } = this.#plan;
    this.#diagnostics.add('git-files-unreadable', placeOf(graph.hashOf(commits[this.#place]!)), count);
  }

  /** What is left to say at the end, `null` where that is nothing. */
  rest(): SourceBatch | null {
    const rest = this.#batch([]);
    return rest.diagnostics.length === 0 ? null : rest;
  }

  #batch(acts: readonly SourceAct[]): SourceBatch {
    return {
      accounts: this.#accounts.takeNew(),
      acts,
      diagnostics: this.#diagnostics.take(),
      done: this.#frontier.done,
      total: this.#plan.graph.size,
      checkpoint: this.#frontier.checkpoint(),
    };
  }

  #namedIn(record: CommitRecord) {
    if (record.trailers === '') return [];
    // Who a commit named was yielded when it was read.
    if (this.#plan.isDone[this.#plan.graph.indexOf(record.hash)] === 1) return [];
    const { named, unreadable } = readTrailers(decodeText(record.trailers).text);
    this.#diagnostics.add('git-trailer-unreadable', placeOf(record.hash), unreadable);
    return named;
  }

  #readOne(record: CommitRecord, named: ReturnType<typeof readTrailers>['named']): SourceAct[] {
    const { graph, commits, isDone, broughtBy, earliestS } = this.#plan;
    const commit = graph.indexOf(record.hash);
    // What git passed over in silence it could not read.
    while (this.#place < commits.length && commits[this.#place]! < commit) this.skip();
    if (commit < 0 || commits[this.#place] !== commit) {
      this.#diagnostics.add('git-record-unreadable', placeOf(record.hash));
      return [];
    }
    const place = {
      timeS: graph.timeOf(commit),
      isMerge: graph.parentCountOf(commit) > 1,
      isBoundary: this.#boundary.has(record.hash),
      broughtBy: broughtBy[commit]!,
    };
    let acts: SourceAct[] = [];
    if (isDone[commit] === 1) this.#acts.recall(record, place);
    else {
      acts = this.#acts.read(record, place, commit, named);
      this.#frontier.finish(commit);
    }
    this.#place++;
    if ((this.#place & 255) === 0) this.#acts.forget(earliestS[this.#place]!);
    return acts;
  }
}

/**
 * Reads a repository's history, parents before children, in two passes of git: `rev-list` names the commits,
 * `diff-tree` tells them. What was there when the read began is read; what comes while it runs is for the next.
 */
export async function* readGit(
  repository: GitRepository,
  { since, signal }: ReadOptions,
): AsyncGenerator<SourceBatch, void, void> {
  if (signal.aborted) return;
  const { folder, boundary } = repository;
  const diagnostics = new DiagnosticCount();
  const plan = await planRead(repository, since, signal, diagnostics);
  if (plan === null || signal.aborted) return;

  const questions = new MailmapQuestions(folder, signal);
  try {
    const reading = new Reading(plan, boundary, questions, diagnostics);
    const { graph, commits } = plan;
    let { detail } = repository;
    let deaths = 0;
    let lostInARow = 0;
    while (reading.place < commits.length) {
      const from = reading.place;
      const stream = streamRecords(folder, graph, commits.subarray(from), detail, signal);
      let step = await stream.next();
      for (; step.done !== true; step = await stream.next()) {
        const batch = await reading.read(step.value);
        if (signal.aborted) return;
        if (batch !== null) yield batch;
      }
      if (signal.aborted) return;
      if (step.value) {
        while (reading.place < commits.length) reading.skip();
        break;
      }
      const place = reading.place;
      if (place === commits.length) break;
      if (place > from) lostInARow = 0;

      // Git died on the commit at `place`: an object is missing or damaged. Who made it can often be read.
      deaths++;
      if (detail !== 'no-files') {
        if (deaths >= filesGivenUpAfter) {
          reading.missFiles(commits.length - place);
          detail = 'no-files';
          continue;
        }
        reading.missFiles(1);
        for await (const alone of streamRecords(
          folder,
          graph,
          commits.subarray(place, place + 1),
          'no-files',
          signal,
        )) {
          const batch = await reading.read(alone);
          if (signal.aborted) return;
          if (batch !== null) yield batch;
        }
        if (signal.aborted) return;
        if (reading.place > place) continue;
      }
      reading.skip();
      if (++lostInARow > stoppedAfter)
        throw new RefusalError('git-stopped', { path: folder, done: reading.done });
    }
    const rest = reading.rest();
    if (rest !== null) yield rest;
  } finally {
    questions.end();
  }
}
