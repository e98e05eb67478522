import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { sentenceOf } from '../../../base/refusals.ts';
import { type Result, refuse, succeed } from '../../../base/result.ts';
import { type AuditStep, counted, listed, step } from './audit.ts';
import type { LotTerms } from './decision-terms.ts';
import { drawnOrder } from './draw.ts';
import { packKeys } from './electorate-keys.ts';

/** Those of one kind who must be among the chosen, at least and at most. */
export interface Quota {
  readonly stratum: string;
  readonly least: number;
  readonly most: number;
}

export interface SortitionRequest {
  readonly seats: number;
  /** Those who are willing, and the stratum each is in; `''` without strata. */
  readonly willing: ReadonlyMap<string, string>;
  /** Who held it lately and rests; they are left out and named. */
  readonly recent: readonly string[];
  /** Those drawn before who said no; the draw goes on without them, and they are named. */
  readonly refused: readonly string[];
  readonly quotas: readonly Quota[];
  /** What nobody could choose alone: revealed commitments together, or the hash of the ballots. */
  readonly seed: string;
}

export interface Sortition {
  readonly chosen: readonly string[];
  readonly words: readonly string[];
  readonly audit: readonly AuditStep[];
}

/** Who is willing and not drawn, each with the reason. */
const leftOut = ({ recent, refused }: Pick<SortitionRequest, 'recent' | 'refused'>): readonly string[] => [
  ...(recent.length === 0 ? [] : [`${listed(recent)} held it lately and rest.`]),
  ...(refused.length === 0 ? [] : [`${listed(refused)} said no, and the draw went on.`]),
];

/**
 * Draws among the willing: everybody gets a place in one drawn order, and seats go down that order as far as the
 * quotas allow. Without quotas every set of the willing is equally likely. A refusal takes one person out and moves
 * the rest up, so that nobody else loses a seat by it. Cost O(willing · (log willing + quotas)).
 * Refuses quotas that cannot be met, naming the first.
 */
export const drawByLot = (request: SortitionRequest): Result<Sortition> => {
  const { seats, willing, quotas } = request;
  const out = new Set([...request.recent, ...request.refused]);
  // The order is drawn over all the willing, so that a refusal leaves every other place as it was.
  const order = drawnOrder([...willing.keys()], request.seed, 'sortition');
  const left = order.filter((person) => !out.has(person));
  if (left.length < seats) return refuse('sortition-few-willing', { willing: left.length, seats });
  const quotaOf = new Map(quotas.map((quota) => [quota.stratum, quota]));
  const leastSum = quotas.reduce((sum, { least }) => sum + least, 0);
  if (leastSum > seats) return refuse('sortition-quotas-exceed', { least: leastSum, seats });
  for (const { stratum, least, most } of quotas) {
    const there = left.filter((person) => willing.get(person) === stratum).length;
    if (there < least || most < least) {
      return refuse('sortition-quota-unmet', { stratum, least, willing: Math.min(there, most) });
    }
  }
  const taken = new Map<string, number>();
  const chosen: string[] = [];
  /** What minimums still ask for once one more of a stratum is chosen. */
  const stillOwed = (next: string): number =>
    quotas.reduce((sum, { stratum, least }) => {
      const has = (taken.get(stratum) ?? 0) + (stratum === next ? 1 : 0);
      return sum + Math.max(0, least - has);
    }, 0);
  for (const person of left) {
    if (chosen.length === seats) break;
    const stratum = willing.get(person)!;
    const has = taken.get(stratum) ?? 0;
    if (has >= (quotaOf.get(stratum)?.most ?? seats)) continue;
    if (stillOwed(stratum) > seats - chosen.length - 1) continue;
    chosen.push(person);
    taken.set(stratum, has + 1);
  }
  if (chosen.length < seats) return refuse('sortition-few-willing', { willing: chosen.length, seats });
  return succeed({
    chosen,
    words: [
      `Sortition: ${counted(seats, 'seat')} drawn by lot among ${counted(willing.size, 'willing member')}.`,
      ...leftOut(request),
    ],
    audit: [
      step(
        'Draw',
        'The drawn order; seats go down it as far as the quotas allow.',
        ['member', 'of', 'fate'],
        order.map((person) => [
          person,
          willing.get(person)!,
          chosen.includes(person) ? 'chosen' : out.has(person) ? 'left out' : 'not chosen',
        ]),
      ),
    ],
  });
};

/** What a draw rests on. */
export interface DrawState {
  readonly seats: number;
  readonly lot: LotTerms | null;
  readonly willing: readonly string[];
  /** The part of the seed each gave, by person: 32 bytes, hex. */
  readonly parts: ReadonlyMap<string, string>;
  /** Who said no after the draw, or is no member any more. */
  readonly refused: readonly string[];
}

/** The seed that all parts together give; whoever gave one could not choose it. */
export const seedOfParts = (parts: Iterable<string>): string =>
  bytesToHex(sha256(packKeys([...parts].sort())));

/**
 * Draws once it is settled which parts make the seed. Whoever kept their part back is not drawn.
 * @param isSettled until then it says what is waited for
 */
export const judgeSortition = (
  { seats, lot, willing, parts, refused }: DrawState,
  isClosed: boolean,
  isSettled: boolean,
): {
  readonly result: 'decided' | 'fails' | 'undecided';
  readonly winners: readonly string[];
  readonly words: readonly string[];
  readonly audit: readonly AuditStep[];
} => {
  const withheld = willing.filter((person) => !parts.has(person));
  const waits = (why: string) => ({
    ...{ result: 'undecided' as const, winners: [], audit: [] },
    words: [`Sortition: ${counted(seats, 'seat')} drawn by lot among the willing.`, why],
  });
  if (!isClosed) return waits(`${counted(willing.length, 'member is', 'members are')} willing so far.`);
  if (!isSettled) {
    return waits(
      withheld.length === 0
        ? 'The parts of the seed are here; it is drawn once more than half have signed which ones.'
        : `It waits for ${withheld.length} of ${counted(willing.length, 'part')} of the seed: each device of the willing opens its own.`,
    );
  }
  const strata = lot?.strata ?? [];
  const stratumOf = (person: string) => strata.find(({ people }) => people.includes(person))?.name ?? '';
  const request: SortitionRequest = {
    seats,
    willing: new Map(willing.filter((person) => parts.has(person)).map((each) => [each, stratumOf(each)])),
    recent: willing.filter((person) => parts.has(person) && (lot?.resting ?? []).includes(person)),
    refused: willing.filter((person) => parts.has(person) && refused.includes(person)),
    quotas: strata.map(({ name, least, most }) => ({ stratum: name, least, most })),
    seed: seedOfParts(willing.flatMap((person) => parts.get(person) ?? [])),
  };
  const drawn = drawByLot(request);
  const missing =
    withheld.length === 0 ? [] : [`${listed(withheld)} kept their part of the seed back and were not drawn.`];
  if (!drawn.ok) {
    const words = [sentenceOf(drawn), ...leftOut(request), ...missing];
    return { result: 'fails', winners: [], words, audit: [] };
  }
  const { chosen, words, audit } = drawn.value;
  return { result: 'decided', winners: chosen, words: [...words, ...missing], audit };
};
