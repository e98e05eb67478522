import type { DiagnosticCount } from '../diagnostic-count.ts';
import type { SourceAct, SourceRecipient } from '../source.ts';
import { type CommitRecord, decodeText } from './commit-records.ts';
import type { GitAccounts } from './git-accounts.ts';
import type { NamedAccounts } from './named-accounts.ts';
import { PathVersions } from './path-versions.ts';
import { type NamedPerson, trailerKinds } from './trailers.ts';

/** Where a commit stands in the history, beside what it says itself. */
export interface CommitPlace {
  /** Committer date, seconds since 1970. */
  readonly timeS: number;
  readonly isMerge: boolean;
  /** The first commit a shallow clone holds of a line: its changes are the whole tree, and say nothing. */
  readonly isBoundary: boolean;
  /** Index of the merge that brought it in, −1 where none did. */
  readonly broughtBy: number;
}

/** GitHub signs what people do on its pages; the person who did it is the author. */
const neverCommitter = 'mail:noreply@github.com';

const dayMs = 86_400_000;

const milliseconds = (seconds: string): number | null => {
  if (!/^\d{1,13}$/.test(seconds)) return null;
  const timeMs = Number(seconds) * 1000;
  return timeMs <= 8.64e15 ? timeMs : null;
};

/**
 * Turns commits, parents before children, into acts.
 *
 * A commit is one act of its author at author time, `nativeId` its hash:
 * - to each person in Reviewed-by, Tested-by, Acked-by, Suggested-by, Reported-by: they share 1; someone named
 *   twice counts under the first of these;
 * - with each Co-authored-by, both ways, half each: the co-authors share 1 too, and win over the others;
 * - *builds on*: each changed path (deletions aside) has 1/paths, and gives it to whoever made the version it
 *   started from within 90 days, unless that is the author or someone the commit names already.
 * A merge is one act of its author at committer time, for it integrates: an arc comes *in* from each author of
 * what it brought in (see `brought-in.ts`), who share 1.
 * Where the committer is someone else, that is a second act, `<hash>:committed`, of the committer at committer
 * time, with an arc in from the author, weight 1.
 *
 * Whether two accounts are the same is asked of `.mailmap`; arcs name the accounts as written, so that their
 * identity outlives a change of `.mailmap`.
 */
export class ActsOfCommits {
  readonly #accounts: GitAccounts;
  readonly #named: NamedAccounts;
  readonly #diagnostics: DiagnosticCount;
  readonly #identities = new Map<string, number>();
  readonly #versions = new PathVersions();
  /** Authors brought in by merges still to come, by merge, then by person. */
  readonly #brought = new Map<number, Map<number, number>>();

  constructor(accounts: GitAccounts, named: NamedAccounts, diagnostics: DiagnosticCount) {
    this.#accounts = accounts;
    this.#named = named;
    this.#diagnostics = diagnostics;
  }

  /** Learns what later commits need of a commit that an earlier read has yielded. */
  recall(record: CommitRecord, place: CommitPlace): void {
    const author = this.#accountOf(record.author, record.hash);
    if (author < 0) return;
    this.#remember(record, place, author);
  }

  /** The acts of a commit: `index` is its own, which commits it brought in named in `broughtBy`. */
  read(record: CommitRecord, place: CommitPlace, index: number, named: readonly NamedPerson[]): SourceAct[] {
    const { hash } = record;
    const author = this.#accountOf(record.author, hash);
    const brought = this.#brought.get(index);
    this.#brought.delete(index);
    if (author < 0) {
      this.#diagnostics.add('git-author-unnamed', this.#placeOf(hash));
      return [];
    }
    const authorMs = milliseconds(record.authorTime);
    const committerMs = milliseconds(record.committerTime);
    const workMs = authorMs ?? committerMs;
    const integrationMs = committerMs ?? authorMs;
    if (authorMs === null || committerMs === null) {
      this.#diagnostics.add('git-date-unreadable', this.#placeOf(hash));
    } else if (authorMs > committerMs + dayMs) {
      this.#diagnostics.add('git-author-date-late', this.#placeOf(hash));
    }
    if (workMs === null || integrationMs === null) {
      this.#remember(record, place, author);
      return [];
    }

    const recipients = [
      ...this.#buildingRecipients(record, place, author, named),
      ...this.#mergedRecipients(author, brought),
    ];
    const changes = place.isBoundary ? [] : record.changes;
    const act: SourceAct = {
      nativeId: hash,
      timeMs: place.isMerge ? integrationMs : workMs,
      account: author,
      kind: 'git-commit',
      context: null,
      answers: [],
      answerKind: null,
      recipients: oneArcForEachPair(recipients),
    };
    const acts: SourceAct[] = [
      changes.length === 0
        ? act
        : {
            ...act,
            paths: changes.map(({ path, status, previousPath }) =>
              previousPath === null ? { path, status } : { path, status, previousPath },
            ),
          },
    ];
    const committer = this.#accountOf(record.committer, hash);
    if (
      committer >= 0 &&
      !this.#isSame(committer, author) &&
      this.#accounts.keyOf(committer) !== neverCommitter
    ) {
      acts.push({
        ...act,
        nativeId: `${hash}:committed`,
        timeMs: integrationMs,
        account: committer,
        recipients: [{ account: author, kind: 'git-integrated-by', weight: 1, direction: 'inward' }],
      });
    }
    this.#remember(record, place, author);
    return acts;
  }

