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

/** Strict or with ties, complete or incomplete orders: what each ballot of the file may look like. */
export const preflibKinds = ['soc', 'soi', 'toc', 'toi'] as const;

export type PreflibKind = (typeof preflibKinds)[number];

const format = 'PrefLib';

/** `1,{2,3},4` as tiers of 0-based options; a sentence where it does not read. */
const readOrder = (text: string, count: number): number[][] | string => {
  const tiers: number[][] = [];
  const seen = new Set<number>();
  const pattern = /\s*(?:\{([\d,\s]*)\}|(\d+))\s*(,|$)/y;
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null || (match[3] === ',' && pattern.lastIndex === text.length)) {
      return `"${shown(text.slice(at))}" does not read as an order such as 1,{2,3},4`;
    }
    const tier: number[] = [];
    for (const word of (match[1] ?? match[2]!).split(',').map((each) => each.trim())) {
      const option = wholeNumber(word, count);
      if (option === null || option === 0) return `"${shown(word)}" is none of the ${count} options`;
      if (seen.has(option)) return `the order names option ${option} twice`;
      seen.add(option);
      tier.push(option - 1);
    }
    tiers.push(tier);
    at = pattern.lastIndex;
  }
  return tiers;
};

/** Why an order does not fit the kind of file it stands in; null where it does. */
const misfit = (tiers: readonly (readonly number[])[], kind: PreflibKind, count: number): string | null => {
  const named = tiers.reduce((sum, tier) => sum + tier.length, 0);
  if (kind.startsWith('so') && tiers.some((tier) => tier.length > 1)) {
    return `the order has equal ranks, and a .${kind} file holds strict orders`;
  }
  if (kind.endsWith('c') && named < count) {
    return `the order names ${named} of ${count} options, and a .${kind} file holds complete orders`;
  }
  return null;
};

/**
 * PrefLib's orders (Mattei & Walsh 2013; preflib.org/format), in the present form (`# KEY: value` lines, then
 * `count: order`) and the former (number of options, `n,name` lines, `voters,sum,unique`, then `count,order`).
 * @param nameKind the kind the file's name gives; a file that names its own goes by that
 */
