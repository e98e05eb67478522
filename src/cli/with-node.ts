import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { dataFolder } from '../app/data-folder.ts';
import { lentNode } from '../app/practice/lent-node.ts';
import { PracticeNode } from '../app/practice/node.ts';
import type { Terminal } from './terminal.ts';

/** What every command of a node may be told. */
export interface NodeOptions {
  readonly data?: string;
  readonly community?: string;
  readonly listen?: string;
  readonly meet?: readonly string[];
  readonly lan?: boolean;
  readonly internet?: boolean;
  readonly bootstrap?: readonly string[];
  readonly stay?: boolean;
  readonly wait?: number;
  readonly json?: boolean;
}

export const practiceFolder = (options: NodeOptions): string =>
  options.data ?? join(dataFolder(), 'practice');

/** A command of a node, with its examples. */
export const nodeCommand = (name: string, description: string, ...examples: readonly string[]): Command =>
  new Command(name)
    .description(description)
    .option('--data <folder>', 'where this node keeps its data')
    .addHelpText('after', `\nExamples:\n${examples.map((each) => `  equipo ${each}`).join('\n')}`);

export const parseSeconds = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0 && value <= 86_400) return value;
  throw new InvalidArgumentError('give seconds, 0 or more.');
};

const collect = (said: string, before: readonly string[]): readonly string[] => [...before, said];

export const withCommunity = (command: Command): Command =>
  command.option('--community <name>', 'which, by name or the beginning of its id, where there are several');

export const withPeers = (command: Command): Command =>
  command
    .option('--listen <place>', 'be reachable there, 192.168.1.5:4711')
    .option('--meet <place>', 'meet the node there; may be said again', collect, [])
    .option('--lan', 'find others on this network, and be found there')
    .option('--internet', 'find others over the internet')
    .option('--bootstrap <place>', 'begin there, not at the public ones; may be said again', collect, [])
    .option('--wait <seconds>', 'how long to wait for others', parseSeconds, 2)
    .option('--stay', 'go on until Ctrl-C');

/**
 * Opens the node, lets it meet others where that was asked for, and closes it whatever happens; one that this process
 * has open stays so.
 */
export const withNode = async (
  options: NodeOptions,
  work: (node: PracticeNode) => Promise<void> | void,
): Promise<void> => {
  const lent = lentNode(practiceFolder(options));
  const node = lent ?? (await PracticeNode.open(practiceFolder(options)));
  try {
    if (options.listen !== undefined) await node.listen(options.listen);
    if (options.lan === true) await node.reachLan();
    for (const place of options.meet ?? []) await node.meet(place);
    const bootstrap = options.bootstrap ?? [];
    if (options.internet === true || bootstrap.length > 0) {
      await node.reachInternet(bootstrap.length === 0 ? {} : { bootstrap });
    }
    await work(node);
  } finally {
    if (lent === null) await node.close();
  }
};

/** Until Ctrl-C where staying was asked for; else until all is in step, or the time to wait is over. */
export const stayOrWait = async (
  node: PracticeNode,
  options: NodeOptions,
  terminal: Terminal,
): Promise<void> => {
  if (options.stay === true) {
    await new Promise<void>((resolve) => {
      if (terminal.signal.aborted) resolve();
      else terminal.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    return;
  }
  const isSettled = () =>
    node.list().every(({ community }) => {
      const { peers } = node.status(community);
      return (
        peers.length > 0 && peers.every((peer) => peer.isCaughtUp && (peer.isInStep || peer.device === null))
      );
    });
  await node.until(isSettled, (options.wait ?? 0) * 1000);
};

export const printJson = (terminal: Terminal, name: string, content: object): void =>
  terminal.out(`${JSON.stringify({ format: `equipo-${name}`, version: 1, ...content }, null, 2)}\n`);
