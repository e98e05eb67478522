import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentenceOf } from '../../../base/refusals.ts';
import { RefusalError } from '../../../base/result.ts';
import { openTable, type TableOptions } from './open-table.ts';
import { openTableEngine, type TableEngine } from './table-engine.ts';

let folder: string;
let engine: TableEngine;
let files = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'equipo-open-table-'));
  engine = await openTableEngine();
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = (content: string | Uint8Array, ending = 'csv'): string => {
  const path = join(folder, `${files++}.${ending}`);
  writeFileSync(path, content);
  return path;
};

/** A source and the rows its SELECT gives, without their numbers. */
const read = async (content: string, options: TableOptions = {}, ending = 'csv') => {
  const source = await openTable(fileOf(content, ending), options);
  if (source === null) throw new Error('no table');
  const rows = (await engine.rows(source.select)).map((row) =>
    row.map((cell) => (cell === null ? null : String(cell))),
  );
  source.release?.();
  return { source, rows: rows.map(([, ...cells]) => cells), numbers: rows.map(([number]) => Number(number)) };
};

const refusal = async (content: string | Uint8Array, options: TableOptions = {}, ending = 'csv') => {
  const error = await openTable(fileOf(content, ending), options).then(
    (source) => source,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RefusalError)) throw new Error(`expected a refusal, but got ${String(error)}`);
  return { code: error.refusal.code, sentence: sentenceOf(error.refusal) };
};

const pairs = (rows: readonly (string | null)[][]) => rows.map(([, from, to]) => `${from}→${to}`);

describe('the columns of a table', () => {
  it('are found by many names, whatever their order, case and marks', async () => {
    for (const header of [
      'Recipient;Sent At;SENDER',
      'target,timestamp,source',
      'alter\tDate\tego',
      'dst|ts|src',
    ]) {
      const delimiter = /[;,\t|]/.exec(header)![0];
      const { rows } = await read(`${header}\n${['bo', '2024-01-05', 'ana'].join(delimiter)}\n`);
      expect(pairs(rows), header).toEqual(['ana→bo']);
    }
  });

  it('are the ones a person names, by name or by place', async () => {
    const text = 'von,who,whom,when\nx,ana,bo,2024-01-05\n';
    const byName = await read(text, { columns: { from: 'who', to: 'Whom', time: 'when' } });
    expect(pairs(byName.rows)).toEqual(['ana→bo']);
    const byPlace = await read(text, { columns: { from: '2', to: '3', time: '4' } });
    expect(byPlace.rows).toEqual(byName.rows);
    const untimed = await read('time,from,to\n2024-01-05,ana,bo\n', { columns: { time: 'none' } });
    expect(untimed.source.timeFormat).toBe('none');
  });

  it('are listed, the nearest first, where from or to is missing', async () => {
    const { code, sentence } = await refusal('time,sendr,reciever,subject\n2024-01-05,ana,bo,x\n');
    expect(code).toBe('table-columns-missing');
    expect(sentence).toContain('from and to');
    expect(sentence).toContain('the nearest is sendr for from and reciever for to');
    expect(sentence).toContain('time, sendr, reciever, subject');
    const unknown = await refusal('time,from,to\n2024-01-05,ana,bo\n', { columns: { from: 'form' } });
    expect(unknown.code).toBe('table-column-unknown');
    expect(unknown.sentence).toContain('the nearest is from');
  });

  it('are told from what stands in them where they have no names', async () => {
    const edges = Array.from({ length: 60 }, (_, row) => [
      row % 5,
      (row % 5) + 1 + (row % 3),
      1082040961 + 40 * row,
    ]);
    const snap = await read(edges.map((row) => row.join(' ')).join('\n'), {}, 'txt');
    expect(snap.rows[0].slice(0, 3)).toEqual(['1082040961', '0', '1']);
    expect(snap.source.isDirected).toBe(true);
    const contacts = await read(edges.map(([i, j, t]) => `${t}\t${i}\t${j}`).join('\n'), {}, 'dat');
    expect(contacts.rows[0].slice(0, 3)).toEqual(['1082040961', '0', '1']);
    expect(contacts.source.isDirected).toBe(false);
    expect(contacts.source.defaultKind).toBe('contact');
    expect(contacts.source.notes.map(({ code }) => code)).toEqual(['table-pairs-once']);
    expect(pairs((await read('1 2\n1 3\n2 1\n', {}, 'edges')).rows)).toEqual(['1→2', '1→3', '2→1']);
  });

  it('are asked for where what stands in them could mean two things, without telling what stands there', async () => {
    const small = Array.from({ length: 40 }, (_, row) => `${row % 6} ${(row * 5) % 7} ${row % 4}`).join('\n');
    const { code, sentence } = await refusal(small, {}, 'txt');
    expect(code).toBe('table-columns-unclear');
    expect(sentence).toContain('columns 1, 2, 3');
    const chosen = await read(small, { columns: { from: '1', to: '2', weight: '3' } }, 'txt');
    expect(chosen.rows[1]).toEqual([null, '1', '5', null, null, '1']);
  });

  it('may be named in a remark, below a title, after a blank line or Excel’s own first line', async () => {
    const texts = [
      '# Directed graph\n# FromNodeId\tToNodeId\n3\t4\n3\t5\n',
      'sep=,\nfrom,to\n3,4\n3,5\n',
      '\n\nfrom,to\n3,4\n3,5\n',
      'Messages of May\nfrom,to\n3,4\n3,5\n',
    ];
    for (const text of texts) expect(pairs((await read(text)).rows), text).toEqual(['3→4', '3→5']);
  });

  it('may stand apart by runs of blanks', async () => {
    const { rows } = await read('  from   to    weight\n  ana    bo    2\n  bo     ana   3.5\n', {}, 'txt');
    expect(rows).toEqual([
      [null, 'ana', 'bo', null, null, '2'],
      [null, 'bo', 'ana', null, null, '3.5'],
    ]);
  });
});

