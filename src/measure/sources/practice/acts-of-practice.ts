import { dayMs } from '../../../base/time.ts';
import type { DiagnosticCount } from '../diagnostic-count.ts';
import type { SourceAccount, SourceAct } from '../source.ts';
import type { PracticeLine, PracticePerson } from './practice-line.ts';

/** No community of practice is older; clocks that were never set are. */
const firstPlausibleMs = Date.UTC(2020, 0);
const aheadMs = 2 * dayMs;

/** Turns the lines of a practice log into acts of accounts, one account a person. */
export class ActsOfPractice {
  readonly #diagnostics: DiagnosticCount;
  readonly #indices = new Map<string, number>();
  #accounts: SourceAccount[] = [];
  #acts: SourceAct[] = [];

  constructor(diagnostics: DiagnosticCount) {
    this.#diagnostics = diagnostics;
  }

  /** `latestMs` is when the log was written. */
  collect(line: PracticeLine, place: string, latestMs: number): void {
    if (!line.isCounted) {
      this.#diagnostics.add('practice-not-counted', place);
      return;
    }
    if (line.at < firstPlausibleMs || line.at > latestMs + aheadMs) {
      this.#diagnostics.add('practice-date-implausible', place);
    }
    const account = this.#indexOf(line.by);
    const kind = `practice-${line.kind}`;
    this.#acts.push({
      nativeId: line.id,
      timeMs: line.at,
      account,
      kind,
      context: line.context,
      answers: line.answers === null ? [] : [line.answers],
      answerKind: line.answers === null ? null : 'practice-reply',
      recipients: line.to === null ? [] : [{ account: this.#indexOf(line.to), kind, weight: 1 }],
    });
  }

  get size(): number {
    return this.#acts.length;
  }

  /** What was collected since last asked. */
  take(): { readonly accounts: readonly SourceAccount[]; readonly acts: readonly SourceAct[] } {
    const taken = { accounts: this.#accounts, acts: this.#acts };
    this.#accounts = [];
    this.#acts = [];
    return taken;
  }

  #indexOf({ person, name }: PracticePerson): number {
    const known = this.#indices.get(person);
    if (known !== undefined) return known;
    const index = this.#indices.size;
    this.#indices.set(person, index);
    this.#accounts.push({
      key: `practice:${person}`,
      name,
      address: null,
      login: person,
      isBot: false,
      mapsTo: null,
    });
    return index;
  }
}
