/**
 * A community garden for tests: its members, what they do, how they meet. Founded and joined by Ana, Bo, Chi, …, each
 * on one device, all by Ana's word. Acts within a community bear no signatures, which play no part in what they mean.
 */
import { noHash, type SignedEvent } from '../../src/practice/events/event.ts';
import { signEvent } from '../../src/practice/events/event-codec.ts';
import { type Signer, signerFromSeed } from '../../src/practice/events/signature.ts';
import { type Certificate, certifyDevice } from '../../src/practice/governance/certificate.ts';
import { CommunityView } from '../../src/practice/governance/community-view.ts';
import { proveInvitation } from '../../src/practice/governance/event-types/member-admitted.ts';
import { members, notCounted } from '../../src/practice/governance/tables.ts';

export interface Peer {
  readonly name: string;
  readonly person: string;
  readonly device: Signer;
  readonly certificate: Certificate;
  /** The person's. */
  readonly seed: Uint8Array;
}

const seedOf = (name: string): Uint8Array => {
  const seed = new Uint8Array(32);
  for (let i = 0; i < name.length; i++) seed[i] = name.charCodeAt(i);
  return seed;
};

const key = (name: string): Signer => signerFromSeed(seedOf(name));

/** A person, on the device of that name. */
export const peer = (name: string, device = 'phone'): Peer => {
  const [person, signer] = [key(name), key(`${name}/${device}`)];
  return {
    ...{ name, person: person.author, device: signer, certificate: certifyDevice(person, signer) },
    seed: seedOf(name),
  };
};

/** The key whose secret a link of that name carries. */
export const link = (name = 'link'): Signer => key(name);

export type Body = SignedEvent['body'];

/** A device writes after all that it has seen. */
export const act = (view: CommunityView, who: Peer, type: string, body: Body, at = 0): SignedEvent => {
  const signer = { author: who.device.author, sign: () => new Uint8Array(64) };
  const result = signEvent(view.history.next(who.device.author, { type, body, at }), signer);
  if (!result.ok) throw new Error(result.code);
  view.take([result.value.event]);
  return result.value.event;
};

export const post = (view: CommunityView, who: Peer, text = 'Hello', at = 0): SignedEvent =>
  act(view, who, 'post-written', { text, context: 'garden', replyTo: null }, at);

export const invite = (view: CommunityView, who: Peer, body: Body = {}, at = 0): SignedEvent =>
  act(view, who, 'invitation-made', { key: link().author, uses: 1000, until: 1e12, ...body }, at);

/** `by` answers the invitation for a newcomer. */
export const admit = (
  view: CommunityView,
  by: Peer,
  who: Peer,
  invitation: SignedEvent | null,
  at = 0,
): SignedEvent =>
  act(
    view,
    by,
    'member-admitted',
    {
      certificate: who.certificate,
      name: who.name,
      deviceName: 'phone',
      invitation: invitation?.id ?? null,
      proof: invitation === null ? null : proveInvitation(invitation.id, who.device.author, link()),
    },
    at,
  );

export const addDevice = (view: CommunityView, who: Peer, at = 0): SignedEvent =>
  act(view, who, 'device-added', { certificate: who.certificate, name: 'another' }, at);

export const found = (founder: Peer, changes: Body = {}): CommunityView => {
  const body = {
    certificate: founder.certificate,
    founderName: founder.name,
    deviceName: 'phone',
    name: 'Garden',
    purpose: 'Grow food',
    agreements: [],
    methods: { membership: 'consent' },
    joining: 'by-invitation',
    vouchesNeeded: 1,
    hearingDays: 7,
    ...changes,
  };
  const founding = signEvent(
    {
      v: 1,
      community: noHash,
      author: founder.device.author,
      seq: 0,
      prevHash: noHash,
      deps: [],
      lamport: 0,
      at: 0,
      type: 'community-founded',
      body,
    },
    founder.device,
  );
  if (!founding.ok) throw new Error(founding.code);
  const view = new CommunityView(founding.value.event.id);
  view.take([founding.value.event]);
  return view;
};

const monthMs = 31 * 86_400_000;

/** A garden of these people, two more each month. */
export const gardenOf = (people: readonly Peer[], changes: Body = {}): CommunityView => {
  const view = found(people[0]!, changes);
  const invitation = invite(view, people[0]!);
  people.slice(1).forEach((who, i) => {
    admit(view, people[0]!, who, invitation, Math.floor(i / 2) * monthMs);
  });
  return view;
};

export const eventsOf = (view: CommunityView): SignedEvent[] => view.history.order.map(({ event }) => event);

/** Another device that has seen the same. */
export const copyOf = (view: CommunityView): CommunityView => {
  const copy = new CommunityView(view.history.community);
  copy.take(eventsOf(view));
  return copy;
};

/** All see what any of them has seen. */
export const meet = (...views: readonly CommunityView[]): void => {
  for (const view of views) for (const other of views) view.take(eventsOf(other));
};

export const lengthOf = (view: CommunityView, who: Peer): number =>
  view.history.order.filter(({ event }) => event.author === who.device.author).length;

export const standing = (view: CommunityView, who: Peer): string | undefined =>
  members.get(view.state, who.person)?.standing;

/** Why an event does not count; `undefined` where it does. */
export const reason = (view: CommunityView, event: SignedEvent): string | undefined =>
  notCounted.get(view.state, event.id)?.reason;
