/** A digest as plain text, for the command line and for mail. */
import { type Change, isDigestEmpty } from '../../../practice/governance/digest/digest.ts';
import type { NeedsMe } from '../../../practice/governance/selectors/needs-me.ts';
import { type DigestLanguage, type DigestWords, digestWords } from './digest-words.ts';
import type { CommunityDigest } from './digests.ts';

/** `2026-03-29 08:00` */
const momentsIn = (zone: string): ((at: number) => string) => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (at) => clock.format(at);
};

const changeLines = ({ kind, count, newest }: Change, words: DigestWords): readonly string[] => {
  const more = count - newest.length;
  return [
    `    ${count} ${words.change[kind][count === 1 ? 0 : 1]}`,
    ...newest.map(({ title, result }) => `      ${title}${resultOf(result, words)}`),
    ...(more > 0 ? [`      ${words.more(more)}`] : []),
  ];
};

const resultOf = (result: Change['newest'][number]['result'], words: DigestWords): string =>
  result === null ? '' : ` (${words.result[result]})`;

/** Moments are by the wall clock of the zone. */
export const writeDigest = (
  told: readonly CommunityDigest[],
  zone: string,
  language: DigestLanguage = 'en',
): string => {
  const words = digestWords[language];
  const moment = momentsIn(zone);
  const needLine = ({ title, need, until }: NeedsMe): string =>
    `    ${title}: ${words.need[need]}${until === null ? '' : `, ${words.until} ${moment(until)}`}`;
  const part = (head: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`  ${head}`, ...lines];
  return told
    .map(({ digest }) => {
      const { name, since, needs, changes, missed } = digest;
      const lines = [
        ...part(words.withinDay, needs.day.map(needLine)),
        ...part(words.withinWeek, needs.week.map(needLine)),
        ...part(words.waits, needs.later.map(needLine)),
        ...part(
          `${words.newSince} ${moment(since)}`,
          changes.flatMap((change) => changeLines(change, words)),
        ),
        ...part(
          words.missed,
          missed.map(({ title, result }) => `    ${title}${resultOf(result, words)}`),
        ),
      ];
      return [name, ...(isDigestEmpty(digest) ? [`  ${words.nothing}`] : lines)];
    })
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
};

/** How much there is to tell, in a few words and without a title. */
export const digestSubject = (told: readonly CommunityDigest[], language: DigestLanguage): string => {
  const sum = (of: (each: CommunityDigest['digest']) => number) =>
    told.reduce((count, { digest }) => count + of(digest), 0);
  const waits = sum(({ needs }) => needs.day.length + needs.week.length + needs.later.length);
  const news = sum(({ changes }) => changes.reduce((count, change) => count + change.count, 0));
  return digestWords[language].subject(waits, news);
};
