import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { CalendarDate } from './calendar-dates.ts';

const words: Readonly<Record<CalendarDate['kind'], string>> = {
  deadline: 'Answer by now',
  review: 'Review',
  'term-end': 'Term ends',
};

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\p{Cc}/gu, (control) => (control === '\n' ? '\\n' : ' '));

/** `20261025T013000Z`. */
const utc = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

/** Lines hold 75 octets at most; a longer one goes on after a space. No character is cut. */
const folded = (line: string): string => {
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = utf8ToBytes(character).length;
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
};

/**
 * Dates as an iCalendar file (RFC 5545): moments in UTC, shown by every calendar in its own zone, daylight saving
 * included. The same dates give the same bytes.
 * @param name what the calendar is called: the community's name
 * @param stampedAt when the record was last written to, in ms since 1970
 */
export const writeCalendar = (name: string, dates: readonly CalendarDate[], stampedAt: number): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Equipo//Practice//EN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...dates.flatMap(({ id, at, kind, title }) => [
      'BEGIN:VEVENT',
      `UID:${id}-${kind}@equipo`,
      `DTSTAMP:${utc(stampedAt)}`,
      `DTSTART:${utc(at)}`,
      `SUMMARY:${escaped(`${words[kind]}: ${title}`)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