describe('recipients', () => {
  const time = '2024-01-05';

  it('are split on semicolons, and each counted once', async () => {
    const { rows, numbers } = await read(`time,from,to\n${time},ana,bo; chi;bo;\n${time},bo,\n`);
    expect(pairs(rows)).toEqual(['ana→bo', 'ana→chi', 'bo→null']);
    expect(numbers).toEqual([1, 1, 2]);
  });

  it('are split on blanks where senders have none, and never within a full name', async () => {
    const ids = await read(`time,sender,receivers\n${time},1,2 3\n${time},2,1\n`);
    expect(pairs(ids.rows)).toEqual(['1→2', '1→3', '2→1']);
    const names = await read(
      `time,from,to\n${time},Ana Belmont,Bo Carver;Chi Dee\n${time},Bo Carver,Ana Belmont\n`,
    );
    expect(pairs(names.rows)).toEqual([
      'Ana Belmont→Bo Carver',
      'Ana Belmont→Chi Dee',
      'Bo Carver→Ana Belmont',
    ]);
  });

  it('are split on commas between addresses', async () => {
    const { rows } = await read(`time,from,to\n${time},a@x.org,"b@x.org, Chi Dee <c@x.org>"\n`);
    expect(pairs(rows)).toEqual(['a@x.org→b@x.org', 'a@x.org→Chi Dee <c@x.org>']);
  });

  it('may be a list in NDJSON, and lie deeper in it', async () => {
    const line = JSON.stringify({ ts: time, user: { login: 'ana' }, to: ['bo', 'chi'] });
    const { rows } = await read(`${line}\n`, { columns: { from: 'user.login' } }, 'ndjson');
    expect(pairs(rows)).toEqual(['ana→bo', 'ana→chi']);
    const array = await read(`[{"time":"${time}","from":"ana","to":"bo"}]`, {}, 'json');
    expect(pairs(array.rows)).toEqual(['ana→bo']);
  });
});

describe('dates', () => {
  it('that could be day or month first are asked about, and the answer is how', async () => {
    const text = 'date,from,to\n03/04/2024,ana,bo\n05/06/2024,bo,ana\n';
    const { code, sentence } = await refusal(text);
    expect(code).toBe('table-dates-ambiguous');
    expect(sentence).toContain('--columns time=date:day-first');
    const day = await read(text, { columns: { time: 'date:day-first' } });
    expect(day.rows.map(([ms]) => Number(ms))).toEqual([Date.UTC(2024, 3, 3), Date.UTC(2024, 5, 5)]);
    const month = await read(text, { columns: { time: 'date:month-first' } });
    expect(month.rows.map(([ms]) => Number(ms))).toEqual([Date.UTC(2024, 2, 4), Date.UTC(2024, 4, 6)]);
  });

  it('are settled by the whole file, however late the one that tells', async () => {
    const many = Array.from({ length: 30_000 }, () => '03/04/2024,ana,bo').join('\n');
    const { rows } = await read(`date,from,to\n${many}\n31/12/2024,bo,ana\n`);
    expect(Number(rows[0][0])).toBe(Date.UTC(2024, 3, 3));
    expect((await refusal('date,from,to\n31/12/2024,ana,bo\n12/31/2024,bo,ana\n')).code).toBe(
      'table-dates-mixed',
    );
  });

  it('without a zone are read as UTC, and counts from a start of their own are told', async () => {
    const codes = async (text: string) => (await read(text)).source.notes.map(({ code }) => code);
    expect(await codes('time,from,to\n2024-01-05 10:00,ana,bo\n')).toEqual(['table-times-without-zone']);
    expect(await codes('time,from,to\n12,ana,bo\n30281,bo,ana\n')).toEqual(['table-times-from-start']);
    expect(await codes('from,to\nana,bo\n')).toEqual(['table-untimed']);
  });
});

