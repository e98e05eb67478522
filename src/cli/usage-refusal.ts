import type { CommanderError } from 'commander';
import { type Refusal, refuse } from '../base/result.ts';

const unquoted = (flags: string): string =>
  flags.split(/[ ,]+/).find((each) => each.startsWith('--')) ?? flags;

/** `(Did you mean --from?)`, as one clause of a sentence. */
const nearestIn = (message: string): string => {
  const nearest = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(message)?.[1];
  return nearest === undefined ? '' : `; the nearest is ${nearest.replace(/, ([^,]+)$/, ' or $1')}`;
};

const patterns: readonly (readonly [RegExp, (found: RegExpExecArray) => Refusal])[] = [
  [
    /^error: (?:option|command-argument value) '([^']*)'(?: argument)?(?: '(.*)')? is invalid(?: for argument '[^']*')?\. (.+)\.$/s,
    ([, subject = '', value = '', advice = '']) =>
      value === ''
        ? refuse('usage-value', { value: subject, place: '', advice })
        : refuse('usage-value', { value, place: ` of ${unquoted(subject)}`, advice }),
  ],
  [
    /^error: unknown option '([^']*)'/,
    ({ 1: option = '', input }) => refuse('usage-option-unknown', { option, nearest: nearestIn(input) }),
  ],
  [
    /^error: unknown command '([^']*)'/,
    ({ 1: command = '', input }) => refuse('usage-command-unknown', { command, nearest: nearestIn(input) }),
  ],
  [
    /^error: missing required argument '([^']*)'/,
    ([, argument = '']) => refuse('usage-argument-missing', { argument }),
  ],
  [
    /^error: required option '([^']*)' not specified/,
    ([, flags = '']) => refuse('usage-option-needed', { option: unquoted(flags) }),
  ],
  [
    /^error: option '([^']*)' argument missing/,
    ([, flags = '']) => refuse('usage-value-missing', { option: unquoted(flags) }),
  ],
  [/^error: too many arguments/, () => refuse('usage-arguments-too-many')],
];

/** What the parser of the command line says of it, as a refusal; `null` where it printed a help or the version. */
export const usageRefusal = (error: CommanderError): Refusal | null => {
  for (const [pattern, refusalOf] of patterns) {
    const found = pattern.exec(error.message);
    if (found !== null) return refusalOf(found);
  }
  return null;
};
