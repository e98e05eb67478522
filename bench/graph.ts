import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plantedGraph } from './support/planted-graph.ts';
import {
  type BenchmarkSize,
  formatMegabytes,
  formatRatio,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'Graph kernels beside igraph and the JavaScript libraries';

const peers = fileURLToPath(new URL('./peers/', import.meta.url));

interface Shape {
  readonly nodes: number;
  readonly sources: number;
  readonly rounds: number;
  /** How often each kernel runs in one process; a small graph's is measured as measuring runs it: again and again. */
  readonly repeats: number;
}

const shapes: Readonly<Record<BenchmarkSize, readonly Shape[]>> = {
  full: [
    { nodes: 1_000_000, sources: 16, rounds: 3, repeats: 1 },
    { nodes: 1_000, sources: 1_000, rounds: 5, repeats: 50 },
  ],
  small: [{ nodes: 20_000, sources: 64, rounds: 1, repeats: 1 }],
};

interface KernelTimes {
  readonly seconds: Readonly<Record<string, number>>;
  readonly extra: { readonly quality: number; readonly leidenPeakBytes: number };
}

/** What the peers are run by; null where this machine lacks one. */
interface IgraphPeers {
  readonly python: string | null;
  readonly betweenness: string | null;
}

const runCommand = <T>(command: string, args: readonly string[]): T | null => {
  try {
    const printed = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(printed) as T;
  } catch {
    return null;
  }
};

const nodeRun = <T>(script: string, args: readonly string[]): T | null =>
  runCommand<T>(process.execPath, [
    '--max-old-space-size=14000',
    '--import',
    'tsx',
    join(peers, script),
    ...args,
  ]);

/** A Python that has igraph; Debian's own stands beside others on some machines. */
const pythonWithIgraph = (): string | null =>
  ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', 'import igraph, numpy'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }) ?? null;

/** The program for what igraph's Python does not offer, built into `folder`; null where igraph's C parts are missing. */
const buildBetweennessPeer = (folder: string): string | null => {
  const program = join(folder, 'igraph-betweenness');
  const source = join(peers, 'igraph-betweenness.c');
  try {
    execFileSync('cc', ['-O2', source, '-o', program, '-I/usr/include/igraph', '-ligraph'], {
      stdio: 'ignore',
    });
    return program;
  } catch {
    return null;
  }
};

const kernels: readonly (readonly [id: string, title: string, peer: string, target: string])[] = [
  ['leiden', 'Leiden, 2 iterations', 'leiden', '0.85×'],
  ['constraint', 'constraint', 'constraint', '0.5×'],
  ['core', 'k-core', 'core', '1.1×'],
  ['components', 'components', 'components', '1.1×'],
  ['clustering', 'clustering', 'clustering', '1.1×'],
  ['pagerank', 'PageRank', 'pagerank', '–'],
  ['pagerankOnTwo', 'PageRank, two workers', 'pagerank', '0.8×'],
  ['betweenness', 'betweenness, sampled', 'betweenness', '–'],
  ['betweennessOnTwo', 'betweenness, sampled, two workers', 'betweenness', '0.75×'],
];

interface Compared {
  readonly about: string;
  readonly rows: string[][];
  readonly notes: string[];
}

const compare = (shape: Shape, folder: string, peersHere: IgraphPeers): Compared => {
  const graph = plantedGraph(shape.nodes, 22.6, 0.35, 7);
  const pairs = new Uint32Array(graph.from.length * 2);
  for (let k = 0; k < graph.from.length; k++) {
    pairs[2 * k] = graph.from[k];
    pairs[2 * k + 1] = graph.to[k];
  }
  const path = join(folder, `${shape.nodes}.bin`);
  writeFileSync(path, new Uint8Array(pairs.buffer));
  const own: KernelTimes[] = [];
  const igraph: KernelTimes[] = [];
  const igraphBetweenness: Pick<KernelTimes, 'seconds'>[] = [];
  const { python } = peersHere;
  for (let round = 1; round <= shape.rounds; round++) {
    const args = [path, `${shape.nodes}`, `${shape.sources}`, `${round}`, `${shape.repeats}`];
    const mine = nodeRun<KernelTimes>('run-equipo-kernels.ts', args);
    if (mine === null) throw new Error('bench/graph: expected the kernels to run, but they did not');
    own.push(mine);
    const theirs =
      python === null ? null : runCommand<KernelTimes>(python, [join(peers, 'igraph-graph.py'), ...args]);
    if (theirs !== null) igraph.push(theirs);
    const program = peersHere.betweenness;
    const seconds = program === null ? null : runCommand<KernelTimes['seconds']>(program, args);
    if (seconds !== null) igraphBetweenness.push({ seconds });
  }
  /** From edges in memory to the result: making the graph and the kernel. */
  const whole = (times: readonly Pick<KernelTimes, 'seconds'>[], kernel: string) =>
    median(times.map(({ seconds }) => (seconds.build ?? Number.NaN) + (seconds[kernel] ?? Number.NaN)));
  /** The kernel without making the graph. */
  const alone = (times: readonly Pick<KernelTimes, 'seconds'>[], kernel: string) =>
    median(times.map(({ seconds }) => seconds[kernel] ?? Number.NaN));
  const size = `${shape.nodes.toLocaleString('en')} nodes`;
  const timed = kernels.filter(([id]) => own[0]?.seconds[id] !== undefined);
  const rows = timed.map(([id, name, peer, target]) => {
    const theirs = peer === 'betweenness' ? igraphBetweenness : igraph;
    return [
      `${name}, ${size}`,
      formatSeconds(whole(own, id)),
      theirs.length === 0 ? '–' : formatSeconds(whole(theirs, peer)),
      theirs.length === 0 ? '–' : formatRatio(whole(own, id) / whole(theirs, peer)),
      theirs.length === 0 ? '–' : formatRatio(alone(own, id) / alone(theirs, peer)),
      shape.nodes >= 1_000_000 ? target : '1×',
    ];
  });
  const quality = (times: readonly KernelTimes[]) =>
    median(times.map(({ extra }) => extra.quality)).toFixed(5);
  const memory = (times: readonly KernelTimes[]) =>
    formatMegabytes(median(times.map(({ extra }) => extra.leidenPeakBytes)));
  const notes = [
    `${size}, ${graph.from.length.toLocaleString('en')} ties, medians of ${shape.rounds}: Leiden's modularity ${quality(own)}${igraph.length === 0 ? '' : ` beside igraph's ${quality(igraph)}`}; peak memory up to there ${memory(own)}${igraph.length === 0 ? '' : ` beside ${memory(igraph)}`}; betweenness from ${shape.sources} sources.`,
  ];
  if (shape.nodes > 1_000) {
    for (const name of ['networkanalysis-ts', 'graphology']) {
      const peer = nodeRun<{ seconds: number; quality: number }>('run-javascript-peer.ts', [
        name,
        path,
        `${shape.nodes}`,
      ]);
      const method = name === 'graphology' ? 'Louvain' : 'Leiden, 2 iterations';
      notes.push(
        peer === null
          ? `${name} did not finish on ${size}.`
          : `${name}'s ${method} on ${size}, loading included, once: ${formatSeconds(peer.seconds)} at ${peer.quality.toFixed(5)}, ${formatRatio(peer.seconds / whole(own, 'leiden'))} Equipo's time.`,
      );
    }
  }
  return { about: size, rows, notes };
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-graph-'));
  try {
    const peersHere = { python: pythonWithIgraph(), betweenness: buildBetweennessPeer(folder) };
    const compared = shapes[size].map((shape) => compare(shape, folder, peersHere));
    return {
      about:
        'Planted partitions with heavy-tailed degrees, from edges in memory to the result (making the graph included), each round in processes of their own, Equipo and igraph in turn. Medians; on 1,000 nodes each kernel runs fifty times in its process, as null models and intervals run it. “Kernel alone” is the ratio without making the graph.',
      columns: ['kernel', 'Equipo', 'igraph (C)', 'ratio', 'kernel alone', 'target'],
      rows: compared.flatMap(({ rows }) => rows),
      notes: [
        ...compared.flatMap(({ notes }) => notes),
        ...(peersHere.python === null ? ['igraph was left out: no python3 with igraph and numpy here.'] : []),
        ...(peersHere.betweenness === null
          ? ["igraph's sampled betweenness was left out: no C compiler with igraph here."]
          : []),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
