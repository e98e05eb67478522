import { describe, expect, it } from 'vitest';
import { readHeader } from './header-fields.ts';
import { MailingLists, statedIn } from './mailing-lists.ts';

describe('a mailing list', () => {
  it.each([
    'List-Post: <mailto:dev@example.org?subject=x>',
    'List-Id: The developers <dev.example.org>',
    'List-Id: <dev.lists.example.org>',
    'List-Id: dev.example.org',
    'X-Mailing-List: <dev@example.org> archive/latest/17',
    'X-BeenThere: dev@example.org',
    'Delivered-To: mailing list dev@example.org',
    'Mailing-List: mailing list dev@example.org; contact dev-help@example.org',
  ])('is named by %s', (line) => {
    const isStated = statedIn(readHeader(`${line}\n`));
    expect(isStated('dev@example.org')).toBe(true);
    expect(isStated('ana@example.org')).toBe(false);
  });

  it('is not the reader to whom a copy was delivered', () => {
    expect(statedIn(readHeader('Delivered-To: ana@example.org\n'))('ana@example.org')).toBe(false);
  });

  it('is remembered where a message was written to it, for messages that do not name it', () => {
    const lists = new MailingLists();
    const fields = readHeader('List-Post: <mailto:dev@example.org>\n');
    lists.learn(fields, ['ana@example.org']);
    expect(lists.isList('dev@example.org')).toBe(false);
    lists.learn(fields, ['ana@example.org', 'dev@example.org']);
    expect(lists.isList('dev@example.org')).toBe(true);
    expect(lists.isList('ana@example.org')).toBe(false);
    expect(new MailingLists(lists.known()).isList('dev@example.org')).toBe(true);
  });

  it.each([
    'x@lists.example.org',
    'x@googlegroups.com',
    'linux-mm@vger.kernel.org',
    'r-devel@example.org',
    'all@example.org',
  ])('is known by its address: %s', (address) => {
    expect(new MailingLists().isList(address)).toBe(true);
  });

  it.each([
    'ana@list.ru',
    'ana.list@example.org',
    'small@example.org',
    'ana@example.org',
    'ana@groups.example.org',
    'calla@example.org',
  ])('is not who writes from %s', (address) => {
    expect(new MailingLists().isList(address)).toBe(false);
  });
});
