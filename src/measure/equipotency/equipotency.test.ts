import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Arc,
  broadcast,
  chartOf,
  clique,
  eventsFrom,
  kindOf,
  meeting,
  message,
  path,
  pyramid,
  type Row,
  renumbered,
  reply,
  ring,
  star,
  statedTie,
  viewOfArcs,
} from '../../../test/small-organisations.ts';
import { randomStream } from '../../base/random.ts';
import { calendarWindows, dayMs } from '../../base/time.ts';
import { nobody } from '../network/events.ts';
import type { Measure } from '../network/measure.ts';
import { View } from '../network/view.ts';
import { answeredEqually } from './answered-equally.ts';
import { centralisation } from './centralisation.ts';
import { dependence } from './dependence.ts';
import { integration } from './integration.ts';
import { lead } from './lead.ts';
import { leadRotation } from './lead-rotation.ts';
import { openness } from './openness.ts';
import { participation } from './participation.ts';
import { rankAndLead } from './rank-and-lead.ts';
import { supplyAndConsume } from './supply-and-consume.ts';

const measures: readonly Measure[] = [
  participation,
  supplyAndConsume,
  lead,
  leadRotation,
  centralisation,
  openness,
  answeredEqually,
  dependence,
  rankAndLead,
  integration,
];

const options = { seed: 20260105, numRuns: 100 };
const year = Date.UTC(2024, 0);
const at = (day: number) => year + day * dayMs;
const people = 9;
const arcs = fc
  .array(fc.tuple(fc.nat(people - 1), fc.nat(people - 1)), { minLength: 1, maxLength: 50 })
  .map((pairs) => pairs.filter(([from, to]) => from !== to).map((pair): Arc => pair));
const order = fc.shuffledSubarray(
  Array.from({ length: people }, (_, i) => i),
  { minLength: people },
);

describe('every measure of equipotency', () => {
  it('stays in its range, with a reason where it has no value', () => {
    fc.assert(
      fc.property(arcs, (pairs) => {
        const view = viewOfArcs(people, pairs, {
          chart: chartOf(
            people,
            pyramid(3, 2).concat([
              [7, 0],
              [8, 0],
            ]),
          ),
        });
        for (const measure of measures) {
          const { value, reason, parts } = measure.compute(view);
          if (Number.isNaN(value)) expect(reason, measure.id).toBeDefined();
          else {
            expect(value, measure.id).toBeGreaterThanOrEqual(measure.range[0]);
            expect(value, measure.id).toBeLessThanOrEqual(measure.range[1]);
          }
          for (const [id, number] of Object.entries(parts ?? {})) {
            const part = measure.parts.find((each) => each.id === id);
            expect(part, `${measure.id} ${id}`).toBeDefined();
            if (Number.isNaN(number)) continue;
            expect(number, `${measure.id} ${id}`).toBeGreaterThanOrEqual(part!.range[0] - 1e-9);
            expect(number, `${measure.id} ${id}`).toBeLessThanOrEqual(part!.range[1] + 1e-9);
          }
        }
      }),
      options,
    );
  });

  it('does not depend on how people are numbered', () => {
    fc.assert(
      fc.property(arcs, order, (pairs, numbers) => {
        const one = viewOfArcs(people, pairs);
        const other = viewOfArcs(people, renumbered(pairs, numbers));
        for (const measure of measures) {
          const { value } = measure.compute(one);
          if (Number.isNaN(value)) expect(measure.compute(other).value, measure.id).toBeNaN();
          else expect(measure.compute(other).value, measure.id).toBeCloseTo(value, 8);
        }
      }),
      options,
    );
  });
});