export const preflibReader = (nameKind: PreflibKind): BallotFileReader => {
  let kind = nameKind;
  let line = 0;
  let count = 0;
  let title = '';
  let isFormer = false;
  let voters: number | null = null;
  let distinct: number | null = null;
  let isInOrders = false;
  const names: string[] = [];
  const gathered = gatherBallots();
  let orders = 0;
  const no = (problem: string): Refusal => unreadable(format, line, problem);

  const setCount = (text: string): Refusal | null => {
    const value = wholeNumber(text);
    if (value === null || value === 0) return no(`"${shown(text)}" is not how many options there are`);
    if (value > mostOptions)
      return no(`it names ${value} options, and at most ${mostOptions} can be counted`);
    if (count > 0 && value !== count) return no('it says twice, and differently, how many options there are');
    count = value;
    return null;
  };

  const setName = (number: string, name: string): Refusal | null => {
    const option = wholeNumber(number, mostOptions);
    if (option === null || option === 0) return no(`"${shown(number)}" is not the number of an option`);
    names[option - 1] = name.trim();
    return null;
  };

  const readHeader = (text: string): Refusal | null => {
    const match = /^#\s*([^:]*?)\s*:\s*(.*)$/.exec(text);
    if (match === null) return null;
    const key = match[1]!.toUpperCase();
    const value = match[2]!.trim();
    if (key === 'TITLE') title = value;
    else if (key === 'DATA TYPE') {
      const found = preflibKinds.find((each) => each === value.toLowerCase());
      if (found === undefined)
        return no(`its kind is "${shown(value)}", and only ${preflibKinds.join(', ')} are orders`);
      kind = found;
    } else if (key === 'NUMBER ALTERNATIVES') return setCount(value);
    else if (key === 'NUMBER VOTERS') voters = wholeNumber(value);
    else if (key === 'NUMBER UNIQUE ORDERS') distinct = wholeNumber(value);
    else if (key.startsWith('ALTERNATIVE NAME'))
      return setName(key.slice('ALTERNATIVE NAME'.length).trim(), value);
    return null;
  };

  const readFormerHeader = (text: string): Refusal | null => {
    const named = names.filter((name) => name !== undefined).length;
    const comma = text.indexOf(',');
    if (named < count) {
      if (comma < 0) return no('an option is written as its number, a comma and its name');
      return setName(text.slice(0, comma).trim(), text.slice(comma + 1));
    }
    const numbers = text.split(',').map((each) => wholeNumber(each.trim()));
    if (numbers.length !== 3 || numbers.some((each) => each === null)) {
      return no('after the names stand three numbers: voters, sum of counts, distinct orders');
    }
    voters = numbers[1]!;
    distinct = numbers[2]!;
    isInOrders = true;
    return null;
  };

  const readCounted = (text: string): Refusal | null => {
    const at = text.indexOf(isFormer ? ',' : ':');
    const weight = wholeNumber((at < 0 ? text : text.slice(0, at)).trim());
    const isBlank = at < 0 && isFormer;
    if (weight === null || weight === 0 || (at < 0 && !isBlank)) {
      return no(`an order begins with how many ballots have it and a ${isFormer ? 'comma' : 'colon'}`);
    }
    if (count === 0) return no('it does not say how many options there are before the first order');
    const tiers = isBlank ? [] : readOrder(text.slice(at + 1).trim(), count);
    if (typeof tiers === 'string') return no(tiers);
    const problem = misfit(tiers, kind, count);
    if (problem !== null) return no(problem);
    orders++;
    return gathered.add(tiers, weight) ? null : no('all ballots together are too many to count exactly');
  };

  return {
    line: (text) => {
      line++;
      const said = (line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
      if (said === '') return null;
      if (said.startsWith('#')) return readHeader(said);
      if (count === 0 && /^\d+$/.test(said)) {
        isFormer = true;
        return setCount(said);
      }
      return isFormer && !isInOrders ? readFormerHeader(said) : readCounted(said);
    },
    end: () => {
      if (count === 0) return no('the file ends before it says how many options there are');
      if (names.length > count) return no(`it names option ${names.length}, and there are ${count}`);
      if (isFormer && !isInOrders) return no('the file ends before the orders');
      const options = Array.from({ length: count }, (_, index) =>
        names[index] === undefined || names[index] === '' ? `Option ${index + 1}` : names[index],
      );
      const twice = nameTwice(options);
      if (twice !== null) return no(`two options are called "${shown(twice)}"`);
      if (voters !== null && voters !== gathered.total()) {
        return no(`the header counts ${voters} ballots, and the file holds ${gathered.total()}`);
      }
      if (distinct !== null && distinct !== orders) {
        return no(`the header counts ${distinct} different orders, and the file holds ${orders}`);
      }
      return succeed({ title, seats: null, options, withdrawn: [], ballots: gathered.ballots() });
    },
  };
};

/** The narrowest kind that holds all ballots of a file. */
export const preflibKindOf = (file: BallotFile): PreflibKind => {
  const hasTies = file.ballots.some(({ tiers }) => tiers.some((tier) => tier.length > 1));
  const isComplete = file.ballots.every(
    ({ tiers }) => tiers.reduce((sum, tier) => sum + tier.length, 0) === file.options.length,
  );
  return hasTies ? (isComplete ? 'toc' : 'toi') : isComplete ? 'soc' : 'soi';
};

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** The lines of a PrefLib file in the present form, without line ends, ballots most frequent first. */
export function* writePreflib(file: BallotFile, kind: PreflibKind = preflibKindOf(file)): Generator<string> {
  const total = file.ballots.reduce((sum, { weight }) => sum + weight, 0);
  yield `# TITLE: ${oneLine(file.title)}`;
  yield `# DATA TYPE: ${kind}`;
  yield `# NUMBER ALTERNATIVES: ${file.options.length}`;
  yield `# NUMBER VOTERS: ${total}`;
  yield `# NUMBER UNIQUE ORDERS: ${file.ballots.length}`;
  for (const [index, option] of file.options.entries()) {
    yield `# ALTERNATIVE NAME ${index + 1}: ${oneLine(option)}`;
  }
  for (const { weight, tiers } of [...file.ballots].sort((a, b) => b.weight - a.weight)) {
    const ranks = tiers.map((tier) => {
      const numbers = tier.map((option) => option + 1).join(',');
      return tier.length > 1 ? `{${numbers}}` : numbers;
    });
    yield `${weight}: ${ranks.join(',')}`;
  }
}
