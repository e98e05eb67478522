/** Numbers as people read them: few digits, thin spaces in thousands, a proper minus sign. */

const withThousands = (digits: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');

const signed = (text: string): string => text.replace(/^-/, '−');

/** A whole number. */
export const count = (value: number): string => signed(withThousands(String(Math.round(value))));

/** Two or three digits: 0.084, 0.84, 8.4, 84, 8 400. */
export const decimal = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 100) return count(value);
  if (size < 0.001) return signed(value.toExponential(0));
  const digits = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 2 : 3;
  return signed(value.toFixed(digits).replace(/\.?0+$/, ''));
};

/** A share in [0, 1] as a percentage. */
export const percent = (share: number): string => {
  if (!Number.isFinite(share)) return '–';
  const value = share * 100;
  if (Math.abs(value) < 0.05) return '0 %';
  return `${signed(value.toFixed(Math.abs(value) < 0.95 ? 1 : 0))} %`;
};

/** A share as so many of a hundred. */
export const ofHundred = (share: number): string => String(Math.round(share * 100));

const units: readonly (readonly [string, number])[] = [
  ['year', 365.25 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** A length of time in its largest fitting unit: 3.2 hours, 1 day. */
export const duration = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return '–';
  for (const [name, length] of units) {
    if (seconds >= length) {
      const amount = seconds / length;
      const shown = amount >= 10 ? amount.toFixed(0) : amount.toFixed(1).replace(/\.0$/, '');
      return `${shown} ${name}${shown === '1' ? '' : 's'}`;
    }
  }
  return 'under a minute';
};
