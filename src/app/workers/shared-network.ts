import type { Csr } from '../../measure/network/snapshot.ts';

/** Columns that every worker reads and writes in place. */
export const sharedFloats = (length: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));

const sharedIndices = (column: Uint32Array): Uint32Array => {
  if (column.buffer instanceof SharedArrayBuffer) return column;
  const copy = new Uint32Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
};

/** The same rows in columns that workers share; those that are shared already are taken as they are. */
export const shareCsr = (csr: Csr): Csr => {
  const { weights } = csr;
  let sharedWeights = weights;
  if (weights !== null && !(weights.buffer instanceof SharedArrayBuffer)) {
    sharedWeights = sharedFloats(weights.length);
    sharedWeights.set(weights);
  }
  return {
    nodeCount: csr.nodeCount,
    offsets: sharedIndices(csr.offsets),
    targets: sharedIndices(csr.targets),
    weights: sharedWeights,
  };
};
