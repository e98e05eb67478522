import { RefusalError } from '../base/result.ts';
import type { AuditStep } from '../practice/governance/decisions/audit.ts';
import { rankingMethod, rankingMethods } from '../practice/governance/decisions/count-rankings.ts';
import { seedOfBallots } from '../practice/governance/decisions/draw.ts';
import { ballotCount, ballotTexts, withoutOptions } from '../practice/governance/decisions/ranked-contest.ts';
import type { TallyStatus } from '../practice/governance/decisions/tally.ts';
import type { Tie, TieRule } from '../practice/governance/decisions/ties.ts';
import { readBallotFile, writeBallotFile } from './ballot-files.ts';

export interface TallyRequest {
  readonly path: string;
  readonly method: string;
  /** undefined: as the file says, else 1. */
  readonly seats: number | undefined;
  /** Options that stood back, by name or by number. */
  readonly withdraw: readonly string[];
  readonly ties: readonly TieRule[];
  /** undefined: the hash of the ballots themselves. */
  readonly seed: string | undefined;
  readonly statusQuo: string | undefined;
  readonly approvedRanks: number | undefined;
  /** Where to write the ballots again, in another format perhaps. */
  readonly save: string | undefined;
  readonly signal: AbortSignal;
}

/** What `equipo tally --json` prints, besides format and version. */
export interface TallyReport {
  readonly file: { readonly title: string; readonly ballots: number; readonly different: number };
  readonly method: string;
  readonly methodTitle: string;
  readonly seats: number;
  readonly options: readonly string[];
  readonly withdrawn: readonly string[];
  readonly tieRules: readonly TieRule[];
  readonly seed: string;
  readonly status: TallyStatus;
  readonly winners: readonly string[];
  readonly tiers: readonly (readonly string[])[];
  readonly ties: readonly Tie[];
  readonly words: readonly string[];
  readonly audit: readonly AuditStep[];
}

export const tallyMethods = rankingMethods.map(({ id, title }) => ({ id, title }));

export { type TieRule, tieRules } from '../practice/governance/decisions/ties.ts';

/** An option by its name, else by its number in the file. */
const optionSaid = (options: readonly string[], said: string): string => {
  const found = options.includes(said)
    ? said
    : /^\d{1,4}$/.test(said)
      ? options[Number(said) - 1]
      : undefined;
  if (found === undefined)
    throw new RefusalError('tally-option-unknown', { said, known: options.join(', ') });
  return found;
};

/** Counts one file of ranked ballots by one method. Nothing is written but where `save` says. */
export const tallyBallots = async (request: TallyRequest): Promise<TallyReport> => {
  // Before the file is read: a wrong name should not cost a long wait.
  const known = rankingMethod(request.method, request.seats ?? 1);
  if (!known.ok) throw new RefusalError(known.code, known.params);
  const file = await readBallotFile(request.path, request.signal);
  const seats = request.seats ?? file.seats ?? 1;
  const method = rankingMethod(request.method, seats);
  if (!method.ok) throw new RefusalError(method.code, method.params);
  const withdrawn = [
    ...new Set([...file.withdrawn, ...request.withdraw.map((said) => optionSaid(file.options, said))]),
  ];
  const contest = withoutOptions(file, withdrawn);
  if (contest.options.length === 0) throw new RefusalError('tally-options-none', { path: request.path });
  const statusQuo = request.statusQuo === undefined ? null : optionSaid(contest.options, request.statusQuo);
  if (request.save !== undefined) await writeBallotFile(request.save, { ...file, withdrawn });
  const seed = request.seed ?? seedOfBallots(ballotTexts(contest));
  const { title, reading, count } = method.value;
  const tally = count(
    contest,
    { seats, ties: { order: request.ties, seed, statusQuo } },
    request.approvedRanks ?? null,
  );
  return {
    file: { title: file.title, ballots: ballotCount(file.ballots), different: file.ballots.length },
    method: method.value.id,
    methodTitle: title,
    seats,
    options: contest.options,
    withdrawn,
    tieRules: request.ties,
    seed,
    status: tally.status,
    winners: tally.winners,
    tiers: tally.tiers,
    ties: tally.ties,
    words: [...tally.words, ...(reading === '' ? [] : [reading])],
    audit: tally.audit,
  };
};
