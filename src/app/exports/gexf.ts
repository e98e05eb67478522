import { DirectedGraph, UndirectedGraph } from 'graphology';
import gexf from 'graphology-gexf';
import { type ExportedNetwork, givenAttributes, linesOf, xmlLetters } from './exported-network.ts';

/** GEXF 1.3, read by Gephi, networkx and others. Attributes with the types of their values. */
export const writeGexf = (network: ExportedNetwork): string => {
  const { nodes, isDirected = true } = network;
  const graph = isDirected ? new DirectedGraph() : new UndirectedGraph();
  for (const node of nodes) {
    const attributes = Object.fromEntries(
      Object.entries(givenAttributes(node)).map(([name, value]) => [
        xmlLetters(name),
        typeof value === 'string' ? xmlLetters(value) : value,
      ]),
    );
    graph.addNode(xmlLetters(node.id), { label: xmlLetters(node.label), attributes });
  }
  for (const { from, to, weight } of linesOf(network)) {
    graph.addEdgeWithKey(`${graph.size}`, xmlLetters(nodes[from]!.id), xmlLetters(nodes[to]!.id), { weight });
  }
  return gexf.write(graph, {
    version: '1.3',
    formatNode: (_, { label, attributes }) => ({ label, attributes }),
    formatEdge: (_, { weight }) => ({ weight }),
  });
};
