import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeEdgeCsv } from '../../src/app/exports/edge-csv.ts';
import { type ExportedNetwork, linesOf } from '../../src/app/exports/exported-network.ts';
import { writeGexf } from '../../src/app/exports/gexf.ts';
import { writeGraphml } from '../../src/app/exports/graphml.ts';
import { writePajek } from '../../src/app/exports/pajek.ts';
import { writeUcinet } from '../../src/app/exports/ucinet.ts';
import { randomStream } from '../../src/base/random.ts';
import { arcsFrom } from '../../src/measure/network/csr.ts';

/** Other programs read what is written here: igraph and networkx, where this machine has them. */
const python = ['python3', '/usr/bin/python3'].find((command) => {
  try {
    execFileSync(command, ['-c', 'import igraph, networkx'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
if (python === undefined) {
  process.stdout.write('No Python with igraph and networkx: exports are not read by them.\n');
}

interface Read {
  readonly directed: boolean;
  readonly labels: readonly string[];
  readonly leads: readonly (number | null)[];
  readonly lines: readonly (readonly [number, number, number])[];
}

const folder = mkdtempSync(join(tmpdir(), 'equipo-exports-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stream = randomStream(7, 'exports');
const count = 60;
const pairs = Array.from({ length: 400 }, () => [stream.below(count), stream.below(count)]);
const network: ExportedNetwork = {
  nodes: Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    label: `Ünï "${index}" <&> ${index % 7}`,
    attributes: { lead: index % 5 === 0 ? null : index / 8, unit: `u${index % 3}`, isHead: index % 9 === 0 },
  })),
  arcs: arcsFrom(
    count,
    pairs.map(([from]) => from),
    pairs.map(([, to]) => to),
    pairs.map(() => (1 + stream.below(64)) / 8),
  ),
};
const undirected: ExportedNetwork = { ...network, isDirected: false };

const order = (a: readonly number[], b: readonly number[]) => a[0] - b[0] || a[1] - b[1];

const linesSaid = (each: ExportedNetwork) =>
  [...linesOf(each)].map(({ from, to, weight }) => [from, to, weight]).sort(order);

/** Ties without direction may come back from either end. */
const linesRead = ({ lines, directed }: Read) =>
  lines.map(([a, b, weight]) => (directed || a < b ? [a, b, weight] : [b, a, weight])).sort(order);

const readers: readonly (readonly [string, string, (each: ExportedNetwork) => string])[] = [
  ['igraph-graphml', 'graphml', writeGraphml],
  ['networkx-graphml', 'graphml', writeGraphml],
  ['networkx-gexf', 'gexf', writeGexf],
  ['igraph-pajek', 'net', writePajek],
  ['networkx-pajek', 'net', writePajek],
  ['igraph-dl', 'dl', writeUcinet],
  ['networkx-csv', 'csv', writeEdgeCsv],
];

const networks = { directed: network, undirected };

describe.skipIf(python === undefined)('exports read by other programs', () => {
  const found = new Map<string, Read>();
  beforeAll(() => {
    const asked = Object.entries(networks).flatMap(([name, each]) =>
      readers.map(([reader, ending, write]) => {
        const path = join(folder, `${name}.${ending}`);
        writeFileSync(path, write(each));
        return { name, reader, path };
      }),
    );
    const script = join(dirname(fileURLToPath(import.meta.url)), 'values', 'read-exports.py');
    const words = asked.flatMap(({ reader, path }) => [reader, path]);
    const said = JSON.parse(execFileSync(python!, [script, ...words], { encoding: 'utf8' })) as Read[];
    for (const [place, { name, reader }] of asked.entries()) found.set(`${reader} ${name}`, said[place]);
  });

  for (const [name, each] of Object.entries(networks)) {
    const labels = network.nodes.map(({ label }) => label);
    const leads = network.nodes.map(({ attributes }) => attributes.lead);
    const readBy = (reader: string) => found.get(`${reader} ${name}`)!;

    it(`are the same network, ${name}, in GraphML for igraph and networkx, in GEXF for networkx`, () => {
      for (const reader of ['igraph-graphml', 'networkx-graphml', 'networkx-gexf']) {
        const read = readBy(reader);
        expect(read.directed).toBe(name === 'directed');
        expect(read.labels).toEqual(labels);
        expect(read.leads).toEqual(leads);
        expect(linesRead(read)).toEqual(linesSaid(each));
      }
    });

    it(`are the same network, ${name}, in Pajek for igraph and networkx`, () => {
      const read = readBy('igraph-pajek');
      expect(read.directed).toBe(name === 'directed');
      expect(read.labels).toEqual(labels.map((label) => label.replaceAll('"', "'")));
      expect(linesRead(read)).toEqual(linesSaid(each));
      expect(linesRead(readBy('networkx-pajek'))).toEqual(linesSaid(each));
    });

    it(`are the same network, ${name}, in UCINET's DL for igraph`, () => {
      const both = name === 'directed' ? [] : linesSaid(each).map(([a, b, weight]) => [b, a, weight]);
      expect(linesRead(readBy('igraph-dl'))).toEqual([...linesSaid(each), ...both].sort(order));
    });
  }

  it('are the same network in the edge table for networkx', () => {
    expect(linesRead(found.get('networkx-csv directed')!)).toEqual(linesSaid(network));
  });
});