describe('lead', () => {
  const share = (pairs: readonly Arc[], n: number, more = {}) => lead.compute(viewOfArcs(n, pairs, more));

  it('is everybody’s in a clique and a ring, and one person’s in a star', () => {
    expect(share(clique(12), 12).value).toBeCloseTo(1, 9);
    expect(share(ring(12), 12).value).toBeCloseTo(1, 9);
    expect(share(star(12), 12).value).toBe(0);
    expect(share(star(12), 12).parts?.['effective-leads']).toBe(1);
  });

  it('is not what an announcer to 99 people has', () => {
    const announced = Array.from({ length: 99 }, (_, i): Arc => [0, i + 1]);
    const outcome = share(announced, 100, { kind: broadcast });
    expect(outcome.value).toBeNaN();
    expect(outcome.reason).toBe('no-lead-kind');
  });

  it('goes to whoever is asked, also where only the answers are seen', () => {
    // Ten people are answered by person 0: they had turned to 0.
    const answers = Array.from({ length: 10 }, (_, i): Arc => [0, i + 1]);
    expect(share(answers, 11, { kind: reply }).parts?.['effective-leads']).toBe(1);
  });

  it('is not read from a mailbox that one person is on every message of', () => {
    const rows: Row[] = Array.from({ length: 40 }, (_, k) => ({
      timeMs: at(k),
      from: k % 2 === 0 ? 0 : 1 + (k % 7),
      to: k % 2 === 0 ? 1 + (k % 7) : 0,
    }));
    for (const measure of [lead, centralisation, participation]) {
      const outcome = measure.compute(new View(eventsFrom(8, [message], rows), { seed: 1 }));
      expect(outcome.reason, measure.id).toBe('one-mailbox');
    }
    // The same shape as commits in a shared place is the work itself.
    const commits = new View(eventsFrom(8, [kindOf('git-builds-on', { lead: 'forward' })], rows), {
      seed: 1,
    });
    expect(lead.compute(commits).reason).toBeUndefined();
  });

  it('is shared out anew within each community', () => {
    const two = [...clique(6), ...star(6).map(([from, to]): Arc => [from + 6, to + 6])];
    const membership = Int32Array.from({ length: 12 }, (_, i) => (i < 6 ? 0 : 1));
    const { byCommunity } = lead.compute(viewOfArcs(12, two, { givenPartition: membership }));
    expect(byCommunity?.[0]).toBeCloseTo(1, 9);
    expect(byCommunity?.[1]).toBe(0);
  });
});

