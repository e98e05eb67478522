import { rmSync, writeFileSync } from 'node:fs';
import { sqlText } from '../../src/measure/sources/tables/sql-text.ts';
import { openTableEngine } from '../../src/measure/sources/tables/table-engine.ts';
import { describeTabularFormat, type TableRow } from './tabular-source-acceptance.ts';

const columns = ['time', 'from', 'to', 'kind', 'context', 'weight', 'text'] as const;

const delimited = (delimiter: string) => (path: string, rows: readonly TableRow[]) => {
  const cell = (text: string) =>
    text.includes(delimiter) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map((row) => columns.map((name) => cell(row[name])).join(delimiter));
  writeFileSync(path, `${[columns.join(delimiter), ...lines].join('\n')}\n`);
};

describeTabularFormat({ ending: 'csv', write: delimited(','), isText: true });

describeTabularFormat({ ending: 'tsv', write: delimited('\t'), isText: true });

describeTabularFormat({
  ending: 'ndjson',
  write: (path, rows) => {
    const lines = rows.map(({ to, weight, ...rest }) =>
      JSON.stringify({
        ...rest,
        to: to.includes(';') ? to.split(';') : to,
        weight: weight === '' || Number.isNaN(Number(weight)) ? weight : Number(weight),
      }),
    );
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  },
  isText: true,
});

describeTabularFormat({
  ending: 'parquet',
  write: async (path, rows) => {
    rmSync(path, { force: true });
    const engine = await openTableEngine();
    const names = columns.map((name) => `"${name}"`).join(', ');
    const values = rows.map((row) => `(${columns.map((name) => sqlText(row[name])).join(', ')})`);
    await engine.run(`CREATE TABLE t (${columns.map((name) => `"${name}" VARCHAR`).join(', ')})`);
    if (values.length > 0) await engine.run(`INSERT INTO t (${names}) VALUES ${values.join(', ')}`);
    await engine.run(`COPY t TO ${sqlText(path)} (FORMAT parquet)`);
    engine.close();
  },
  isText: false,
});
