import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiagnosticCount } from '../diagnostic-count.ts';
import { kinds } from '../kinds.ts';
import { ActsOfMessages } from './acts-of-messages.ts';
import { MailAccounts } from './mail-accounts.ts';
import { MailingLists } from './mailing-lists.ts';

const date = 'Date: Mon, 3 May 2021 08:00:00 +0000\n';

const read = (...headers: readonly string[]) => {
  const accounts = new MailAccounts();
  const diagnostics = new DiagnosticCount();
  const acting = new ActsOfMessages(accounts, new MailingLists(), diagnostics);
  for (const header of headers) acting.collect({ header, separatorMs: null, fileMs: 0, place: 'here' });
  const acts = acting.take();
  return { acts, accounts: accounts.takeNew(), codes: diagnostics.take().map(({ code }) => code) };
};

/** Kind of the act and who it goes to, with weights, of one message from Ana. */
const arcsOf = (header: string) => {
  const { acts, accounts, codes } = read(`From: Ana <ana@x.org>\n${date}Message-ID: <1@x>\n${header}`);
  return {
    kind: acts[0]?.kind,
    to: acts[0]?.recipients.map(({ account, kind, weight }) => [accounts[account]?.address, kind, weight]),
    codes,
  };
};

describe('a message', () => {
  it('turns to at most five people, who share its weight', () => {
    expect(arcsOf('To: bo@x.org, Chi <chi@x.org>\nCc: BO@x.org, dee@x.org, eli@x.org\n')).toEqual({
      kind: 'mail-opening',
      to: ['bo', 'chi', 'dee', 'eli'].map((name) => [`${name}@x.org`, 'mail-opening', 0.25]),
      codes: [],
    });
  });

  it('announces to more', () => {
    const six = ['b', 'c', 'd', 'e', 'f', 'g'].map((name) => `${name}@x.org`);
    expect(arcsOf(`To: ${six.join(', ')}\n`)).toEqual({
      kind: 'mail-broadcast',
      to: six.map((address) => [address, 'mail-broadcast', 1 / 6]),
      codes: [],
    });
  });

  it('to a list alone is a post without recipient', () => {
    expect(arcsOf('To: dev@x.org\nList-Post: <mailto:dev@x.org>\n')).toEqual({
      kind: 'mail-post',
      to: [],
      codes: [],
    });
    expect(arcsOf('To: undisclosed-recipients:;\n')).toEqual({ kind: 'mail-post', to: [], codes: [] });
    expect(arcsOf('')).toEqual({ kind: 'mail-post', to: [], codes: [] });
  });

  it('to a list and a person goes to the person', () => {
    expect(arcsOf('To: bo@x.org\nCc: dev@x.org\nList-Id: <dev.x.org>\n').to).toEqual([
      ['bo@x.org', 'mail-opening', 1],
    ]);
  });

  it('to oneself is noted, awaits no answer and makes no arc', () => {
    expect(arcsOf('To: ana@x.org\n')).toEqual({ kind: 'mail-copy', to: [], codes: ['self-loop'] });
    expect(arcsOf('To: ana@x.org, bo@x.org\n').to).toEqual([['bo@x.org', 'mail-opening', 1]]);
  });

  it('that answers names its ancestors; whoever it names besides gets a copy', () => {
    const { acts } = read(
      `From: ana@x.org\n${date}Message-ID: <3@x>\nTo: bo@x.org\nIn-Reply-To: <2@x>\nReferences: <1@x> <2@x>\n`,
    );
    expect(acts).toMatchObject([
      {
        nativeId: '3@x',
        answers: ['2@x', '1@x'],
        answerKind: 'mail-reply',
        kind: 'mail-copy',
        context: null,
      },
    ]);
    expect(acts[0]?.recipients).toMatchObject([{ kind: 'mail-copy', weight: 1 }]);
  });

  it('that answers a list is a post that answers', () => {
    expect(
      read(`From: ana at x.org (Ana)\n${date}Message-ID: <3@x>\nIn-Reply-To: <2@x>\n`).acts,
    ).toMatchObject([{ kind: 'mail-post', answers: ['2@x'], answerKind: 'mail-reply', recipients: [] }]);
  });

  it('never turns to a list that another message of its batch makes known', () => {
    const { acts } = read(
      `From: ana@x.org\n${date}Message-ID: <1@x>\nTo: dev@x.org\n`,
      `From: bo@x.org\n${date}Message-ID: <2@x>\nTo: dev@x.org\nList-Id: <dev.x.org>\n`,
    );
    expect(acts.map(({ kind, recipients }) => [kind, recipients.length])).toEqual([
      ['mail-post', 0],
      ['mail-post', 0],
    ]);
  });

  it('without an id is known again in a copy, and told from others', () => {
    const one = `From: ana@x.org\n${date}To: bo@x.org, chi@x.org\n`;
    const copy = `Received: from a by b; Mon, 3 May 2021 08:00:01 +0000\nTo: chi@x.org, bo@x.org\nFrom: Ana <ana@x.org>\n${date}`;
    const other = one.replace('08:00:00', '08:00:01');
    const { acts, codes } = read(one, copy, other);
    expect(new Set(acts.map(({ nativeId }) => nativeId)).size).toBe(2);
    expect(acts).toHaveLength(2);
    expect(codes).toEqual(expect.arrayContaining(['mail-id-missing', 'mail-duplicate']));
  });

  it('in a folder for spam or drafts is left out', () => {
    const labelled = (labels: string) => read(`From: ana@x.org\n${date}X-Gmail-Labels: ${labels}\n`);
    expect(labelled('Spam,Unread')).toMatchObject({ acts: [], codes: ['mail-junk'] });
    expect(labelled('Inbox,Drafts')).toMatchObject({ acts: [], codes: ['mail-draft'] });
    expect(labelled('Inbox,Antispam work').acts).toHaveLength(1);
  });

  const word = fc.constantFrom(
    'ana@x.org',
    'bo@x.org',
    '<',
    '>',
    ',',
    '"',
    ' via ',
    ' at ',
    '=?utf-8?Q?a?=',
    'dev@lists.x.org',
    '\n ',
    '\xff',
    ':',
    ';',
    '(',
    ')',
  );
  const name = fc.constantFrom(
    'From',
    'To',
    'Cc',
    'Date',
    'Reply-To',
    'Message-ID',
    'References',
    'List-Id',
    'List-Post',
    'Received',
    'X-Original-From',
    'Sender',
  );
  const field = fc.tuple(
    name,
    fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 }),
  );
  const anyHeader = fc
    .array(field, { maxLength: 10 })
    .map((fields) => fields.map(([key, words]) => `${key}: ${words.join('')}\n`).join(''));

  it('becomes a sound act or a diagnostic, whatever its header', () => {
    const known = new Set(kinds.map(({ id }) => id));
    fc.assert(
      fc.property(anyHeader, fc.boolean(), (header, hasDate) => {
        const { acts, accounts, codes } = read(hasDate ? date + header : header);
        if (acts.length === 0) expect(codes.length).toBeGreaterThan(0);
        for (const act of acts) {
          expect(act.nativeId).not.toBe('');
          expect(Number.isFinite(act.timeMs)).toBe(true);
          expect(known).toContain(act.kind);
          expect(accounts[act.account]).toBeDefined();
          const sum = act.recipients.reduce((total, { weight }) => total + weight, 0);
          if (act.recipients.length > 0) expect(sum).toBeCloseTo(1, 12);
          expect(act.recipients.map(({ account }) => account)).not.toContain(act.account);
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('never lets out what stands in fields that carry text', () => {
    const secret = fc.stringMatching(/^secret[a-z]{8}$/);
    const carrier = fc.constantFrom(
      'Subject',
      'Bcc',
      'Comments',
      'Keywords',
      'Thread-Topic',
      'X-Anything',
      'X-Original-To',
      'Content-Description',
    );
    fc.assert(
      fc.property(
        secret,
        fc.array(carrier, { minLength: 1, maxLength: 4 }),
        anyHeader,
        (text, carriers, header) => {
          const lines = carriers.map((key) => `${key}: re ${text}\n\tFrom: ${text}@x.org\n`).join('');
          const told = JSON.stringify(read(`${lines}From: ana@x.org\n${date}${lines}${header}${lines}`));
          expect(told).not.toContain(text);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });
});
