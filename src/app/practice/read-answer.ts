import { type Result, refuse, succeed } from '../../base/result.ts';
import {
  type Ballot,
  checkBallot,
  type DecisionTerms,
  isMarkMethod,
  isStanceMethod,
} from '../../practice/governance/decisions/decision-terms.ts';

const blank: Ballot = { stance: null, tiers: null, marks: null };

/** The place of an option said by name, by the only beginning that fits, or by its number from 1. */
const placeOf = (said: string, names: readonly string[]): Result<number> => {
  const wanted = said.trim().toLowerCase();
  const exact = names.findIndex((name) => name.toLowerCase() === wanted);
  if (exact >= 0) return succeed(exact);
  const begun = names.flatMap((name, i) =>
    wanted !== '' && name.toLowerCase().startsWith(wanted) ? [i] : [],
  );
  if (begun.length === 1) return succeed(begun[0]!);
  const number = Number(wanted);
  if (/^\d+$/.test(wanted) && number >= 1 && number <= names.length) return succeed(number - 1);
  return refuse('tally-option-unknown', { said, known: names.join(', ') });
};

const placesOf = (said: readonly string[], names: readonly string[]): Result<readonly number[]> => {
  const places: number[] = [];
  for (const each of said) {
    const place = placeOf(each, names);
    if (!place.ok) return place;
    places.push(place.value);
  }
  return succeed(places);
};

const readMarks = (
  said: readonly string[],
  terms: DecisionTerms,
  names: readonly string[],
): Result<Ballot> => {
  const isApproval = terms.method === 'approval' || terms.method === 'pav';
  const isSpent = terms.method === 'dot' || terms.method === 'quadratic';
  const marks = new Array<number | null>(names.length).fill(isApproval || isSpent ? 0 : null);
  for (const each of said) {
    const at = isApproval ? -1 : each.lastIndexOf('=');
    const place = placeOf(isApproval ? each : each.slice(0, Math.max(0, at)), names);
    if (!place.ok) return place;
    const mark = isApproval ? 1 : Number(each.slice(at + 1));
    if (!Number.isInteger(mark)) return refuse('answer-mark-unreadable', { said: each });
    marks[place.value] = mark;
  }
  return succeed({ ...blank, marks });
};

const readRanking = (said: readonly string[], names: readonly string[]): Result<Ballot> => {
  const tiers: (readonly number[])[] = [];
  for (const each of said) {
    const places = placesOf(each.split('='), names);
    if (!places.ok) return places;
    tiers.push(places.value);
  }
  return succeed({ ...blank, tiers });
};

/**
 * A ballot as a person says it in words: `consent`, `for`, `stand-aside` for methods of yes and no; the options
 * approved; `Well=3` for each mark; options from best to worst, equals as `Well=Pump`.
 * @param names what the options are called, in the order of the terms
 */
export const readAnswer = (
  said: readonly string[],
  terms: DecisionTerms,
  names: readonly string[],
): Result<Ballot> => {
  const read = isStanceMethod(terms.method)
    ? succeed({ ...blank, stance: said.join(' ') })
    : isMarkMethod(terms.method)
      ? readMarks(said, terms, names)
      : readRanking(said, names);
  if (!read.ok) return read;
  const checked = checkBallot(read.value, terms);
  return checked.ok ? read : checked;
};
