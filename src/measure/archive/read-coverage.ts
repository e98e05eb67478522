/** How much of what was imported became measured: sources, people, what was left out and why. */
import type { People } from '../people/resolve-people.ts';
import type { Engine } from './engine.ts';

export interface ArchivedSource {
  readonly type: string;
  readonly label: string;
  /** Whether every reader of the source already holds all names in it. */
  readonly isOpenlyNamed: boolean;
  /** `false` while an import of it was stopped or killed and not yet taken up again. */
  readonly isComplete: boolean;
  /** Acts and interactions this source was the first to bring. */
  readonly acts: number;
  readonly interactions: number;
  /** First and last time, ISO 8601; `null` where no act has a time. */
  readonly from: string | null;
  readonly until: string | null;
}

export interface ArchiveCoverage {
  readonly sources: readonly ArchivedSource[];
  readonly accounts: number;
  /** People who are measured: bots left out. */
  readonly people: number;
  /** Accounts that were joined to another of the same person. */
  readonly merges: number;
  readonly botsLeftOut: number;
  /** Share of what was read whose people are known: erased and unusable rows lower it. [0, 1], 1 when empty. */
  readonly resolvedShare: number;
  /** Interactions and acts removed with people who left. */
  readonly erased: { readonly acts: number; readonly interactions: number };
  readonly diagnostics: readonly {
    readonly code: string;
    readonly count: number;
    readonly source: string;
    readonly place: string;
  }[];
}

const isoOf = (time: unknown): string | null => (time === null ? null : new Date(Number(time)).toISOString());

export const readSources = async (engine: Engine): Promise<ArchivedSource[]> => {
  const rows = await engine.rows(`
    SELECT s.type, s.label, s.is_openly_named, s.is_complete, coalesce(a.acts, 0), coalesce(t.interactions, 0),
      a.first, a.last
    FROM source AS s
    LEFT JOIN (
      SELECT source, count(*) AS acts, min(time) AS first, max(time) AS last FROM act GROUP BY source
    ) AS a ON a.source = s.id
    -- an answer is an interaction of its own, unless it takes the place of a naming
    LEFT JOIN (
      SELECT source, count(*) AS interactions
      FROM (
        SELECT source, act, "to" FROM trace WHERE "to" IS NOT NULL
        UNION ALL
        SELECT a.source, r.act, r."to" FROM answer AS r JOIN act AS a ON a.id = r.act
        ANTI JOIN trace AS n ON n.act = r.act AND n."to" = r."to"
        WHERE r."from" <> r."to"
      )
      GROUP BY source
    ) AS t ON t.source = s.id
    ORDER BY s.id`);
  return rows.map(([type, label, isOpen, isComplete, acts, interactions, first, last]) => ({
    type: String(type),
    label: String(label),
    isOpenlyNamed: isOpen === true,
    isComplete: isComplete === true,
    acts: Number(acts),
    interactions: Number(interactions),
    from: isoOf(first),
    until: isoOf(last),
  }));
};

export const readCoverage = async (
  engine: Engine,
  { people }: People,
  includesBots: boolean,
): Promise<ArchiveCoverage> => {
  const sources = await readSources(engine);
  const bots = people.filter((person) => person.isBot).length;
  const [erasure] = await engine.rows(
    'SELECT coalesce(sum(acts), 0), coalesce(sum(interactions), 0) FROM erasure',
  );
  const erased = { acts: Number(erasure?.[0]), interactions: Number(erasure?.[1]) };
  const unusable = (await engine.number('SELECT sum(rows_unusable) FROM source')) ?? 0;
  const held = (await engine.number('SELECT count(*) FROM trace'))!;
  const missing = erased.interactions + unusable;
  const diagnostics = await engine.rows(`
    SELECT d.code, d.count, s.label, d.place FROM diagnostic AS d JOIN source AS s ON s.id = d.source
    ORDER BY s.id, d.rowid`);
  const accounts = people.reduce((sum, person) => sum + person.accounts.length, 0);
  return {
    sources,
    accounts,
    people: people.length - (includesBots ? 0 : bots),
    merges: accounts - people.length,
    botsLeftOut: includesBots ? 0 : bots,
    resolvedShare: held + missing === 0 ? 1 : held / (held + missing),
    erased,
    diagnostics: diagnostics.map(([code, count, source, place]) => ({
      code: String(code),
      count: Number(count),
      source: String(source),
      place: String(place),
    })),
  };
};
