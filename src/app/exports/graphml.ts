import {
  type ExportedNetwork,
  type ExportedNode,
  givenAttributes,
  isGiven,
  linesOf,
  xmlLetters,
} from './exported-network.ts';

const escaped = (text: string): string =>
  xmlLetters(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\t\n\r]/g, (letter) => `&#${letter.charCodeAt(0)};`);

type GraphmlType = 'boolean' | 'double' | 'string';

/** One type for all values of an attribute; values of several types are texts. */
const typeOf = (nodes: readonly ExportedNode[], name: string): GraphmlType => {
  const types = new Set(
    nodes.flatMap(({ attributes }) => (isGiven(attributes[name]) ? [typeof attributes[name]] : [])),
  );
  if (types.size !== 1) return 'string';
  return types.has('boolean') ? 'boolean' : types.has('number') ? 'double' : 'string';
};

/** GraphML, read by igraph, networkx, Gephi, yEd and others. */
export const writeGraphml = (network: ExportedNetwork): string => {
  const { nodes, isDirected = true } = network;
  const names = [...new Set(nodes.flatMap((node) => Object.keys(givenAttributes(node))))].filter(
    (name) => name !== 'label',
  );
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '  <key id="label" for="node" attr.name="label" attr.type="string"/>',
    '  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>',
    ...names.map(
      (name, index) =>
        `  <key id="a${index}" for="node" attr.name="${escaped(name)}" attr.type="${typeOf(nodes, name)}"/>`,
    ),
    `  <graph edgedefault="${isDirected ? 'directed' : 'undirected'}">`,
  ];
  for (const node of nodes) {
    const given = givenAttributes(node);
    lines.push(
      `    <node id="${escaped(node.id)}">`,
      `      <data key="label">${escaped(node.label)}</data>`,
    );
    for (const [index, name] of names.entries()) {
      const value = given[name];
      if (value !== undefined) lines.push(`      <data key="a${index}">${escaped(String(value))}</data>`);
    }
    lines.push('    </node>');
  }
  for (const { from, to, weight } of linesOf(network)) {
    lines.push(
      `    <edge source="${escaped(nodes[from]!.id)}" target="${escaped(nodes[to]!.id)}">` +
        `<data key="weight">${weight}</data></edge>`,
    );
  }
  lines.push('  </graph>', '</graphml>', '');
  return lines.join('\n');
};
