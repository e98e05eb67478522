import { describe, expect, it } from 'vitest';
import {
  act,
  addDevice,
  admit,
  copyOf,
  gardenOf,
  invite,
  lengthOf,
  meet,
  type Peer,
  peer,
  post,
  reason,
  standing,
} from '../../../test/peers/garden.ts';
import { dayMs } from '../../base/time.ts';
import type { SignedEvent } from '../events/event.ts';
import type { CommunityView } from './community-view.ts';
import { removals } from './tables.ts';

const [ana, bo, chi, dan, eva] = ['Ana', 'Bo', 'Chi', 'Dan', 'Eva'].map((name) => peer(name));
const begun = 100 * dayMs;
const heard = begun + 7 * dayMs;

const propose = (view: CommunityView, by: Peer, who: Peer): SignedEvent =>
  act(view, by, 'removal-proposed', { person: who.person, device: null, reason: 'harm' }, begun);

const conclude = (
  view: CommunityView,
  by: Peer,
  removal: SignedEvent,
  gone: readonly Peer[],
  at = heard,
): SignedEvent =>
  act(
    view,
    by,
    'removal-concluded',
    {
      removal: removal.id,
      isDevice: false,
      cuts: gone.map((who) => ({ device: who.device.author, length: lengthOf(view, who) })),
    },
    at,
  );

/** A removal by those named, all on one device; the last of them concludes. */
const remove = (view: CommunityView, who: Peer, ...by: readonly Peer[]) => {
  const removal = propose(view, by[0], who);
  for (const supporter of by.slice(1))
    act(view, supporter, 'removal-supported', { removal: removal.id }, begun);
  return { removal, concluded: conclude(view, by.at(-1)!, removal, [who]) };
};

const outcome = (view: CommunityView, removal: SignedEvent) => removals.get(view.state, removal.id)?.outcome;

describe('a removal', () => {
  it('takes more than half of the other members, a hearing, and every device by name', () => {
    const view = gardenOf([ana, bo, chi, dan, eva]);
    const laptop = peer('Eva', 'laptop');
    addDevice(view, laptop);
    const removal = propose(view, ana, eva);
    act(view, bo, 'removal-supported', { removal: removal.id }, begun);
    expect(reason(view, act(view, eva, 'removal-supported', { removal: removal.id }, begun))).toBe(
      'concerns-oneself',
    );
    expect(reason(view, conclude(view, ana, removal, [eva, laptop]))).toBe('too-few-supporters');
    act(view, chi, 'removal-supported', { removal: removal.id }, begun);
    expect(reason(view, conclude(view, ana, removal, [eva, laptop], heard - 1))).toBe('hearing-runs');
    expect(reason(view, conclude(view, ana, removal, [eva]))).toBe('cuts-incomplete');
    expect(standing(view, eva)).toBe('member');
    conclude(view, ana, removal, [eva, laptop]);
    expect(standing(view, eva)).toBe('removed');
    expect(reason(view, post(view, laptop))).toBe('after-the-cut');
    expect(reason(view, conclude(view, ana, removal, [eva, laptop]))).toBe('removal-concluded');
    expect(reason(view, admit(view, bo, eva, invite(view, bo), heard))).toBe('removed-before');
  });

  it('is not carried by newcomers who outnumber those who may decide', () => {
    const view = gardenOf([ana, bo, chi]);
    for (const newcomer of [dan, eva]) admit(view, chi, newcomer, invite(view, chi), begun - dayMs);
    const removal = propose(view, chi, ana);
    for (const who of [dan, eva]) act(view, who, 'removal-supported', { removal: removal.id }, begun);
    expect(reason(view, conclude(view, chi, removal, [ana]))).toBe('too-few-supporters');
    act(view, bo, 'removal-supported', { removal: removal.id }, begun);
    expect(reason(view, conclude(view, chi, removal, [ana]))).toBeUndefined();
  });

  it('reaches a device nobody had seen, whenever it claims to have been added', () => {
    const view = gardenOf([ana, bo, chi]);
    const apart = copyOf(view);
    const hidden = peer('Chi', 'hidden');
    addDevice(apart, hidden);
    const backdated = post(apart, hidden, 'from before');
    const invited = invite(apart, hidden);
    admit(apart, hidden, dan, invited);
    remove(view, chi, ana, bo);
    const early = copyOf(view);
    meet(view, apart);
    expect(reason(view, backdated)).toBe('after-the-cut');
    expect(standing(view, dan)).toBeUndefined();
    early.take([backdated]);
    meet(early, apart);
    expect(new Set([view, apart, early].map((each) => each.state.hash())).size).toBe(1);
  });

  it('does not undo what its author had seen, nor reach back by a later copy of it', () => {
    const view = gardenOf([ana, bo, chi]);
    const seen = post(view, chi);
    const removal = propose(view, ana, chi);
    act(view, bo, 'removal-supported', { removal: removal.id }, begun);
    const short = { removal: removal.id, isDevice: false, cuts: [{ device: chi.device.author, length: 0 }] };
    expect(reason(view, act(view, ana, 'removal-concluded', short, heard))).toBe('cut-too-short');
    conclude(view, ana, removal, [chi]);
    expect(reason(view, seen)).toBeUndefined();
  });

  it('cuts off what the removed one concluded meanwhile, whichever comes first in the order', () => {
    for (const delay of [0, 20]) {
      const view = gardenOf([ana, bo, chi, dan, eva]);
      const ofDan = propose(view, bo, dan);
      for (const who of [ana, eva]) act(view, who, 'removal-supported', { removal: ofDan.id }, begun);
      const ofBo = propose(view, ana, bo);
      for (const who of [chi, eva]) act(view, who, 'removal-supported', { removal: ofBo.id }, begun);
      const apart = copyOf(view);
      for (let i = 0; i < delay; i++) post(apart, bo);
      const byBo = conclude(apart, bo, ofDan, [dan]);
      for (let i = 0; i < 20 - delay; i++) post(view, ana);
      conclude(view, ana, ofBo, [bo]);
      meet(view, apart);
      expect(reason(view, byBo)).toBe('after-the-cut');
      expect([standing(view, bo), standing(view, dan)]).toEqual(['removed', 'member']);
      expect(view.state.hash()).toBe(apart.state.hash());
      expect(reason(view, post(view, dan))).toBeUndefined();
    }
  });
});

