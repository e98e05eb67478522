import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Words that stand in subjects and bodies of every message made here; none may come out of a source. */
export const secrets = ['secret-subject', 'secret-body', 'secret-attachment', 'secret-blind-copy'];

export interface Letter {
  readonly from: string;
  readonly to?: string;
  readonly cc?: string;
  readonly id?: string;
  readonly date?: string;
  readonly inReplyTo?: string;
  readonly references?: string;
  /** More header lines, each with its line break. */
  readonly extra?: string;
  readonly body?: string;
}

export const dateOf = (minutes: number): string =>
  new Date(Date.UTC(2021, 4, 3, 8, minutes)).toUTCString().replace('GMT', '+0000');

/** The message as it travels: header, empty line, body. */
export const messageOf = (letter: Letter): string => {
  const lines = [
    `From: ${letter.from}`,
    letter.to === undefined ? null : `To: ${letter.to}`,
    letter.cc === undefined ? null : `Cc: ${letter.cc}`,
    'Bcc: secret-blind-copy@example.org',
    'Subject: secret-subject',
    letter.date === undefined ? null : `Date: ${letter.date}`,
    letter.id === undefined ? null : `Message-ID: <${letter.id}>`,
    letter.inReplyTo === undefined ? null : `In-Reply-To: <${letter.inReplyTo}>`,
    letter.references === undefined ? null : `References: ${letter.references}`,
  ].filter((line) => line !== null);
  return `${lines.join('\n')}\n${letter.extra ?? ''}\n${letter.body ?? 'secret-body\n'}`;
};

const separator = 'From mailer@example.org Mon May  3 08:00:00 2021\n';

/** As writers of mbox quote (`mboxrd`): any number of `>` before `From ` gets one more. */
export const inMbox = (message: string): string =>
  `${separator}${message.replaceAll(/^(>*From )/gm, '>$1').replace(/\n?$/, '\n')}\n`;

export const mboxOf = (letters: readonly Letter[]): string => letters.map(messageOf).map(inMbox).join('');

/** A conversation of three, and one of them writing to a list. */
export const plainLetters: readonly Letter[] = [
  {
    from: 'Ana Bell <ana@example.org>',
    to: '"Cruz, Bo" <bo@example.org>',
    id: 'one@example.org',
    date: dateOf(0),
    body: 'secret-body\n\nFrom here on it is quoted.\n',
  },
  {
    from: '=?utf-8?Q?B=C3=B6_Cruz?= <BO@example.org>',
    to: 'ana@example.org',
    cc: 'chi@example.org (Chi Dao)',
    id: 'two@example.org',
    date: dateOf(1),
    inReplyTo: 'one@example.org',
  },
  {
    from: 'Chi Dao <chi@example.org>',
    to: 'dev@lists.example.org',
    id: 'three@example.org',
    date: dateOf(2),
    extra: 'List-Id: Dev <dev.lists.example.org>\nList-Post: <mailto:dev@lists.example.org>\n',
  },
];

export const manyLetters = (count: number): Letter[] =>
  Array.from({ length: count }, (_, i) => ({
    from: `Person ${i % 17} <p${i % 17}@example.org>`,
    to: `p${(i * 5 + 1) % 17}@example.org, p${(i * 3 + 2) % 17}@example.org`,
    id: `${i}@example.org`,
    date: dateOf(i),
    ...(i % 3 === 0 ? {} : { inReplyTo: `${i - 1}@example.org` }),
    body: `secret-body ${'x'.repeat(i % 50)}\n`,
  }));

/** Messages as files of one folder, in the order of their numbers. */
export const writeMessages = (
  folder: string,
  messages: readonly (string | Buffer)[],
  nameOf: (i: number) => string,
): void => {
  mkdirSync(folder, { recursive: true });
  messages.forEach((message, i) => {
    writeFileSync(join(folder, nameOf(i)), message);
  });
};

export const appendMessage = (path: string, letter: Letter): void =>
  appendFileSync(path, inMbox(messageOf(letter)));
