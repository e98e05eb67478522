import { bytesToHex } from '@noble/hashes/utils.js';
import type { CommunityState } from '../state.ts';
import { countingActs, electorsOf } from './counting-acts.ts';
import { type DecisionAct, type DecisionRow, decisions, openingsOf } from './decision-tables.ts';
import { type Ballot, fewestAnonymous, quorumShareOf } from './decision-terms.ts';
import { isSealedRow, openBallot, placeInRing, sharesNeeded } from './sealed-ballot.ts';
import { quorumOf } from './threshold.ts';
import { withdrawnFor } from './withdrawn.ts';

type Acts = ReadonlyMap<string, DecisionAct>;

const isSame = (a: DecisionAct, b: DecisionAct): boolean =>
  isSealedRow(a) &&
  isSealedRow(b) &&
  a.act.body.version === b.act.body.version &&
  bytesToHex(a.act.body.sealed) === bytesToHex(b.act.body.sealed);

/**
 * The sealed ballot each image stands by: that of the highest turn, once however many carried it. `person` is the image.
 * Two different ones of one turn are from two devices of one person: neither counts.
 */
export const standingSealed = (acts: Acts, version: string) => {
  const byImage = new Map<string, (readonly [string, DecisionAct])[]>();
  for (const entry of acts) {
    const [, row] = entry;
    if (!isSealedRow(row)) continue;
    const known = byImage.get(row.person);
    const turn = known?.[0]?.[1].seq ?? -1;
    if (row.seq > turn) byImage.set(row.person, [entry]);
    else if (row.seq === turn && !known!.some(([, other]) => isSame(row, other))) known!.push(entry);
  }
  const standing: { id: string; person: string; row: DecisionAct }[] = [];
  const contested: string[] = [];
  const lapsed: string[] = [];
  for (const [image, found] of [...byImage].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [id, row] = found[0]!;
    if (found.length > 1) contested.push(image);
    else if (isSealedRow(row) && row.act.body.version !== version) lapsed.push(image);
    else standing.push({ id, person: image, row });
  }
  return { standing, contested, lapsed };
};

/** How many must have answered before anything is opened: the quorum, and never fewer than three. */
export const fewestToOpen = (state: CommunityState, row: DecisionRow): number =>
  Math.max(fewestAnonymous, Number(quorumOf(quorumShareOf(row.terms), electorsOf(state, row).size)));

export const isEnoughToOpen = (state: CommunityState, decision: string): boolean => {
  const row = decisions.get(state, decision)!;
  const version = row.settled?.version ?? row.version;
  const acts = countingActs(state, decision, row);
  if (withdrawnFor(acts) !== null) return false;
  return standingSealed(acts, version).standing.length >= fewestToOpen(state, row);
};

const openingsByAct = (state: CommunityState, decision: string) => {
  const byAct = new Map<string, Map<number, Uint8Array>>();
  for (const [key, { point }] of openingsOf(decision).all(state)) {
    const [act, place] = key.split('/') as [string, string];
    const places = byAct.get(act) ?? new Map<number, Uint8Array>();
    byAct.set(act, places.set(Number(place), point));
  }
  return byAct;
};

/** The ballots behind what stands, in an order that says nothing; `null` for one that is still closed. */
export const openedBallots = (
  state: CommunityState,
  decision: string,
  standing: readonly { readonly id: string; readonly person: string; readonly row: DecisionAct }[],
): readonly { readonly person: string; readonly id: string; readonly ballot: Ballot | 'spoilt' | null }[] => {
  const row = decisions.get(state, decision)!;
  const openings = openingsByAct(state, decision);
  return standing.map(({ id, person, row: act }) => ({
    ...{ id, person },
    ballot: isSealedRow(act) ? openBallot(row, act, openings.get(id) ?? new Map()) : null,
  }));
};

/** Sealed ballots of which a person has a share to open now, and its place. Nothing while they must stay closed. */
export const sharesDue = (
  state: CommunityState,
  decision: string,
  person: string,
): { readonly place: number; readonly ballots: readonly string[] } => {
  const row = decisions.get(state, decision)!;
  const place = row.terms.isAnonymous ? placeInRing(row, person) : -1;
  if (place < 0 || !isEnoughToOpen(state, decision)) return { place, ballots: [] };
  const version = row.settled?.version ?? row.version;
  const { standing } = standingSealed(countingActs(state, decision, row), version);
  const openings = openingsByAct(state, decision);
  const ballots = standing
    .map(({ id }) => id)
    .filter((id) => {
      const open = openings.get(id);
      return open === undefined || (open.size < sharesNeeded(row) && !open.has(place));
    });
  return { place, ballots };
};
