import { type ExportedNetwork, linesOf, wellFormed } from './exported-network.ts';

/** UCINET knows labels of letters without blanks, quotes and commas; equal ones get a number. */
const plainLabels = (labels: readonly string[]): string[] => {
  const taken = new Set<string>();
  return labels.map((label) => {
    const plain = wellFormed(label).replaceAll(/[\s\p{Cc}"',;:=]+/gu, '_') || '_';
    let own = plain;
    for (let number = 2; taken.has(own.toLowerCase()); number++) own = `${plain}_${number}`;
    taken.add(own.toLowerCase());
    return own;
  });
};

/** UCINET's DL, as a list of edges by number from 1. Ties without direction stand both ways, as UCINET asks. */
export const writeUcinet = (network: ExportedNetwork): string => {
  const { nodes, isDirected = true } = network;
  const lines = [`dl n=${nodes.length}`, 'format = edgelist1', 'labels:'];
  lines.push(...plainLabels(nodes.map(({ label }) => label)), 'data:');
  for (const { from, to, weight } of linesOf(network)) {
    lines.push(`${from + 1} ${to + 1} ${weight}`);
    if (!isDirected) lines.push(`${to + 1} ${from + 1} ${weight}`);
  }
  return `${lines.join('\n')}\n`;
};
