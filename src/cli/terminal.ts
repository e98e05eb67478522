/** Where a command writes. Results go to `out`, everything about the work itself to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a screen that can redraw a line. */
  readonly isScreen: boolean;
  readonly columns: number;
  /** Where paths begin; left out: in the folder this process is in. */
  readonly folder?: string;
  /** Aborts when the person presses Ctrl-C. */
  readonly signal: AbortSignal;
}

const limit = 96;

/** Breaks prose at words, `indent` before every line, within the terminal's width and a readable measure. */
export const wrap = (text: string, columns: number, indent = ''): string => {
  const width = Math.max(24, Math.min(columns, limit) - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => indent + each).join('\n');
};

/** Columns of text, each as wide as its longest cell; to the right where every cell begins with a number. */
export const columnsOf = (rows: readonly (readonly string[])[], gap = '  '): string => {
  const widths: number[] = [];
  const isNumeric: boolean[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
      isNumeric[i] = (isNumeric[i] ?? true) && /^[−\-+]?\d/.test(cell);
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, i) => {
          const width = widths[i] ?? 0;
          return isNumeric[i] === true ? cell.padStart(width) : cell.padEnd(width);
        })
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
};
