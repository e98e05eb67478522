/** Sources written out in a test: who did what, in the words of the test, and tables of a few rows. */
import { writeFileSync } from 'node:fs';
import type {
  ChartPosition,
  ChartSource,
  Diagnostic,
  SourceAccount,
  SourceAct,
  SourceBatch,
  SourcePathChange,
  StreamedSource,
  TabularSource,
} from '../../src/measure/sources/source.ts';

export interface ScriptedRecipient {
  readonly to: string;
  readonly kind?: string;
  readonly weight?: number;
  readonly isInward?: boolean;
}

export interface ScriptedAct {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  /** Names; or recipients in full. */
  readonly to?: readonly (string | ScriptedRecipient)[];
  readonly kind?: string;
  readonly context?: string;
  readonly answers?: readonly string[];
  readonly paths?: readonly SourcePathChange[];
}

export interface Script {
  readonly acts: readonly ScriptedAct[];
  /** What the source says of a name beyond its address. */
  readonly accounts?: Readonly<Record<string, Partial<SourceAccount>>>;
  readonly idSpace?: string;
  readonly label?: string;
  readonly actsPerBatch?: number;
  readonly notes?: readonly Diagnostic[];
  readonly diagnostics?: readonly Diagnostic[];
  /** Called before each batch is handed out. */
  readonly beforeBatch?: (done: number) => void | Promise<void>;
}

export const addressOf = (name: string) => `${name}@example.org`;

const accountOf = (name: string, said: Partial<SourceAccount> = {}): SourceAccount => ({
  key: `mail:${addressOf(name)}`,
  name: null,
  address: addressOf(name),
  login: null,
  isBot: false,
  mapsTo: null,
  ...said,
});

export const scriptedSource = (script: Script): StreamedSource => {
  const { acts, accounts = {}, actsPerBatch = 3, diagnostics = [] } = script;
  return {
    shape: 'streamed',
    description: {
      type: 'mbox',
      label: script.label ?? 'script',
      idSpace: script.idSpace ?? 'mail',
      isOpenlyNamed: false,
      progressUnit: 'messages',
    },
    notes: script.notes ?? [],
    async *read({ since, signal }) {
      const numbers = new Map<string, number>();
      let fresh: SourceAccount[] = [];
      const numberOf = (name: string): number => {
        const held = numbers.get(name);
        if (held !== undefined) return held;
        numbers.set(name, numbers.size);
        fresh.push(accountOf(name, accounts[name]));
        return numbers.size - 1;
      };
      const actOf = (act: ScriptedAct): SourceAct => ({
        nativeId: act.id,
        timeMs: act.at,
        account: numberOf(act.by),
        kind: act.kind ?? 'mail-post',
        context: act.context ?? null,
        answers: act.answers ?? [],
        answerKind: 'mail-reply',
        recipients: (act.to ?? []).map((recipient) => {
          const full = typeof recipient === 'string' ? { to: recipient } : recipient;
          return {
            account: numberOf(full.to),
            kind: full.kind ?? 'mail-opening',
            weight: full.weight ?? 1 / (act.to?.length ?? 1),
            direction: full.isInward === true ? ('inward' as const) : ('outward' as const),
          };
        }),
        ...(act.paths === undefined ? {} : { paths: act.paths }),
      });
      for (let start = since === null ? 0 : Number(since); start < acts.length; start += actsPerBatch) {
        if (signal.aborted) return;
        await script.beforeBatch?.(start);
        const end = Math.min(start + actsPerBatch, acts.length);
        const read = acts.slice(start, end).map(actOf);
        const batch: SourceBatch = {
          accounts: fresh,
          acts: read,
          diagnostics: start === 0 ? diagnostics : [],
          done: end,
          total: acts.length,
          checkpoint: `${end}`,
        };
        fresh = [];
        yield batch;
      }
    },
  };
};

/** A table of text cells, NULL for an absent column, written as CSV to `path`. */
export const scriptedTable = (
  path: string,
  columns: readonly ('time' | 'from' | 'to' | 'kind' | 'context' | 'weight')[],
  rows: readonly (readonly string[])[],
  changes: Partial<TabularSource> = {},
): TabularSource => {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  writeFileSync(path, `${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`);
  const wanted = ['time', 'from', 'to', 'kind', 'context', 'weight'] as const;
  const picked = wanted.map((column) =>
    columns.includes(column) ? `"${column}"` : `NULL::VARCHAR AS "${column}"`,
  );
  return {
    shape: 'tabular',
    description: {
      type: 'table',
      label: 'rows.csv',
      idSpace: 'table rows.csv',
      isOpenlyNamed: false,
      progressUnit: 'rows',
    },
    notes: [],
    select: `SELECT row_number() OVER () AS row_number, ${picked.join(', ')}
      FROM read_csv('${path}', all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')`,
    timeFormat: columns.includes('time') ? 'epoch-s' : 'none',
    defaultKind: 'message',
    isDirected: true,
    rows: rows.length,
    ...changes,
  };
};

export const scriptedChart = (
  positions: readonly (Partial<ChartPosition> & { readonly person: string; readonly manager?: string })[],
  label = 'chart.csv',
): ChartSource => ({
  shape: 'chart',
  description: {
    type: 'org-chart',
    label,
    idSpace: `chart ${label}`,
    isOpenlyNamed: false,
    progressUnit: 'rows',
  },
  notes: [],
  read: async () => ({
    diagnostics: [],
    positions: positions.map(({ person, manager, ...said }) => ({
      account: accountOf(person),
      managerKey: manager === undefined ? null : accountOf(manager).key,
      unit: null,
      title: null,
      level: null,
      fromMs: null,
      untilMs: null,
      ...said,
    })),
  }),
});
