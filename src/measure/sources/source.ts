/**
 * A source reads the traces of real work and yields acts, accounts and diagnostics. An act is one account doing
 * something at a time, of a kind, in a context; each recipient makes it an interaction. The text of a message
 * never leaves this folder.
 *
 * There are two ways out of a source, because two shapes of input exist:
 * - *streamed* sources (git, mail) parse in this process and yield batches of acts;
 * - *tabular* sources (CSV, TSV, NDJSON, Parquet) are read by the archive's own engine, and say how.
 *
 * Reading never throws on bad input: what cannot be used becomes a diagnostic. It throws `RefusalError` only
 * where nothing can be read at all.
 */

/** One name of a person, as a source writes it. `key` is unique within the account space it names. */
export interface SourceAccount {
  /** `mail:ana@example.org` for anything with an address, else `<source>:<login>`; lower case, trimmed. */
  readonly key: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly login: string | null;
  readonly isBot: boolean;
  /** A stated identity from the source itself: the key of the account that `.mailmap` maps this one to. */
  readonly mapsTo: string | null;
}

export interface SourceRecipient {
  /** Index into the accounts yielded so far by this read, in order of first appearance. */
  readonly account: number;
  /** Kind id from `kinds.ts`. */
  readonly kind: string;
  /** Strength; the recipients of one act share 1 between them unless the source knows better. */
  readonly weight: number;
  /**
   * `outward` (default): the arc runs from the act's account to this one. `inward`: from this account to the
   * act's (Co-authored-by runs both ways; a survey about others may point back).
   */
  readonly direction?: 'outward' | 'inward';
}

export interface SourceAct {
  /** Stable over re-reads and copies of the source: commit hash, Message-ID. Never a line number that can move. */
  readonly nativeId: string;
  /** Milliseconds since 1970, UTC; `untimed` for a stated tie without a time. */
  readonly timeMs: number;
  /** Index into the accounts yielded so far. */
  readonly account: number;
  /** Kind of the act itself, used when it has no recipient (`mail-post`, `git-commit`). */
  readonly kind: string;
  /** Thread, channel or path id; hashed by the archive before it is stored. `null` where the source has none. */
  readonly context: string | null;
  /**
   * Native ids of the acts this one may answer, nearest first (In-Reply-To, then References backwards). The
   * archive links it to the nearest one it holds, whichever import brought that one, and derives the thread.
   */
  readonly answers: readonly string[];
  /** The kind of the interaction that the link in `answers` makes, `mail-reply`. */
  readonly answerKind: string | null;
  readonly recipients: readonly SourceRecipient[];
  /** Files this act changed, for authorship (truck factor); only git has them. Paths are hashed by the archive. */
  readonly paths?: readonly SourcePathChange[];
}

export interface SourcePathChange {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** The path before a rename. */
  readonly previousPath?: string;
}

export interface Diagnostic {
  /** Short code, `date-unreadable`; its sentence stands in the registry. */
  readonly code: string;
  /** Where the first one was seen: `line 17`, `message 204`. Never content. */
  readonly place: string;
  readonly count: number;
}

export interface SourceBatch {
  /** Accounts seen for the first time in this batch; their indices continue from the batches before. */
  readonly accounts: readonly SourceAccount[];
  readonly acts: readonly SourceAct[];
  readonly diagnostics: readonly Diagnostic[];
  /** Bytes, commits or messages done so far; `total` is `null` while unknown. */
  readonly done: number;
  readonly total: number | null;
  /**
   * An opaque position from which a later read of the same source may continue; the archive stores it in the
   * same transaction as the batch.
   */
  readonly checkpoint: string;
}

export interface ReadOptions {
  /** The checkpoint of an earlier read, `null` for a first one. A source may read more than strictly needed. */
  readonly since: string | null;
  readonly signal: AbortSignal;
}

/** What is known of a source before it is read. */
export interface SourceDescription {
  /** `git`, `mbox`, `maildir`, `eml`, `practice-log`, `table`, `org-chart`. */
  readonly type: string;
  /** Name people recognise: the last part of the path. */
  readonly label: string;
  /**
   * Space of native ids: acts with the same space, native id, from, to and kind are the same wherever they
   * were read (`git`, `mail`; a table's own name for rows that have no identity beyond it).
   */
  readonly idSpace: string;
  /** Whether every reader of the source already holds all names in it (a git repository). */
  readonly isOpenlyNamed: boolean;
  /** `commits`, `bytes`: the unit of `done` and `total`. */
  readonly progressUnit: 'commits' | 'bytes' | 'messages' | 'rows';
}

export interface StreamedSource {
  readonly shape: 'streamed';
  readonly description: SourceDescription;
  /** Things to say once before reading: a shallow clone and what is missing from it. */
  readonly notes: readonly Diagnostic[];
  read(options: ReadOptions): AsyncGenerator<SourceBatch, void, void>;
}

/** How one column of a table is found; `null` where the table has none. */
export interface TableColumns {
  readonly time: string | null;
  readonly from: string;
  readonly to: string;
  readonly kind: string | null;
  readonly context: string | null;
  readonly weight: string | null;
}

export interface TabularSource {
  readonly shape: 'tabular';
  readonly description: SourceDescription;
  readonly notes: readonly Diagnostic[];
  /**
   * A DuckDB SELECT over the file, all columns VARCHAR, in this order: row_number BIGINT, time, from, to,
   * kind, context, weight (NULL where absent). The file's path is quoted inside.
   */
  readonly select: string;
  /** How `time` is written: `epoch-s`, `epoch-ms`, `iso` (ISO 8601 with or without zone), or `none`. */
  readonly timeFormat: 'epoch-s' | 'epoch-ms' | 'iso' | 'none';
  /** Kind of rows whose kind column is absent or empty; unknown names become kinds with its traits. */
  readonly defaultKind: string;
  readonly isDirected: boolean;
  readonly rows: number | null;
  /** Removes what was written beside the file so that the engine can read it; `select` is then of no more use. */
  readonly release?: () => void;
}

/** One row of an org chart: a person's place for a while. Keys are account keys as in `SourceAccount.key`. */
export interface ChartPosition {
  readonly account: SourceAccount;
  /** Key of the manager's account, `null` for a root. */
  readonly managerKey: string | null;
  readonly unit: string | null;
  readonly title: string | null;
  readonly level: number | null;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
}

/** The formal design. Read whole: charts are small. A cycle refuses. */
export interface ChartSource {
  readonly shape: 'chart';
  readonly description: SourceDescription;
  readonly notes: readonly Diagnostic[];
  read(options: ReadOptions): Promise<{
    readonly positions: readonly ChartPosition[];
    readonly diagnostics: readonly Diagnostic[];
  }>;
}

export type Source = StreamedSource | TabularSource | ChartSource;
