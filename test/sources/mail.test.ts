import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openEmlFolder, openMaildir } from '../../src/measure/sources/mail/open-mail-files.ts';
import { openMbox } from '../../src/measure/sources/mail/open-mbox.ts';
import {
  appendMessage,
  dateOf,
  inMbox,
  type Letter,
  manyLetters,
  mboxOf,
  messageOf,
  plainLetters,
  secrets,
  writeMessages,
} from './mail-fixture.ts';
import { describeStreamedSource, type FlawedInput, type MakeInput } from './streamed-source-acceptance.ts';

const grown: Letter = {
  from: 'Dee Eck <dee@example.org>',
  to: 'ana@example.org',
  id: 'grown@example.org',
  date: dateOf(100_000),
  inReplyTo: 'one@example.org',
};

const [first, second, third] = plainLetters.map(messageOf);
/** Three batches of an mbox; two of files, which take longer to write. */
const long = manyLetters(2100);
const longFiles = manyLetters(1050).map(messageOf);

interface Flaw {
  readonly messages: readonly (string | Buffer)[];
  readonly least: number;
  readonly codes?: readonly string[];
}

/** Each flaw as the raw messages that have it, put into whatever holds messages. */
const flaws = {
  'bad bytes': {
    messages: [
      first,
      Buffer.concat([
        Buffer.from(
          'From: "A\xff\xfe\x00na" <ana@example.org>\nTo: \xe9\xe8 <b\xf6@example.org>\nMessage-ID: <b@x>\n',
          'latin1',
        ),
        Buffer.from(`Date: ${dateOf(9)}\n\nsecret-body \x00\xff\n`, 'latin1'),
      ]),
      second,
    ],
    least: 3,
  },
  'wrong encoding': {
    messages: [
      first,
      messageOf({
        from: '=?x-nowhere?Q?B=F6?= <bo@example.org>',
        to: 'ana@example.org',
        id: 'w@x',
        date: dateOf(3),
      }),
      Buffer.from(
        messageOf({ from: 'Zo\xeb <zoe@example.org>', to: 'ana@example.org', id: 'z@x', date: dateOf(4) }),
        'latin1',
      ),
    ],
    least: 3,
    codes: ['mail-name-charset'],
  },
  'dated 1970': {
    messages: [first, messageOf({ ...grown, date: 'Thu, 1 Jan 1970 00:00:00 +0000' }), second],
    least: 3,
    codes: ['mail-date-implausible'],
  },
  'dated 2100': {
    messages: [first, messageOf({ ...grown, date: 'Fri, 1 Jan 2100 00:00:00 +0000' }), second],
    least: 3,
    codes: ['mail-date-implausible'],
  },
} satisfies Record<string, Flaw>;

const otherFlaws: Readonly<Record<string, Flaw>> = {
  'a message without a sender': {
    messages: [first, `To: ana@example.org\nDate: ${dateOf(5)}\n\nsecret-body\n`, second],
    least: 2,
    codes: ['mail-sender-missing'],
  },
  'a message without an id': {
    messages: [first, `From: bo@example.org\nTo: ana@example.org\nDate: ${dateOf(5)}\n\nsecret-body\n`],
    least: 2,
    codes: ['mail-id-missing'],
  },
  'a message twice': { messages: [first, second, first], least: 2, codes: ['mail-duplicate'] },
  'an out-of-office note': {
    messages: [first, messageOf({ ...grown, extra: 'Auto-Submitted: auto-replied\n' })],
    least: 1,
    codes: ['mail-automatic'],
  },
  'a hidden sender': {
    messages: [first, messageOf({ ...grown, from: 'dev@lists.example.org' })],
    least: 1,
    codes: ['mail-sender-hidden'],
  },
  'recipients without addresses': {
    messages: [first, messageOf({ ...grown, to: 'Ana Bell, "Bo Cruz"' })],
    least: 2,
    codes: ['mail-recipient-unreadable'],
  },
};

const flawedIn = (make: (messages: readonly (string | Buffer)[]) => MakeInput, truncated: FlawedInput) => {
  const input = ({ messages, least, codes }: Flaw): FlawedInput => ({
    make: make(messages),
    leastActs: least,
    ...(codes === undefined ? {} : { codes }),
  });
  const {
    'bad bytes': badBytes,
    'wrong encoding': encoding,
    'dated 1970': early,
    'dated 2100': late,
  } = flaws;
  return {
    ...Object.fromEntries(Object.entries(otherFlaws).map(([name, flaw]) => [name, input(flaw)])),
    'bad bytes': input(badBytes),
    'wrong encoding': input(encoding),
    'dated 1970': input(early),
    'dated 2100': input(late),
    truncated,
  };
};

