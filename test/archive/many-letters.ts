import type { StreamedSource } from '../../src/measure/sources/source.ts';
import { type ScriptedAct, scriptedSource } from './scripted-source.ts';

/** Letters enough for several commits, most of them answers to one shortly before. */
const letters = Array.from(
  { length: 70_000 },
  (_, i): ScriptedAct => ({
    id: `m${i}`,
    at: 1_600_000_000_000 + i * 1000,
    by: `p${(i * 7919) % 97}`,
    to: [`p${(i * 104_729) % 97}`, `p${(i * 31 + 5) % 97}`].filter(
      (name, place, all) => all.indexOf(name) === place,
    ),
    answers: i % 3 === 0 ? [] : [`m${i - (i % 7)}`],
  }),
);

export const manyLetters = (): StreamedSource => scriptedSource({ acts: letters, actsPerBatch: 1024 });

export const manyLettersCount = letters.length;
