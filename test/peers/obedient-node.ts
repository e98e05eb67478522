/** A node in a process of its own that does what its parent asks, one thing after another, and answers each. */
import { PracticeNode } from '../../src/app/practice/node.ts';
import { sentenceOf } from '../../src/base/refusals.ts';
import { RefusalError } from '../../src/base/result.ts';
import { contextsOf, conversationOf } from '../../src/practice/governance/selectors/conversation.ts';

const [folder = ''] = process.argv.slice(2);
const node = await PracticeNode.open(folder);
const community = node.choose(undefined);
const post = (text: string) =>
  node.act(community, 'post-written', { text, context: 'everybody', replyTo: null });

let writing: Promise<void> = Promise.resolve();
let isWriting = false;
let count = 0;

const deeds = {
  listen: (place: string) => node.listen(place),
  meet: (place: string) => node.meet(place).then(() => null),
  lookAround: async () => {
    await node.reachLan();
    return node.lookingAt();
  },
  post: async (text: string) => (await post(text)).id,
  /** So many posts in few blocks, for a record worth a view. */
  fill: (count: number) =>
    node
      .replica(community)
      .writeMany(
        Array.from({ length: count }, (_, i) => ({
          ...{ type: 'post-written', at: Date.now() },
          body: { text: `Row ${i}`, context: 'rows', replyTo: null },
        })),
      )
      .then(() => null),
  /** Writes on and on, and says of each act that it is kept. */
  begin: (of: string) => {
    isWriting = true;
    writing = (async () => {
      while (isWriting) process.send?.({ kept: (await post(`${of} ${count++}`)).id } satisfies Said);
    })();
    return null;
  },
  end: async () => {
    isWriting = false;
    await writing;
    return null;
  },
  act: async (type: string, body: Parameters<PracticeNode['act']>[2]) =>
    (await node.act(community, type, body)).id,
  status: () => node.status(community),
  verify: () => node.replica(community).verify(),
  heard: () => {
    const { state } = node.replica(community).view;
    return contextsOf(state)
      .flatMap((context) => conversationOf(state, context).map(({ text }) => text))
      .sort();
  },
  missing: (ids: readonly string[]) => {
    const { history } = node.replica(community).view;
    return ids.filter((id) => history.get(id) === undefined);
  },
  keepView: () =>
    node
      .replica(community)
      .keepView()
      .then(() => null),
  compact: () => node.compact().then(() => null),
  close: () => node.close().then(() => null),
};

export type Deeds = typeof deeds;
export type Asked = {
  readonly [Name in keyof Deeds]: { readonly name: Name; readonly args: Parameters<Deeds[Name]> };
}[keyof Deeds];
export type Said =
  | { readonly ready: true }
  | { readonly kept: string }
  | { readonly at: number; readonly answer: unknown }
  | { readonly at: number; readonly refused: { readonly code: string; readonly sentence: string } };

const answer = async (at: number, { name, args }: Asked): Promise<Said> => {
  try {
    return { at, answer: await (deeds[name] as (...args: readonly unknown[]) => unknown)(...args) };
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    return { at, refused: { code: error.refusal.code, sentence: sentenceOf(error.refusal) } };
  }
};

let turn: Promise<unknown> = Promise.resolve();
process.on('message', ({ at, asked }: { readonly at: number; readonly asked: Asked }) => {
  turn = turn.then(async () => process.send?.(await answer(at, asked)));
});
// Without its parent it has nothing to do.
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true } satisfies Said);
