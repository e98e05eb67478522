import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { randomStream } from '../../src/base/random.ts';

export const people = 5000;
export const arcs = 200_000;

/** Two years of messages between 5,000 people over at most 200,000 arcs, a few of them busy; the same each time. */
export const writeMessageTable = async (path: string, rows: number): Promise<void> => {
  const random = randomStream(20_260_714, 'bench', 'archive');
  const from = Uint32Array.from({ length: arcs }, () => random.below(people));
  const to = Uint32Array.from({ length: arcs }, () => random.below(people));
  const file = createWriteStream(path);
  file.write('time,from,to\n');
  let lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const arc = Math.floor(arcs * random.uniform() ** 2);
    lines.push(
      `${1_577_836_800 + random.below(63_072_000)},p${from[arc]}@example.org,p${to[arc]}@example.org\n`,
    );
    if (lines.length < 20_000 && row < rows - 1) continue;
    if (!file.write(lines.join(''))) await once(file, 'drain');
    lines = [];
  }
  file.end();
  await once(file, 'close');
};
