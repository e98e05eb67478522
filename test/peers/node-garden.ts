/** Ana's garden with nodes on disk and connections on loopback, in this process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { PracticeNode } from '../../src/app/practice/node.ts';
import { contextsOf, conversationOf } from '../../src/practice/governance/selectors/conversation.ts';

export const anywhere = '127.0.0.1:0';
export const dayMs = 86_400_000;
const garden = {
  name: 'Garden',
  purpose: 'Grow food',
  agreements: [],
  joining: 'by-invitation',
  methods: {},
} as const;

export class NodeGarden {
  readonly home = mkdtempSync(join(tmpdir(), 'equipo-garden-'));
  readonly #open = new Set<PracticeNode>();
  nowMs = Date.UTC(2026, 0, 5);
  #made = 0;

  async open(folder: string): Promise<PracticeNode> {
    const node = await PracticeNode.open(folder, () => this.nowMs);
    this.#open.add(node);
    return node;
  }

  /** Gives its folder. */
  async close(node: PracticeNode): Promise<string> {
    this.#open.delete(node);
    await node.close();
    return node.folder;
  }

  async person(
    name: string,
    phrase?: string,
    folder = join(this.home, `${name}-${this.#made++}`),
  ): Promise<PracticeNode> {
    await PracticeNode.makeIdentity(folder, {
      ...{ name, deviceName: 'laptop' },
      ...(phrase === undefined ? {} : { phrase }),
    });
    return this.open(folder);
  }

  /** The first founds it and listens; the others join, and are in step with her. */
  async found(founder: PracticeNode, ...others: readonly PracticeNode[]) {
    const place = await founder.listen(anywhere);
    const community = await founder.found(garden);
    for (const [i, other] of others.entries()) {
      expect(await other.join(await founder.invite(community, 1, this.nowMs + dayMs))).toBe(community);
      // A founder may vouch for two newcomers a month.
      if (i % 2 === 1) this.nowMs += 31 * dayMs;
    }
    await inStep(community, founder, ...others);
    return { community, place };
  }

  /** Closes all that is open, and deletes what they kept. */
  async end(): Promise<void> {
    await Promise.all([...this.#open].map((node) => node.close()));
    this.#open.clear();
    rmSync(this.home, { recursive: true, force: true });
  }
}

export const say = (node: PracticeNode, community: string, text: string) =>
  node.act(community, 'post-written', { text, context: 'garden', replyTo: null });

export const heard = (node: PracticeNode, community: string): (string | null)[] => {
  const { state } = node.replica(community).view;
  return contextsOf(state)
    .flatMap((context) => conversationOf(state, context).map(({ text }) => text))
    .sort();
};

/** All come to the same state. */
export const inStep = async (community: string, ...nodes: readonly PracticeNode[]): Promise<void> => {
  const isSame = () => new Set(nodes.map((node) => node.status(community).stateHash)).size === 1;
  for (const node of nodes) expect(await node.until(isSame, 30_000)).toBe(true);
};
