import { describe, expect, it } from 'vitest';
import { readHeader } from './header-fields.ts';
import { dateMessage } from './message-date.ts';

const written = Date.UTC(2022, 0);
const may3 = Date.UTC(2021, 4, 3, 8);
const date = 'Date: Mon, 3 May 2021 08:00:00 +0000\n';
const received = (day: string) => `Received: from a by b; ${day} 08:00:00 +0000\n`;

const dated = (header: string, separatorMs: number | null = null, fileMs = written) => {
  const found = dateMessage(readHeader(header), separatorMs, fileMs);
  return found === null ? null : [new Date(found.timeMs).toISOString().slice(0, 10), found.code];
};

describe('the date of a message', () => {
  it('is its own', () => {
    expect(dateMessage(readHeader(date), null, written)).toEqual({ timeMs: may3, code: null });
    expect(dated(date + received('Tue, 4 May 2021'), may3)).toEqual(['2021-05-03', null]);
  });

  it('is that of its delivery where it has none', () => {
    expect(dated(`Date: soon\n${received('Tue, 4 May 2021')}${received('Mon, 3 May 2021')}`)).toEqual([
      '2021-05-04',
      'mail-dated-by-delivery',
    ]);
    expect(dated('', may3)).toEqual(['2021-05-03', 'mail-dated-by-delivery']);
    expect(dated('Date: soon\nReceived: from nowhere\n')).toBeNull();
  });

  it('is that of its delivery where its own cannot be', () => {
    expect(dated(`Date: 1 Jan 1970 00:00:00 +0000\n${received('Tue, 4 May 2021')}`)).toEqual([
      '2021-05-04',
      'mail-date-implausible',
    ]);
    expect(dated('Date: 1 Jan 2021 00:00:00 +0000\n', may3)).toEqual(['2021-01-01', null]);
    expect(dated('Date: 1 Jul 2021 00:00:00 +0000\n', may3)).toEqual(['2021-05-03', 'mail-date-implausible']);
  });

  it('stays as written where nothing says better, and is noted', () => {
    expect(dated('Date: 1 Jan 1970 00:00:00 +0000\n')).toEqual(['1970-01-01', 'mail-date-implausible']);
    expect(dated('Date: 1 Jan 2100 00:00:00 +0000\n')).toEqual(['2100-01-01', 'mail-date-implausible']);
    expect(dated('Date: 1 Jan 2100 00:00:00 +0000\n', Date.UTC(2100, 0))).toEqual([
      '2100-01-01',
      'mail-date-implausible',
    ]);
  });

  it('is not doubted for a file whose own date is a dummy', () => {
    expect(dated(date, null, 0)).toEqual(['2021-05-03', null]);
  });
});
