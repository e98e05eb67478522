import { dayMs } from '../../../base/time.ts';
import { fields, flag, hexOf, integer, list } from '../body-shape.ts';
import { type Cut, eventType, type Rule } from '../event-type.ts';
import { pastIsWithin } from '../rules/cuts.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { electorateAsOf } from '../selectors/electorate.ts';
import { removalElectors } from '../selectors/removal-electors.ts';
import { supportersOf } from '../selectors/supporters-of.ts';
import type { Table } from '../state.ts';
import { communities, devices, members, removalDismissals, removalSupports, removals } from '../tables.ts';

export type RemovalConcluded = {
  readonly removal: string;
  /** Whether it was about one device alone; that person stays a member. */
  readonly isDevice: boolean;
  readonly cuts: readonly Cut[];
};

const theRemovalIsOpen: Rule<RemovalConcluded> = ({ state, body }) => {
  const removal = removals.get(state, body.removal);
  if (removal === undefined) return 'removal-unknown';
  return removal.outcome === 'open' ? null : 'removal-concluded';
};

const theOneConcernedHadTheirHearing: Rule<RemovalConcluded> = ({ state, at, body }) => {
  const { hearingDays } = communities.get(state, 'community')!;
  return at - removals.get(state, body.removal)!.at >= hearingDays * dayMs ? null : 'hearing-runs';
};

/**
 * More than half of the other members, and of those among them who may decide: newcomers alone remove nobody. By consent
 * nobody among them may be against it, by consensus all are for it.
 */
const enoughOfTheOthersSupport: Rule<RemovalConcluded> = ({ state, body }) => {
  const removal = removals.get(state, body.removal)!;
  const others = removalElectors(state, removal.person);
  const electorate = electorateAsOf(state, removal.at);
  const method = communities.get(state, 'community')!.methods.membership ?? 'majority';
  const saidBy = (answers: Table<{ readonly at: number }>, electors: readonly string[]): number =>
    electors.filter((person) => answers.get(state, `${body.removal}/${person}`) !== undefined).length;
  const isCarriedBy = (electors: readonly string[]): boolean => {
    const supporters = saidBy(removalSupports, electors);
    if (method === 'consensus') return supporters === electors.length;
    if (method === 'consent' && saidBy(removalDismissals, electors) > 0) return false;
    return supporters * 2 > electors.length;
  };
  const settled = others.filter((person) => electorate.includes(person));
  return isCarriedBy(others) && (settled.length === 0 || isCarriedBy(settled)) ? null : 'too-few-supporters';
};

const everyDeviceIsNamed: Rule<RemovalConcluded> = ({ state, body }) => {
  const { person, device: only } = removals.get(state, body.removal)!;
  if (body.isDevice !== (only !== null)) return 'cuts-incomplete';
  const theirs = [...devices.all(state)]
    .filter(([device, row]) => (only === null ? row.person === person : device === only))
    .map(([device]) => device);
  const named = new Set(body.cuts.map((cut) => cut.device));
  return named.size === body.cuts.length &&
    named.size === theirs.length &&
    theirs.every((key) => named.has(key))
    ? null
    : 'cuts-incomplete';
};

const whatWasSeenCounts: Rule<RemovalConcluded> = (act) =>
  pastIsWithin(act, act.body.cuts) ? null : 'cut-too-short';

export const removalConcluded = eventType<RemovalConcluded>({
  type: 'removal-concluded',
  shape: fields<RemovalConcluded>({
    removal: hexOf(32),
    isDevice: flag,
    cuts: list(fields<Cut>({ device: hexOf(32), length: integer(0, Number.MAX_SAFE_INTEGER) }), 64),
  }),
  rules: [
    onlyMembersMayAct,
    theRemovalIsOpen,
    theOneConcernedHadTheirHearing,
    enoughOfTheOthersSupport,
    everyDeviceIsNamed,
    whatWasSeenCounts,
  ],
  transform: ({ state, body }) => {
    const removal = removals.get(state, body.removal);
    // With the person gone, nothing about their removal is left in dispute.
    for (const [id, other] of [...removals.all(state)]) {
      const isSettled =
        id === body.removal ||
        (!body.isDevice && other.person === removal?.person && other.outcome === 'suspended');
      if (isSettled) removals.put(state, id, { ...other, outcome: 'removed' });
    }
    // The proposal itself may have been set aside since; whose devices are cut off is on record all the same.
    for (const { device } of body.cuts) {
      if (body.isDevice) {
        const row = devices.get(state, device);
        if (row !== undefined) devices.put(state, device, { ...row, isRetired: true });
        continue;
      }
      const person = devices.get(state, device)?.person;
      const member = person === undefined ? undefined : members.get(state, person);
      if (person !== undefined && member !== undefined) {
        members.put(state, person, { ...member, standing: 'removed' });
      }
    }
  },
  ends: {
    cuts: (body) => body.cuts,
    removed: ({ state, body }) =>
      body.isDevice ? body.cuts.map(({ device }) => device) : [removals.get(state, body.removal)!.person],
    electors: ({ state, person, body }) => [person, ...supportersOf(state, body.removal)],
    suspend: ({ state, body }) => {
      const removal = removals.get(state, body.removal);
      if (removal !== undefined) removals.put(state, body.removal, { ...removal, outcome: 'suspended' });
    },
  },
});
