import { RefusalError } from '../base/result.ts';
import type { Correction, Person } from '../measure/people/person.ts';
import { withArchive } from './archive-turn.ts';

/** One person as the importing machine lists them. Names and accounts are `null` where they are not asked for. */
export interface ListedPerson {
  readonly pseudonym: string;
  readonly isBot: boolean;
  readonly accountCount: number;
  readonly name: string | null;
  readonly accounts: readonly string[] | null;
  /** Why the accounts are one person. `because` quotes accounts, so it comes with names only. */
  readonly merges: readonly { readonly rule: string; readonly because: string | null }[];
}

export interface PeopleList {
  readonly people: readonly ListedPerson[];
  /** Merges the rules did not dare, as pseudonyms. */
  readonly suggestions: readonly { readonly people: readonly string[]; readonly because: string | null }[];
  readonly corrections: readonly {
    readonly id: number;
    readonly action: Correction['action'];
    readonly accountCount: number;
    readonly madeAt: string;
    readonly isUndone: boolean;
  }[];
}

/** Everybody in the archive, bots too. Names only where `showsNames`. */
export const listPeople = (path: string, showsNames: boolean): Promise<PeopleList> =>
  withArchive(path, true, async (archive) => {
    const { people, suggestions } = await archive.readPeople();
    const words = await archive.pseudonyms(people);
    return {
      people: people.map((person) => ({
        pseudonym: words.get(person.id) ?? '',
        isBot: person.isBot,
        accountCount: person.accounts.length,
        name: showsNames ? person.name : null,
        accounts: showsNames ? person.accounts.map((account) => account.key) : null,
        merges: person.merges.map(({ rule, because }) => ({ rule, because: showsNames ? because : null })),
      })),
      suggestions: suggestions.map((suggestion) => ({
        people: suggestion.people.map((id) => words.get(id) ?? ''),
        because: showsNames ? suggestion.because : null,
      })),
      corrections: (await archive.corrections()).map(({ id, correction, madeAtMs, isUndone }) => ({
        id,
        action: correction.action,
        accountCount: correction.accounts.length,
        madeAt: new Date(madeAtMs).toISOString(),
        isUndone,
      })),
    };
  });

/** Account keys of who is meant: a pseudonym means all accounts of that person, an account only itself. */
const accountsMeant = (
  people: readonly Person[],
  words: ReadonlyMap<string, string>,
  said: string,
): readonly string[] => {
  const wanted = said.trim().toLowerCase();
  for (const person of people) {
    if (words.get(person.id) === wanted) return person.accounts.map((account) => account.key);
    const account = person.accounts.find(
      (each) => each.key === wanted || each.address === wanted || each.key.endsWith(`:${wanted}`),
    );
    if (account !== undefined) return [account.key];
  }
  throw new RefusalError('person-unknown', { said });
};

export type PeopleChange =
  | { readonly action: 'merge'; readonly people: readonly string[] }
  | { readonly action: 'split'; readonly accounts: readonly string[] }
  | { readonly action: 'mark-bot' | 'mark-person'; readonly people: readonly string[] };

const correctionOf = (
  people: readonly Person[],
  words: ReadonlyMap<string, string>,
  change: PeopleChange,
): Correction => {
  const meant = (said: readonly string[]) => [
    ...new Set(said.flatMap((each) => accountsMeant(people, words, each))),
  ];
  if (change.action === 'merge') return { action: 'merge', accounts: meant(change.people) };
  if (change.action !== 'split') return { action: change.action, accounts: meant(change.people) };
  const accounts = meant(change.accounts);
  const holder = people.find((person) => person.accounts.some(({ key }) => accounts.includes(key)));
  const apartFrom = (holder?.accounts ?? []).map(({ key }) => key).filter((key) => !accounts.includes(key));
  if (apartFrom.length === 0) throw new RefusalError('split-empty', { said: change.accounts.join(', ') });
  return { action: 'split', accounts, apartFrom };
};

/** Records what somebody says about accounts; returns the number by which it can be undone. */
export const changePeople = (path: string, change: PeopleChange, nowMs: number): Promise<number> =>
  withArchive(path, false, async (archive) => {
    const { people } = await archive.readPeople();
    const words = await archive.pseudonyms(people);
    return archive.correct(correctionOf(people, words, change), nowMs);
  });

/** Takes back one correction, or the latest that still holds; returns its number. */
export const undoPeopleChange = (path: string, id: number | null): Promise<number> =>
  withArchive(path, false, async (archive) => {
    const held = (await archive.corrections()).filter((each) => !each.isUndone);
    const which = id ?? held.at(-1)?.id;
    if (which === undefined) throw new RefusalError('undo-nothing');
    if (!(await archive.undoCorrection(which))) throw new RefusalError('undo-unknown', { id: which });
    return which;
  });

/** Takes a person out of the archive for good: traces erased, and a later import does not bring them back. */
export const erasePerson = (path: string, said: string): Promise<void> =>
  withArchive(path, false, async (archive) => {
    const { people } = await archive.readPeople();
    const words = await archive.pseudonyms(people);
    const accounts = accountsMeant(people, words, said);
    const person = people.find((each) => each.accounts.some(({ key }) => accounts.includes(key)));
    if (person === undefined) throw new RefusalError('person-unknown', { said });
    await archive.erasePerson(person.id);
  });
