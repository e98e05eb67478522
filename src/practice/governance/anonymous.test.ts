import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  act,
  addDevice,
  copyOf,
  eventsOf,
  gardenOf,
  meet,
  type Peer,
  peer,
  reason,
} from '../../../test/peers/garden.ts';
import { dayMs } from '../../base/time.ts';
import type { SignedEvent } from '../events/event.ts';
import { CommunityView } from './community-view.ts';
import { sharesDue } from './decisions/anonymous-count.ts';
import { actsSeen, hashOfActs } from './decisions/counting-acts.ts';
import { outcomeOf } from './decisions/decision-outcome.ts';
import { actsOf, decisions } from './decisions/decision-tables.ts';
import { type Ballot, checkTerms, type DecisionTerms, usualTerms } from './decisions/decision-terms.ts';
import { packKeys } from './decisions/electorate-keys.ts';
import { personScalar } from './decisions/group.ts';
import {
  isSealedRow,
  openBallotShare,
  ownImage,
  type SealedBallot,
  sealBallot,
} from './decisions/sealed-ballot.ts';
import { decisionPage } from './selectors/decision-page.ts';
import { electorateAsOf } from './selectors/electorate.ts';

const [ana, bo, chi, dan] = ['Ana', 'Bo', 'Chi', 'Dan'].map((name) => peer(name));
const all = [ana, bo, chi, dan] as const;
const begun = 400 * dayMs;
const deadline = begun + 7 * dayMs;
const after = deadline + 1;
const blank: Ballot = { stance: null, tiers: null, marks: null };
const stance = (said: string): Ballot => ({ ...blank, stance: said });
const entropy = (() => {
  let drawn = 0;
  return () => {
    drawn++;
    return new Uint8Array(32).map((_, i) => (drawn * 31 + i * 7) & 255);
  };
})();

const openBy = (view: CommunityView, by: Peer, terms: Partial<DecisionTerms> = {}): SignedEvent =>
  act(
    view,
    by,
    'decision-opened',
    {
      proposal: null,
      electorate: packKeys(electorateAsOf(view.state, begun)),
      terms: { ...usualTerms('Do we go on?', deadline), method: 'majority', isAnonymous: true, ...terms },
    },
    begun,
  );

const sealedOf = (
  view: CommunityView,
  who: Peer,
  decision: SignedEvent,
  ballot: Ballot,
  turn = 0,
): SealedBallot => {
  const row = decisions.get(view.state, decision.id)!;
  const said = { decision: decision.id, version: row.version, turn, ballot };
  return sealBallot(row, said, personScalar(who.seed), entropy());
};

const carry = (view: CommunityView, by: Peer, sealed: SealedBallot, at = begun): SignedEvent =>
  act(view, by, 'ballot-carried', sealed, at);

const close = (view: CommunityView, by: Peer, decision: SignedEvent): SignedEvent =>
  act(view, by, 'decision-closed', { decision: decision.id }, after);

/** What a member's device does after the close. */
const openShares = (view: CommunityView, by: Peer, decision: SignedEvent): SignedEvent | null => {
  const row = decisions.get(view.state, decision.id)!;
  const { place, ballots } = sharesDue(view.state, decision.id, by.person);
  const shares = ballots.map((ballot) => {
    const sealed = actsOf(decision.id).get(view.state, ballot);
    if (!isSealedRow(sealed)) throw new Error('expected a sealed ballot');
    return { ballot, ...openBallotShare(row, sealed, place, personScalar(by.seed), entropy()) };
  });
  return shares.length === 0
    ? null
    : act(view, by, 'ballots-opened', { decision: decision.id, shares }, after);
};

const sign = (view: CommunityView, by: Peer, decision: SignedEvent): SignedEvent => {
  const { version } = decisions.get(view.state, decision.id)!;
  const set = hashOfActs(actsSeen(view.state, decision.id, () => true));
  return act(view, by, 'ballots-counted', { decision: decision.id, round: 0, version, set }, after);
};

const outcome = (view: CommunityView, decision: SignedEvent) => outcomeOf(view.state, decision.id);

