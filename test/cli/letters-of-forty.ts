/** Forty people who write to one another for a year, now and then answering: enough for a model of who turns to whom. */
import { writeFileSync } from 'node:fs';
import { randomStream } from '../../src/base/random.ts';

const people = 40;
const hourMs = 3_600_000;
const name = (person: number) => `person-${String(person + 1).padStart(2, '0')}@example.org`;

/** Ten letters a person and month; a third answer one of the last twenty. */
export const writeLettersOfForty = (path: string, count = 900): void => {
  const random = randomStream(12, 'forty');
  const rows: string[] = [];
  const sent: { readonly from: number; readonly to: number }[] = [];
  for (let e = 0; e < count; e++) {
    const last = sent[Math.max(0, e - 1 - random.below(20))];
    let from = random.below(people);
    let to = (from + 1 + random.below(people - 1)) % people;
    if (last !== undefined && random.uniform() < 0.33) [from, to] = [last.to, last.from];
    sent.push({ from, to });
    rows.push(`${new Date(Date.UTC(2023, 0, 2) + e * 9 * hourMs).toISOString()},${name(from)},${name(to)}`);
  }
  writeFileSync(path, ['time,from,to', ...rows, ''].join('\n'));
};

/** One head, four under them, everybody else under one of those four. */
export const writeChartOfForty = (path: string): void => {
  const rows = Array.from({ length: people }, (_, person) => {
    const manager = person === 0 ? '' : name(person < 5 ? 0 : 1 + (person % 4));
    return `${name(person)},${manager},${person === 0 ? 'head' : `unit ${person % 4}`},${person === 0 ? 1 : person < 5 ? 2 : 3}`;
  });
  writeFileSync(path, ['employee,manager,unit,level', ...rows, ''].join('\n'));
};