describe('kinds', () => {
  it('of a survey are its questions, each a stated tie', async () => {
    const { source, rows } = await read(
      'respondent,question,alter,strength\nana,advice,bo,3\nbo,trust,ana,1\n',
    );
    expect(source.defaultKind).toBe('stated-tie');
    expect(rows).toEqual([
      [null, 'ana', 'bo', 'advice', null, '3'],
      [null, 'bo', 'ana', 'trust', null, '1'],
    ]);
  });

  it('are messages where there is time, and what a person says where they say it', async () => {
    const text = 'time,from,to\n2024-01-05,ana,bo\n';
    expect((await read(text)).source.defaultKind).toBe('message');
    const met = await read(text, { kind: 'meeting', undirected: true });
    expect([met.source.defaultKind, met.source.isDirected]).toEqual(['meeting', false]);
    expect((await refusal(text, { kind: 'party' })).code).toBe('table-kind-unknown');
  });
});

describe('what cannot be read', () => {
  it('is said in one sentence', async () => {
    const binary = new Uint8Array(400).map((_, index) => (index * 37) % 256);
    expect((await refusal(binary)).code).toBe('table-binary');
    expect((await refusal('words\nbelow\nwords\n')).code).toBe('table-without-columns');
    expect((await refusal('time,from,to\n')).code).toBe('table-empty');
    expect((await refusal('PAR1 and no more', {}, 'parquet')).code).toBe('table-unreadable');
    expect((await refusal('[{"from": "ana", ', {}, 'json')).code).toBe('table-unreadable');
  });

  it('is nobody’s table where nothing says that it is one', async () => {
    expect(await openTable(fileOf('Dear all,\nsee you there.\n', 'md'))).toBeNull();
    expect(await openTable(fileOf(new Uint8Array(50), 'bin'))).toBeNull();
  });

  it('is left out line by line, and counted', async () => {
    const lines =
      'time,from,to\n2024-01-05,ana,bo\n2024-01-05,ana\n2024-01-05,ana,bo,x,y\n2024-01-06,bo,ana\n';
    const { source, rows } = await read(lines);
    expect(pairs(rows)).toEqual(['ana→bo', 'bo→ana']);
    expect(source.notes).toEqual([{ code: 'table-line-unreadable', place: 'line 3', count: 2 }]);
  });

  it('costs one line where a quote is never closed', async () => {
    const good = Array.from({ length: 500 }, (_, day) => `2024-01-05,p${day % 9},q${day % 7}`);
    const lines = ['time,from,to', ...good.slice(0, 100), '2024-01-05,"ana,bo', ...good.slice(100)];
    const { source, rows } = await read(`${lines.join('\n')}\n`);
    expect(rows).toHaveLength(500);
    expect(source.notes).toEqual([{ code: 'table-quote-open', place: 'line 102', count: 1 }]);
  });

  it('leaves cells over several lines whole', async () => {
    const { rows } = await read(
      'time,from,note,to\n2024-01-05,ana,"two\nlines, ""quoted""",bo\n2024-01-06,bo,,ana\n',
    );
    expect(pairs(rows)).toEqual(['ana→bo', 'bo→ana']);
  });
});

describe('any table of names', () => {
  const name = fc
    .string({
      unit: fc.constantFrom(...'abcXYZ01 .\'"|,äßñ漢-@_'.match(/./gu)!),
      minLength: 1,
      maxLength: 10,
    })
    .map((text) => text.trim())
    .filter((text) => text !== '' && !/^(NA|null|nan|nil)$/i.test(text) && !/@.*,.*@/.test(text));
  const row = fc.record({ from: name, to: name, ms: fc.integer({ min: 0, max: 4102444799 }) });

  it('comes out as it went in, whichever delimiter and quotes it was written with', async () => {
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.constantFrom(',', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        async (rows, delimiter, end) => {
          // A sender with a blank: recipients are then never parted by blanks.
          const all = [{ from: 'Ana Belmont', to: 'Bo Carver', ms: 1 }, ...rows];
          const lines = all.map(({ from, to, ms }) => [
            new Date(ms * 1000).toISOString(),
            cell(from),
            cell(to),
          ]);
          const text = [['time', 'from', 'to'], ...lines].map((each) => each.join(delimiter) + end).join('');
          const { source, rows: found } = await read(text);
          expect(source.notes).toEqual([]);
          expect(found.map(([ms, from, to]) => [Number(ms), from, to])).toEqual(
            all.map(({ from, to, ms }) => [ms * 1000, from, to]),
          );
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  });
});
