/**
 * A network on its way to another program. Whoever calls decides which ids and labels may leave (fresh pseudonyms,
 * or names where they were asked for); the writers write what they are given and nothing else.
 */
import { tiesOf } from '../../measure/network/csr.ts';
import type { Arcs } from '../../measure/network/snapshot.ts';

export type ExportedValue = string | number | boolean | null;

export interface ExportedNode {
  /** Unique among the nodes. */
  readonly id: string;
  readonly label: string;
  /** `null` and NaN are left out where the format can. */
  readonly attributes: Readonly<Record<string, ExportedValue>>;
}

export interface ExportedNetwork {
  /** Node i of `arcs` is `nodes[i]`. */
  readonly nodes: readonly ExportedNode[];
  readonly arcs: Arcs;
  /** Left out: directed. Without direction, arcs both ways are one tie of their joint weight. */
  readonly isDirected?: boolean;
}

export interface ExportedLine {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Arcs by sender, or ties from the lower to the higher index, each once. */
export function* linesOf({ nodes, arcs, isDirected = true }: ExportedNetwork): Generator<ExportedLine> {
  if (nodes.length !== arcs.nodeCount) {
    throw new Error(`linesOf: expected ${arcs.nodeCount} nodes, but got ${nodes.length}`);
  }
  const { offsets, targets, weights } = isDirected ? arcs.out : tiesOf(arcs);
  for (let from = 0; from < nodes.length; from++) {
    for (let k = offsets[from]!; k < offsets[from + 1]!; k++) {
      const to = targets[k]!;
      if (isDirected || from < to) yield { from, to, weight: weights === null ? 1 : weights[k]! };
    }
  }
}

export const isGiven = (value: ExportedValue | undefined): value is string | number | boolean =>
  value !== null && value !== undefined && !(typeof value === 'number' && !Number.isFinite(value));

/** Attributes that are given. */
export const givenAttributes = (node: ExportedNode): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(node.attributes).filter((entry): entry is [string, string | number | boolean] =>
      isGiven(entry[1]),
    ),
  );

/** Text without halves of letters, which no encoding can write. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, '\ufffd');

/** Text without the characters that XML 1.0 has no way to write. */
export const xmlLetters = (text: string): string =>
  wellFormed(text).replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
