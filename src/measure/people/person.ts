/** One name of a person in the sources of an archive. */
export interface Account {
  /** Number in the archive; lower means met earlier. */
  readonly id: number;
  readonly key: string;
  readonly name: string | null;
  readonly address: string | null;
  readonly login: string | null;
  readonly isBot: boolean;
  /** Key of the account that the source itself says this one belongs to (`.mailmap`). */
  readonly mapsTo: string | null;
}

export type MergeRule =
  | 'by-hand'
  | 'same-address'
  | 'mailmap'
  | 'same-mailbox'
  | 'same-name-and-handle'
  | 'same-name-and-domain'
  | 'only-bearer-of-name';

/** Why two accounts are the same person. */
export interface Merge {
  readonly rule: MergeRule;
  /** One sentence; names what agrees. */
  readonly because: string;
  /** Keys of the two accounts. */
  readonly accounts: readonly [string, string];
}

export interface Person {
  /** Key of the account met first: it stays when later accounts join. */
  readonly id: string;
  /** The fullest of the accounts' names. */
  readonly name: string | null;
  /** By key. */
  readonly accounts: readonly Account[];
  /** A program; left out of measures by default. */
  readonly isBot: boolean;
  /** Accounts − 1 merges that hold the person together. */
  readonly merges: readonly Merge[];
}

/** What somebody said about accounts. Corrections apply in order and always win over the rules. */
export type Correction =
  /** All these accounts are one person. */
  | { readonly action: 'merge'; readonly accounts: readonly string[] }
  /** None of `accounts` is the person of any of `apartFrom`. */
  | { readonly action: 'split'; readonly accounts: readonly string[]; readonly apartFrom: readonly string[] }
  | { readonly action: 'mark-bot' | 'mark-person'; readonly accounts: readonly string[] };
