import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommitRecord, CommitRecords, decodeText } from './commit-records.ts';

const readAll = (
  chunks: readonly Buffer[],
  isWhole = true,
): { records: CommitRecord[]; unreadable: number } => {
  const parser = new CommitRecords();
  for (const chunk of chunks) parser.push(chunk);
  parser.end(isWhole);
  return { records: parser.take(), unreadable: parser.takeUnreadable() };
};

const cutAt = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, i) => bytes.subarray(from, places[i] ?? bytes.length));
};

const cuts = fc.array(fc.nat({ max: 5000 }), { maxLength: 12 });
const hash = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
/** Any field git could print: every byte but NUL, one character each. */
const field = fc
  .uint8Array({ maxLength: 12 })
  .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0)).toString('latin1'));
const path = fc
  .tuple(field, field)
  .map(([one, other]) => `${one}/${other}`)
  .filter((name) => decodeText(name).isUtf8);

interface Printed {
  readonly hash: string;
  readonly fields: readonly string[];
  readonly trailers: string;
  readonly changes: readonly {
    letter: string;
    before: string;
    after: string;
    path: string;
    previous: string;
  }[];
}

const printed: fc.Arbitrary<Printed> = fc.record({
  hash,
  fields: fc.array(field, { minLength: 10, maxLength: 10 }),
  trailers: field,
  changes: fc.array(
    fc.record({
      letter: fc.constantFrom('A', 'M', 'D', 'T', 'R', 'C'),
      before: hash,
      after: hash,
      path,
      previous: path,
    }),
    { maxLength: 4 },
  ),
});

/** As `git diff-tree -z --raw` prints it. */
const print = (commit: Printed): Buffer => {
  const isPair = (letter: string) => letter === 'R' || letter === 'C';
  const changes = commit.changes.map(
    ({ letter, before, after, path: to, previous }) =>
      `:100644 100644 ${before} ${after} ${letter}${isPair(letter) ? '087' : ''}\0${isPair(letter) ? `${previous}\0` : ''}${to}\0`,
  );
  const header = `\x01${[commit.hash, ...commit.fields, commit.trailers].join('\0')}\0`;
  return Buffer.from(header + (changes.length > 0 ? `\n${changes.join('')}` : ''), 'latin1');
};

const statusOf = {
  A: 'added',
  C: 'added',
  M: 'modified',
  T: 'modified',
  D: 'deleted',
  R: 'renamed',
} as const;

describe('the records of commits', () => {
  it('come out as they were printed, wherever the output was cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(printed, { maxLength: 5 }), cuts, (commits, places) => {
        const { records, unreadable } = readAll(cutAt(Buffer.concat(commits.map(print)), places));
        expect(unreadable).toBe(0);
        expect(records).toEqual(
          commits.map(({ hash: id, fields, trailers, changes }) => ({
            hash: id,
            authorTime: fields[0],
            committerTime: fields[1],
            author: fields.slice(2, 6).join('\0'),
            committer: fields.slice(6, 10).join('\0'),
            trailers,
            changes: changes.map(({ letter, before, after, path: to, previous }) => ({
              path: decodeText(to).text,
              previousPath: letter === 'R' ? decodeText(previous).text : null,
              status: statusOf[letter as keyof typeof statusOf],
              before: Number.parseInt(before.slice(0, 7), 16),
              after: Number.parseInt(after.slice(0, 7), 16),
            })),
          })),
        );
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('are read from any bytes without a throw, the same wherever they are cut', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(Buffer.from('\x01'), Buffer.from('\n:'), Buffer.from('\0'), Buffer.from('\0\0\0')),
      printed.map(print),
      fc.tuple(printed, fc.nat()).map(([commit, length]) => {
        const bytes = print(commit);
        return bytes.subarray(0, length % bytes.length);
      }),
    );
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 6 }), cuts, fc.boolean(), (pieces, places, isWhole) => {
        const bytes = Buffer.concat(pieces);
        expect(readAll(cutAt(bytes, places), isWhole)).toEqual(readAll([bytes], isWhole));
      }),
      { seed: 8, numRuns: 400 },
    );
  });

  it('go on with the next commit after something unreadable, and count it', () => {
    fc.assert(
      fc.property(printed, printed, (one, other) => {
        const { records, unreadable } = readAll([
          print(one),
          Buffer.from('warning: noise\0more\0'),
          print(other),
        ]);
        expect(records.map((record) => record.hash)).toEqual([one.hash, other.hash]);
        expect(unreadable).toBe(1);
      }),
      { seed: 9, numRuns: 100 },
    );
  });

  it('leave out a record cut off in the middle where git did not end well, so that it is read again', () => {
    const commit: Printed = {
      hash: 'ab'.repeat(20),
      fields: Array.from({ length: 10 }, () => 'x'),
      trailers: '',
      changes: [{ letter: 'M', before: 'cd'.repeat(20), after: 'ef'.repeat(20), path: 'a/b', previous: '' }],
    };
    const bytes = print(commit);
    expect(readAll([bytes.subarray(0, bytes.length - 1)], false).records).toEqual([]);
    expect(readAll([bytes], false).records).toHaveLength(1);
  });
});

describe('text', () => {
  it('is UTF-8 where it can be, else Windows-1252', () => {
    expect(decodeText(Buffer.from('Zoë').toString('latin1'))).toEqual({ text: 'Zoë', isUtf8: true });
    expect(decodeText(Buffer.from('Zoë', 'latin1').toString('latin1'))).toEqual({
      text: 'Zoë',
      isUtf8: false,
    });
  });
});
