/** Every fault and attack that a community has to hold, and the tests that show that it does. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const governance = 'src/practice/governance';
const events = 'src/practice/events';
const peer = 'src/practice/peer';

/** What may happen · in which file · by which test. */
const held: readonly (readonly [fault: string, file: string, test: string])[] = [
  [
    'any delivery order, loss, duplication, delay',
    `${governance}/community-view.test.ts`,
    'comes to one state hash for any order, portion, loss, repetition and partition',
  ],
  [
    'any delivery order, loss, duplication, delay',
    `${events}/history.test.ts`,
    'is the same in whatever order, however often and in whatever portions its events come',
  ],
  [
    'delay, and connections that break anywhere',
    'test/peers/bad-path.test.ts',
    'late, uneven and breaks off anywhere come to one state, and lose nothing',
  ],
  [
    'a cable pulled between two hosts',
    'test/peers/network-namespaces.test.ts',
    'find one another, write apart while it is pulled, and end with one state',
  ],
  [
    'partition of half the community for a month',
    'test/peers/faults-and-attacks.test.ts',
    'comes back to one record in which nobody’s words are lost',
  ],
  [
    'twenty devices killed and parted at random',
    'test/peers/twenty-processes.slow.test.ts',
    'ends with one state on every survivor, and nothing acknowledged is lost',
  ],
  [
    'SIGKILL at append',
    'test/peers/stores.test.ts',
    'loses nothing it acknowledged when its process is killed, again and again',
  ],
  [
    'SIGKILL at replication',
    'test/peers/killed-at-work.test.ts',
    'while it takes in and gives out, has both again, in step',
  ],
  [
    'SIGKILL at snapshot and compaction',
    'test/peers/killed-at-work.test.ts',
    'while it keeps its view or gives space back, has everything',
  ],
  [
    'SIGKILL at a key epoch',
    'test/peers/killed-at-work.test.ts',
    'while a key epoch begins, goes on in one that all who stay can read',
  ],
  [
    'disk full',
    'test/peers/disk-full.test.ts',
    'is said in one sentence; all that was kept is there, and it goes on once there is space',
  ],
  [
    'clock wrong by years',
    'test/peers/faults-and-attacks.test.ts',
    'moves nothing in the order, which follows what each had seen',
  ],
  [
    'forged, altered, oversized, malformed events',
    'test/peers/faults-and-attacks.test.ts',
    'forged, altered, oversized and malformed, is refused one by one',
  ],
  ['replayed events', 'test/peers/faults-and-attacks.test.ts', 'again and again changes nothing'],
  ['future-version events', 'test/peers/faults-and-attacks.test.ts', 'is kept, built on and shown as such'],
  [
    'fuzzed codec: events',
    `${events}/event-codec.test.ts`,
    'never throws on arbitrary or nearly sound bytes',
  ],
  [
    'fuzzed codec: bodies',
    `${governance}/community-view.test.ts`,
    'takes in any body of any type without a fault',
  ],
  [
    'fuzzed codec: what peers say',
    `${peer}/wire.test.ts`,
    'is nothing at all where it is cut, lengthened or noise, and never throws',
  ],
  [
    'fuzzed codec: the beacon',
    `${peer}/beacon.test.ts`,
    'is nothing where it is cut, lengthened or noise, and never throws',
  ],
  [
    'equivocation',
    'test/peers/faults-and-attacks.test.ts',
    'is found out when they meet, shown to all with both, and heard no more',
  ],
  [
    'equivocation, in the logs',
    `${peer}/network.test.ts`,
    'find out both histories of one who wrote two, and keep both',
  ],
  [
    'a removed member who keeps writing',
    'test/peers/faults-and-attacks.test.ts',
    'a removal ends it wherever it stands',
  ],
  [
    'a flood from one member',
    `${peer}/network.test.ts`,
    'take no more of one device than is allowed, everything of the others, and the rest once more is',
  ],
  [
    'a flood from one member, over a connection',
    'test/peers/uninvited.test.ts',
    'of a member is cut off, others are served, and memory stays bounded',
  ],
  [
    'a flood from strangers',
    `${peer}/network.test.ts`,
    'who says nothing, or very much, without showing what for is let go',
  ],
  [
    'an uninvited peer on the topic',
    'test/peers/uninvited.test.ts',
    'gets no word of the community, and members meet all the same',
  ],
  [
    'an uninvited peer on the same network',
    `${peer}/beacon.test.ts`,
    'are not moved by strangers, replays, what is too long, or who is connected already',
  ],
  [
    'replay of an old invitation',
    'test/peers/uninvited.test.ts',
    'by a device that was retired, or after it was used up or has ended, lets nobody in',
  ],
  [
    'replay of a member’s certificate',
    'test/peers/uninvited.test.ts',
    'with a member’s own certificate gives keys to that member’s device alone',
  ],
  [
    'a mirror that withholds',
    'test/peers/withholding-mirror.test.ts',
    'is seen by what others built on them: whose are missing, and who had them',
  ],
  [
    'a mirror that withholds what it names',
    'test/peers/withholding-mirror.test.ts',
    'what it names is said to have named it and not to have given it',
  ],
  [
    'hostile web page calling the local server',
    'src/host/host.test.ts',
    'refuses another name for this machine and pages from elsewhere, even with the cookie',
  ],
  [
    'deadline races',
    `${governance}/deciding.test.ts`,
    'does not cut off a ballot made apart before it, while the outcome is provisional',
  ],
  [
    'deadline races, once settled',
    `${governance}/deciding.test.ts`,
    'settled is settled: a ballot or objection that surfaces later is kept',
  ],
  [
    'daylight-saving nights',
    `${governance}/deciding.test.ts`,
    'is an instant: on a night when the clock strikes half past two twice',
  ],
  [
    'a device restored from an old backup',
    'test/peers/old-backup.test.ts',
    'is found out where it writes first: others lose nothing, and its person is told what to do',
  ],
  [
    'a device restored from an old backup, met first',
    'test/peers/old-backup.test.ts',
    'has all of its own again from others where it meets them first, and goes on',
  ],
];

const textOf = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');

it('every fault and attack has the tests that are named here', () => {
  const absent = held.filter(([, file, test]) => !textOf(file).includes(test));
  expect(absent).toEqual([]);
});
