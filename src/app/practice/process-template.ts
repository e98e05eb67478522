import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { RefusalError } from '../../base/result.ts';
import { dayMs } from '../../base/time.ts';
import {
  type DecisionTerms,
  termsShape,
  usualTerms,
} from '../../practice/governance/decisions/decision-terms.ts';

/** What of a decision's terms is the process, and not the matter: a community copies, changes and shares it. */
type ProcessTerms = Omit<DecisionTerms, 'title' | 'nominee' | 'options' | 'statusQuo' | 'lot' | 'deadline'>;

export interface ProcessTemplate {
  readonly name: string;
  /** When to use it, in a sentence. */
  readonly about: string;
  /** From the opening to the deadline. */
  readonly days: number;
  readonly terms: ProcessTerms;
}

const format = 'equipo-process';
const version = 1;

const processOf = (terms: DecisionTerms): ProcessTerms => {
  const {
    title: _,
    nominee: __,
    options: ___,
    statusQuo: ____,
    lot: _____,
    deadline: ______,
    ...process
  } = terms;
  return process;
};

const usual = processOf(usualTerms('', 0));

const ready = (name: string, days: number, about: string, terms: Partial<ProcessTerms>): ProcessTemplate => ({
  name,
  about,
  days,
  terms: { ...usual, ...terms },
});

/** What every community can begin from. */
export const readyTemplates: readonly ProcessTemplate[] = [
  ready('consent', 7, 'A proposal that all can live with and nobody has a reason against.', {}),
  ready('advice', 5, 'One decides, after asking those it concerns and those who know.', { method: 'advice' }),
  ready('consensus', 14, 'All agree or stand aside; a block stops.', { method: 'consensus', quorum: '3/4' }),
  ready('majority', 5, 'Yes or no, by more than half of those who say either.', {
    ...{ method: 'majority', base: 'forAgainst' },
  }),
  ready('two-thirds', 14, 'Yes or no on what should last: two thirds of those who say either.', {
    ...{ method: 'majority', base: 'forAgainst', threshold: '2/3', comparison: 'at-least' },
  }),
  ready('ranking', 7, 'One of several options: each ranks them, pairs are compared (Schulze).', {
    ...{ method: 'schulze', ties: ['draw'] },
  }),
  ready('election', 7, 'One of several people for a role, by ranking; they are asked last.', {
    ...{ method: 'schulze', ties: ['new-round'] },
  }),
  ready(
    'sociocratic-election',
    10,
    'Somebody for a role: nominations with reasons, then consent; they are asked last.',
    {
      method: 'sociocratic-election',
    },
  ),
  ready('sortition', 7, 'Seats by lot among those who are willing.', {
    method: 'sortition',
    quorum: '1/100',
  }),
  ready('council', 14, 'Several seats in proportion, by single transferable vote.', {
    ...{ method: 'stv', seats: 3, ties: ['earlier-round', 'draw'] },
  }),
  ready('dots', 3, 'What matters most: ten dots each, spread as one likes.', {
    method: 'dot',
    ties: ['draw'],
  }),
];

export const writeTemplate = ({ name, about, days, terms }: ProcessTemplate): string =>
  stringify({ format, version, name, about, days, ...terms });

const unreadable = (file: string, problem: string): never => {
  throw new RefusalError('process-unreadable', { file, problem });
};

/** A template from YAML or JSON. What it does not say stays as usual. Refuses `process-unreadable` and says what. */
export const readTemplate = (text: string, file: string): ProcessTemplate => {
  let said: unknown;
  try {
    said = parse(text, { logLevel: 'error' });
  } catch {
    return unreadable(file, 'it is neither YAML nor JSON');
  }
  if (typeof said !== 'object' || said === null || !('format' in said) || said.format !== format) {
    return unreadable(file, `it does not begin with format: ${format}`);
  }
  const { format: _, version: made, name, about = '', days = 7, ...terms } = said as Record<string, unknown>;
  if (made !== version) return unreadable(file, `its version is not ${version}`);
  if (typeof name !== 'string' || name === '' || typeof about !== 'string') {
    return unreadable(file, 'it has no name');
  }
  if (typeof days !== 'number' || !(days > 0 && days <= 366)) {
    return unreadable(file, 'days is not between 0 and 366');
  }
  const unknown = Object.keys(terms).find((key) => !(key in usual));
  if (unknown !== undefined) return unreadable(file, `${unknown} is nothing that a process has`);
  const whole = termsShape({ ...usualTerms('a title', 0), ...(terms as Partial<DecisionTerms>) });
  if (whole === undefined) {
    const wrong = Object.entries(terms).find(
      ([key, value]) =>
        termsShape({ ...usualTerms('a title', 0), [key]: value } as DecisionTerms) === undefined,
    );
    return unreadable(file, `${wrong?.[0] ?? 'something'} cannot be ${JSON.stringify(wrong?.[1])}`);
  }
  return { name, about, days, terms: processOf(whole) };
};

/**
 * By the name of a ready one, or from a file.
 *
 * @param folder where paths begin; empty: in the folder this process is in
 */
export const findTemplate = async (said: string, folder = ''): Promise<ProcessTemplate> => {
  const found = readyTemplates.find(({ name }) => name === said);
  if (found !== undefined) return found;
  let text: string;
  try {
    text = await readFile(resolve(folder, said), 'utf8');
  } catch {
    throw new RefusalError('process-unknown', {
      ...{ said, known: readyTemplates.map(({ name }) => name).join(', ') },
    });
  }
  return readTemplate(text, said);
};

/** A process from terms as they are being chosen; what they do not say stays as usual. */
export const templateFrom = (name: string, days: number, terms: Partial<DecisionTerms>): ProcessTemplate =>
  readTemplate(
    stringify({ format, version, name, days, ...processOf({ ...usualTerms('', 0), ...terms }) }),
    name,
  );

/** The process of a decision that was, to be used again. */
export const templateOf = (name: string, terms: DecisionTerms, openedAt: number): ProcessTemplate => ({
  ...{ name, about: '', terms: processOf(terms) },
  days: Math.max(1, Math.round((terms.deadline - openedAt) / dayMs)),
});
