import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Archive, openArchive } from '../../src/measure/archive/archive.ts';
import { noThread } from '../../src/measure/network/events.ts';
import { openSource } from '../../src/measure/sources/detect.ts';
import type { Source } from '../../src/measure/sources/source.ts';
import { hasReference, referencePath, referenceText } from './reference-folder.ts';

const importing = async (...paths: readonly string[]): Promise<Archive> => {
  const archive = await openArchive(null);
  for (const path of paths) {
    const source: Source = await openSource(path);
    await archive.importSource(source, { origin: path });
  }
  return archive;
};

/** Which acts stand together in threads and who answered whom, without the names that the order of imports gives. */
const shapeOf = async (archive: Archive): Promise<string[]> => {
  const { events, people } = await archive.readEvents();
  // A person's accounts, whichever was met first.
  const nameOf = (person: number) => people[person]?.accounts[0]?.key ?? '·';
  return [...events.timeMs]
    .map(
      (time, e) =>
        `${time} ${nameOf(events.from[e])} ${nameOf(events.to[e])} ${events.kind[e]} ${events.weight[e]}`,
    )
    .sort();
};

describe.skipIf(!hasReference)('an archive of real traces', () => {
  it('holds what CollegeMsg holds, row by row', async () => {
    const archive = await importing(referencePath('interactions', 'collegemsg', 'CollegeMsg.txt'));
    const { events, people } = await archive.readEvents();
    const told = [...events.timeMs].map((time, e) =>
      [people[events.from[e]], people[events.to[e]]]
        .map((person) => person.id.replace('table:', ''))
        .concat(`${time / 1000}`)
        .join(' '),
    );
    const written = referenceText('interactions', 'collegemsg', 'CollegeMsg.txt').trim().split(/\r?\n/);
    expect(told.sort()).toEqual(written.sort());
    await archive.close();
  });

  it('tells the same of seven quarters of a list in whatever order they are imported', async () => {
    const files = readdirSync(referencePath('mail'))
      .filter((file) => file.startsWith('r-package-devel'))
      .map((file) => referencePath('mail', file))
      .sort();
    const forward = await importing(...files);
    const backward = await importing(...[...files].reverse());
    const shape = await shapeOf(forward);
    expect(shape.length).toBeGreaterThan(1000);
    expect(await shapeOf(backward)).toEqual(shape);
    // A thread that runs over the end of a quarter is one thread only if answers are linked across imports.
    const { events } = await forward.readEvents();
    const quarterOf = (time: number) => Math.floor(new Date(time).getUTCMonth() / 3);
    const crossing = new Set<number>();
    const firstQuarter = new Map<number, number>();
    for (let e = 0; e < events.thread.length; e++) {
      if (events.thread[e] === noThread) continue;
      const quarter = quarterOf(events.timeMs[e]);
      const first = firstQuarter.get(events.thread[e]) ?? quarter;
      firstQuarter.set(events.thread[e], first);
      if (first !== quarter) crossing.add(events.thread[e]);
    }
    expect(crossing.size).toBeGreaterThan(0);
    await forward.close();
    await backward.close();
  });

  it('reads a mailbox twice without adding anything', async () => {
    const path = referencePath('mail', 'linux-mips-2013Q1.mbox');
    const archive = await importing(path);
    const before = await shapeOf(archive);
    const summary = await archive.importSource(await openSource(path), { origin: '/another/place' });
    expect(summary.acts.new).toBe(0);
    expect(summary.interactions.new).toBe(0);
    expect(await shapeOf(archive)).toEqual(before);
    await archive.close();
  });
});
