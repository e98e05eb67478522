/** A member's node in a process of its own, for tests that kill it: told what to do by its parent, and says what is kept. */
import { PracticeNode } from '../../src/app/practice/node.ts';

export type ToMember =
  | { readonly do: 'meet'; readonly places: readonly string[] }
  /** Writes one post after another, each so many milliseconds after the former is kept; 0 stops. */
  | { readonly do: 'write'; readonly everyMs: number }
  /** Drops every connection, as if the network were gone. */
  | { readonly do: 'part' }
  | { readonly do: 'say'; readonly ids: readonly string[] };

export type FromMember =
  | { readonly said: 'ready'; readonly place: string }
  | { readonly said: 'kept'; readonly id: string }
  | {
      readonly said: 'state';
      readonly hash: string;
      readonly missing: number;
      readonly events: number;
      readonly waitingLogs: number;
    };

const [folder = '', port = '0'] = process.argv.slice(2);
const say = (message: FromMember) => process.send?.(message);

let node = await PracticeNode.open(folder);
let everyMs = 0;
let writing: NodeJS.Timeout | null = null;
let count = 0;
let turn: Promise<unknown> = Promise.resolve();
const community = node.choose(undefined);

const listen = async () => say({ said: 'ready', place: await node.listen(`127.0.0.1:${port}`) });

const write = async () => {
  if (everyMs === 0) return;
  const body = { text: `${process.pid} says ${count++}`, context: 'everybody', replyTo: null };
  const { id } = await node.act(community, 'post-written', body);
  say({ said: 'kept', id });
  later();
};

/** One post at a time: a slow machine makes fewer posts, never a queue of them before the next order. */
const later = () => {
  if (writing !== null) clearTimeout(writing);
  writing = setTimeout(() => {
    turn = turn.then(write);
  }, everyMs);
};

const obey = async (told: ToMember): Promise<void> => {
  if (told.do === 'meet') {
    await Promise.allSettled(told.places.map((place) => node.meet(place)));
  } else if (told.do === 'write') {
    everyMs = told.everyMs;
    if (everyMs > 0) later();
  } else if (told.do === 'part') {
    await node.close();
    node = await PracticeNode.open(folder);
    await listen();
  } else {
    const { history } = node.replica(community).view;
    const missing = told.ids.filter((id) => history.get(id) === undefined).length;
    const { stateHash: hash, events, waitingLogs } = node.status(community);
    say({ said: 'state', hash, missing, events, waitingLogs });
  }
};

process.on('message', (told: ToMember) => {
  turn = turn.then(() => obey(told));
});
await listen();
