/**
 * Twelve people in two circles, who write to one another over two years, written down in every form Equipo reads.
 * Their names stand nowhere else, so that a name in an output is one that came from here.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlText } from '../../src/measure/sources/tables/sql-text.ts';
import { openTableEngine } from '../../src/measure/sources/tables/table-engine.ts';
import { addCommits, makeRepository } from '../sources/git-fixture.ts';
import { messageOf, writeMessages } from '../sources/mail-fixture.ts';

export const names = [
  'Quirina Vosskamp',
  'Tiberio Zanolla',
  'Ysolde Prathap',
  'Wendelin Okparaeke',
  'Xaviera Dumbrava',
  'Ulpiano Feldhahn',
  'Kasimira Bjelland',
  'Ottoline Mwangaza',
  'Eberwulf Santarosa',
  'Jorinde Achterberg',
  'Nicanor Villaverde',
  'Hildegund Tomczak',
];

export const addressOf = (person: number): string =>
  `${names[person].split(' ')[0].toLowerCase()}@example.org`;

/** Words by which a person of the team would be known. */
export const identities = names.flatMap((name) => name.split(' '));

export interface Letter {
  readonly id: string;
  readonly timeMs: number;
  readonly from: number;
  readonly to: number;
  /** The letter this one answers. */
  readonly answers: string | null;
}

const dayMs = 86_400_000;
const start = Date.UTC(2022, 0, 3, 9);

/** Two of three letters stay in the circle of the writer; every second one that can be is answered. */
export const letters: readonly Letter[] = Array.from({ length: 300 }, (_, i): readonly Letter[] => {
  const circle = i % 2;
  const from = circle * 6 + ((i * 5 + Math.floor(i / 7)) % 6);
  const step = 1 + ((i * i + Math.floor(i / 3)) % 5);
  const isAcross = i % 3 === 0;
  const to = isAcross ? (1 - circle) * 6 + ((from + i) % 6) : circle * 6 + ((from - circle * 6 + step) % 6);
  const timeMs = start + Math.floor(i * 2.4 * dayMs);
  const letter = { id: `letter-${i}`, timeMs, from, to, answers: null };
  if (i % 2 !== Math.floor(i / 10) % 2) return [letter];
  return [letter, { id: `answer-${i}`, timeMs: timeMs + 7_200_000, from: to, to: from, answers: letter.id }];
})
  .flat()
  .sort((a, b) => a.timeMs - b.timeMs);

const iso = (timeMs: number) => new Date(timeMs).toISOString();

const columns = ['time', 'from', 'to', 'note'] as const;

/** The text of a letter stands in the tables too, in a column nobody asks for. */
const cellsOf = (letter: Letter): string[] => [
  iso(letter.timeMs),
  addressOf(letter.from),
  addressOf(letter.to),
  'secret-body',
];

const delimited = (delimiter: string) => (path: string, said: readonly Letter[]) => {
  const lines = [columns as readonly string[], ...said.map(cellsOf)].map((cells) => cells.join(delimiter));
  writeFileSync(path, `${lines.join('\n')}\n`);
};

export const writeCsv = delimited(',');
export const writeTsv = delimited('\t');

export const writeNdjson = (path: string, said: readonly Letter[]): void => {
  const lines = said.map((letter) => {
    const cells = cellsOf(letter);
    return JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, cells[i]])));
  });
  writeFileSync(path, `${lines.join('\n')}\n`);
};

export const writeParquet = async (path: string, said: readonly Letter[]): Promise<void> => {
  rmSync(path, { force: true });
  const engine = await openTableEngine();
  const values = said.map((letter) => `(${cellsOf(letter).map(sqlText).join(', ')})`);
  await engine.run(
    `COPY (SELECT * FROM (VALUES ${values.join(', ')}) AS t("time", "from", "to", "note"))
     TO ${sqlText(path)} (FORMAT parquet)`,
  );
  engine.close();
};

const headed = (person: number) => `${names[person]} <${addressOf(person)}>`;

const mailOf = (letter: Letter): string =>
  messageOf({
    from: headed(letter.from),
    to: headed(letter.to),
    id: `${letter.id}@example.org`,
    date: new Date(letter.timeMs).toUTCString().replace('GMT', '+0000'),
    ...(letter.answers === null ? {} : { inReplyTo: `${letter.answers}@example.org` }),
  });

/** The separator's date is the delivery, a minute after the writing. */
export const writeMbox = (path: string, said: readonly Letter[]): void => {
  const delivered = ({ timeMs }: Letter) => {
    const [day, date, month, year, time] = new Date(timeMs + 60_000).toUTCString().split(/,? /);
    return `From mailer@example.org ${day} ${month} ${date} ${time} ${year}\n`;
  };
  writeFileSync(path, said.map((letter) => `${delivered(letter)}${mailOf(letter)}\n`).join(''));
};

export const writeMaildir = (path: string, said: readonly Letter[]): void => {
  for (const folder of ['new', 'tmp']) writeMessages(join(path, folder), [], String);
  writeMessages(join(path, 'cur'), said.map(mailOf), (i) => `${1_600_000_000 + i}.M${i}.host:2,S`);
};

export const writeEml = (path: string, said: readonly Letter[]): void =>
  writeMessages(path, said.map(mailOf), (i) => `${i}.eml`);

/** A letter becomes a commit that the one written to reviewed. */
export const writeGit = (path: string, said: readonly Letter[]): void => {
  makeRepository(path);
  addCommits(
    path,
    said.map((letter, i) => ({
      author: { name: names[letter.from], address: addressOf(letter.from) },
      authorS: Math.floor(letter.timeMs / 1000),
      message: `secret-subject\n\nsecret-body\n\nReviewed-by: ${headed(letter.to)}\n`,
      files: { [`circle-${letter.from < 6 ? 'one' : 'two'}.txt`]: `secret-content ${i}\n` },
    })),
  );
};

/** Everybody reports to the first of their circle, and those two to nobody and to the first. */
export const writeChart = (path: string, people: readonly number[] = names.map((_, i) => i)): void => {
  const rows = people.map((person) => {
    const head = person < 6 ? 0 : 6;
    const manager = person === 0 ? '' : addressOf(person === 6 ? 0 : head);
    const level = person === 0 ? 1 : person === 6 ? 2 : 3;
    return `${addressOf(person)},${manager},${person < 6 ? 'Harbour' : 'Quarry'},${level}`;
  });
  writeFileSync(path, `${['employee,manager,unit,level', ...rows].join('\n')}\n`);
};

/** r = Σ min(w_ij, w_ji) / Σ w_ij over letters: what goes to others and comes back. */
export const reciprocityOf = (said: readonly Letter[]): number => {
  const weight = new Map<string, number>();
  for (const { from, to } of said) weight.set(`${from} ${to}`, (weight.get(`${from} ${to}`) ?? 0) + 1);
  let returned = 0;
  for (const [arc, w] of weight) {
    const [from, to] = arc.split(' ');
    returned += Math.min(w, weight.get(`${to} ${from}`) ?? 0);
  }
  return returned / said.length;
};
