import { describe, expect, it } from 'vitest';
import {
  act,
  addDevice,
  admit,
  copyOf,
  found,
  gardenOf,
  invite,
  link,
  meet,
  peer,
  post,
  reason,
  standing,
} from '../../../test/peers/garden.ts';
import { dayMs } from '../../base/time.ts';
import { proveInvitation } from './event-types/member-admitted.ts';
import { electorateAsOf } from './selectors/electorate.ts';
import { isEpochStale, readingDevices, sealedFor } from './selectors/epoch-devices.ts';
import { devices, epochs, sealedInvitations, vouches } from './tables.ts';

const [ana, bo, chi, dan, eva] = ['Ana', 'Bo', 'Chi', 'Dan', 'Eva'].map((name) => peer(name));

describe('an invitation', () => {
  it('lets in whoever holds its link, answered by any member, and the inviter vouches', () => {
    const view = gardenOf([ana, bo]);
    const invitation = invite(view, ana);
    admit(view, bo, chi, invitation);
    expect(standing(view, chi)).toBe('member');
    expect(vouches.get(view.state, `${chi.person}/${ana.person}`)).toBeDefined();
    expect(vouches.get(view.state, `${chi.person}/${bo.person}`)).toBeUndefined();
  });

  it('lets nobody in without its link, nor with a proof made for another device', () => {
    const view = gardenOf([ana]);
    const invitation = invite(view, ana);
    const [proof, foreign] = [dan.device, chi.device].map((device, i) =>
      proveInvitation(invitation.id, device.author, i === 0 ? link() : link('guess')),
    );
    for (const wrong of [proof, foreign, null]) {
      const body = { certificate: chi.certificate, name: 'Chi', deviceName: '', invitation: invitation.id };
      expect(reason(view, act(view, ana, 'member-admitted', { ...body, proof: wrong }))).toBe(
        'invitation-unproven',
      );
    }
    expect(reason(view, admit(view, ana, chi, null))).toBe('invitation-needed');
    expect(standing(view, chi)).toBeUndefined();
  });

  it('ends with its time, its uses, its being taken back and its inviter', () => {
    const view = gardenOf([ana, bo]);
    const short = invite(view, ana, { until: 5 });
    expect(reason(view, admit(view, ana, chi, short, 6))).toBe('invitation-ended');
    const single = invite(view, ana, { uses: 1 }, 40 * dayMs);
    admit(view, ana, chi, single, 40 * dayMs);
    expect(reason(view, admit(view, ana, dan, single, 40 * dayMs))).toBe('invitation-used');
    const taken = invite(view, ana);
    expect(reason(view, act(view, bo, 'invitation-taken-back', { invitation: taken.id }))).toBe(
      'not-their-invitation',
    );
    act(view, ana, 'invitation-taken-back', { invitation: taken.id });
    expect(reason(view, admit(view, ana, dan, taken))).toBe('invitation-taken-back');
    const ofBo = invite(view, bo);
    act(view, bo, 'member-left', {});
    expect(reason(view, admit(view, ana, dan, ofBo))).toBe('inviter-gone');
  });

  it('used up by two who meet later counts for the one in order and not for the other', () => {
    const view = gardenOf([ana, bo]);
    const single = invite(view, ana, { uses: 1 });
    const there = copyOf(view);
    admit(view, ana, chi, single);
    admit(there, bo, dan, single);
    meet(view, there);
    expect([chi, dan].filter((who) => standing(view, who) === 'member')).toHaveLength(1);
    expect(view.state.hash()).toBe(there.state.hash());
  });

  it('is sealed by its inviter alone, to more and more devices', () => {
    const view = gardenOf([ana, bo, chi]);
    const invitation = invite(view, ana);
    const to = (who: typeof ana) => ({ [who.device.author]: new Uint8Array(80) });
    act(view, ana, 'invitation-sealed', { invitation: invitation.id, sealed: to(bo) });
    act(view, ana, 'invitation-sealed', { invitation: invitation.id, sealed: to(chi) });
    const foreign = act(view, bo, 'invitation-sealed', { invitation: invitation.id, sealed: to(dan) });
    expect(reason(view, foreign)).toBe('not-their-invitation');
    expect(Object.keys(sealedInvitations.get(view.state, invitation.id)!).sort()).toEqual(
      [bo, chi].map((who) => who.device.author).sort(),
    );
  });
});

