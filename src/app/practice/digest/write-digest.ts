/** A digest as plain text, for the command line and for mail. */
import { type Change, type ChangeKind, isDigestEmpty } from '../../../practice/governance/digest/digest.ts';
import type { Need, NeedsMe } from '../../../practice/governance/selectors/needs-me.ts';
import type { CommunityDigest } from './digests.ts';

const needWords: Readonly<Record<Need, string>> = {
  answer: 'waits for your answer',
  resolve: 'two of your devices answered differently: say which holds',
  'test-objection': 'an objection is to be tested',
  'integrate-objection': 'an objection is to be integrated',
  advise: 'asks for your advice',
  'ask-advice': 'needs advice that you are to ask for',
  close: 'can be closed',
  record: 'what was decided is to be recorded',
  'take-back-to-draft': 'goes back to a draft',
  'answer-term': 'asks whether you take the role',
  elect: 'a role is to be filled',
  review: 'is to be reviewed',
  'answer-pact': 'an agreement between two waits for your answer',
  'see-match': 'fits what you offer or need',
  'answer-removal': 'a removal waits for your answer',
  'be-heard': 'concerns you: you are heard first',
};

const changeWords: Readonly<Record<ChangeKind, readonly [one: string, many: string]>> = {
  decisions: ['decision opened', 'decisions opened'],
  outcomes: ['decision ended', 'decisions ended'],
  agreements: ['agreement recorded', 'agreements recorded'],
  proposals: ['proposal drafted', 'proposals drafted'],
  posts: ['post', 'posts'],
  members: ['new member', 'new members'],
};

const moments = (zone: string): ((at: number) => string) => {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, dateStyle: 'short', timeStyle: 'short' },
  });
  return (at) => clock.format(at);
};

const resultWords = (result: Change['newest'][number]['result']): string =>
  result === null ? '' : ` (${result.replaceAll('-', ' ')})`;

const changeLines = ({ kind, count, newest }: Change): readonly string[] => {
  const more = count - newest.length;
  return [
    `  ${count} ${changeWords[kind][count === 1 ? 0 : 1]}`,
    ...newest.map(({ title, result }) => `    ${title}${resultWords(result)}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
};

/** Moments are by the wall clock of the zone. */
export const writeDigest = (told: readonly CommunityDigest[], zone: string): string => {
  const moment = moments(zone);
  const needLine = ({ title, need, until }: NeedsMe): string =>
    `    ${title}: ${needWords[need]}${until === null ? '' : `, until ${moment(until)}`}`;
  const part = (head: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`  ${head}`, ...lines];
  return told
    .map(({ digest }) => {
      const { name, since, needs, changes, missed } = digest;
      const lines = [
        ...part('Waits for you and ends within a day', needs.day.map(needLine)),
        ...part('Waits for you and ends within a week', needs.week.map(needLine)),
        ...part('Waits for you', needs.later.map(needLine)),
        ...(changes.length === 0 ? [] : [`  New since ${moment(since)}`]),
        ...changes.flatMap((change) => changeLines(change).map((line) => `  ${line}`)),
        ...part(
          'Ended without your answer',
          missed.map(({ title, result }) => `    ${title}${resultWords(result)}`),
        ),
      ];
      return [name, ...(isDigestEmpty(digest) ? ['  Nothing waits for you and nothing is new.'] : lines)];
    })
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
};

/** How much there is to tell, in a few words and without a title. */
export const digestSubject = (told: readonly CommunityDigest[]): string => {
  const sum = (of: (each: CommunityDigest['digest']) => number) =>
    told.reduce((count, { digest }) => count + of(digest), 0);
  const waits = sum(({ needs }) => needs.day.length + needs.week.length + needs.later.length);
  const news = sum(({ changes }) => changes.reduce((count, change) => count + change.count, 0));
  return `Equipo: ${waits} waiting for you, ${news} new`;
};
