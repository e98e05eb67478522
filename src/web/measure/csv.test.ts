import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from './csv.ts';

/** Reads CSV as RFC 4180 has it, without knowing how it was written. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at++;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (text[at] === '"') at++;
        cell += text[at++];
      }
      at++;
    } else while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    row.push(cell);
    if (text[at] === ',') at++;
    else {
      rows.push(row);
      row = [];
      at += 2;
    }
  }
  return rows;
};

const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) =>
    fc.array(fc.array(fc.string(), { minLength: width, maxLength: width }), { maxLength: 6 }),
  );

describe('a table as CSV', () => {
  it('is read back cell by cell, formulas as text', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const read = readCsv(csvOf(rows));
        expect(read).toEqual(
          rows.map((row) => row.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('never begins a cell of text as a spreadsheet begins a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@'), fc.string(), (sign, rest) => {
        expect(readCsv(csvOf([[`${sign}${rest}`]]))[0]?.[0]?.[0]).toBe("'");
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('keeps numbers as they are and leaves what is missing empty', () => {
    expect(csvOf([[-1.5, null, 'a,b', 'say "no"']])).toBe('-1.5,,"a,b","say ""no"""\r\n');
  });
});
