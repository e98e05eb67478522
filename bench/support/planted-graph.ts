import { randomStream } from '../../src/base/random.ts';

export interface PlantedGraph {
  readonly nodeCount: number;
  /** Each tie once, from[k] < to[k]. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/**
 * A degree-corrected planted partition: degrees and community sizes with heavy tails, a share `mixing` of each
 * node's ties to anywhere, the rest inside its community; stubs are matched at random, doubles and loops dropped.
 * The same for the same seed.
 */
export const plantedGraph = (
  nodeCount: number,
  meanDegree: number,
  mixing: number,
  seed: number,
): PlantedGraph => {
  const random = randomStream(seed, 'bench', 'planted graph');
  const powerLaw = (low: number, high: number, exponent: number) => {
    const e = 1 - exponent;
    return (low ** e + (high ** e - low ** e) * random.uniform()) ** (1 / e);
  };
  // Exponent 2.5 from `lowest` has mean 3·lowest, a little less with the cut at √n.
  const lowest = meanDegree / 2.9;
  const degree = Uint32Array.from({ length: nodeCount }, () =>
    Math.round(powerLaw(lowest, 1.5 * Math.sqrt(nodeCount), 2.5)),
  );
  const order = random.shuffle(Uint32Array.from({ length: nodeCount }, (_, i) => i));
  const from: number[] = [];
  const to: number[] = [];
  const match = (stubs: number[]) => {
    random.shuffle(stubs);
    for (let k = 0; k + 1 < stubs.length; k += 2) {
      const a = stubs[k];
      const b = stubs[k + 1];
      if (a === b) continue;
      from.push(Math.min(a, b));
      to.push(Math.max(a, b));
    }
  };
  const outside: number[] = [];
  for (let start = 0; start < nodeCount; ) {
    const size = Math.min(nodeCount - start, Math.round(powerLaw(30, 3 * Math.sqrt(nodeCount), 1.5)));
    const inside: number[] = [];
    for (let k = start; k < start + size; k++) {
      const node = order[k];
      for (let stub = 0; stub < degree[node]; stub++) {
        (random.uniform() < mixing ? outside : inside).push(node);
      }
    }
    match(inside);
    start += size;
  }
  match(outside);
  // Doubles: sort by lower end, then within each row.
  const offsets = new Uint32Array(nodeCount + 1);
  for (const a of from) offsets[a + 1]++;
  for (let i = 0; i < nodeCount; i++) offsets[i + 1] += offsets[i];
  const rows = new Uint32Array(from.length);
  const next = offsets.slice(0, nodeCount);
  for (let k = 0; k < from.length; k++) rows[next[from[k]]++] = to[k];
  let kept = 0;
  const keptFrom = new Uint32Array(from.length);
  const keptTo = new Uint32Array(from.length);
  for (let i = 0; i < nodeCount; i++) {
    const row = rows.subarray(offsets[i], offsets[i + 1]).sort();
    for (let k = 0; k < row.length; k++) {
      if (k > 0 && row[k] === row[k - 1]) continue;
      keptFrom[kept] = i;
      keptTo[kept++] = row[k];
    }
  }
  return { nodeCount, from: keptFrom.slice(0, kept), to: keptTo.slice(0, kept) };
};
