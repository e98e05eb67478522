import { type ExportedNetwork, linesOf, wellFormed } from './exported-network.ts';

const cell = (text: string): string => (/[",;\s]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** One row a line between two nodes, by their ids: `from,to,weight` (RFC 4180, UTF-8, line feeds). */
export const writeEdgeCsv = (network: ExportedNetwork): string => {
  const ids = network.nodes.map(({ id }) => cell(wellFormed(id)));
  const lines = ['from,to,weight'];
  for (const { from, to, weight } of linesOf(network)) lines.push(`${ids[from]},${ids[to]},${weight}`);
  return `${lines.join('\n')}\n`;
};
