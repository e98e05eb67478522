import { dayMs } from '../../../base/time.ts';
import { fields, hexOf, integer, list } from '../body-shape.ts';
import { type Cut, eventType, type Rule } from '../event-type.ts';
import { pastIsWithin } from '../rules/cuts.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { electorateAsOf } from '../selectors/electorate.ts';
import { removalElectors } from '../selectors/removal-electors.ts';
import { supportersOf } from '../selectors/supporters-of.ts';
import { communities, devices, members, removalSupports, removals } from '../tables.ts';

export type RemovalConcluded = { readonly removal: string; readonly cuts: readonly Cut[] };

const theRemovalIsOpen: Rule<RemovalConcluded> = ({ state, body }) => {
  const removal = removals.get(state, body.removal);
  if (removal === undefined) return 'removal-unknown';
  return removal.outcome === 'open' ? null : 'removal-concluded';
};

const theOneConcernedHadTheirHearing: Rule<RemovalConcluded> = ({ state, at, body }) => {
  const { hearingDays } = communities.get(state, 'community')!;
  return at - removals.get(state, body.removal)!.at >= hearingDays * dayMs ? null : 'hearing-runs';
};

/** More than half of the other members, and of those among them who may decide: newcomers alone remove nobody. */
const moreThanHalfOfTheOthersSupport: Rule<RemovalConcluded> = ({ state, body }) => {
  const removal = removals.get(state, body.removal)!;
  const others = removalElectors(state, removal.person);
  const electorate = electorateAsOf(state, removal.at);
  const isCarriedBy = (electors: readonly string[]): boolean => {
    const supporters = electors.filter(
      (person) => removalSupports.get(state, `${body.removal}/${person}`) !== undefined,
    );
    return supporters.length * 2 > electors.length;
  };
  const settled = others.filter((person) => electorate.includes(person));
  return isCarriedBy(others) && (settled.length === 0 || isCarriedBy(settled)) ? null : 'too-few-supporters';
};

const everyDeviceIsNamed: Rule<RemovalConcluded> = ({ state, body }) => {
  const { person } = removals.get(state, body.removal)!;
  const theirs = [...devices.all(state)].filter(([, row]) => row.person === person).map(([device]) => device);
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
    cuts: list(fields<Cut>({ device: hexOf(32), length: integer(0, Number.MAX_SAFE_INTEGER) }), 64),
  }),
  rules: [
    onlyMembersMayAct,
    theRemovalIsOpen,
    theOneConcernedHadTheirHearing,
    moreThanHalfOfTheOthersSupport,
    everyDeviceIsNamed,
    whatWasSeenCounts,
  ],
  transform: ({ state, body }) => {
    const removal = removals.get(state, body.removal);
    // With the person gone, nothing about their removal is left in dispute.
    for (const [id, other] of [...removals.all(state)]) {
      const isSettled =
        id === body.removal || (other.person === removal?.person && other.outcome === 'suspended');
      if (isSettled) removals.put(state, id, { ...other, outcome: 'removed' });
    }
    // The proposal itself may have been set aside since; whose devices are cut off is on record all the same.
    for (const { device } of body.cuts) {
      const person = devices.get(state, device)?.person;
      const member = person === undefined ? undefined : members.get(state, person);
      if (person !== undefined && member !== undefined) {
        members.put(state, person, { ...member, standing: 'removed' });
      }
    }
  },
  ends: {
    cuts: (body) => body.cuts,
    removed: ({ state, body }) => [removals.get(state, body.removal)!.person],
    electors: ({ state, person, body }) => [person, ...supportersOf(state, body.removal)],
    suspend: ({ state, body }) => {
      const removal = removals.get(state, body.removal);
      if (removal !== undefined) removals.put(state, body.removal, { ...removal, outcome: 'suspended' });
    },
  },
});
