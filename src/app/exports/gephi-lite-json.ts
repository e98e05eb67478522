import { type ExportedNetwork, givenAttributes, linesOf } from './exported-network.ts';

/**
 * The JSON of a graphology graph, which Gephi Lite opens. Its own workspace files change with its version, so that
 * an older or newer Gephi Lite refuses them; this form does not.
 */
export const writeGephiLiteJson = (network: ExportedNetwork): string => {
  const { nodes, isDirected = true } = network;
  return JSON.stringify({
    attributes: {},
    options: { type: isDirected ? 'directed' : 'undirected', multi: false, allowSelfLoops: false },
    nodes: nodes.map((node) => ({
      key: node.id,
      attributes: { ...givenAttributes(node), label: node.label },
    })),
    edges: [...linesOf(network)].map(({ from, to, weight }, index) => ({
      key: `${index}`,
      source: nodes[from]!.id,
      target: nodes[to]!.id,
      attributes: { weight },
    })),
  });
};
