import type { Archive } from '../../src/measure/archive/archive.ts';
import { nobody, noThread } from '../../src/measure/network/events.ts';

/** Name of a person of `example.org`, else their id. */
const nameOf = (id: string) => id.replace(/^mail:(.*)@example\.org$/, '$1');

const round = (weight: number) => Math.round(weight * 1e9) / 1e9;

/**
 * What an archive tells, one line an event, in order; threads by the lines that stand in them, so that neither
 * numbers nor the order of equal times matter.
 */
export const linesOf = async (
  archive: Archive,
  options: Parameters<Archive['readEvents']>[0] = {},
): Promise<string[]> => {
  const { events, people } = await archive.readEvents(options);
  const lines: string[] = [];
  for (let e = 0; e < events.timeMs.length; e++) {
    const from = nameOf(people[events.from[e]].id);
    const to = events.to[e] === nobody ? '·' : nameOf(people[events.to[e]].id);
    lines.push(
      `${events.timeMs[e]} ${from} → ${to} ${events.kinds[events.kind[e]].id} ${round(events.weight[e])}`,
    );
  }
  return lines;
};

/** Events and threads as sets. */
export const contentsOf = async (archive: Archive): Promise<string[]> => {
  const lines = await linesOf(archive);
  const { events } = await archive.readEvents();
  const threads = new Map<number, string[]>();
  for (const [e, line] of lines.entries()) {
    if (events.thread[e] === noThread) continue;
    threads.set(events.thread[e], [...(threads.get(events.thread[e]) ?? []), line]);
  }
  const together = [...threads.values()].map((members) => `thread: ${members.sort().join(' | ')}`);
  return [...lines.sort(), ...together.sort()];
};
