import { type Digest, digestOf, type Volume } from '../../../practice/governance/digest/digest.ts';
import {
  furtherMark,
  markAt,
  markNow,
  type SeenMark,
} from '../../../practice/governance/digest/seen-mark.ts';
import { isQuiet, remindersOf } from '../../../practice/governance/digest/when-to-tell.ts';
import type { NeedsMe } from '../../../practice/governance/selectors/needs-me.ts';
import type { PracticeNode } from '../node.ts';
import { type DigestSettings, digestSettings, keepSeen, seenMarks } from './digest-settings.ts';

export interface CommunityDigest {
  readonly community: string;
  readonly volume: Exclude<Volume, 'nothing'>;
  readonly digest: Digest;
  /** What waits for them and ends soon, as they set it. */
  readonly reminders: readonly NeedsMe[];
}

export interface ToldDigests {
  readonly settings: DigestSettings;
  /** Nothing is to be told by itself now. */
  readonly isQuiet: boolean;
  /** Of those that are told of. */
  readonly communities: readonly CommunityDigest[];
}

/** Where this machine's wall clock is. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whoever looks for the first time begins from there: what was before they find on its pages. */
const marksFrom = async (
  node: PracticeNode,
  communities: readonly string[],
): Promise<Readonly<Record<string, SeenMark>>> => {
  const marks = await seenMarks(node.folder);
  const first = communities.filter((each) => marks[each] === undefined);
  if (first.length === 0) return marks;
  const made = Object.fromEntries(
    first.map((each) => [each, markNow(node.replica(each).view, node.now())] as const),
  );
  await keepSeen(node.folder, made);
  return { ...marks, ...made };
};

export interface WhichDigests {
  /** One alone; all where it is left out. */
  readonly community?: string;
  /** What counts as new, by what it claims; since they last looked where it is left out. */
  readonly since?: number;
  /** Marks in place of how far they looked, where these go further. */
  readonly later?: Readonly<Record<string, SeenMark>>;
  readonly zone?: string;
}

/** What each community of a person has to tell them, by how much they want to be told. */
export const digestsOf = async (
  node: PracticeNode,
  { community: only, since, later = {}, zone = ownZone() }: WhichDigests = {},
): Promise<ToldDigests> => {
  const settings = await digestSettings(node.folder);
  const now = node.now();
  const told = node
    .list()
    .filter(({ community, isMember }) => isMember && (only === undefined || only === community))
    .map(({ community }) => community);
  const marks = await marksFrom(node, told);
  const communities = told.flatMap((community): readonly CommunityDigest[] => {
    const volume = settings.volumes[community] ?? 'all';
    if (volume === 'nothing') return [];
    const { view } = node.replica(community);
    const [seen, other] = [marks[community]!, later[community]];
    const last = other === undefined ? seen : furtherMark(seen, other);
    const mark = since === undefined ? last : markAt(view, since);
    const digest = digestOf(view, node.person, now, mark, volume, node.ownSealed(community));
    const { day, week, later: rest } = digest.needs;
    const reminders = remindersOf([...day, ...week, ...rest], settings.reminderHours, now);
    return [{ community, volume, digest, reminders }];
  });
  return { settings, isQuiet: isQuiet(settings, now, zone), communities };
};

/** All that is here now has been seen: of one community, or of all. */
export const seeAll = async (node: PracticeNode, only?: string): Promise<void> => {
  const seen = node
    .list()
    .filter(({ community }) => only === undefined || only === community)
    .map(({ community }) => [community, markNow(node.replica(community).view, node.now())] as const);
  await keepSeen(node.folder, Object.fromEntries(seen));
};
