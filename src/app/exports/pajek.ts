import { type ExportedNetwork, linesOf, wellFormed } from './exported-network.ts';

/** Pajek ends a label at a quote and a vertex at the end of its line. */
const quoted = (label: string): string =>
  `"${wellFormed(label)
    .replaceAll('"', "'")
    .replaceAll(/\p{Cc}+/gu, ' ')}"`;

/** Pajek's .net: vertices by number from 1 with their labels, then arcs (or edges) with weights. */
export const writePajek = (network: ExportedNetwork): string => {
  const { nodes, isDirected = true } = network;
  const lines = [`*Vertices ${nodes.length}`];
  for (const [index, { label }] of nodes.entries()) lines.push(`${index + 1} ${quoted(label)}`);
  lines.push(isDirected ? '*Arcs' : '*Edges');
  for (const { from, to, weight } of linesOf(network)) lines.push(`${from + 1} ${to + 1} ${weight}`);
  return `${lines.join('\n')}\n`;
};
