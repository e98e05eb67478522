import { describe, expect, it } from 'vitest';
import { readHeader } from './header-fields.ts';
import { MailingLists, statedIn } from './mailing-lists.ts';
import { readSender } from './message-sender.ts';

const list = 'List-Post: <mailto:dev@example.org>\n';

const sender = (header: string) => {
  const fields = readHeader(header);
  const isStated = statedIn(fields);
  const lists = new MailingLists();
  const found = readSender(fields, (address) => isStated(address) || lists.isList(address));
  return found === null || found === 'hidden' ? found : [found.name, found.address];
};

describe('the sender of a message', () => {
  it('is who stands in From, the first of several', () => {
    expect(sender('From: Ana Bell <ana@example.org>, bo@example.org\nSender: chi@example.org\n')).toEqual([
      'Ana Bell',
      'ana@example.org',
    ]);
  });

  it('is the Sender only where From names nobody', () => {
    expect(sender('From: undisclosed:;\nSender: ana@example.org\n')).toEqual([null, 'ana@example.org']);
    expect(sender('Sender: ana@example.org\n')).toEqual([null, 'ana@example.org']);
    expect(sender('To: ana@example.org\n')).toBeNull();
  });

  it('is known by name where the address is masked', () => {
    expect(sender('From: Ana Bell <ana...@example.org>\nSender: dev@googlegroups.com\n')).toEqual([
      'Ana Bell',
      null,
    ]);
  });

  it.each([
    [
      'X-Original-From',
      `${list}From: Ana Bell via Dev <dev@example.org>\nX-Original-From: Ana <ana@example.org>\n`,
    ],
    ['Reply-To', `${list}From: Ana Bell via Dev <dev@example.org>\nReply-To: Ana <ana@example.org>\n`],
    [
      'Reply-To beside the list',
      `${list}From: Ana Bell via Dev <dev@example.org>\nReply-To: dev@example.org, ana@example.org\n`,
    ],
    [
      'Cc under the same name',
      `${list}From: Ana Bell via Dev <dev@example.org>\nReply-To: dev@example.org\nCc: bo@example.org, Ana Bell <ana@example.org>\n`,
    ],
    ['an address in the address', 'From: Ana Bell <ana=40example.org@dmarc.example.net>\n'],
    ['an address in the list’s', 'From: Ana Bell via Dev <ana=example.org@lists.example.net>\n'],
  ])('behind a list is found by %s', (_, header) => {
    expect(sender(header)).toEqual(['Ana Bell', 'ana@example.org']);
  });

  it('behind a list is known by name, or not at all', () => {
    expect(sender(`${list}From: Ana Bell via Dev <dev@example.org>\n`)).toEqual(['Ana Bell', null]);
    expect(sender(`${list}From: Dev <dev@example.org>\nReply-To: dev@example.org\n`)).toBe('hidden');
    // Two answers to go to: no telling which of them wrote.
    expect(sender(`${list}From: dev@example.org\nReply-To: ana@example.org, bo@example.org\n`)).toBe(
      'hidden',
    );
  });

  it('is not undone where no list is involved', () => {
    expect(sender('From: Ana via Portal <portal@example.org>\nReply-To: ana@example.org\n')).toEqual([
      'Ana via Portal',
      'portal@example.org',
    ]);
    expect(sender('From: a=b.example@example.org\n')).toEqual([null, 'a=b.example@example.org']);
    expect(sender(`${list}From: Ana <ana@example.org>\nReply-To: bo@example.org\n`)).toEqual([
      'Ana',
      'ana@example.org',
    ]);
  });
});
