/**
 * Dates as mail writes them, in RFC 5322 form and in the forms that came before, beside and after it. Weekdays
 * are not believed, since they say nothing the date does not.
 */

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of UTC. One-letter military zones are left out: RFC 5322 says they were used the wrong way round. */
const zoneMinutes: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
  met: 60,
  mest: 120,
  mez: 60,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
};

const clock = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?`;
const zone = String.raw`((?:GMT|UTC)?[+-]\d{1,2}:?\d{2}|[A-Za-z]{1,5})`;

/** `Fri, 22 May 2015 06:38:22 -0500`, `22-May-15 6:38`; hyphens, two digits and no weekday are obsolete but met. */
const dayFirst = new RegExp(
  String.raw`(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*[.,\s-]+(\d{2,4}),?\s+${clock}(?:\s*([AaPp])\.?[Mm]\b\.?)?(?:\s*"?${zone}\b)?`,
);
/** `Fri May 22 13:38:22 2015`, as C's ctime writes it, with the zone before or after the year. */
const monthFirst = new RegExp(
  String.raw`\b([A-Za-z]{3})[a-z]*\s+(\d{1,2}),?\s+${clock}\s+(?:${zone}\s+)*(\d{4})(?:\s+${zone}\b)?`,
);
const iso = new RegExp(String.raw`\b(\d{4})-(\d{2})-(\d{2})[T\s]\s*${clock}(?:\s*${zone})?`);

/** Text without comments (which may nest), and the comments' own text. */
const withoutComments = (text: string): { readonly plain: string; readonly comments: string } => {
  if (!text.includes('(')) return { plain: text, comments: '' };
  let plain = '';
  let comments = '';
  let depth = 0;
  for (const char of text) {
    if (char === '(') {
      depth++;
      comments += ' ';
    } else if (char === ')' && depth > 0) {
      depth--;
      plain += ' ';
    } else if (depth === 0) plain += char;
    else comments += char;
  }
  return { plain, comments };
};

/** Offset of a zone in minutes, `null` where it is unknown. */
const offsetOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const numeric = /([+-])(\d{1,2}):?(\d{2})$/.exec(text);
  if (numeric === null) return zoneMinutes[text.toLowerCase()] ?? null;
  const hours = Number(numeric[2]);
  const minutes = Number(numeric[3]);
  if (hours > 14 || minutes > 59) return null;
  return (numeric[1] === '-' ? -1 : 1) * (hours * 60 + minutes);
};

/** RFC 5322, 4.3: two digits mean 1950 to 2049, three count from 1900. */
const fullYear = (digits: string): number => {
  const year = Number(digits);
  if (digits.length === 4) return year;
  if (digits.length === 3) return 1900 + year;
  return year < 50 ? 2000 + year : 1900 + year;
};

const instant = (
  [year, month, day]: readonly [number, number, number],
  [hour, minute, second]: readonly [number, number, number],
  offset: number,
): number | null => {
  if (month < 0 || month > 11 || hour > 23 || minute > 59 || second > 60) return null;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month, day);
  // A day that the month does not have would have moved on into the next.
  if (midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) return null;
  return midnight.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000;
};

/**
 * Milliseconds since 1970, UTC, of a date as mail writes it; `null` where it is unreadable. A zone that is
 * missing or unknown counts as UTC.
 */
export const readMailDate = (text: string): number | null => {
  const { plain, comments } = withoutComments(text.length > 400 ? text.slice(0, 400) : text);
  const offset = (...zones: (string | undefined)[]): number => {
    for (const written of zones) {
      const known = offsetOf(written);
      if (known !== null) return known;
    }
    return offsetOf(comments.trim()) ?? 0;
  };
  let match = dayFirst.exec(plain);
  if (match !== null) {
    const [, day, month = '', year = '', hour, minute, second = '0', half, written] = match;
    let hours = Number(hour);
    if (half !== undefined && hours <= 12) hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
    return instant(
      [fullYear(year), months.indexOf(month.toLowerCase()), Number(day)],
      [hours, Number(minute), Number(second)],
      offset(written),
    );
  }
  match = monthFirst.exec(plain);
  if (match !== null) {
    const [, month = '', day, hour, minute, second = '0', before, year, after] = match;
    return instant(
      [Number(year), months.indexOf(month.toLowerCase()), Number(day)],
      [Number(hour), Number(minute), Number(second)],
      offset(after, before),
    );
  }
  match = iso.exec(plain);
  if (match !== null) {
    const [, year, month, day, hour, minute, second = '0', written] = match;
    return instant(
      [Number(year), Number(month) - 1, Number(day)],
      [Number(hour), Number(minute), Number(second)],
      offset(written),
    );
  }
  return null;
};
