import { describe, expect, it } from 'vitest';
import { act, addDevice, copyOf, gardenOf, meet, peer, post } from '../../../../test/peers/garden.ts';
import { recentActs } from './activity.ts';
import { contextsOf, conversationOf } from './conversation.ts';
import { peopleAndDevices } from './people-and-devices.ts';

const [ana, bo] = ['Ana', 'Bo'].map((name) => peer(name));

describe('what members see', () => {
  it('is a conversation with replies under what they answer, the same on every device', () => {
    const view = gardenOf([ana, bo]);
    const first = post(view, ana, 'Who waters?');
    const apart = copyOf(view);
    const reply = (on: typeof view, who: typeof ana, text: string) =>
      act(on, who, 'post-written', { text, context: 'garden', replyTo: first.id });
    reply(view, bo, 'I do');
    const mine = reply(apart, ana, 'Me too');
    meet(view, apart);
    act(view, ana, 'post-undone', { post: mine.id });
    act(view, bo, 'post-written', { text: 'Elsewhere', context: 'kitchen', replyTo: first.id });
    expect(conversationOf(view.state, 'garden')).toMatchObject([{ name: 'Ana', text: 'Who waters?' }]);
    expect(
      conversationOf(view.state, 'garden')[0]
        .replies.map(({ text }) => text)
        .sort(),
    ).toEqual(['I do', null]);
    expect(conversationOf(view.state, 'kitchen').map(({ text }) => text)).toEqual(['Elsewhere']);
    expect(contextsOf(view.state)).toEqual(['kitchen', 'garden']);
    apart.take(view.history.order.map(({ event }) => event));
    expect(conversationOf(apart.state, 'garden')).toEqual(conversationOf(view.state, 'garden'));
  });

  it('is everybody with their devices and who vouched for them', () => {
    const view = gardenOf([ana, bo]);
    const laptop = peer('Bo', 'laptop');
    addDevice(view, laptop);
    act(view, bo, 'device-retired', { device: laptop.device.author, length: 1 });
    expect(peopleAndDevices(view.state)).toMatchObject([
      { name: 'Ana', standing: 'member', vouchedBy: [], devices: [{ isRetired: false }] },
      {
        name: 'Bo',
        standing: 'member',
        vouchedBy: [ana.person],
        devices: [{ name: 'phone' }, { device: laptop.device.author, isRetired: true }],
      },
    ]);
  });

  it('is what happened last, and why some of it does not count', () => {
    const view = gardenOf([ana, bo]);
    const own = post(view, ana);
    act(view, bo, 'post-undone', { post: own.id });
    expect(recentActs(view, 2)).toMatchObject([
      { type: 'post-undone', name: 'Bo', notCounted: 'Somebody else wrote the post.' },
      { type: 'post-written', name: 'Ana', notCounted: null },
    ]);
  });
});
