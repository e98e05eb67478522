/** A community of the window before that goes on in one of the next. */
export interface MainLine {
  readonly before: number;
  readonly after: number;
  /** |A ∩ B| / |A ∪ B|. */
  readonly jaccard: number;
}

export interface CommunityMatches {
  /** Number of communities before and after. */
  readonly before: number;
  readonly after: number;
  /** Each community is in at most one main line; its strongest match that is free on both sides. */
  readonly mainLines: readonly MainLine[];
  readonly events: Readonly<
    Record<'continue' | 'grow' | 'shrink' | 'merge' | 'split' | 'form' | 'dissolve', number>
  >;
}

const leastContainment = 0.5;
const leastChange = 0.1;

/**
 * Matches the communities of two consecutive windows and names what happened.
 *
 * A ~ B where |A ∩ B| / min(|A|, |B|) ≥ 0.5. *split*: an A with several B; *merge*: a B with several A; a pair with no
 * other match continues, or grows or shrinks where |B| differs from |A| by more than a tenth; *dissolve*: an A without
 * match; *form*: a B without match.
 *
 * @param before, after persons of each community; communities of one window share nobody
 * @param people number of persons
 * @returns main lines in order of falling Jaccard (then of numbers), and how often each event happened
 * Cost O(people + matches · log matches).
 * Source: Greene, Doyle & Cunningham 2010, section 3, with containment in place of their Jaccard threshold, which
 * loses a small community that joins a large one.
 */
export const matchCommunities = (
  before: readonly Uint32Array[],
  after: readonly Uint32Array[],
  people: number,
): CommunityMatches => {
  const communityAfter = new Int32Array(people).fill(-1);
  for (const [b, persons] of after.entries()) for (const person of persons) communityAfter[person] = b;
  const matches: MainLine[] = [];
  const successors = new Uint32Array(before.length);
  const ancestors = new Uint32Array(after.length);
  for (const [a, persons] of before.entries()) {
    const shared = new Map<number, number>();
    for (const person of persons) {
      const b = communityAfter[person];
      if (b >= 0) shared.set(b, (shared.get(b) ?? 0) + 1);
    }
    for (const [b, both] of shared) {
      if (both / Math.min(persons.length, after[b].length) < leastContainment) continue;
      matches.push({ before: a, after: b, jaccard: both / (persons.length + after[b].length - both) });
      successors[a]++;
      ancestors[b]++;
    }
  }

  const isLedOn = new Uint8Array(before.length);
  const isLedTo = new Uint8Array(after.length);
  const mainLines: MainLine[] = [];
  matches.sort((x, y) => y.jaccard - x.jaccard || x.before - y.before || x.after - y.after);
  for (const match of matches) {
    if (isLedOn[match.before] === 1 || isLedTo[match.after] === 1) continue;
    isLedOn[match.before] = 1;
    isLedTo[match.after] = 1;
    mainLines.push(match);
  }

  const events = { continue: 0, grow: 0, shrink: 0, merge: 0, split: 0, form: 0, dissolve: 0 };
  for (const count of successors) {
    if (count === 0) events.dissolve++;
    else if (count > 1) events.split++;
  }
  for (const count of ancestors) {
    if (count === 0) events.form++;
    else if (count > 1) events.merge++;
  }
  for (const match of matches) {
    if (successors[match.before] > 1 || ancestors[match.after] > 1) continue;
    const ratio = after[match.after].length / before[match.before].length;
    if (ratio > 1 + leastChange) events.grow++;
    else if (ratio < 1 - leastChange) events.shrink++;
    else events.continue++;
  }
  return { before: before.length, after: after.length, mainLines, events };
};
