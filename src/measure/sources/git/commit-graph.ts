/**
 * The commits of one repository with their parents and committer dates, parents before children, in flat
 * arrays: about 50 bytes a commit, so that a million commits stay small.
 */
export class CommitGraph {
  readonly #hashBytes: number;
  #hashes: Buffer;
  /** Open addressing over the first four bytes of a hash; entry = index + 1. */
  #slots: Int32Array;
  #size = 0;
  #parentOffsets: Int32Array;
  #parents: Int32Array;
  #parentCount = 0;
  #times: Float64Array;

  constructor(hashBytes: number) {
    this.#hashBytes = hashBytes;
    this.#hashes = Buffer.alloc(1024 * hashBytes);
    this.#slots = new Int32Array(4096);
    this.#parentOffsets = new Int32Array(1025);
    this.#parents = new Int32Array(2048);
    this.#times = new Float64Array(1024);
  }

  get size(): number {
    return this.#size;
  }

  /** Index of the commit whose hexadecimal hash is `hash`, −1 where unknown. */
  indexOf(hash: string): number {
    if (hash.length !== this.#hashBytes * 2) return -1;
    const bytes = Buffer.from(hash, 'hex');
    return bytes.length === this.#hashBytes ? this.#find(bytes) : -1;
  }

  hashOf(index: number): string {
    return this.#hashes.toString('hex', index * this.#hashBytes, (index + 1) * this.#hashBytes);
  }

  /** Committer date in seconds since 1970. */
  timeOf(index: number): number {
    return this.#times[index] ?? 0;
  }

  /** Number of parents that are in the graph. */
  parentCountOf(index: number): number {
    return (this.#parentOffsets[index + 1] ?? 0) - (this.#parentOffsets[index] ?? 0);
  }

  parentOf(index: number, which: number): number {
    return this.#parents[(this.#parentOffsets[index] ?? 0) + which] ?? -1;
  }

  /** Adds a commit after its parents; a parent that is not in the graph (a shallow boundary) is left out. */
  add(hash: string, timeS: number, parents: readonly string[]): void {
    if (hash.length !== this.#hashBytes * 2 || this.indexOf(hash) >= 0) return;
    const index = this.#size;
    if ((index + 1) * this.#hashBytes > this.#hashes.length) this.#grow();
    this.#hashes.write(hash, index * this.#hashBytes, 'hex');
    this.#times[index] = timeS;
    for (const parent of parents) {
      const found = this.indexOf(parent);
      if (found < 0) continue;
      if (this.#parentCount === this.#parents.length) {
        const wider = new Int32Array(this.#parents.length * 2);
        wider.set(this.#parents);
        this.#parents = wider;
      }
      this.#parents[this.#parentCount++] = found;
    }
    this.#size++;
    this.#parentOffsets[index + 1] = this.#parentCount;
    this.#enter(index);
  }

  /** Commits without a child, ascending. */
  heads(): number[] {
    const isParent = new Uint8Array(this.#size);
    for (let i = 0; i < this.#parentCount; i++) isParent[this.#parents[i] ?? 0] = 1;
    const heads: number[] = [];
    for (let i = 0; i < this.#size; i++) if (isParent[i] === 0) heads.push(i);
    return heads;
  }

  /** 1 for each of `from` and all their ancestors. */
  ancestry(from: Iterable<number>): Uint8Array {
    const isReached = new Uint8Array(this.#size);
    for (const index of from) isReached[index] = 1;
    for (let i = this.#size - 1; i >= 0; i--) {
      if (isReached[i] === 0) continue;
      for (let p = this.parentCountOf(i) - 1; p >= 0; p--) isReached[this.parentOf(i, p)] = 1;
    }
    return isReached;
  }

  #grow(): void {
    const capacity = this.#size * 2;
    const hashes = Buffer.alloc(capacity * this.#hashBytes);
    this.#hashes.copy(hashes);
    this.#hashes = hashes;
    const times = new Float64Array(capacity);
    times.set(this.#times);
    this.#times = times;
    const offsets = new Int32Array(capacity + 1);
    offsets.set(this.#parentOffsets);
    this.#parentOffsets = offsets;
    this.#slots = new Int32Array(capacity * 4);
    for (let i = 0; i < this.#size; i++) this.#enter(i);
  }

  #enter(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes.readUInt32LE(index * this.#hashBytes) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index + 1;
  }

  #find(bytes: Buffer): number {
    const mask = this.#slots.length - 1;
    const width = this.#hashBytes;
    for (let slot = bytes.readUInt32LE(0) & mask; ; slot = (slot + 1) & mask) {
      const index = (this.#slots[slot] ?? 0) - 1;
      if (index < 0) return -1;
      if (this.#hashes.compare(bytes, 0, width, index * width, (index + 1) * width) === 0) return index;
    }
  }
}

/** A commit as `git rev-list --parents --timestamp` writes it. */
export interface ListedCommit {
  readonly hash: string;
  readonly timeS: number;
  readonly parents: readonly string[];
}

/** Puts commits that came in any order behind their parents, keeping their order where it already fits. */
export const parentsFirst = (listed: readonly ListedCommit[]): ListedCommit[] => {
  const places = new Map(listed.map((commit, place) => [commit.hash, place]));
  const state = new Uint8Array(listed.length);
  const ordered: ListedCommit[] = [];
  for (let start = 0; start < listed.length; start++) {
    const stack = [start];
    while (stack.length > 0) {
      const place = stack[stack.length - 1]!;
      const commit = listed[place]!;
      if (state[place] === 0) {
        state[place] = 1;
        for (let p = commit.parents.length - 1; p >= 0; p--) {
          const parent = places.get(commit.parents[p]!);
          if (parent !== undefined && state[parent] === 0) stack.push(parent);
        }
      } else {
        stack.pop();
        if (state[place] === 1) ordered.push(commit);
        state[place] = 2;
      }
    }
  }
  return ordered;
};