  /** Forgets what no commit from `earliestS` on can need. */
  forget(earliestS: number): void {
    this.#versions.forget(earliestS);
  }

  /** People named in trailers, and people whose work this commit builds on. */
  #buildingRecipients(
    record: CommitRecord,
    place: CommitPlace,
    author: number,
    named: readonly NamedPerson[],
  ): SourceRecipient[] {
    const known = new Set([this.#accounts.mappedOf(author)]);
    const coAuthors: number[] = [];
    const others: { kind: string; account: number }[] = [];
    for (const kind of trailerKinds) {
      for (const person of named) {
        if (person.kind !== kind) continue;
        const account = this.#named.accountOf(person);
        if (account < 0 || known.has(this.#accounts.mappedOf(account))) continue;
        known.add(this.#accounts.mappedOf(account));
        if (kind === 'git-co-author') coAuthors.push(account);
        else others.push({ kind, account });
      }
    }
    const recipients: SourceRecipient[] = [];
    for (const account of coAuthors) {
      const half = { account, kind: 'git-co-author', weight: 0.5 / coAuthors.length };
      recipients.push(half, { ...half, direction: 'inward' });
    }
    for (const other of others) recipients.push({ ...other, weight: 1 / others.length });
    if (place.isBoundary) return recipients;

    let kept = 0;
    const builtOn = new Map<number, { account: number; paths: number }>();
    for (const change of record.changes) {
      if (change.status === 'deleted') continue;
      kept++;
      const before = this.#versions.authorBefore(change, place.timeS);
      if (before < 0) continue;
      const person = this.#accounts.mappedOf(before);
      if (known.has(person)) continue;
      const share = builtOn.get(person);
      if (share === undefined) builtOn.set(person, { account: before, paths: 1 });
      else share.paths++;
    }
    for (const { account, paths } of builtOn.values()) {
      recipients.push({ account, kind: 'git-builds-on', weight: paths / kept });
    }
    return recipients;
  }

  /** Authors of what a merge brought in. */
  #mergedRecipients(merger: number, brought: ReadonlyMap<number, number> | undefined): SourceRecipient[] {
    if (brought === undefined) return [];
    const person = this.#accounts.mappedOf(merger);
    const authors = [...brought].filter(([author]) => author !== person).map(([, account]) => account);
    const weight = 1 / authors.length;
    return authors.map((account) => ({ account, kind: 'git-merged-by', weight, direction: 'inward' }));
  }

  #remember(record: CommitRecord, place: CommitPlace, author: number): void {
    if (!place.isBoundary) {
      for (const change of record.changes) this.#versions.record(change, author, place.timeS);
    }
    if (place.broughtBy < 0) return;
    let authors = this.#brought.get(place.broughtBy);
    if (authors === undefined) {
      authors = new Map();
      this.#brought.set(place.broughtBy, authors);
    }
    const person = this.#accounts.mappedOf(author);
    if (!authors.has(person)) authors.set(person, author);
  }

  #isSame(one: number, other: number): boolean {
    return this.#accounts.mappedOf(one) === this.#accounts.mappedOf(other);
  }

  /** Account of an identity as the parser gives it, −1 where nobody is named. */
  #accountOf(bytes: string, hash: string): number {
    const known = this.#identities.get(bytes);
    if (known !== undefined) return known;
    const { text, isUtf8 } = decodeText(bytes);
    if (!isUtf8) this.#diagnostics.add('git-name-not-utf8', this.#placeOf(hash));
    const [name = '', address = '', mappedName = '', mappedAddress = ''] = text.split('\0');
    const account = this.#accounts.enter({ name, address, mappedName, mappedAddress });
    this.#identities.set(bytes, account);
    return account;
  }

  #placeOf(hash: string): string {
    return `commit ${hash.slice(0, 12)}`;
  }
}

/** The first arc of each pair and direction. */
const oneArcForEachPair = (recipients: readonly SourceRecipient[]): SourceRecipient[] => {
  const seen = new Set<string>();
  return recipients.filter(({ account, direction }) => {
    const pair = `${direction === 'inward' ? '←' : '→'}${account}`;
    if (seen.has(pair)) return false;
    seen.add(pair);
    return true;
  });
};
