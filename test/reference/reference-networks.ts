/** The small published networks and what independent tools say of them; conventions stand in its `_meta`. */
import { arcsFrom, tiesFromPairs } from '../../src/measure/network/csr.ts';
import type { Arcs, Ties } from '../../src/measure/network/snapshot.ts';
import { hasReference, referenceText } from './reference-folder.ts';

export interface ExpectedNetwork {
  readonly n: number;
  readonly edges_0based: readonly (readonly [number, number])[];
  readonly [value: string]: unknown;
}

export const networkNames = [
  'karate',
  'krackhardt_advice',
  'krackhardt_reports_to',
  'krackhardt_friendship',
  'lazega_advice',
] as const;

export type NetworkName = (typeof networkNames)[number];

export const expectedNetworks = (
  hasReference ? JSON.parse(referenceText('network', 'expected.json')) : {}
) as Readonly<Record<NetworkName, ExpectedNetwork>>;

/** Arcs as published; for karate each tie once, from its lower node. */
export const referenceArcs = (name: NetworkName): Arcs => {
  const { n, edges_0based: edges } = expectedNetworks[name];
  return arcsFrom(
    n,
    edges.map(([from]) => from),
    edges.map(([, to]) => to),
  );
};

/** Ties of weight 1 wherever there is an arc either way: the tools' "undirected, collapsed". */
export const referenceTies = (name: NetworkName): Ties => {
  const { n, edges_0based: edges } = expectedNetworks[name];
  const pairs = new Set(edges.map(([a, b]) => (a < b ? a * n + b : b * n + a)));
  const low = [...pairs].map((pair) => Math.floor(pair / n));
  const high = [...pairs].map((pair) => pair % n);
  return tiesFromPairs(n, low, high);
};
