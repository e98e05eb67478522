import sodium from 'sodium-native';
import { noHash, type SignedEvent } from '../src/practice/events/event.ts';
import { claimOf, decodeEvent, readEvents, signEvent } from '../src/practice/events/event-codec.ts';
import { EventHistory } from '../src/practice/events/history.ts';
import { type CheckSignatures, checkOneByOne, type Signer } from '../src/practice/events/signature.ts';
import { certifyDevice } from '../src/practice/governance/certificate.ts';
import { CommunityView, type ViewSnapshot } from '../src/practice/governance/community-view.ts';
import {
  type BenchmarkSize,
  formatRatio,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'Signed events beside raw Ed25519';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const signer = (name: string): Signer => {
  const [publicKey, secretKey] = [Buffer.alloc(32), Buffer.alloc(64)];
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, Buffer.alloc(32, name));
  return {
    author: hex(publicKey),
    sign: (message) => {
      const signature = Buffer.alloc(64);
      sodium.crypto_sign_detached(signature, message, secretKey);
      return signature;
    },
  };
};

const bySodium: CheckSignatures = (claims) =>
  claims.map(({ message, signature, publicKey }) =>
    sodium.crypto_sign_verify_detached(signature, message, publicKey),
  );

const secondsOf = <T>(work: () => T): { readonly seconds: number; readonly value: T } => {
  const start = performance.now();
  const value = work();
  return { seconds: (performance.now() - start) / 1000, value };
};

const device = signer('device');

const founding = (): { readonly event: SignedEvent; readonly bytes: Uint8Array } => {
  const signed = signEvent(
    {
      v: 1,
      community: noHash,
      author: device.author,
      seq: 0,
      prevHash: noHash,
      deps: [],
      lamport: 0,
      at: 1_700_000_000_000,
      type: 'community-founded',
      body: {
        certificate: certifyDevice(signer('person'), device),
        founderName: 'Ana',
        deviceName: 'laptop',
        name: 'Garden',
        purpose: 'Grow food',
        agreements: [],
        methods: {},
        joining: 'open',
        vouchesNeeded: 1,
        hearingDays: 7,
      },
    },
    device,
  );
  if (!signed.ok) throw new Error(signed.code);
  return signed.value;
};

/** One device writes `count` posts, each after the one before. */
const write = (count: number): readonly Uint8Array[] => {
  const first = founding();
  const history = new EventHistory(first.event.id);
  history.add([first.event]);
  const all = [first.bytes];
  for (let i = 1; i < count; i++) {
    const signed = signEvent(
      history.next(device.author, {
        type: 'post-written',
        body: { text: `Message number ${i}`, context: 'garden', replyTo: null },
        at: 1_700_000_000_000 + i,
      }),
      device,
    );
    if (!signed.ok) throw new Error(signed.code);
    history.add([signed.value.event]);
    all.push(signed.value.bytes);
  }
  return all;
};

const decoded = (all: readonly Uint8Array[]): SignedEvent[] =>
  all.map((bytes) => {
    const read = decodeEvent(bytes);
    if (!read.ok) throw new Error(read.code);
    return read.value;
  });

const measure = (count: number) => {
  const written = secondsOf(() => write(count));
  const all = written.value;
  const claims = decoded(all).map((event, i) => claimOf(event, all[i]));
  const rawSigned = secondsOf(() => {
    for (const { message } of claims) device.sign(message);
  });
  const verified = secondsOf(() => readEvents(all, bySodium));
  const rawVerified = secondsOf(() => bySodium(claims));
  const few = Math.min(500, count);
  const slowly = secondsOf(() => checkOneByOne(claims.slice(0, few)));
  const read = secondsOf(() => decoded(all));
  const reduced = secondsOf(() => {
    const view = new CommunityView(read.value[0].id);
    view.take(read.value);
    return view;
  });
  const hashed = secondsOf(() => reduced.value.state.hash());
  const snapshot = JSON.stringify(reduced.value.toSnapshot());
  const beyond = new Set((JSON.parse(snapshot) as ViewSnapshot).history.beyond.map(({ id }) => id));
  const tail = all.filter((_, i) => beyond.has(read.value[i].id));
  const restored = secondsOf(() => {
    const view = CommunityView.restore(JSON.parse(snapshot) as ViewSnapshot);
    view.take(decoded(tail));
    return view.state.hash();
  });
  if (restored.value !== hashed.value) throw new Error('events: expected the same state from a snapshot');
  return {
    written: written.seconds,
    rawSigned: rawSigned.seconds,
    verified: verified.seconds,
    rawVerified: rawVerified.seconds,
    inPureCode: (slowly.seconds * count) / few,
    whole: read.seconds + reduced.seconds + hashed.seconds,
    restored: restored.seconds,
    bytes: all.reduce((sum, { length }) => sum + length, 0) / count,
    snapshotBytes: snapshot.length / count,
  };
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const count = size === 'full' ? 100_000 : 5000;
  const tries = size === 'full' ? 5 : 1;
  write(2000);
  const all = Array.from({ length: tries }, () => measure(count));
  const middle = (pick: (one: (typeof all)[0]) => number): number => median(all.map(pick));
  const rate = (seconds: number): string => `${Math.round(count / seconds).toLocaleString('en')}/s`;
  const [written, rawSigned] = [middle((one) => one.written), middle((one) => one.rawSigned)];
  const [verified, rawVerified] = [middle((one) => one.verified), middle((one) => one.rawVerified)];
  return {
    about: `${count.toLocaleString('en')} posts of one device, ${Math.round(middle((one) => one.bytes))} bytes each; libsodium signs and checks in both columns, medians of ${tries}.`,
    columns: ['work', 'Equipo', 'raw Ed25519', 'times as long', 'target'],
    rows: [
      [
        'write and sign, one after another',
        rate(written),
        rate(rawSigned),
        formatRatio(written / rawSigned),
        '≥ 20,000/s',
      ],
      ['read and verify', rate(verified), rate(rawVerified), formatRatio(verified / rawVerified), '–'],
      ['verify without libsodium', rate(middle((one) => one.inPureCode)), '–', '–', '–'],
      ['state and its hash from all events', formatSeconds(middle((one) => one.whole)), '–', '–', '< 6 s'],
      [
        'state and its hash from a snapshot',
        formatSeconds(middle((one) => one.restored)),
        '–',
        '–',
        '< 1.5 s',
      ],
    ],
    notes: [
      `A snapshot takes ${Math.round(middle((one) => one.snapshotBytes))} bytes an event before packing. Reading from the store is not in these numbers.`,
    ],
  };
};
