/** What a scenario leaves behind: its results as files, and new scenario files. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { RefusalError } from '../../base/result.ts';
import { renderScenario } from '../../kaleidoscope/report/render-scenario.ts';
import { outcomes } from '../../scenario/comparison/outcomes.ts';
import { challengesWithChanges, changesForChallenge } from '../../scenario/designs/change-for-challenge.ts';
import { templates } from '../../scenario/designs/templates.ts';
import { changeKinds, nearestOf, readScenario, type SaidChange } from '../../scenario/scenario-file.ts';
import { refusalOfWriteError } from '../write-report.ts';
import type { RunScenario, ScenarioResult } from './run-scenario.ts';

export const scenarioJson = (result: ScenarioResult): string => `${JSON.stringify(result, null, 2)}\n`;

const field = (cell: string | number): string => {
  const text =
    typeof cell === 'number' && !Number.isFinite(cell)
      ? Number.isNaN(cell)
        ? ''
        : 'saturated'
      : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A row for each run and design, with the run's seed (RFC 4180). */
export const scenarioCsv = ({ rows }: RunScenario): string =>
  [
    ['run', 'seed', 'design', ...outcomes.map(({ id }) => id)],
    ...rows.map(({ run, seed, design, values }) => [run, seed, design, ...values]),
  ]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');

const writeWhole = (path: string, content: string): void => {
  const unfinished = `${path}.unfinished`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
};

/** Writes `report.html`, `scenario.json` and `runs.csv`; each appears whole or not at all. */
export const writeScenarioResults = (ran: RunScenario, folder: string): readonly string[] => {
  const contents = [
    ['report.html', renderScenario(ran.result, ran.facets)],
    ['scenario.json', scenarioJson(ran.result)],
    ['runs.csv', scenarioCsv(ran)],
  ] as const;
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of contents) writeWhole(join(folder, name), content);
  } catch (error) {
    throw refusalOfWriteError(error, folder);
  }
  return contents.map(([name]) => join(folder, name));
};

/** `add-bridges=multiscale:20`, `delegate=within:consent:3`, `merge=1:2`, `remove-layer=2` as the file says it. */
const changeFromWords = (said: string): unknown => {
  const [kind = '', rest = ''] = said.split('=');
  if (!changeKinds.includes(kind as (typeof changeKinds)[number])) {
    throw new RefusalError('scenario-change-unknown', { said: kind, nearest: nearestOf(kind, changeKinds) });
  }
  const words = rest.split(':').map((word): unknown => (word === '' ? null : parse(word)));
  switch (kind) {
    case 'delegate': {
      const [matters, to, of] = words;
      return { delegate: { matters, to, ...(of === undefined ? {} : { of }) } };
    }
    case 'add-bridges':
      return { 'add-bridges': { kind: words[0], count: words[1] ?? null } };
    case 'rotate-facilitation':
      return { 'rotate-facilitation': true };
    case 'connect':
      return { connect: [words] };
    case 'merge':
      return { merge: words };
    default:
      return { [kind]: words[0] };
  }
};

/** A change as `changeFromWords` takes it. */
const wordsOf = (said: SaidChange): string => {
  switch (said.change) {
    case 'delegate':
      return `delegate=${said.matters}:${said.to.by}${said.to.by === 'consent' ? `:${said.to.of}` : ''}`;
    case 'add-bridges':
      return `add-bridges=${said.kind}:${said.count}`;
    case 'remove-layer':
      return `remove-layer=${said.layer}`;
    case 'form':
      return `form=${said.size}`;
    case 'rotate-facilitation':
      return said.change;
    default:
      throw new Error(`wordsOf: expected a change that a challenge leads to, but got ${said.change}`);
  }
};

/**
 * The changes that speak to a challenge, in words.
 *
 * @throws RefusalError where no change of design does
 */
export const changeWordsForChallenge = (challenge: string, people: number): readonly string[] => {
  const changes = changesForChallenge(challenge, people);
  if (changes.length === 0) {
    const known = challengesWithChanges.join(', ');
    throw new RefusalError('scenario-challenge-none', { challenge, known });
  }
  return changes.map(wordsOf);
};

export interface NewScenario {
  readonly name: string;
  readonly template: string | null;
  readonly archive: string | null;
  readonly sample: string | null;
  readonly people: number | null;
  readonly changes: readonly string[];
}

export interface ScenarioToWrite {
  readonly name: string;
  readonly base:
    | { readonly archive: string }
    | { readonly sample: string }
    | { readonly template: string; readonly people: number };
  /** Changes in words, as `equipo scenario new --change` takes them. */
  readonly designs: readonly { readonly name: string; readonly changes: readonly string[] }[];
}

/**
 * Makes the text of a scenario file, read back before it is given, so that what is written can be run.
 *
 * @throws RefusalError where a change or value is not taken
 */
export const scenarioText = ({ name, base, designs }: ScenarioToWrite): string => {
  const document = {
    format: 'equipo-scenario',
    version: 1,
    name,
    base,
    designs: designs.map((design) => ({ name: design.name, changes: design.changes.map(changeFromWords) })),
    models: { reach: 'template' in base ? 1 : 'measured', load: 0.5, interdependence: 5 },
    horizon: 100,
    seed: 1,
    runs: 30,
  };
  readScenario(document);
  return stringify(document);
};

/** The text of a scenario with one design beside its base. */
export const newScenarioText = (wanted: NewScenario): string =>
  scenarioText({
    name: wanted.name,
    base:
      wanted.archive !== null
        ? { archive: wanted.archive }
        : wanted.sample !== null
          ? { sample: wanted.sample }
          : { template: wanted.template ?? 'pyramid', people: wanted.people ?? 156 },
    designs: [{ name: wanted.name, changes: wanted.changes }],
  });

/** Writes a new file; one that exists is left as it is. */
export const writeNewScenario = (path: string, text: string): void => {
  if (existsSync(path)) throw new RefusalError('scenario-file-exists', { path });
  try {
    writeWhole(path, text);
  } catch (error) {
    throw refusalOfWriteError(error, path);
  }
};

/** What `list` shows. */
export const scenarioParts = () => ({
  format: 'equipo-scenario-parts' as const,
  version: 1 as const,
  templates: templates.map(({ id, title, stylises, sources }) => ({ id, title, stylises, sources })),
  changes: changeKinds,
  outcomes,
});