const file = (folder: string, name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const bytesInMbox = (messages: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(
    messages.map((message) =>
      typeof message === 'string'
        ? Buffer.from(inMbox(message))
        : Buffer.from(inMbox(message.toString('latin1')), 'latin1'),
    ),
  );

const cutInHeader = `${mboxOf(plainLetters)}From x Mon May  3 08:00:00 2021\nFrom: Dee <dee@example.org>\nTo: an`;

describeStreamedSource('mbox', {
  open: openMbox,
  plain: (folder) => file(folder, 'plain', mboxOf(plainLetters)),
  grow: (path) => appendMessage(path, grown),
  long: (folder) => file(folder, 'long', mboxOf(long)),
  empty: { make: (folder) => file(folder, 'nothing.mbox', '') },
  foreign: (folder) => file(folder, 'notes.txt', 'From here on there is no mail.\n\nFrom: nobody\n'),
  flawed: {
    ...flawedIn((messages) => (folder) => file(folder, 'flawed', bytesInMbox(messages)), {
      make: (folder) => file(folder, 'truncated', cutInHeader),
      leastActs: 3,
      codes: ['mail-header-cut'],
    }),
    'a separator without an empty line': {
      make: (folder) =>
        file(
          folder,
          'doubtful',
          mboxOf(plainLetters).replace('secret-body\n\nFrom m', 'secret-body\nFrom m'),
        ),
      leastActs: 2,
      codes: ['mail-separator-doubtful'],
    },
  },
  secrets,
});

describeStreamedSource('mbox.gz', {
  open: openMbox,
  plain: (folder) => file(folder, 'plain.gz', gzipSync(mboxOf(plainLetters))),
  // Members of gzip may follow one another.
  grow: (path) => writeFileSync(path, gzipSync(inMbox(messageOf(grown))), { flag: 'a' }),
  long: (folder) => file(folder, 'long.gz', gzipSync(mboxOf(long))),
  empty: { make: (folder) => file(folder, 'nothing.mbox.gz', gzipSync('')) },
  foreign: (folder) => file(folder, 'notes.gz', gzipSync('no mail\n')),
  flawed: flawedIn((messages) => (folder) => file(folder, 'flawed.gz', gzipSync(bytesInMbox(messages))), {
    make: (folder) => {
      const packed = gzipSync(mboxOf(manyLetters(400)));
      return file(folder, 'truncated.gz', packed.subarray(0, packed.length >> 1));
    },
    leastActs: 50,
    codes: ['mail-compressed-cut'],
  }),
  secrets,
});

const truncatedFile: readonly string[] = [first, second, third.slice(0, third.indexOf('Message-ID') + 20)];

const inMaildir = (messages: readonly (string | Buffer)[]): MakeInput => {
  return (folder) => {
    for (const part of ['new', 'tmp']) mkdirSync(join(folder, part));
    writeMessages(join(folder, 'cur'), messages, (i) => `16200${10_000 + i}.M${i}P1.secret-subject:2,S`);
    return folder;
  };
};

describeStreamedSource('maildir', {
  open: openMaildir,
  plain: inMaildir([first, second, third]),
  grow: (path) => writeFileSync(join(path, 'new', '1620000000.M9P1.host'), messageOf(grown)),
  long: inMaildir(longFiles),
  empty: { make: inMaildir([]) },
  foreign: (folder) => folder,
  flawed: {
    ...flawedIn(inMaildir, { make: inMaildir(truncatedFile), leastActs: 2, codes: ['mail-header-cut'] }),
    drafts: {
      make: (folder) => {
        inMaildir([first])(folder);
        writeMessages(join(folder, 'cur'), [messageOf(grown)], () => '1.M1P1.host:2,DS');
        for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(folder, '.Sent', part), { recursive: true });
        writeMessages(join(folder, '.Sent', 'cur'), [second], () => '2.M2P2.host:2,S');
        for (const part of ['new', 'tmp']) mkdirSync(join(folder, '.Spam', part), { recursive: true });
        writeMessages(join(folder, '.Spam', 'cur'), [third], () => '3.M3P3.host:2,S');
        return folder;
      },
      leastActs: 2,
      codes: ['mail-draft', 'mail-junk'],
    },
  },
  secrets,
});

const inEmlFolder = (messages: readonly (string | Buffer)[]): MakeInput => {
  return (folder) => {
    writeMessages(join(folder, 'below'), messages, (i) => `secret-subject ${i}.eml`);
    return folder;
  };
};

describeStreamedSource('eml', {
  open: openEmlFolder,
  plain: inEmlFolder([first, second, third]),
  grow: (path) => writeFileSync(join(path, 'a secret-subject.eml'), messageOf(grown)),
  long: inEmlFolder(longFiles),
  empty: { make: inEmlFolder(['']) },
  foreign: (folder) => {
    file(folder, 'notes.txt', 'no mail');
    return folder;
  },
  flawed: flawedIn(inEmlFolder, {
    make: inEmlFolder(truncatedFile),
    leastActs: 2,
    codes: ['mail-header-cut'],
  }),
  secrets,
});
