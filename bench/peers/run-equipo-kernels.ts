/** Equipo's kernels on the benchmark's graph: PAIRS.bin NODES SOURCES SEED REPEATS → one JSON line, like the igraph peer. */
import { readFileSync } from 'node:fs';
import { betweennessOnWorkers } from '../../src/app/workers/betweenness-on-workers.ts';
import { pageRankOnWorkers } from '../../src/app/workers/page-rank-on-workers.ts';
import { betweenness, drawSources } from '../../src/measure/network/betweenness.ts';
import { clustering } from '../../src/measure/network/clustering.ts';
import { connectedComponents } from '../../src/measure/network/components.ts';
import { constraint } from '../../src/measure/network/constraint.ts';
import { tiesFromPairs } from '../../src/measure/network/csr.ts';
import { coreness } from '../../src/measure/network/k-core.ts';
import { leiden } from '../../src/measure/network/leiden.ts';
import { pageRank } from '../../src/measure/network/page-rank.ts';
import { median } from '../support/table-format.ts';

const [path, nodes, sourceCount, seed, repeats] = process.argv.slice(2);
const nodeCount = Number(nodes);
const bytes = readFileSync(path);
const pairs = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const a = new Uint32Array(pairs.length / 2);
const b = new Uint32Array(pairs.length / 2);
for (let k = 0; k < a.length; k++) {
  a[k] = pairs[2 * k];
  b[k] = pairs[2 * k + 1];
}

const seconds: Record<string, number> = {};
const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
  const taken: number[] = [];
  let value: T;
  do {
    const start = performance.now();
    value = await work();
    taken.push((performance.now() - start) / 1000);
  } while (taken.length < Number(repeats));
  seconds[name] = median(taken);
  return value;
};

const ties = await timed('build', () => tiesFromPairs(nodeCount, a, b));
const arcs = { nodeCount, out: ties, into: ties, total: ties.targets.length };
const found = await timed('leiden', () => leiden(ties, { iterations: 2, seed: Number(seed) }));
const leidenPeakBytes = process.resourceUsage().maxRSS * 1024;
await timed('constraint', () => constraint(ties));
await timed('pagerank', () => pageRank(arcs));
await timed('core', () => coreness(ties));
await timed('components', () => connectedComponents(ties));
await timed('clustering', () => clustering(ties));
const sources = drawSources(nodeCount, Number(sourceCount), Number(seed));
await timed('betweenness', () => betweenness(ties, sources));
// Workers take longer to start than a small graph takes.
if (nodeCount > 1_000) {
  await timed('pagerankOnTwo', () => pageRankOnWorkers(arcs, { blocks: 2 }));
  await timed('betweennessOnTwo', () => betweennessOnWorkers(ties, sources, 2));
}
process.stdout.write(`${JSON.stringify({ seconds, extra: { quality: found.quality, leidenPeakBytes } })}\n`);
