import type { DiagnosticCount } from '../diagnostic-count.ts';
import type { GitAccounts } from './git-accounts.ts';
import type { MailmapQuestions } from './mailmap.ts';
import type { NamedPerson } from './trailers.ts';

const identityOf = (person: NamedPerson): string => `${person.name}\0${person.address}`;

/** The accounts of people whom trailers name. Git maps authors by `.mailmap` itself; these it must be asked about. */
export class NamedAccounts {
  readonly #accounts: GitAccounts;
  readonly #questions: MailmapQuestions;
  readonly #diagnostics: DiagnosticCount;
  readonly #known = new Map<string, number>();

  constructor(accounts: GitAccounts, questions: MailmapQuestions, diagnostics: DiagnosticCount) {
    this.#accounts = accounts;
    this.#questions = questions;
    this.#diagnostics = diagnostics;
  }

  /** Makes sure that everyone named has an account. */
  async introduce(named: Iterable<NamedPerson>): Promise<void> {
    const strangers = new Map<string, NamedPerson>();
    for (const person of named) {
      const identity = identityOf(person);
      if (!this.#known.has(identity)) strangers.set(identity, person);
    }
    if (strangers.size === 0) return;
    const mapped = await this.#questions.ask([...strangers.values()]);
    if (mapped === null) this.#diagnostics.add('git-trailer-unmapped', 'trailers', strangers.size);
    let asked = 0;
    for (const [identity, { name, address }] of strangers) {
      const answer = mapped?.[asked++] ?? { name, address, mappedName: name, mappedAddress: address };
      this.#known.set(identity, this.#accounts.enter(answer));
    }
  }

  /** Account of someone introduced, −1 where there is none. */
  accountOf(person: NamedPerson): number {
    return this.#known.get(identityOf(person)) ?? -1;
  }
}
