/** What became of a stretch of text between two versions. */
export interface TextChange {
  readonly kind: 'kept' | 'added' | 'removed';
  readonly text: string;
}

/** Words with the space behind them: joined again they are the text. */
const wordsOf = (text: string): readonly string[] => text.match(/\s*\S+\s*|\s+/gu) ?? [];

/** Lengths of the longest common subsequences of `a` with every beginning of `b`. */
const lengths = (a: readonly string[], b: readonly string[]): Uint32Array => {
  let row = new Uint32Array(b.length + 1);
  let next = new Uint32Array(b.length + 1);
  for (const word of a) {
    for (let j = 0; j < b.length; j++) {
      next[j + 1] = word === b[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!);
    }
    [row, next] = [next, row];
  }
  return row;
};

type Say = (kind: TextChange['kind'], word: string) => void;

const compare = (a: readonly string[], b: readonly string[], say: Say): void => {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) say('kept', a[start++]!);
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length === 1 || right.length === 0 || left.length === 0) {
    const at = left.length === 1 ? right.indexOf(left[0]!) : -1;
    if (at < 0) for (const word of left) say('removed', word);
    for (const [j, word] of right.entries()) say(j === at ? 'kept' : 'added', word);
  } else {
    const half = left.length >> 1;
    const before = lengths(left.slice(0, half), right);
    const behind = lengths(left.slice(half).reverse(), [...right].reverse());
    let cut = 0;
    let best = -1;
    for (let j = 0; j <= right.length; j++) {
      const both = before[j]! + behind[right.length - j]!;
      if (both > best) [best, cut] = [both, j];
    }
    compare(left.slice(0, half), right.slice(0, cut), say);
    compare(left.slice(half), right.slice(cut), say);
  }
  for (const word of a.slice(a.length - end)) say('kept', word);
};

/**
 * From one version to the next, word by word: as much kept as can be, what was removed before what was added.
 * Cost O(n·m) time, O(n + m) memory, n and m words between the first and the last difference.
 * Source: Hirschberg 1975.
 */
export const textChanges = (before: string, after: string): readonly TextChange[] => {
  const changes: { kind: TextChange['kind']; text: string }[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed !== '') changes.push({ kind: 'removed', text: removed });
    if (added !== '') changes.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  compare(wordsOf(before), wordsOf(after), (kind, word) => {
    if (kind === 'removed') removed += word;
    else if (kind === 'added') added += word;
    else {
      flush();
      const last = changes.at(-1);
      if (last?.kind === 'kept') last.text += word;
      else changes.push({ kind, text: word });
    }
  });
  flush();
  return changes;
};
