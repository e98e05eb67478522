/** A community as files that anybody can read, and any Equipo can check and take in again. */
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { RefusalError } from '../../../base/result.ts';
import { isRankingMethod } from '../../../practice/governance/decisions/decision-terms.ts';
import { writeBallotFile } from '../../ballot-files.ts';
import type { PracticeNode } from '../node.ts';
import { type DecisionShown, type Shown, shownBy } from '../shown.ts';

export interface ExportedCommunity {
  readonly folder: string;
  readonly files: readonly string[];
  readonly events: number;
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
const minute = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Text of members stays text: no line of theirs becomes a heading or a list of the file's. */
const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

const agreementsFile = (name: string, shown: Shown): string => {
  const sections = shown
    .agreements()
    .map(({ title, text, at, reviewAt, isReplaced, circle, experiment, id }) =>
      [
        `## ${title}`,
        `${isReplaced ? 'Replaced by another.' : `Stands; looked at again on ${day(reviewAt)}.`} Recorded ${day(at)}${circle === null ? '' : `, circle ${circle.name}`}, decision ${id.slice(0, 8)}.`,
        ...(experiment === null
          ? []
          : [
              `Tried from ${day(experiment.from)} to ${day(experiment.until)}, told by ${experiment.measure}: ${experiment.hypothesis}`,
            ]),
        ...(text === '' ? [] : [quoted(text)]),
      ].join('\n\n'),
    );
  return `${[`# Agreements of ${name}`, ...(sections.length === 0 ? ['None yet.'] : sections)].join('\n\n')}\n`;
};

const names = (people: readonly { readonly name: string }[]): string =>
  people.map((each) => each.name).join(', ');

const ballotText = (
  { options }: DecisionShown,
  ballot: DecisionShown['ballots'][number]['ballot'],
): string => {
  const { stance, tiers, marks } = ballot;
  if (stance !== null) return stance;
  if (tiers !== null) {
    return tiers.map((tier) => tier.map((place) => options[place]).join(' = ')).join(' > ');
  }
  return options.flatMap((option, i) => (marks?.[i] == null ? [] : [`${option} ${marks[i]}`])).join(', ');
};

const decisionSection = (page: DecisionShown): string => {
  const { outcome, terms } = page;
  const now = page.versions.find(({ id }) => id === page.version);
  return [
    `## ${page.title}`,
    `Opened ${minute(page.openedAt)} by ${page.by.name}, by ${terms.method}${terms.isAnonymous ? ', anonymous' : ''}, until ${minute(terms.deadline)}. ${outcome.phase}${outcome.phase === 'open' ? '' : `, ${outcome.result}`}${outcome.winners.length === 0 ? '' : `: ${outcome.winners.join(', ')}`}. ${outcome.answers ?? 'Some'} of ${outcome.eligible} answered.`,
    ...(now === undefined ? [] : [quoted(now.text)]),
    ...(page.options.length === 0 ? [] : [`Options: ${page.options.join(', ')}`]),
    ...page.objections.map(
      ({ by, standing, reason, harm }) =>
        `Objection of ${by.name} (${standing}):\n\n${quoted(`${reason}\n${harm}`)}`,
    ),
    ...page.concerns.map(({ by, text }) => `Concern of ${by.name}:\n\n${quoted(text)}`),
    ...page.advice.map(
      ({ person, answer }) => `Advice of ${person.name}:\n\n${quoted(answer ?? 'Not given.')}`,
    ),
    ...(page.ballots.length === 0
      ? []
      : [
          page.ballots
            .map(({ by, ballot }) => `- ${by === null ? '' : `${by.name}: `}${ballotText(page, ballot)}`)
            .join('\n'),
        ]),
    ...outcome.words,
    ...outcome.audit.flatMap(({ title, words, columns, rows }) => [
      `### ${title}`,
      words,
      ...(rows.length === 0
        ? []
        : [[columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')]),
    ]),
    ...(page.unsigned.length === 0 ? [] : [`Not signed yet by ${names(page.unsigned)}.`]),
    `Decision ${page.id}.`,
  ].join('\n\n');
};

const cell = (text: string): string => {
  // A cell that a spreadsheet would run stays a text.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line a ballot: who, unless it was anonymous, and what for each option, or the stance. */
const ballotsCsv = (page: DecisionShown): string => {
  const isStance = page.options.length === 0;
  const head = ['who', ...(isStance ? ['answer'] : page.options)];
  const rows = page.ballots.map(({ by, ballot }) => [
    by?.name ?? '',
    ...(isStance
      ? [ballot.stance ?? '']
      : page.options.map((_, place) => {
          const rank = ballot.tiers?.findIndex((tier) => tier.includes(place)) ?? -1;
          return ballot.tiers === null
            ? String(ballot.marks?.[place] ?? '')
            : rank < 0
              ? ''
              : String(rank + 1);
        })),
  ]);
  return `${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
};

const readme = (name: string, at: number, hasBundle: boolean): string =>
  `# The record of ${name}

Written by Equipo on ${day(at)}. Whoever holds this folder can read everything in it.

- \`events.ndjson\`: every event that was ever signed, one a line, in the order all devices agree on. \`equipo community
  import\` checks every signature and makes the same of it; \`equipo measure\` reads it as a source.
- \`agreements.md\`, \`decisions.md\`: what was agreed and decided, in words.
- \`ballots/\`: each decision's ballots as CSV, and ranked ones as BLT, for \`equipo tally\` and any other counter.
${hasBundle ? '- `sealed.bundle`: the same events as members’ devices keep them, for a member’s node alone.\n' : ''}`;

/** Only letters and digits, so that it is a name on every disk. */
const fileName = (title: string, id: string): string =>
  `${
    title
      .normalize('NFKD')
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40)
      .toLowerCase() || 'decision'
  }-${id.slice(0, 8)}`;

/**
 * Writes the folder, whole or not at all. Refuses `export-folder-taken`, `export-not-writable` and
 * `practice-disk-full`.
 * @param onStep hears how many decisions of how many are written
 */
export const exportCommunity = async (
  node: PracticeNode,
  community: string,
  said: string,
  onStep: (done: number, of: number) => void = () => {},
): Promise<ExportedCommunity> => {
  const folder = resolve(said);
  const taken = await readdir(folder).catch(() => []);
  if (taken.length > 0) throw new RefusalError('export-folder-taken', { folder });
  const part = join(dirname(folder), `${basename(folder)}.part`);
  const shown = shownBy(node, community);
  const { name, events } = node.status(community);
  const files: string[] = [];
  const write = async (file: string, content: string) => {
    await writeFile(join(part, file), content, { mode: 0o600 });
    files.push(file);
  };
  try {
    await rm(part, { recursive: true, force: true });
    await mkdir(join(part, 'ballots'), { recursive: true, mode: 0o700 });
    const log = await open(join(part, 'events.ndjson'), 'w', 0o600);
    try {
      let lines: string[] = [];
      for (const line of await node.practiceLog(community)) {
        lines.push(line);
        if (lines.length < 1_000) continue;
        await log.write(`${lines.join('\n')}\n`);
        lines = [];
      }
      if (lines.length > 0) await log.write(`${lines.join('\n')}\n`);
      await log.sync();
    } finally {
      await log.close();
    }
    files.push('events.ndjson');
    await write('agreements.md', agreementsFile(name, shown));
    const decisions = shown.decisions();
    const sections: string[] = [];
    for (const [done, { id }] of decisions.entries()) {
      onStep(done, decisions.length);
      const page = shown.decision(id);
      sections.push(decisionSection(page));
      if (page.ballots.length === 0) continue;
      const called = join('ballots', fileName(page.title, id));
      await write(`${called}.csv`, ballotsCsv(page));
      if (!isRankingMethod(page.terms.method)) continue;
      const ballots = page.ballots.map(({ ballot }) => ({ weight: 1, tiers: ballot.tiers ?? [] }));
      const file = {
        title: page.title,
        options: page.options,
        ballots,
        seats: page.terms.seats,
        withdrawn: [],
      };
      await writeBallotFile(join(part, `${called}.blt`), file);
      files.push(`${called}.blt`);
    }
    const all = [`# Decisions of ${name}`, ...(sections.length === 0 ? ['None yet.'] : sections)];
    await write('decisions.md', `${all.join('\n\n')}\n`);
    const hasBundle = !node.isRecord(community);
    if (hasBundle) {
      await node.exportBundle(community, join(part, 'sealed.bundle'));
      files.push('sealed.bundle');
    }
    await write('README.md', readme(name, node.now(), hasBundle));
    await rm(folder, { recursive: true, force: true });
    await rename(part, folder);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof RefusalError || code === undefined) throw error;
    if (code === 'ENOSPC') throw new RefusalError('practice-disk-full', { folder });
    throw new RefusalError('export-not-writable', { folder });
  }
  return { folder, files: files.sort(), events };
};
