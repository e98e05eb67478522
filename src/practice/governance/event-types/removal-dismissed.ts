import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { removalElectors } from '../selectors/removal-electors.ts';
import { removalDismissals, removals } from '../tables.ts';

/**
 * A member would let a removal drop. With more than half of those who decide on it, it is dismissed; this is also how
 * a suspended removal is settled in favour of the one concerned.
 */
export type RemovalDismissed = { readonly removal: string };

const theRemovalIsUndecided: Rule<RemovalDismissed> = ({ state, body }) => {
  const removal = removals.get(state, body.removal);
  if (removal === undefined) return 'removal-unknown';
  return removal.outcome === 'open' || removal.outcome === 'suspended' ? null : 'removal-concluded';
};

const onlyThoseWhoDecide: Rule<RemovalDismissed> = ({ state, person, body }) => {
  const concerned = removals.get(state, body.removal)!.person;
  if (person === concerned) return 'concerns-oneself';
  return removalElectors(state, concerned).includes(person) ? null : 'removal-in-conflict';
};

export const removalDismissed = eventType<RemovalDismissed>({
  type: 'removal-dismissed',
  shape: fields<RemovalDismissed>({ removal: hexOf(32) }),
  rules: [onlyMembersMayAct, theRemovalIsUndecided, onlyThoseWhoDecide],
  transform: ({ state, person, at, body }) => {
    removalDismissals.put(state, `${body.removal}/${person}`, { at });
    const removal = removals.get(state, body.removal)!;
    const electors = removalElectors(state, removal.person);
    const answers = electors.filter(
      (elector) => removalDismissals.get(state, `${body.removal}/${elector}`) !== undefined,
    );
    if (answers.length * 2 > electors.length) {
      removals.put(state, body.removal, { ...removal, outcome: 'dismissed' });
    }
  },
});