describe('two removals that take each other’s electors', () => {
  /** All want both Ana and Bo to go; each of the two concludes the other's removal, neither knowing. */
  const conflict = (people = [ana, bo, chi, dan, eva]) => {
    const view = gardenOf(people);
    const ofBo = propose(view, ana, bo);
    const ofAna = propose(view, bo, ana);
    for (const who of people.slice(2)) {
      for (const { id } of [ofBo, ofAna]) act(view, who, 'removal-supported', { removal: id }, begun);
    }
    const apart = copyOf(view);
    const one = { removal: ofBo, concluded: conclude(view, ana, ofBo, [bo]) };
    const other = { removal: ofAna, concluded: conclude(apart, bo, ofAna, [ana]) };
    meet(view, apart);
    return { view, apart, one, other };
  };

  it('are both suspended, on every device alike, and nobody is removed', () => {
    const { view, apart, one, other } = conflict();
    expect([reason(view, one.concluded), reason(view, other.concluded)]).toEqual([
      'removal-suspended',
      'removal-suspended',
    ]);
    expect([outcome(view, one.removal), outcome(view, other.removal)]).toEqual(['suspended', 'suspended']);
    expect([standing(view, ana), standing(view, bo)]).toEqual(['member', 'member']);
    expect(reason(view, post(view, bo))).toBeUndefined();
    expect(reason(apart, post(apart, ana))).toBeUndefined();
  });

  it('are settled by those neither would remove: one goes, the other stays and decides again', () => {
    const { view, one, other } = conflict();
    const dismissing = act(view, ana, 'removal-dismissed', { removal: other.removal.id }, heard);
    expect(reason(view, dismissing)).toBe('concerns-oneself');
    expect(reason(view, act(view, bo, 'removal-dismissed', { removal: other.removal.id }, heard))).toBe(
      'removal-in-conflict',
    );
    const again = propose(view, chi, bo);
    act(view, dan, 'removal-supported', { removal: again.id }, begun);
    act(view, ana, 'removal-supported', { removal: again.id }, begun);
    conclude(view, chi, again, [bo]);
    expect([standing(view, bo), outcome(view, one.removal)]).toEqual(['removed', 'removed']);
    for (const who of [chi, dan]) act(view, who, 'removal-dismissed', { removal: other.removal.id }, heard);
    expect(outcome(view, other.removal)).toBe('dismissed');
    const next = propose(view, chi, dan);
    expect(reason(view, act(view, ana, 'removal-supported', { removal: next.id }, heard))).toBeUndefined();
    expect(reason(view, conclude(view, ana, next, [dan], heard + 7 * dayMs))).toBeUndefined();
    expect(standing(view, dan)).toBe('removed');
  });

  it('leave two alone with the whole record, and neither gone', () => {
    const { view, apart, one, other } = conflict([ana, bo]);
    expect([outcome(view, one.removal), outcome(view, other.removal)]).toEqual(['suspended', 'suspended']);
    const again = propose(view, ana, bo);
    expect(reason(view, conclude(view, ana, again, [bo]))).toBe('too-few-supporters');
    meet(view, apart);
    expect(view.state.hash()).toBe(apart.state.hash());
  });
});

