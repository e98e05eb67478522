import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { act, gardenOf, peer } from '../../../../test/peers/garden.ts';
import { dayMs } from '../../../base/time.ts';
import { usualTerms } from '../decisions/decision-terms.ts';
import { packKeys } from '../decisions/electorate-keys.ts';
import { electorateAsOf } from '../selectors/electorate.ts';
import { calendarDates } from './calendar-dates.ts';
import { writeCalendar } from './write-calendar.ts';

const [ana, bo, chi] = ['Ana', 'Bo', 'Chi'].map((name) => peer(name));
const begun = 400 * dayMs;

describe('the calendar of a member', () => {
  it('holds deadlines of open decisions, and reviews of what is between two for these two alone', () => {
    const view = gardenOf([ana, bo, chi]);
    const terms = usualTerms('A well', begun + 7 * dayMs);
    const electorate = packKeys(electorateAsOf(view.state, begun));
    const decision = act(view, ana, 'decision-opened', { proposal: null, electorate, terms }, begun);
    const said = { with: bo.person, text: 'You water.\nI weed.', reviewAt: begun + dayMs };
    const pact = act(view, ana, 'pact-proposed', said, begun);
    act(view, bo, 'pact-accepted', { pact: pact.id }, begun);
    const deadline = { id: decision.id, at: terms.deadline, kind: 'deadline', title: 'A well' };
    const review = { id: pact.id, at: said.reviewAt, kind: 'review', title: 'You water.' };
    expect(calendarDates(view.state, bo.person)).toEqual([review, deadline]);
    expect(calendarDates(view.state, chi.person)).toEqual([deadline]);
    act(view, ana, 'decision-closed', { decision: decision.id }, terms.deadline);
    expect(calendarDates(view.state, chi.person)).toEqual([]);
  });

  it('is written as RFC 5545 asks: UTC, CRLF, escaped text', () => {
    const at = Date.UTC(2026, 9, 25, 1, 30);
    const text = writeCalendar(
      'Garden; ours',
      [{ id: 'ab', at, kind: 'review', title: 'Well, pump\\\nx' }],
      0,
    );
    expect(text.split('\r\n')).toEqual([
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Equipo//Practice//EN', 'X-WR-CALNAME:Garden\\; ours'],
      ...['BEGIN:VEVENT', 'UID:ab-review@equipo', 'DTSTAMP:19700101T000000Z', 'DTSTART:20261025T013000Z'],
      ...['SUMMARY:Review: Well\\, pump\\\\\\nx', 'END:VEVENT', 'END:VCALENDAR', ''],
    ]);
  });

  it('folds lines at 75 octets without cutting a character, and no title can add a line of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        const text = writeCalendar('x', [{ id: 'ab', at: 0, kind: 'deadline', title }], 0);
        const lines = text.split('\r\n');
        for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        const whole = text.replaceAll('\r\n ', '').split('\r\n');
        expect(whole.length).toBe(12);
        const said = whole
          .find((line) => line.startsWith('SUMMARY:'))!
          .slice('SUMMARY:Answer by now: '.length);
        const read = said.replaceAll(/\\(.)/g, (_, each: string) => (each === 'n' ? '\n' : each));
        // What a calendar may not hold becomes a space.
        expect(read).toBe(title.replaceAll(/(?!\n)\p{Cc}/gu, ' '));
      }),
      { numRuns: 200, seed: 12 },
    );
  });
});