/** Ana, Bo and Chi answer, each carried by another. */
const answered = () => {
  const view = gardenOf(all);
  const decision = openBy(view, ana);
  const said = [
    carry(view, bo, sealedOf(view, ana, decision, stance('for'))),
    carry(view, dan, sealedOf(view, bo, decision, stance('against'))),
    carry(view, ana, sealedOf(view, chi, decision, stance('for'))),
  ];
  return { view, decision, said };
};

describe('an anonymous decision', () => {
  it('stays closed until more than half open it together, and is then counted and settled', () => {
    const { view, decision, said } = answered();
    expect(said.map((event) => reason(view, event))).toEqual([undefined, undefined, undefined]);
    expect(outcome(view, decision)).toMatchObject({ result: 'undecided', answers: 3, answered: [] });
    expect(decisionPage(view.state, decision.id, ana.person, begun)!.outcome).toMatchObject({
      ...{ answers: null, answered: [], waiting: [] },
    });
    close(view, dan, decision);
    expect(outcome(view, decision).result).toBe('undecided');
    for (const by of [ana, bo]) openShares(view, by, decision);
    expect(outcome(view, decision).result).toBe('undecided');
    openShares(view, chi, decision);
    expect(outcome(view, decision)).toMatchObject({ phase: 'provisional', result: 'passes' });
    expect(openShares(view, dan, decision)).toBe(null);
    for (const by of [ana, bo, chi]) sign(view, by, decision);
    expect(outcome(view, decision)).toMatchObject({ phase: 'settled', result: 'passes' });
    const page = decisionPage(view.state, decision.id, ana.person, after)!;
    expect(page.ballots.map(({ by, ballot }) => [by, ballot.stance]).sort()).toEqual([
      [null, 'against'],
      [null, 'for'],
      [null, 'for'],
    ]);
  });

  it('comes to the same byte for byte in whatever order a device hears of it', () => {
    const { view, decision } = answered();
    close(view, dan, decision);
    for (const by of [ana, bo, chi]) openShares(view, by, decision);
    for (const by of [dan, bo, chi]) sign(view, by, decision);
    const told = (of: CommunityView) => JSON.stringify([of.state.hash(), outcome(of, decision)]);
    const expected = told(view);
    const events = eventsOf(view);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
        const other = new CommunityView(view.history.community);
        for (const event of order) other.take([event]);
        expect(told(other)).toBe(expected);
      }),
      { numRuns: 4, seed: 5 },
    );
  });

  it('counts ranked ballots as if they were open', () => {
    const view = gardenOf(all);
    const options = ['Beans', 'Kale', 'Peas'];
    const decision = openBy(view, ana, { method: 'schulze', options });
    for (const [who, tiers] of [
      [ana, [[1], [0], [2]]],
      [bo, [[1], [2], [0]]],
      [chi, [[0], [1], [2]]],
    ] as const) {
      carry(view, dan, sealedOf(view, who, decision, { ...blank, tiers: tiers.map((tier) => [...tier]) }));
    }
    close(view, dan, decision);
    for (const by of [ana, bo, chi]) openShares(view, by, decision);
    expect(outcome(view, decision)).toMatchObject({ result: 'decided', winners: ['Kale'] });
  });

  it('stays closed for good where it is withdrawn', () => {
    const { view, decision } = answered();
    act(view, ana, 'decision-withdrawn', { decision: decision.id, why: '' }, begun + 1);
    expect(outcome(view, decision)).toMatchObject({ result: 'withdrawn', winners: [] });
    for (const by of all) expect(openShares(view, by, decision)).toBe(null);
  });

  it('stays closed for good where fewer than three, or than the quorum, answered', () => {
    const view = gardenOf(all);
    const decision = openBy(view, ana, { quorum: '1/100' });
    for (const who of [ana, bo]) carry(view, dan, sealedOf(view, who, decision, stance('for')));
    close(view, dan, decision);
    expect(openShares(view, ana, decision)).toBe(null);
    expect(outcome(view, decision)).toMatchObject({ result: 'no-quorum', winners: [] });
    expect(outcome(view, decision).words[0]).toContain('stay closed');
    const row = decisions.get(view.state, decision.id)!;
    const [ballot, sealed] = [...actsOf(decision.id).all(view.state)][0]!;
    if (!isSealedRow(sealed)) throw new Error('expected a sealed ballot');
    const forced = openBallotShare(row, sealed, 0, personScalar(ana.seed), entropy());
    const opening = act(
      view,
      ana,
      'ballots-opened',
      { decision: decision.id, shares: [{ ballot, ...forced }] },
      after,
    );
    expect(reason(view, opening)).toBe('too-few-to-open');
  });
});