describe('vouching', () => {
  it('brings in at most two newcomers of one member in 30 days, whoever answers', () => {
    const view = gardenOf([ana, bo, chi]);
    const invitation = invite(view, ana);
    expect(reason(view, admit(view, bo, dan, invitation, 29 * dayMs))).toBe('vouched-for-many');
    expect(reason(view, admit(view, bo, dan, invitation, 30 * dayMs))).toBeUndefined();
    expect(reason(view, admit(view, bo, eva, invite(view, bo), 30 * dayMs))).toBeUndefined();
  });

  it('of two members is waited for where the community asks for two', () => {
    const view = found(ana, { vouchesNeeded: 2 });
    admit(view, ana, bo, invite(view, ana));
    expect(standing(view, bo)).toBe('vouched');
    expect(reason(view, post(view, bo))).toBe('not-a-member');
    expect(reason(view, act(view, ana, 'member-vouched', { person: bo.person }))).toBe('vouched-already');
    expect(reason(view, act(view, bo, 'member-vouched', { person: bo.person }))).toBe('not-a-member');
  });

  it('a second time brings a newcomer into the electorate before the week is over', () => {
    const view = gardenOf([ana, bo, chi]);
    expect(electorateAsOf(view.state, dayMs)).toEqual([ana.person]);
    act(view, bo, 'member-vouched', { person: chi.person }, dayMs);
    expect(electorateAsOf(view.state, dayMs)).toEqual([ana.person, chi.person].sort());
    expect(electorateAsOf(view.state, 7 * dayMs)).toHaveLength(3);
    expect(reason(view, act(view, bo, 'member-vouched', { person: bo.person }))).toBe('vouched-for-oneself');
    expect(reason(view, act(view, bo, 'member-vouched', { person: dan.person }))).toBe('not-a-newcomer');
  });

  it('of more than half of the members is a decision where joining takes one', () => {
    const view = found(ana, { joining: 'by-decision' });
    const invitation = invite(view, ana);
    admit(view, ana, bo, invitation);
    expect(standing(view, bo)).toBe('member');
    admit(view, bo, chi, invitation);
    expect(standing(view, chi)).toBe('vouched');
    act(view, bo, 'member-vouched', { person: chi.person });
    expect(standing(view, chi)).toBe('member');
    admit(view, ana, dan, invitation);
    expect(standing(view, dan)).toBe('vouched');
    act(view, chi, 'member-vouched', { person: dan.person });
    expect(standing(view, dan)).toBe('member');
  });

  it('is not needed where anyone with the link may join', () => {
    const view = found(ana, { joining: 'open' });
    admit(view, ana, bo, null);
    expect(standing(view, bo)).toBe('member');
  });
});

