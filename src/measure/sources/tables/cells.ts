/** How the lines of a delimited text are split into cells. */
export interface Dialect {
  /** One character; `spaces` for columns kept apart by one or more blanks. */
  readonly delimiter: ',' | ';' | '\t' | '|' | 'spaces';
  /** `"`, or nothing where quotes are letters like any other. */
  readonly quote: '"' | '';
  /** Before a quote inside quotes: another quote, or a backslash. */
  readonly escape: '"' | '\\';
}

/** One record of a sample, with the number of the line it starts on (from 0). */
export interface SampleRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Splits a sample into records (RFC 4180 with the dialect's own delimiter and escape). Blank lines are skipped; a
 * quoted cell that never ends ends with the sample, and its record is left out.
 */
export const recordsOf = (text: string, dialect: Dialect): SampleRecord[] => {
  if (dialect.delimiter === 'spaces') {
    return text
      .split(/\r\n|\n|\r/)
      .map((line, number) => ({ line: number, cells: line.trim().split(/\s+/) }))
      .filter(({ cells }) => cells.length > 1 || cells[0] !== '');
  }
  const records: SampleRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let line = 0;
  let startLine = 0;
  const endRecord = () => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== '') records.push({ line: startLine, cells });
    cells = [];
    cell = '';
    startLine = line;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    const isBreak = letter === '\n' || letter === '\r';
    if (letter === '\r' && text[at + 1] === '\n') at++;
    if (isBreak) line++;
    if (isQuoted) {
      if (dialect.escape === '\\' && letter === '\\' && text[at + 1] === '"') cell += text[++at];
      else if (letter !== '"') cell += isBreak ? '\n' : letter;
      else if (dialect.escape === '"' && text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (isBreak) endRecord();
    else if (letter === dialect.delimiter) {
      cells.push(cell);
      cell = '';
    } else if (letter === dialect.quote && cell === '') isQuoted = true;
    else cell += letter;
  }
  if (!isQuoted && (cell !== '' || cells.length > 0)) endRecord();
  return records;
};
