/** A node that this process has open, lent to commands that run here as well: a node is opened once. */
import { resolve } from 'node:path';
import type { PracticeNode } from './node.ts';

const lent = new Map<string, PracticeNode>();

/** @returns takes it back */
export const lendNode = (folder: string, node: PracticeNode): (() => void) => {
  lent.set(resolve(folder), node);
  return () => {
    if (lent.get(resolve(folder)) === node) lent.delete(resolve(folder));
  };
};

export const lentNode = (folder: string): PracticeNode | null => lent.get(resolve(folder)) ?? null;