describe('an anonymous ballot', () => {
  it('cannot be cast twice: a further turn takes the place of the one before, whoever carries them', () => {
    const { view, decision } = answered();
    const again = sealedOf(view, bo, decision, stance('for'), 1);
    carry(view, ana, again);
    carry(view, chi, again);
    expect(outcome(view, decision).answers).toBe(3);
    close(view, dan, decision);
    for (const by of [ana, bo, chi]) openShares(view, by, decision);
    const page = decisionPage(view.state, decision.id, ana.person, after)!;
    expect(page.ballots.map(({ ballot }) => ballot.stance)).toEqual(['for', 'for', 'for']);
  });

  it('by two devices of one person that say different things counts for neither until a further turn', () => {
    const { view, decision } = answered();
    carry(view, dan, sealedOf(view, chi, decision, stance('against'), 0));
    expect(outcome(view, decision).answers).toBe(2);
    carry(view, dan, sealedOf(view, chi, decision, stance('against'), 1));
    expect(outcome(view, decision).answers).toBe(3);
  });

  it('cannot be forged, altered, copied under another name, or given by somebody outside of the electorate', () => {
    const { view, decision } = answered();
    const own = sealedOf(view, dan, decision, stance('for'));
    const body = sealedOf(view, ana, decision, stance('for'), 3);
    for (const wrong of [
      { ...own, sealed: own.sealed.map((byte) => byte ^ 1) },
      { ...own, turn: 1 },
      { ...own, image: body.image },
      // Dan passes Ana's closed ballot off as his: the deal holds for her image alone.
      { ...own, sealed: body.sealed, shares: body.shares, commitments: body.commitments },
      { ...own, responses: own.responses.slice(32) },
    ]) {
      expect(reason(view, carry(view, bo, wrong))).toBe('ballot-forged');
    }
    expect(outcome(view, decision).answers).toBe(3);
    const row = decisions.get(view.state, decision.id)!;
    const said = { decision: decision.id, version: row.version, turn: 0, ballot: stance('for') };
    const stranger = personScalar(peer('Eva').seed);
    expect(() => sealBallot(row, said, stranger, entropy())).toThrow();
  });

  it('cannot be told whose it is with any one member’s secret but its author’s', () => {
    const { view, decision, said } = answered();
    const row = decisions.get(view.state, decision.id)!;
    const images = said.map(({ body }) => body.image);
    const imageOf = (who: Peer, by = who) =>
      ownImage(row, decision.id, { person: who.person, secret: personScalar(by.seed) });
    // One's own is found by oneself, and by nobody else's secret, whoever one takes it for.
    expect(images.filter((image) => image === imageOf(ana))).toHaveLength(1);
    for (const by of [bo, dan]) {
      for (const who of all) {
        if (who !== by) expect(imageOf(who, by)).not.toBe(imageOf(who));
      }
    }
    expect(images).not.toContain(imageOf(dan));
    // Nothing of a person, a device or a moment is in what is written.
    const written = JSON.stringify(said.map(({ body }) => body));
    for (const { person, device } of all) {
      expect(written).not.toContain(person);
      expect(written).not.toContain(device.author);
    }
    expect(new Set(said.map(({ at }) => at))).toEqual(new Set([begun]));
    expect(new Set(said.map(({ body }) => (body.sealed as Uint8Array).length)).size).toBe(1);
  });

  it('is the same person’s from any of their devices', () => {
    const { view, decision } = answered();
    const laptop = peer('Ana', 'laptop');
    addDevice(view, laptop, begun);
    carry(view, chi, sealedOf(view, laptop, decision, stance('against'), 1));
    expect(outcome(view, decision).answers).toBe(3);
  });

  it('that is open where ballots are sealed, or sealed where they are open, does not count', () => {
    const { view, decision } = answered();
    const row = decisions.get(view.state, decision.id)!;
    const said = {
      decision: decision.id,
      version: row.version,
      ballot: stance('for'),
      reason: '',
      replaces: [],
    };
    expect(reason(view, act(view, dan, 'ballot-cast', said, begun))).toBe('ballot-not-sealed');
    const open = openBy(view, ana, { isAnonymous: false });
    const sealed = sealedOf(view, dan, open, stance('for'));
    expect(reason(view, carry(view, bo, sealed))).toBe('ballot-sealed');
  });

  it('that its carrier writes after the deadline is shown as late, with nobody’s name', () => {
    const { view, decision } = answered();
    const late = carry(view, bo, sealedOf(view, dan, decision, stance('for')), after);
    expect(outcome(view, decision).late).toEqual([late.id]);
    expect(decisionPage(view.state, decision.id, ana.person, after)!.late[0]!.by).toBe(null);
  });

  it('that opens to something else than a ballot of its method is no answer to count', () => {
    const { view, decision } = answered();
    carry(view, ana, sealedOf(view, dan, decision, { ...blank, marks: [1, 2, 3] }));
    close(view, dan, decision);
    for (const by of [ana, bo, chi]) openShares(view, by, decision);
    expect(outcome(view, decision)).toMatchObject({ answers: 4, result: 'passes' });
    expect(decisionPage(view.state, decision.id, ana.person, after)!.ballots).toHaveLength(3);
  });

  it('is opened only by shares that are one’s own and true', () => {
    const { view, decision } = answered();
    close(view, dan, decision);
    const row = decisions.get(view.state, decision.id)!;
    const { place, ballots } = sharesDue(view.state, decision.id, ana.person);
    const sealed = actsOf(decision.id).get(view.state, ballots[0]!);
    if (!isSealedRow(sealed)) throw new Error('expected a sealed ballot');
    const share = openBallotShare(row, sealed, place, personScalar(ana.seed), entropy());
    const shares = [{ ballot: ballots[0]!, ...share }];
    expect(reason(view, act(view, bo, 'ballots-opened', { decision: decision.id, shares }, after))).toBe(
      'share-wrong',
    );
    const early = { decision: decision.id, shares };
    expect(reason(view, act(view, ana, 'ballots-opened', early, begun))).toBe('not-closed');
    expect(reason(view, act(view, ana, 'ballots-opened', early, after))).toBeUndefined();
  });

  it('of half a community comes together with the other half’s', () => {
    const view = gardenOf(all);
    const decision = openBy(view, ana);
    const there = copyOf(view);
    carry(view, bo, sealedOf(view, ana, decision, stance('for')));
    carry(view, ana, sealedOf(view, bo, decision, stance('for')));
    carry(there, chi, sealedOf(view, dan, decision, stance('against')));
    carry(there, dan, sealedOf(view, chi, decision, stance('for')));
    meet(view, there);
    expect(outcome(view, decision).answers).toBe(4);
    expect(there.state.hash()).toBe(view.state.hash());
  });
});

describe('terms of an anonymous decision', () => {
  it('are refused where an author is needed, among too few or too many, and for newcomers', () => {
    const terms = { ...usualTerms('?', deadline), method: 'majority' as const, isAnonymous: true };
    const code = (changes: Partial<DecisionTerms>, eligible: number) => {
      const checked = checkTerms({ ...terms, ...changes }, eligible, begun);
      return checked.ok ? null : checked.code;
    };
    expect(code({}, 3)).toBe(null);
    expect(code({}, 2)).toBe('decision-anonymous-size');
    expect(code({}, 101)).toBe('decision-anonymous-size');
    expect(code({ method: 'consent' }, 5)).toBe('decision-anonymous-method');
    expect(code({ lateJoiners: 'take-part' }, 5)).toBe('decision-anonymous-late');
  });
});