describe('a lost device', () => {
  it('is retired by the others together where its person cannot, and the person stays', () => {
    const view = gardenOf([ana, bo, chi, dan]);
    const tablet = peer('Dan', 'tablet');
    addDevice(view, tablet);
    const body = { person: dan.person, device: dan.device.author, reason: 'lost on the train' };
    const wrong = act(view, ana, 'removal-proposed', { ...body, device: bo.device.author }, begun);
    expect(reason(view, wrong)).toBe('not-their-device');
    const removal = act(view, ana, 'removal-proposed', body, begun);
    const cut = (who: Peer) => [{ device: who.device.author, length: lengthOf(view, who) }];
    const retire = (isDevice: boolean, cuts: ReturnType<typeof cut>) =>
      act(view, ana, 'removal-concluded', { removal: removal.id, isDevice, cuts }, heard);
    expect(reason(view, retire(true, cut(dan)))).toBe('too-few-supporters');
    act(view, bo, 'removal-supported', { removal: removal.id }, begun);
    expect(reason(view, retire(false, cut(dan)))).toBe('cuts-incomplete');
    expect(reason(view, retire(true, [...cut(dan), ...cut(tablet)]))).toBe('cuts-incomplete');
    expect(reason(view, retire(true, cut(dan)))).toBeUndefined();
    expect(standing(view, dan)).toBe('member');
    expect(reason(view, post(view, dan))).toBe('after-the-cut');
    expect(reason(view, post(view, tablet))).toBeUndefined();
    expect(outcome(view, removal)).toBe('removed');
  });
});

describe('a community that agreed on how it goes on without somebody', () => {
  const agreed = (method: string) => gardenOf([ana, bo, chi, dan, eva], { methods: { membership: method } });
  const supported = (view: CommunityView, ...by: readonly Peer[]) => {
    const removal = propose(view, by[0]!, eva);
    for (const who of by.slice(1)) act(view, who, 'removal-supported', { removal: removal.id }, begun);
    return removal;
  };

  it('by consensus needs all others, by consent more than half and nobody against, by majority more than half', () => {
    const cases = [
      ['consensus', [ana, bo, chi], [], 'too-few-supporters'],
      ['consensus', [ana, bo, chi, dan], [], undefined],
      ['consent', [ana, bo, chi], [dan], 'too-few-supporters'],
      ['consent', [ana, bo, chi], [], undefined],
      ['majority', [ana, bo, chi], [dan], undefined],
      ['majority', [ana, bo], [], 'too-few-supporters'],
    ] as const;
    for (const [method, support, against, expected] of cases) {
      const view = agreed(method);
      const removal = supported(view, ...support);
      for (const who of against) act(view, who, 'removal-dismissed', { removal: removal.id }, begun);
      expect(reason(view, conclude(view, ana, removal, [eva]))).toBe(expected);
    }
  });
});
