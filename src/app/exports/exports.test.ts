import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import anyGraph, { DirectedGraph, UndirectedGraph } from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import type { AbstractGraph, GraphConstructor, SerializedGraph } from 'graphology-types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../measure/archive/archive.ts';
import { arcsFrom } from '../../measure/network/csr.ts';
import { openTable } from '../../measure/sources/tables/open-table.ts';
import { writeEdgeCsv } from './edge-csv.ts';
import type { ExportedNetwork, ExportedValue } from './exported-network.ts';
import { linesOf } from './exported-network.ts';
import { writeGephiLiteJson } from './gephi-lite-json.ts';
import { writeGexf } from './gexf.ts';
import { writeGraphml } from './graphml.ts';
import { writePajek } from './pajek.ts';
import { writeUcinet } from './ucinet.ts';

/** Letters that trouble formats, and some that do not. */
const text = fc.string({
  unit: fc.constantFrom(...'abzAB 01"\'<>&;,:=-_.äß漢🎵'.match(/./gu)!),
  maxLength: 12,
});

const value: fc.Arbitrary<ExportedValue> = fc.oneof(
  text.filter((each) => each.trim() === each && each !== ''),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }).filter((each) => !Object.is(each, -0)),
  fc.constant(null),
  fc.constant(Number.NaN),
);

const network: fc.Arbitrary<ExportedNetwork> = fc
  .record({
    labels: fc.array(text, { minLength: 1, maxLength: 8 }),
    isDirected: fc.boolean(),
    lead: fc.array(value, { minLength: 8, maxLength: 8 }),
    arcs: fc.array(
      fc.record({ from: fc.nat(7), to: fc.nat(7), weight: fc.double({ min: 1e-3, max: 1e6, noNaN: true }) }),
      { maxLength: 20 },
    ),
  })
  .map(({ labels, isDirected, lead, arcs }) => {
    const count = labels.length;
    const held = arcs.filter(({ from, to }) => from < count && to < count);
    // One type a column, as in a node table.
    const type = typeof lead[0];
    return {
      nodes: labels.map((label, index) => ({
        id: `n ${index} & "<${label.trim()}>"`,
        label: label.trim() === '' ? `label ${index}` : label.trim(),
        attributes: { lead: lead[index] === null || typeof lead[index] === type ? lead[index] : null },
      })),
      arcs: arcsFrom(
        count,
        held.map(({ from }) => from),
        held.map(({ to }) => to),
        held.map(({ weight }) => weight),
      ),
      isDirected,
    };
  });

/** What any reader of a file must find again: labels, given attributes, weighted lines by label of their ends. */
const said = ({ nodes, ...rest }: ExportedNetwork) => ({
  nodes: nodes.map(({ id, label, attributes: { lead } }) => ({
    id,
    label,
    lead: lead === null || (typeof lead === 'number' && Number.isNaN(lead)) ? undefined : lead,
  })),
  lines: [...linesOf({ nodes, ...rest })]
    .map(({ from, to, weight }) => ({ from: nodes[from].id, to: nodes[to].id, weight }))
    .sort((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1)),
});

const readBack = (graph: AbstractGraph) => ({
  nodes: graph.mapNodes((id, { label, lead }) => ({ id, label, lead })),
  lines: graph
    .mapEdges((_, { weight }, from, to) => ({ from, to, weight }))
    .sort((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1)),
});

/** The package's types say a module where there is a class. */
const Graph = anyGraph as unknown as GraphConstructor;

const emptyOf = ({ isDirected }: ExportedNetwork) => (isDirected === false ? UndirectedGraph : DirectedGraph);

describe('the lines of an exported network', () => {
  it('add both ways up where there is no direction, and keep them apart where there is', () => {
    const nodes = ['a', 'b', 'c'].map((id) => ({ id, label: id, attributes: {} }));
    const arcs = arcsFrom(3, [0, 1, 2], [1, 0, 1], [2, 3, 5]);
    expect([...linesOf({ nodes, arcs })]).toEqual([
      { from: 0, to: 1, weight: 2 },
      { from: 1, to: 0, weight: 3 },
      { from: 2, to: 1, weight: 5 },
    ]);
    expect([...linesOf({ nodes, arcs, isDirected: false })]).toEqual([
      { from: 0, to: 1, weight: 5 },
      { from: 1, to: 2, weight: 5 },
    ]);
  });

  it('are a fault where nodes are missing', () => {
    expect(() => [...linesOf({ nodes: [], arcs: arcsFrom(2, [0], [1]) })]).toThrow('expected 2 nodes');
  });
});

