/**
 * Exact fractions. Outcomes never go through floating point, where `Math.ceil(0.55 * 100)` is 56 and a member's
 * yes could be lost in a last digit.
 */
export interface Rational {
  /** Lowest terms; the sign stands here. */
  readonly numerator: bigint;
  /** Always positive. */
  readonly denominator: bigint;
}

export const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

export const leastCommonMultiple = (a: bigint, b: bigint): bigint =>
  a === 0n || b === 0n ? 0n : (a / greatestCommonDivisor(a, b)) * b;

export const rational = (numerator: bigint | number, denominator: bigint | number = 1n): Rational => {
  const [over, under] = [BigInt(numerator), BigInt(denominator)];
  if (under === 0n) throw new Error('rational: expected a denominator other than 0, but got 0');
  const sign = under < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(over, under) * sign;
  return { numerator: over / divisor, denominator: under / divisor };
};

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** Negative where a < b, 0 where equal, positive where a > b. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** The smallest whole number that is not below `a`. */
export const ceilingOf = (a: Rational): bigint => {
  const floor = floorOf(a);
  return floor * a.denominator === a.numerator ? floor : floor + 1n;
};

/** The largest whole number that is not above `a`. */
export const floorOf = (a: Rational): bigint => {
  const cut = a.numerator / a.denominator;
  return a.numerator < 0n && cut * a.denominator !== a.numerator ? cut - 1n : cut;
};

/** `30 1/2`, `2/3`, `-4`: exact, and as people write it. */
export const writeRational = (a: Rational): string => {
  if (a.denominator === 1n) return a.numerator.toString();
  const size = a.numerator < 0n ? -a.numerator : a.numerator;
  const whole = size / a.denominator;
  const rest = `${size % a.denominator}/${a.denominator}`;
  return `${a.numerator < 0n ? '-' : ''}${whole === 0n ? rest : `${whole} ${rest}`}`;
};

const decimal = (text: string): Rational | null => {
  const match = /^(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (match === null) return null;
  const fraction = match[2] ?? '';
  return rational(BigInt(`${match[1]}${fraction}`), 10n ** BigInt(fraction.length));
};

/** `2/3`, `70 %`, `0.55` or `12` as an exact fraction; null for anything else. */
export const readRational = (text: string): Rational | null => {
  const said = text.trim();
  const parts = /^(\d{1,30})\s*\/\s*(\d{1,30})$/.exec(said);
  if (parts !== null) {
    const under = BigInt(parts[2]!);
    return under === 0n ? null : rational(BigInt(parts[1]!), under);
  }
  if (!said.endsWith('%')) return decimal(said);
  const percent = decimal(said.slice(0, -1).trim());
  return percent === null ? null : multiply(percent, rational(1n, 100n));
};