describe('a device', () => {
  const laptop = peer('Bo', 'laptop');

  it('adds itself from the phrase alone and writes as the same person', () => {
    const view = gardenOf([ana, bo]);
    addDevice(view, laptop);
    expect(devices.get(view.state, laptop.device.author)?.person).toBe(bo.person);
    expect(reason(view, post(view, laptop))).toBeUndefined();
    expect(reason(view, addDevice(view, laptop))).toBe('device-known');
    expect(reason(view, addDevice(view, chi))).toBe('not-a-member');
    const stolen = { ...laptop, device: dan.device };
    expect(reason(view, addDevice(view, stolen))).toBe('certificate-wrong');
  });

  it('is named by any device of its person and by nobody else', () => {
    const view = gardenOf([ana, bo]);
    addDevice(view, laptop);
    const named = { device: laptop.device.author, name: 'Kitchen' };
    act(view, bo, 'device-named', named);
    expect(reason(view, act(view, ana, 'device-named', { ...named, name: 'Mine' }))).toBe('not-their-device');
    expect(devices.get(view.state, laptop.device.author)?.name).toBe('Kitchen');
  });

  it('retired by another of the same person counts up to what that had seen, even apart', () => {
    const view = gardenOf([ana, bo]);
    addDevice(view, laptop);
    const seen = post(view, laptop, 'seen');
    const there = copyOf(view);
    const unseen = post(there, laptop, 'unseen');
    expect(reason(view, act(view, ana, 'device-retired', { device: laptop.device.author, length: 2 }))).toBe(
      'not-their-device',
    );
    expect(reason(view, act(view, bo, 'device-retired', { device: laptop.device.author, length: 1 }))).toBe(
      'cut-too-short',
    );
    act(view, bo, 'device-retired', { device: laptop.device.author, length: 2 });
    meet(view, there);
    expect(reason(view, seen)).toBeUndefined();
    expect(reason(view, unseen)).toBe('after-the-cut');
    expect(view.state.hash()).toBe(there.state.hash());
    expect(readingDevices(view.state)).not.toContain(laptop.device.author);
    expect(reason(view, addDevice(view, laptop))).toBe('after-the-cut');
  });

  it('retired by the one it retires at the same time is suspended with it', () => {
    const view = gardenOf([ana, bo]);
    addDevice(view, laptop);
    const there = copyOf(view);
    const one = act(view, bo, 'device-retired', { device: laptop.device.author, length: 1 });
    const other = act(there, laptop, 'device-retired', { device: bo.device.author, length: 0 });
    meet(view, there);
    expect([reason(view, one), reason(view, other)]).toEqual(['removal-suspended', 'removal-suspended']);
    expect(view.state.hash()).toBe(there.state.hash());
    expect(reason(view, post(view, bo))).toBeUndefined();
  });
});

describe('leaving', () => {
  it('is always possible, ends the say of every device, and leaves the way back open', () => {
    const view = gardenOf([ana, bo]);
    const laptop = peer('Bo', 'laptop');
    addDevice(view, laptop);
    act(view, laptop, 'member-left', {});
    expect(standing(view, bo)).toBe('left');
    expect(reason(view, post(view, bo))).toBe('not-a-member');
    admit(view, ana, bo, invite(view, ana), 40 * dayMs);
    expect(standing(view, bo)).toBe('member');
    expect(reason(view, post(view, bo))).toBeUndefined();
  });
});

describe('a key epoch', () => {
  const sealedTo = (...peers: readonly (typeof ana)[]) =>
    Object.fromEntries(peers.map((who) => [who.device.author, new Uint8Array(80)]));
  const epoch = 'ab'.repeat(16);

  it('is stale once somebody who holds its key has left, and not when somebody joined', () => {
    const view = gardenOf([ana, bo]);
    act(view, ana, 'epoch-begun', { epoch, sealed: sealedTo(ana, bo) });
    expect(isEpochStale(view.state, epoch)).toBe(false);
    admit(view, ana, chi, invite(view, ana));
    expect(isEpochStale(view.state, epoch)).toBe(false);
    act(view, bo, 'member-left', {});
    expect(isEpochStale(view.state, epoch)).toBe(true);
    expect(readingDevices(view.state)).toEqual([ana, chi].map((who) => who.device.author).sort());
  });

  it('is sealed to those who come later, and a wrong seal only stands beside the right one', () => {
    const view = gardenOf([ana, bo, chi]);
    act(view, ana, 'epoch-begun', { epoch, sealed: sealedTo(ana, bo) });
    const wrong = new Uint8Array(80).fill(1);
    act(view, bo, 'epoch-begun', { epoch, sealed: { [chi.device.author]: wrong } });
    act(view, ana, 'epoch-begun', { epoch, sealed: sealedTo(chi) });
    expect(epochs.get(view.state, epoch)?.by).toBe(ana.person);
    expect(sealedFor(view.state, epoch, chi.device.author)).toEqual(
      expect.arrayContaining([wrong, new Uint8Array(80)]),
    );
    expect(sealedFor(view.state, epoch, bo.device.author)).toEqual([new Uint8Array(80)]);
    expect(sealedFor(view.state, epoch, dan.device.author)).toEqual([]);
  });
});
