/** The organisation of an archive as the base of a scenario. */
import { RefusalError } from '../../base/result.ts';
import type { Archive } from '../../measure/archive/archive.ts';
import { type Chart, type Events, nobody } from '../../measure/network/events.ts';
import { blockCount, blocksOfThreads } from '../../measure/network/jackknife.ts';
import { View } from '../../measure/network/view.ts';
import type { MeasuredBase } from '../../scenario/designs/measured-base.ts';
import { fitReach } from '../../scenario/models/fit-reach.ts';
import { isSpine, spineOf } from '../../scenario/models/spine.ts';

export interface ReadBase {
  readonly measured: MeasuredBase;
  /** ξ fitted to who turned to whom over the spine; `null` without a chart. */
  readonly reach: number | null;
  /** People of the archive left out: not on the chart where there is one. */
  readonly leftOut: number;
  /** Number of a person in the design by account, address or pseudonym; `null` where nobody goes by it. */
  readonly find: (said: string) => number | null;
}

/** Charted people, or everybody tied where there is no chart. */
const membersOf = (view: View, chart: Chart | null): number[] => {
  const people = Array.from(view.persons);
  if (chart === null)
    return people.filter((person) => {
      const node = view.nodeOf[person]!;
      const ties = view.ties();
      return ties.offsets[node + 1]! > ties.offsets[node]!;
    });
  return Array.from(chart.isCharted.keys()).filter((person) => chart.isCharted[person] === 1);
};

const spineAbove = (
  members: readonly number[],
  numberOf: Int32Array,
  chart: Chart,
  base: string,
): Int32Array => {
  const above = Int32Array.from(members, (person) => {
    const boss = chart.manager[person]!;
    return boss < 0 ? -1 : numberOf[boss]!;
  });
  const found = spineOf(above);
  if (isSpine(found)) return above;
  if (found.flaw === 'cycle') throw new RefusalError('scenario-chart-circle', { base, length: found.length });
  throw new RefusalError('scenario-base-several-roots', {
    base,
    count: found.flaw === 'several-roots' ? found.roots.length : 0,
  });
};

const observedTies = (events: Events, numberOf: Int32Array) => {
  const blocks = blocksOfThreads(events);
  const rows = new Map<string, { a: number; b: number; block: number; count: number }>();
  for (let row = 0; row < events.from.length; row++) {
    if (events.to[row] === nobody) continue;
    const p = numberOf[events.from[row]!]!;
    const q = numberOf[events.to[row]!]!;
    if (p < 0 || q < 0 || p === q) continue;
    const block = typeof blocks === 'string' ? blockCount : Math.min(blockCount, blocks[row]!);
    const [a, b] = [Math.min(p, q), Math.max(p, q)];
    const key = `${a}:${b}:${block}`;
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { a, b, block, count: 1 });
    else known.count++;
  }
  const all = [...rows.values()];
  return {
    a: Uint32Array.from(all, ({ a }) => a),
    b: Uint32Array.from(all, ({ b }) => b),
    block: Uint32Array.from(all, ({ block }) => block),
    blockCount: typeof blocks === 'string' ? 0 : blockCount,
    count: Float64Array.from(all, ({ count }) => count),
  };
};

/**
 * Reads chart, ties and traffic of an archive.
 *
 * @param base what the archive is called in sentences
 * @throws RefusalError where the chart has a circle or several people with nobody above them
 */
export const readMeasuredBase = async (
  archive: Archive,
  base: string,
  atLeast: number,
  levelTop: 'low' | 'high',
): Promise<ReadBase> => {
  const { events, people } = await archive.readEvents();
  const chart = await archive.readChart(people, { levelTop });
  const words = await archive.pseudonyms(people);
  const view = new View(events, { chart, seed: 1 });
  const members = membersOf(view, chart);
  const numberOf = new Int32Array(events.people).fill(-1);
  members.forEach((person, number) => {
    numberOf[person] = number;
  });
  const above = chart === null ? null : spineAbove(members, numberOf, chart, base);
  const found = view.foundPartition().membership;
  const numbers = new Map<number, number>();
  const community = Uint32Array.from(members, (person) => {
    const node = view.nodeOf[person]!;
    const key = node < 0 ? -1 : found[node]!;
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
  const issues = new Float64Array(members.length);
  const from: number[] = [];
  const to: number[] = [];
  for (let row = 0; row < events.from.length; row++) {
    const p = numberOf[events.from[row]!]!;
    const q = events.to[row] === nobody ? -1 : numberOf[events.to[row]!]!;
    if (p < 0 || q < 0 || p === q) continue;
    issues[p]!++;
    from.push(p);
    to.push(q);
  }
  const mean = from.length / members.length;
  for (let p = 0; p < issues.length; p++) issues[p] = mean > 0 ? issues[p]! / mean : 1;
  let reach: number | null = null;
  if (above !== null) {
    const spine = spineOf(above);
    if (isSpine(spine)) {
      const places = (persons: readonly number[]) => persons.map((person) => spine.placeOf[person]!);
      reach = fitReach(spine, places(from), places(to), new Float64Array(from.length).fill(1)).reach;
    }
  }
  return {
    measured: {
      above,
      community,
      communityCount: numbers.size,
      ties: observedTies(events, numberOf),
      atLeast,
      issues,
    },
    reach,
    leftOut: people.length - members.length,
    find: (said) => {
      const wanted = said.trim().toLowerCase();
      const person = people.findIndex(
        (each) =>
          words.get(each.id) === wanted ||
          each.accounts.some(
            ({ key, address }) => key === wanted || address === wanted || key.endsWith(`:${wanted}`),
          ),
      );
      return person < 0 || numberOf[person]! < 0 ? null : numberOf[person]!;
    },
  };
};
