import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { castBallot } from '../src/app/practice/deciding.ts';
import { makeIdentity } from '../src/app/practice/identity.ts';
import { PracticeNode } from '../src/app/practice/node.ts';
import { shownBy } from '../src/app/practice/shown.ts';
import type { CanonicalMap } from '../src/base/canonical-bytes.ts';
import { noHash } from '../src/practice/events/event.ts';
import { signEvent } from '../src/practice/events/event-codec.ts';
import type { Signer } from '../src/practice/events/signature.ts';
import { certifyDevice } from '../src/practice/governance/certificate.ts';
import { CommunityView } from '../src/practice/governance/community-view.ts';
import { usualTerms } from '../src/practice/governance/decisions/decision-terms.ts';
import { packKeys } from '../src/practice/governance/decisions/electorate-keys.ts';
import { electorateAsOf } from '../src/practice/governance/selectors/electorate.ts';
import { blockEnd, sealBlock } from '../src/practice/peer/block.ts';
import { hashOf, randomBytes, toHex } from '../src/practice/peer/bytes.ts';
import { deviceKeysOf, epochOf, sign } from '../src/practice/peer/device-keys.ts';
import { HypercoreStore } from '../src/practice/peer/store/hypercore-store.ts';
import { type BenchmarkSize, formatSeconds, median, type Table } from './support/table-format.ts';

export const title = 'A community of a thousand members';

const dayMs = 86_400_000;
const begun = Date.UTC(2020, 0, 1);

const timed = async <T>(
  work: () => Promise<T> | T,
): Promise<{ readonly seconds: number; readonly value: T }> => {
  const start = performance.now();
  const value = await work();
  return { seconds: (performance.now() - start) / 1000, value };
};

/**
 * Writes a community as its members' devices would have: everybody admitted as vouching allows, conversations, and
 * decisions of which each has many answers. Gives what a node needs to open it.
 */
