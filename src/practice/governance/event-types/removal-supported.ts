import { fields, hexOf } from '../body-shape.ts';
import { eventType, type Rule } from '../event-type.ts';
import { onlyMembersMayAct } from '../rules/membership.ts';
import { removalSupports, removals } from '../tables.ts';

export type RemovalSupported = { readonly removal: string };

const onlyOthersSupportARemoval: Rule<RemovalSupported> = ({ state, person, body }) => {
  const removal = removals.get(state, body.removal);
  if (removal === undefined) return 'removal-unknown';
  return removal.person === person ? 'concerns-oneself' : null;
};

export const removalSupported = eventType<RemovalSupported>({
  type: 'removal-supported',
  shape: fields<RemovalSupported>({ removal: hexOf(32) }),
  rules: [onlyMembersMayAct, onlyOthersSupportARemoval],
  transform: ({ state, person, at, body }) => removalSupports.put(state, `${body.removal}/${person}`, { at }),
});