describe('every format', () => {
  it('says the same when it is written twice', () => {
    fc.assert(
      fc.property(network, (each) => {
        for (const write of [
          writeGexf,
          writeGraphml,
          writePajek,
          writeUcinet,
          writeEdgeCsv,
          writeGephiLiteJson,
        ]) {
          expect(write(each)).toBe(write(each));
        }
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it('survives letters that cannot be written', () => {
    const nodes = ['\u0000\u0001 "x"', '\ud800', 'line\nbreak\ttab'].map((label, index) => ({
      id: `${index}`,
      label,
      attributes: { note: label },
    }));
    const each = { nodes, arcs: arcsFrom(3, [0, 1], [1, 2]) };
    expect(gexf.parse(Graph, writeGexf(each)).order).toBe(3);
    const read = graphml.parse(Graph, writeGraphml(each));
    expect(read.getNodeAttribute('2', 'label')).toBe('line\nbreak\ttab');
    expect(read.getNodeAttribute('1', 'label')).toBe('\ufffd');
    expect(writePajek(each).split('\n')).toHaveLength(1 + 3 + 1 + 2 + 1);
    expect(writeUcinet(each).split('\n')).toHaveLength(3 + 3 + 1 + 2 + 1);
    expect(Buffer.from(writeEdgeCsv(each)).toString()).toBe(writeEdgeCsv(each));
  });
});

describe('GEXF', () => {
  it('is read back by graphology with every label, attribute and weight', () => {
    fc.assert(
      fc.property(network, (each) => {
        expect(readBack(gexf.parse(Graph, writeGexf(each)))).toEqual(said(each));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('says that it is version 1.3', () => {
    const each = { nodes: [{ id: 'a', label: 'a', attributes: {} }], arcs: arcsFrom(1, [], []) };
    expect(writeGexf(each)).toContain('<gexf version="1.3"');
  });
});

describe('GraphML', () => {
  it('is read back by graphology with every label, attribute and weight', () => {
    fc.assert(
      fc.property(network, (each) => {
        expect(readBack(graphml.parse(Graph, writeGraphml(each)))).toEqual(said(each));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('Gephi Lite JSON', () => {
  it('is read back by graphology with every label, attribute and weight', () => {
    fc.assert(
      fc.property(network, (each) => {
        const graph = new (emptyOf(each))();
        graph.import(JSON.parse(writeGephiLiteJson(each)) as SerializedGraph);
        expect(readBack(graph)).toEqual(said(each));
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

describe('Pajek and UCINET', () => {
  it('hold a line for each vertex and each line, by number from 1', () => {
    fc.assert(
      fc.property(network, (each) => {
        const lines = [...linesOf(each)].map(({ from, to, weight }) => `${from + 1} ${to + 1} ${weight}`);
        const pajek = writePajek(each).trimEnd().split('\n');
        expect(pajek[0]).toBe(`*Vertices ${each.nodes.length}`);
        expect(pajek[each.nodes.length + 1]).toBe(each.isDirected ? '*Arcs' : '*Edges');
        expect(pajek.slice(each.nodes.length + 2)).toEqual(lines);
        const ucinet = writeUcinet(each).trimEnd().split('\n');
        const data = ucinet.slice(each.nodes.length + 4);
        expect(data.filter((_, index) => each.isDirected || index % 2 === 0)).toEqual(lines);
        const labels = ucinet.slice(3, each.nodes.length + 3).map((label) => label.toLowerCase());
        expect(new Set(labels).size).toBe(each.nodes.length);
        for (const label of labels) expect(label).toMatch(/^[^\s"',;]+$/);
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});

describe('the edge table', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'equipo-edges-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is read back as a source with the same weights', async () => {
    const ids = ['ana', 'Bo Carver', 'chi, the "third"', 'dé;ux'];
    const nodes = ids.map((id) => ({ id, label: id, attributes: {} }));
    const each = { nodes, arcs: arcsFrom(4, [0, 1, 1, 2], [1, 0, 2, 0], [2, 0.25, 1e-7, 12345.678]) };
    const path = join(folder, 'edges.csv');
    writeFileSync(path, writeEdgeCsv(each));
    const archive = await openArchive(null);
    const source = await openTable(path);
    await archive.importSource(source!);
    const { events, people } = await archive.readEvents();
    const nameOf = (person: number) => people[person].accounts[0].login;
    const read = Array.from(events.from, (from, row) => [
      nameOf(from),
      nameOf(events.to[row]),
      events.weight[row],
    ]);
    expect(read).toEqual([
      ['ana', 'bo carver', 2],
      ['bo carver', 'ana', 0.25],
      ['bo carver', 'chi, the "third"', 1e-7],
      ['chi, the "third"', 'ana', 12345.678],
    ]);
    await archive.close();
  });
});