const writeCommunity = async (folder: string, count: number, events: number) => {
  const me = await makeIdentity(folder, { name: 'Member 0', deviceName: 'laptop' });
  const others = Array.from({ length: count - 1 }, (_, k) => {
    const keys = deviceKeysOf(hashOf('device', 32, Buffer.from(String(k))));
    const person = deviceKeysOf(hashOf('person', 32, Buffer.from(String(k))));
    const signerOf = ({ publicKey, secretKey }: typeof keys): Signer => ({
      author: toHex(publicKey),
      sign: (message) => sign(message, secretKey),
    });
    return { keys, signer: signerOf(keys), certificate: certifyDevice(signerOf(person), signerOf(keys)) };
  });
  const written = new Map<string, Uint8Array[]>();
  const noCommunity = new CommunityView(noHash);
  let view = noCommunity;
  const act = (signer: Signer, type: string, body: CanonicalMap, at: number): string => {
    const isFirst = view === noCommunity;
    const first = {
      v: 1,
      community: noHash,
      author: signer.author,
      seq: 0,
      prevHash: noHash,
      deps: [],
      lamport: 0,
    };
    const content = isFirst
      ? { ...first, at, type, body }
      : view.history.next(signer.author, { type, body, at });
    const signed = signEvent(content, signer);
    if (!signed.ok) throw new Error(`bench/large-community: expected an event, but got ${signed.code}`);
    const { event, bytes } = signed.value;
    if (isFirst) view = new CommunityView(event.id);
    view.take([event]);
    const theirs = written.get(signer.author);
    if (theirs === undefined) written.set(signer.author, [bytes]);
    else theirs.push(bytes);
    return event.id;
  };
  act(
    me.signer,
    'community-founded',
    {
      ...{ certificate: me.certificate, founderName: me.name, deviceName: me.deviceName, name: 'Town' },
      ...{
        purpose: 'Live together',
        agreements: [],
        methods: {},
        joining: 'open',
        vouchesNeeded: 1,
        hearingDays: 7,
      },
    },
    begun,
  );
  let at = begun;
  for (let k = 0; k < others.length; ) {
    const most = Math.max(2, Math.floor((k + 1) / 5));
    for (const { certificate } of others.slice(k, k + most)) {
      const body = { certificate, name: `Member ${++k}`, deviceName: 'phone', invitation: null, proof: null };
      act(me.signer, 'member-admitted', body, at);
    }
    at += 31 * dayMs;
  }
  const signers = [me.signer, ...others.map(({ signer }) => signer)];
  const electorate = packKeys(electorateAsOf(view.state, at));
  const decisions: string[] = [];
  const perDecision = Math.ceil(count / 2);
  const many = Math.max(1, Math.floor(events / 10 / perDecision));
  for (let k = 0; k < many; k++) {
    const terms = {
      ...usualTerms(`Question ${k}`, at + 14 * dayMs),
      method: 'schulze' as const,
      ties: ['draw' as const],
    };
    const options = Array.from({ length: 8 }, (_, option) => `Option ${option}`);
    const body = { proposal: null, electorate, terms: { ...terms, options } };
    decisions.push(act(me.signer, 'decision-opened', body, at));
  }
  const perTurn = 10;
  for (let turn = 0, total = view.history.order.length; total < events; turn++) {
    const signer = signers[turn % signers.length]!;
    const decision = decisions[Math.floor(turn / signers.length) % decisions.length]!;
    const tiers = Array.from({ length: 8 }, (_, option) => [(option * 3 + turn) % 8]);
    const ballot = { stance: null, tiers, marks: null };
    const said = { decision, version: decision, ballot, reason: '', replaces: [] };
    if (turn < decisions.length * perDecision) act(signer, 'ballot-cast', said, at + 1);
    for (let k = 0; k < perTurn && total < events; k++, total++) {
      const post = {
        text: `Said in turn ${turn}, number ${k}`,
        context: `street ${turn % 40}`,
        replyTo: null,
      };
      act(signer, 'post-written', post, at + 2);
    }
    total++;
  }
  const community = view.history.community;
  const key = randomBytes(32);
  const epoch = epochOf(key);
  const store = await HypercoreStore.open(join(folder, 'store'));
  const keysOf = new Map([
    [me.signer.author, me.keys],
    ...others.map(({ signer, keys }) => [signer.author, keys] as const),
  ]);
  for (const [author, all] of written) {
    const log = { community, author, epoch };
    const blocks: Uint8Array[] = [];
    for (let from = 0; from < all.length; from = blockEnd(all, from)) {
      blocks.push(sealBlock(log, key, all.slice(from, blockEnd(all, from))));
    }
    await store.append(log, keysOf.get(author)!, blocks);
  }
  await store.close();
  const keys = { community, founding: epoch, keys: { [epoch]: toHex(key) }, places: [] };
  return {
    keys,
    at,
    decision: decisions.at(-1)!,
    decisions: decisions.length,
    events: view.history.order.length,
  };
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const [members, wished] = size === 'full' ? [1_000, 100_000] : [40, 2_400];
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-town-'));
  try {
    const made = await writeCommunity(folder, members, wished);
    const { community } = made.keys;
    const now = () => made.at + dayMs;
    const first = await PracticeNode.open(folder, now);
    const whole = await timed(() => first.openWith(made.keys));
    await first.close();
    const opened = await timed(() => PracticeNode.open(folder, now));
    const node = opened.value;
    const { events, members: people } = node.status(community);
    if (events !== made.events || people !== members) {
      throw new Error(
        `bench/large-community: expected ${made.events} events of ${members} members, but got ${events} of ${people}`,
      );
    }
    const shown = shownBy(node, community);
    const home = await timed(() => [shown.needs(), node.status(community)]);
    const list = await timed(() => shown.decisions());
    const ballots: number[] = [];
    for (const favourite of [0, 3, 5]) {
      const order = [favourite, ...Array.from({ length: 8 }, (_, k) => k).filter((k) => k !== favourite)];
      const ballot = { stance: null, tiers: order.map((option) => [option]), marks: null };
      const cast = await timed(async () => {
        await castBallot(node, community, made.decision, ballot, '');
        return shown.decision(made.decision).own.ballot?.ballot.tiers?.[0];
      });
      if (cast.value?.[0] !== favourite)
        throw new Error('bench/large-community: expected the ballot to show');
      ballots.push(cast.seconds);
    }
    await node.close();
    return {
      about: `${members.toLocaleString('en')} members on a device each, ${events.toLocaleString('en')} events: conversations, and ${made.decisions} decisions among ${members.toLocaleString('en')} electors with some ${Math.ceil(members / 2)} answers each; in the store as their devices would have written them.`,
      columns: ['work', 'time', 'target'],
      rows: [
        ['open, from the view it kept', formatSeconds(opened.seconds), '≤ 2 s'],
        ['open, from the whole record', formatSeconds(whole.seconds), '–'],
        ['what needs me, and how things stand', formatSeconds(home.seconds), '–'],
        ['all decisions as a list', formatSeconds(list.seconds), '–'],
        ['cast a ballot and see the decision with it, median', formatSeconds(median(ballots)), '< 100 ms'],
      ],
      notes: ['Opening includes reading how long each of the members’ logs is.'],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
