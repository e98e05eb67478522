import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BenchmarkSize,
  formatMegabytes,
  formatRatio,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'Who turns to whom, beside R’s survival::coxph';

const own = fileURLToPath(new URL('./peers/run-relational-events.ts', import.meta.url));
const peer = fileURLToPath(new URL('./peers/coxph-fit.R', import.meta.url));
const [people, controls, statistics] = [1000, 20, 10];

interface Run {
  readonly statistics: number;
  readonly fit: number;
  readonly megabytes: number;
  readonly logLikelihood: number;
}

const ownRun = (events: number, workers: number, file?: string): Run =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--import',
        'tsx',
        own,
        ...[events, controls, people, workers].map(String),
        ...(file === undefined ? [] : [file]),
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    ),
  ) as Run;

const inR = (
  file: string,
  events: number,
): {
  readonly bare: number;
  readonly asked: number;
  readonly logLikelihood: number;
  readonly version: string;
} | null => {
  try {
    const args = [file, ...[events, controls + 1, statistics].map(String), `${file}.senders`];
    return JSON.parse(
      execFileSync('Rscript', [peer, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return null;
  }
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const events = size === 'full' ? 100_000 : 5_000;
  const many = size === 'full' ? 1_000_000 : 20_000;
  const tries = size === 'full' ? 5 : 1;
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-'));
  const file = join(folder, 'rows.bin');
  const mine: Run[] = [];
  const bare: number[] = [];
  const asked: number[] = [];
  let version = '';
  try {
    for (let k = 0; k < tries; k++) {
      mine.push(ownRun(events, 0, k === 0 ? file : undefined));
      const r = inR(file, events);
      if (r === null) continue;
      version = r.version;
      bare.push(r.bare);
      asked.push(r.asked);
      const difference = Math.abs(r.logLikelihood - mine[k].logLikelihood);
      if (!(difference <= 1e-6 * Math.abs(r.logLikelihood)))
        throw new Error(
          `dynamics: expected R’s log-likelihood ${r.logLikelihood}, but got ${mine[k].logLikelihood}`,
        );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const large = ownRun(many, 2);
  const fit = median(mine.map((each) => each.fit));
  const drawn = median(mine.map((each) => each.statistics));
  const hasPeer = asked.length > 0;
  const beside = (seconds: readonly number[]): string[] =>
    hasPeer ? [formatSeconds(median(seconds)), formatRatio(median(seconds) / fit)] : ['–', '–'];
  const memory = (runs: readonly Run[]) =>
    formatMegabytes(median(runs.map(({ megabytes }) => megabytes)) * 1e6);
  const name = (count: number) => `${count.toLocaleString('en')} events × ${controls}`;
  return {
    about: `${statistics} statistics, two-path sums among them, ${people.toLocaleString('en')} people, ${controls} controls a case, half-life 30 days; each run a process of its own; medians of ${tries}, Equipo and R in turn.`,
    columns: [
      'work',
      'Equipo',
      `R${version === '' ? '' : `, survival ${version}`}`,
      'times faster',
      'memory',
      'target',
    ],
    rows: [
      [`statistics, ${name(events)}, one thread`, formatSeconds(drawn), '–', '–', '–', '–'],
      [
        'fit of the same rows, with clustered errors and concordance',
        formatSeconds(fit),
        ...beside(asked),
        '–',
        '10×',
      ],
      [
        'the same beside R’s bare coxph.fit, coefficients alone',
        formatSeconds(fit),
        ...beside(bare),
        '–',
        '–',
      ],
      ['both', formatSeconds(drawn + fit), '–', '–', memory(mine), '≤ 5 s, ≤ 250 MB'],
      [
        `both, ${name(many)}, two workers`,
        formatSeconds(large.statistics + large.fit),
        '–',
        '–',
        formatMegabytes(large.megabytes * 1e6),
        '≤ 60 s',
      ],
    ],
    notes: [
      'R is timed with the same rows already in memory, on one thread; both stop at the same log-likelihood.',
      'Memory is the largest resident size of the process, Node and its TypeScript loader included.',
      ...(hasPeer ? [] : ['R was left out: no Rscript with survival here.']),
    ],
  };
};
