import type { Authorship } from '../network/authorship.ts';

export interface TruckFactor {
  /** How many authors would have to leave. */
  readonly people: number;
  /** Files with at least one author before anybody leaves, as a share of all. */
  readonly coverage: number;
}

/** An author of a file has at least this degree of authorship, and more than this share of the file's highest. */
const leastDegree = 3.293;
const leastShare = 0.75;

/**
 * The fewest people who would have to leave until more than half of the files have no author left, found greedily.
 *
 * DOA = 3.293 + 1.098·FA + 0.164·DL − 0.321·ln(1 + AC); someone is an author of a file where DOA ≥ 3.293 and
 * DOA / max DOA of the file > 0.75. While at least half of the files have an author, whoever is author of most
 * leaves; between equals whoever made more changes, then whoever comes first.
 *
 * @param authorship FA first authorship, DL own changes, AC others' changes, for each file and person
 * @returns people ≥ 0 (`NaN` without files) and coverage in [0, 1]
 * Cost O(authorships + people · authors).
 * Source: Avelino, Passos, Hora & Valente 2016, A novel approach for estimating truck factors, section III;
 * coefficients of Fritz et al. 2014.
 * Checked against a direct Python transcription of the paper's algorithm on random authorships.
 */
export const truckFactor = (authorship: Authorship): TruckFactor => {
  const { fileCount, offsets, author, isFirstAuthor, deliveries, acceptances } = authorship;
  if (fileCount === 0) return { people: Number.NaN, coverage: Number.NaN };
  let authorCount = 0;
  for (const person of author) authorCount = Math.max(authorCount, person + 1);

  const degree = Float64Array.from(
    author,
    (_, row) =>
      3.293 + 1.098 * isFirstAuthor[row] + 0.164 * deliveries[row] - 0.321 * Math.log(1 + acceptances[row]),
  );
  const isAuthor = new Uint8Array(author.length);
  const filesOf = new Uint32Array(authorCount);
  const changesOf = new Float64Array(authorCount);
  const authorsLeft = new Uint32Array(fileCount);
  let covered = 0;
  for (let file = 0; file < fileCount; file++) {
    let highest = 0;
    for (let row = offsets[file]; row < offsets[file + 1]; row++) highest = Math.max(highest, degree[row]);
    for (let row = offsets[file]; row < offsets[file + 1]; row++) {
      changesOf[author[row]] += deliveries[row];
      if (degree[row] < leastDegree || degree[row] <= leastShare * highest) continue;
      isAuthor[row] = 1;
      filesOf[author[row]]++;
      if (authorsLeft[file]++ === 0) covered++;
    }
  }
  const coverage = covered / fileCount;

  // Files of each person, so that a leave touches only theirs.
  const starts = new Uint32Array(authorCount + 1);
  for (let person = 0; person < authorCount; person++) starts[person + 1] = starts[person] + filesOf[person];
  const next = starts.slice(0, authorCount);
  const files = new Uint32Array(starts[authorCount]);
  for (let file = 0; file < fileCount; file++) {
    for (let row = offsets[file]; row < offsets[file + 1]; row++) {
      if (isAuthor[row] === 1) files[next[author[row]]++] = file;
    }
  }

  let people = 0;
  while (covered / fileCount >= 0.5) {
    let most = -1;
    for (let person = 0; person < authorCount; person++) {
      if (filesOf[person] === 0) continue;
      const isMore =
        most < 0 ||
        filesOf[person] > filesOf[most] ||
        (filesOf[person] === filesOf[most] && changesOf[person] > changesOf[most]);
      if (isMore) most = person;
    }
    for (let k = starts[most]; k < starts[most + 1]; k++) if (--authorsLeft[files[k]] === 0) covered--;
    filesOf[most] = 0;
    people++;
  }
  return { people, coverage };
};