describe('participation', () => {
  it('counts an act once, however many it goes to, and both sides of a meeting', () => {
    const rows: Row[] = [
      { timeMs: at(0), from: 0, to: 1, act: 0 },
      { timeMs: at(0), from: 0, to: 2, act: 0 },
      { timeMs: at(1), from: 1, to: 3, act: 1 },
      { timeMs: at(2), from: 2, to: nobody, act: 2 },
      { timeMs: at(3), from: 3, to: 4, act: 3 },
    ];
    const effective = (kind: number) =>
      participation.compute(
        new View(
          eventsFrom(
            5,
            [broadcast, meeting],
            rows.map((row) => ({ ...row, kind })),
          ),
          { seed: 1 },
        ),
      ).parts?.['effective-participants'];
    const entropyOf = (acts: readonly number[]) => {
      const total = acts.reduce((sum, each) => sum + each, 0);
      return Math.exp(acts.reduce((sum, each) => sum - (each / total) * Math.log(each / total), 0));
    };
    expect(effective(0)).toBeCloseTo(entropyOf([1, 1, 1, 1]), 12);
    expect(effective(1)).toBeCloseTo(entropyOf([1, 2, 2, 2, 1]), 12);
  });

  it('credits who brings work in, not whose work it is', () => {
    const kinds = [kindOf('git-commit'), kindOf('git-integrated-by', { lead: 'forward' })];
    const rows: Row[] = [1, 2, 3, 4].flatMap((author, k): Row[] => [
      { timeMs: at(k), from: author, to: nobody, kind: 0, act: 2 * k },
      { timeMs: at(k), from: author, to: 0, kind: 1, act: 2 * k + 1 },
    ]);
    const view = new View(eventsFrom(5, kinds, rows), { seed: 1 });
    // Four commits by four people, four integrations by person 0: shares 1/8 four times, and 1/2.
    expect(participation.compute(view).parts?.['effective-participants']).toBeCloseTo(4, 12);
    const { value, parts } = integration.compute(view);
    expect(value).toBe(1);
    expect(parts?.concentration).toBe(1);
  });

  it('draws its Lorenz curve in steps of five people or more', () => {
    const { tables } = participation.compute(viewOfArcs(23, clique(23)));
    expect(tables?.lorenz.people).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
});

describe('supply and consume', () => {
  it('is nobody in a star, all in a ring, all but the two ends of a path', () => {
    const value = (pairs: readonly Arc[], n: number) => supplyAndConsume.compute(viewOfArcs(n, pairs)).value;
    expect(value(star(7), 7)).toBe(0);
    expect(value(ring(7), 7)).toBe(1);
    expect(value(path(7), 7)).toBeCloseTo(5 / 7, 12);
  });

  it('says nothing of meetings', () => {
    const outcome = supplyAndConsume.compute(viewOfArcs(7, ring(7), { kind: meeting }));
    expect(outcome.reason).toBe('not-directed');
  });
});

describe('centralisation', () => {
  it('is 1 in a star, 0 in a ring and a clique', () => {
    expect(centralisation.compute(viewOfArcs(9, star(9))).value).toBe(1);
    expect(centralisation.compute(viewOfArcs(9, star(9))).parts?.['in-degree']).toBe(1);
    expect(centralisation.compute(viewOfArcs(9, ring(9))).value).toBe(0);
    expect(centralisation.compute(viewOfArcs(9, clique(9))).value).toBe(0);
  });

  it('has no in and out where nobody can tell who turned to whom', () => {
    const { value, parts } = centralisation.compute(viewOfArcs(9, star(9), { kind: meeting }));
    expect(value).toBe(1);
    expect(parts?.['in-degree']).toBeNaN();
  });
});

describe('rotation of lead', () => {
  const quarters = calendarWindows(at(0), at(365), 'quarter');
  /** In each quarter everybody turns to the person `leadOf` names, and a little to everybody. */
  const organisation = (leader: (quarter: number) => number) => {
    const rows: Row[] = [];
    for (const [quarter, window] of quarters.entries()) {
      for (const [from, to] of clique(10)) rows.push({ timeMs: window.from + 1, from, to, weight: 0.01 });
      for (let from = 0; from < 10; from++) {
        if (from !== leader(quarter)) rows.push({ timeMs: window.from + 2, from, to: leader(quarter) });
      }
    }
    return new View(eventsFrom(10, [statedTie], rows), { seed: 1, windows: quarters });
  };

  it('is 0 where the same person leads, with no end of it in sight', () => {
    const { value, parts } = leadRotation.compute(organisation(() => 3));
    expect(value).toBe(0);
    expect(parts?.tau).toBeCloseTo(1, 12);
    expect(parts?.['half-life']).toBeNaN();
  });

  it('is 1 where somebody else leads every quarter', () => {
    const { value, parts } = leadRotation.compute(organisation((quarter) => quarter));
    expect(value).toBe(1);
    expect(parts?.['half-life']).toBe(0);
  });

  it('compares a window with the one before it', () => {
    const view = organisation((quarter) => (quarter < 2 ? 0 : 1));
    expect(view.windows().map((window) => leadRotation.compute(window).value)).toEqual([NaN, 0, 1, 0]);
  });
});

/** Messages of people who came one a day, answered at the chances given by one more person who asks nothing. */
const messages = (chances: readonly number[], perPerson: number): View => {
  const random = randomStream(7, 'messages');
  const answerer = chances.length;
  const rows: Row[] = [];
  let thread = 0;
  for (const [person, chance] of chances.entries()) {
    for (let k = 0; k < perPerson; k++) {
      const timeMs = at(person + 12 * k);
      rows.push({ timeMs, from: person, to: nobody, thread });
      if (random.uniform() < chance) {
        rows.push({ timeMs: timeMs + 3_600_000, from: answerer, to: person, kind: 1, thread });
      }
      thread++;
    }
  }
  const kinds = [kindOf('post', { isAnswerable: true }), kindOf('answer', { isAnswer: true })];
  return new View(eventsFrom(chances.length + 1, kinds, rows), {
    seed: 1,
    windows: calendarWindows(at(0), at(400), 'quarter'),
    chart: chartOf(
      chances.length + 1,
      [...chances].map((_, i): Arc => [i + 1, i < 6 ? 0 : 1]),
    ),
  });
};

describe('answered equally', () => {
  it('is 1 where everybody is answered, 0 where the newest never are', () => {
    expect(answeredEqually.compute(messages(Array(30).fill(1), 20)).value).toBe(1);
    const late = Array.from({ length: 30 }, (_, person) => (person < 20 ? 1 : 0));
    expect(answeredEqually.compute(messages(late, 20)).value).toBe(0);
  });

  it('sees whether the top of the chart is answered more', () => {
    // People 0 to 6 stand above the rest.
    const chances = Array.from({ length: 30 }, (_, person) => (person < 7 ? 1 : 0.5));
    const { parts, tables } = answeredEqually.compute(messages(chances, 20));
    expect(parts?.['top-over-rest']).toBeGreaterThan(1.6);
    expect(parts?.['by-level']).toBeCloseTo(1 / parts!['top-over-rest'], 12);
    expect(tables?.['by-level'].people).toEqual([7, 23]);
  });

  it('does not speak of groups under five', () => {
    const outcome = answeredEqually.compute(messages(Array(9).fill(1), 20));
    expect(outcome.value).toBeNaN();
    expect(outcome.reason).toBe('too-few');
  });
});

describe('openness', () => {
  it('looks at the first message of people who came after 90 days', () => {
    const rows: Row[] = [{ timeMs: at(0), from: 0, to: nobody, thread: 0 }];
    for (let newcomer = 1; newcomer <= 10; newcomer++) {
      const day = 100 + newcomer;
      rows.push({ timeMs: at(day), from: newcomer, to: nobody, thread: newcomer });
      // Eight of ten are answered, after a day; what is answered later on does not count.
      if (newcomer <= 8) rows.push({ timeMs: at(day + 1), from: 0, to: newcomer, kind: 1, thread: newcomer });
      rows.push({ timeMs: at(day + 2), from: newcomer, to: nobody, thread: 100 + newcomer });
      rows.push({ timeMs: at(day + 3), from: 0, to: newcomer, kind: 1, thread: 100 + newcomer });
      // Six of ten come back in the next quarter but one.
      if (newcomer <= 6) rows.push({ timeMs: at(300), from: newcomer, to: nobody, thread: 200 + newcomer });
    }
    const kinds = [kindOf('post', { isAnswerable: true }), reply];
    const view = new View(eventsFrom(11, kinds, rows), {
      seed: 1,
      windows: calendarWindows(at(0), at(364), 'quarter'),
    });
    const { value, parts } = openness.compute(view);
    expect(value).toBeCloseTo(0.8, 12);
    expect(parts?.newcomers).toBe(10);
    expect(parts?.['time-to-answer']).toBe(24);
    expect(parts?.['active-later']).toBeCloseTo(0.6, 12);
  });

  it('is silent about fewer than five newcomers', () => {
    const outcome = openness.compute(messages([1, 1, 1, 1, 1, 1], 20));
    expect(outcome.reason).toBe('no-newcomers');
  });
});

describe('dependence', () => {
  it('is high where everybody hangs on one person, none where nobody does', () => {
    const loss = (pairs: readonly Arc[], n: number) => dependence.compute(viewOfArcs(n, pairs));
    expect(loss(star(40), 40).value).toBeGreaterThan(0.85);
    expect(loss(clique(40), 40).value).toBeCloseTo(0, 9);
    expect(loss(clique(12), 12).reason).toBe('too-few');
  });

  it('carries the truck factor for the whole span, where it is known who wrote which file', () => {
    const authorship = {
      fileCount: 3,
      offsets: Uint32Array.of(0, 1, 2, 3),
      author: Uint32Array.of(4, 4, 5),
      isFirstAuthor: Uint8Array.of(1, 1, 1),
      deliveries: Uint32Array.of(3, 2, 1),
      acceptances: Uint32Array.of(0, 0, 0),
    };
    const { parts } = dependence.compute(viewOfArcs(40, ring(40), { authorship }));
    expect(parts?.['truck-factor']).toBe(1);
  });
});

describe('rank and lead', () => {
  it('is 1 on a chart read as work, −1 where the top turns to the bottom', () => {
    const chart = chartOf(15, pyramid(4, 2));
    expect(rankAndLead.compute(viewOfArcs(15, pyramid(4, 2), { chart })).value).toBeCloseTo(1, 12);
    const turned = pyramid(4, 2).map(([from, to]): Arc => [to, from]);
    expect(rankAndLead.compute(viewOfArcs(15, turned, { chart })).value).toBeLessThan(-0.5);
    expect(rankAndLead.compute(viewOfArcs(15, pyramid(4, 2))).reason).toBe('no-chart');
  });
});
