import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../src/measure/archive/archive.ts';
import { openOrgChart } from '../../src/measure/sources/org-chart/open-org-chart.ts';
import type { TableOptions } from '../../src/measure/sources/tables/open-table.ts';
import { openTable } from '../../src/measure/sources/tables/open-table.ts';
import { hasReference, referencePath } from './reference-folder.ts';

/** What awk counts in a file: rows, interactions (one a recipient), people; without a line of this project's code. */
interface Counted {
  readonly rows: number;
  readonly interactions: number;
  readonly people: number;
}

const awk = (path: string, program: string, separator?: string): Counted => {
  const words = [...(separator === undefined ? [] : ['-F', separator]), program, path];
  const [rows, interactions, people] = execFileSync('awk', words, { encoding: 'utf8' })
    .split(' ')
    .map(Number);
  return { rows, interactions, people };
};

const countPairs = (from: number, to: number, skip = 0): string =>
  `NR>${skip} && NF { r++; t++; p[$${from}]; p[$${to}] } END { n=0; for (k in p) n++; print r, t, n }`;

const imported = async (path: string, options: TableOptions = {}) => {
  const source = await openTable(path, options);
  if (source === null) throw new Error(`no table at ${path}`);
  const archive = await openArchive(null);
  const { acts, interactions, accounts, diagnostics } = await archive.importSource(source);
  const { events } = await archive.readEvents();
  await archive.close();
  const counted: Counted = { rows: acts.new, interactions: interactions.new, people: accounts.new };
  return { source, counted, events, codes: diagnostics.map(({ code }) => code) };
};

const departments = [1, 2, 3, 4].map(
  (number) => ['interactions', 'email-eu-core-temporal', `email-Eu-core-temporal-Dept${number}.txt`] as const,
);

describe.skipIf(!hasReference)('tables of the world, counted by awk', () => {
  for (const parts of [['interactions', 'collegemsg', 'CollegeMsg.txt'], ...departments]) {
    it(`${parts.at(-1)} is src dst t, found without being told`, async () => {
      const path = referencePath(...parts);
      const { counted, source } = await imported(path);
      expect(counted).toEqual(awk(path, countPairs(1, 2)));
      expect([source.timeFormat, source.defaultKind, source.isDirected]).toEqual([
        'epoch-s',
        'message',
        true,
      ]);
    });
  }

  it('contacts at a workplace are t i j, and have no direction', async () => {
    const path = referencePath('interactions', 'workplace-invs13', 'tij_InVS13.dat');
    const { counted, source, codes } = await imported(path);
    expect(counted).toEqual(awk(path, countPairs(2, 3)));
    expect([source.defaultKind, source.isDirected]).toEqual(['contact', false]);
    expect(codes.sort()).toEqual(['table-pairs-once', 'table-times-from-start']);
  });

  for (const name of ['ht_advice', 'ht_friends', 'ht_reports', 'karate', 'law_advice']) {
    it(`${name} is a list of stated ties`, async () => {
      const path = referencePath('network', `${name}.edges.txt`);
      const { counted, source } = await imported(path);
      expect(counted).toEqual(awk(path, countPairs(1, 2)));
      expect(source.defaultKind).toBe('stated-tie');
    });
  }

  it('email-Eu-core has 25,571 arcs between 1,005 people', async () => {
    const { counted } = await imported(referencePath('interactions', 'email-eu-core', 'email-Eu-core.txt'));
    expect(counted).toEqual({ rows: 25_571, interactions: 25_571, people: 1005 });
  });

  for (const name of [
    'social_evolution_calls',
    'social_evolution_friendship',
    'synthetic_a',
    'wtc_police_calls',
  ]) {
    it(`${name} is found by the names of its columns`, async () => {
      const path = referencePath('relational-events', `${name}.csv`);
      expect((await imported(path)).counted).toEqual(awk(path, countPairs(2, 3, 1), ','));
    });
  }

  it('the messages of Enron go to as many as stand in a cell', async () => {
    const path = referencePath('relational-events', 'enron_messages_to_2001-06-30.csv');
    const program =
      'NR>1 { r++; p[$3]; k=split($4, to, " "); t+=k; for (i=1; i<=k; i++) p[to[i]] } END { n=0; for (x in p) n++; print r, t, n }';
    const { counted, events } = await imported(path);
    expect(counted).toEqual(awk(path, program, ','));
    // The recipients of one message share 1.
    const total = events.weight.reduce((sum, weight) => sum + weight, 0);
    expect(total).toBeCloseTo(counted.rows, 6);
  });

  it('the calls of a classroom are in minutes, and the row that ends the watch is no call', async () => {
    const path = referencePath('relational-events', 'class_calls.csv');
    const { counted, events, codes } = await imported(path);
    const all = awk(path, countPairs(2, 3, 1), ',');
    expect(counted).toEqual({
      rows: all.rows - 1,
      interactions: all.interactions - 1,
      people: all.people - 1,
    });
    // 0.135 minutes.
    expect(events.timeMs[0]).toBe(8100);
    expect(codes).toContain('table-row-empty');
  });

  it('a table of people and bosses is a chart', async () => {
    const path = referencePath('relational-events', 'synthetic_a_people.csv');
    const chart = await openOrgChart(path);
    const { positions } = await chart!.read({ since: null, signal: new AbortController().signal });
    const program = 'NR>1 { r++; if ($4 == "") t++; p[$2] } END { n=0; for (k in p) n++; print r, t, n }';
    const { rows, interactions: tops, people: units } = awk(path, program, ',');
    expect(positions).toHaveLength(rows);
    expect(positions.filter(({ managerKey }) => managerKey === null)).toHaveLength(tops);
    expect(new Set(positions.map(({ unit }) => unit)).size).toBe(units);
  });
});
