import { type Refusal, succeed } from '../../../../base/result.ts';
import {
  type BallotFile,
  type BallotFileReader,
  gatherBallots,
  mostOptions,
  nameTwice,
  shown,
  unreadable,
  wholeNumber,
} from './ballot-file.ts';

const format = 'BLT';

type Part = 'header' | 'ballots' | 'names' | 'title' | 'after';

/** `3=2` or `4`, 1-based; null where it does not read. */
const readTier = (word: string, count: number): number[] | null => {
  const tier: number[] = [];
  for (const part of word.split('=')) {
    const option = wholeNumber(part, count);
    if (option === null || option === 0) return null;
    tier.push(option - 1);
  }
  return tier;
};

/** A quoted name, quotes inside included, or bare text up to a comment. */
const readName = (text: string): string => {
  const end = text.lastIndexOf('"');
  if (text.startsWith('"') && end > 0) return text.slice(1, end).trim();
  return text.replace(/#.*$/, '').trim();
};

/**
 * BLT, as Hill, Wichmann & Woodall's program and OpaVote read it: `options seats`; `-n` for each option withdrawn;
 * one ballot a line, `weight first second … 0`; `0`; a name a line; a title. Also read: `=` for equal ranks, `-` for a
 * rank left empty, `(id)` before a ballot, `#` comments.
 */
export const bltReader = (): BallotFileReader => {
  let part: Part = 'header';
  let line = 0;
  let count = 0;
  let seats = 0;
  let title = '';
  const withdrawn = new Set<number>();
  const names: string[] = [];
  const gathered = gatherBallots();
  const no = (problem: string): Refusal => unreadable(format, line, problem);

  const readHeader = (words: readonly string[]): Refusal | null => {
    const [options, places] = [wholeNumber(words[0] ?? ''), wholeNumber(words[1] ?? '')];
    if (words.length !== 2 || options === null || places === null || options === 0 || places === 0) {
      return no('the first line names how many options and how many seats there are, as in "4 2"');
    }
    if (options > mostOptions)
      return no(`it names ${options} options, and at most ${mostOptions} can be counted`);
    count = options;
    seats = places;
    part = 'ballots';
    return null;
  };

  const readWithdrawn = (words: readonly string[]): Refusal | null => {
    if (gathered.total() > 0) return no('options are withdrawn before the first ballot, not among ballots');
    for (const word of words) {
      const option = word.startsWith('-') ? wholeNumber(word.slice(1), count) : null;
      if (option === null || option === 0)
        return no(`"${shown(word)}" withdraws none of the ${count} options`);
      withdrawn.add(option - 1);
    }
    return null;
  };

  const readBallot = (words: readonly string[]): Refusal | null => {
    const weight = wholeNumber(words[0]!);
    if (weight === null || weight === 0) {
      return no(`"${shown(words[0]!)}" is not a whole number of ballots`);
    }
    if (words.length < 2 || words.at(-1) !== '0') return no('a ballot ends with 0, and this one does not');
    const tiers: number[][] = [];
    const seen = new Set<number>();
    for (const word of words.slice(1, -1)) {
      if (word === '-') continue;
      const tier = readTier(word, count);
      if (tier === null) return no(`"${shown(word)}" is none of the ${count} options`);
      for (const option of tier) {
        if (seen.has(option)) return no(`the ballot names option ${option + 1} twice`);
        seen.add(option);
      }
      tiers.push(tier);
    }
    return gathered.add(tiers, weight) ? null : no('all ballots together are too many to count exactly');
  };

  const readBallots = (text: string): Refusal | null => {
    const words = text
      .replace(/#.*$/, '')
      .replace(/^\s*\([^)]*\)/, '')
      .trim()
      .split(/\s+/);
    if (words[0] === '') return text.trim().startsWith('#') ? null : no('a ballot has no weight');
    if (words.length === 1 && words[0] === '0') {
      part = 'names';
      return null;
    }
    // A hyphen alone is a rank left empty; with digits it withdraws.
    return /^-\d/.test(words[0]!) ? readWithdrawn(words) : readBallot(words);
  };

  const readText = (text: string): Refusal | null => {
    const name = readName(text);
    if (part === 'names') {
      names.push(name === '' ? `Option ${names.length + 1}` : name);
      if (names.length === count) {
        const twice = nameTwice(names);
        if (twice !== null) return no(`two options are called "${shown(twice)}"`);
        part = 'title';
      }
      return null;
    }
    if (part === 'title') {
      title = name;
      part = 'after';
      return null;
    }
    return no('there is more after the title');
  };

  return {
    line: (text) => {
      line++;
      const said = (line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
      if (said === '' || said.startsWith('#')) return null;
      if (part === 'header') return readHeader(said.replace(/#.*$/, '').trim().split(/\s+/));
      return part === 'ballots' ? readBallots(said) : readText(said);
    },
    end: () => {
      if (part === 'header') return no('the file is empty');
      if (part === 'ballots')
        return no('the file ends among the ballots, before the line "0" that closes them');
      if (part === 'names') return no(`the file ends after ${names.length} of ${count} names`);
      return succeed({
        title,
        seats,
        options: names,
        withdrawn: [...withdrawn].sort((a, b) => a - b).map((option) => names[option]!),
        ballots: gathered.ballots(),
      });
    },
  };
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** The lines of a BLT file, one after the other, without line ends. */
export function* writeBlt(file: BallotFile): Generator<string> {
  yield `${file.options.length} ${file.seats ?? 1}`;
  const withdrawn = file.withdrawn.map((option) => -(file.options.indexOf(option) + 1));
  if (withdrawn.length > 0) yield withdrawn.join(' ');
  for (const { weight, tiers } of file.ballots) {
    const ranks = tiers.map((tier) => tier.map((option) => option + 1).join('='));
    yield [weight, ...ranks, 0].join(' ');
  }
  yield '0';
  for (const option of file.options) yield `"${oneLine(option)}"`;
  yield `"${oneLine(file.title)}"`;
}
