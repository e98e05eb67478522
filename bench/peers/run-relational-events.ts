/**
 * One fit of the relational event model in a process of its own, so that its memory is its own.
 * Usage: run-relational-events.ts EVENTS CONTROLS PEOPLE WORKERS [FILE for the rows, as doubles; senders beside]
 */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { analyseOnWorkers } from '../../src/app/workers/dynamics-on-workers.ts';
import { parseEffects } from '../../src/measure/dynamics/relational-events/effects.ts';
import { type Fit, fitColumns } from '../../src/measure/dynamics/relational-events/fit.ts';
import { askStrata } from '../../src/measure/dynamics/relational-events/requests.ts';
import { runAnalysis } from '../../src/measure/dynamics/relational-events/run-analysis.ts';
import { blockCount, buildBlocks } from '../../src/measure/dynamics/relational-events/strata.ts';
import { drawnLetters, tenEffects } from '../support/drawn-letters.ts';

const [events = 0, controls = 0, people = 0, workers = 0] = process.argv.slice(2, 6).map(Number);
const file = process.argv[6];

const { sequence, covariates } = drawnLetters(people, events);
const effects = parseEffects(tenEffects, 30);
const spec = { sequence, effects, covariates, model: 'choice', controls, seed: 1 } as const;

const start = performance.now();
let built = start;
const analysis = (function* () {
  yield* askStrata(spec);
  built = performance.now();
  return yield* fitColumns(
    effects.map((_, k) => k),
    people,
  );
})();
const fit: Fit =
  workers === 0
    ? runAnalysis(analysis)
    : await analyseOnWorkers(analysis, workers, new AbortController().signal);
const done = performance.now();
process.stdout.write(
  `${JSON.stringify({
    statistics: (built - start) / 1000,
    fit: (done - built) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1000,
    logLikelihood: fit.logLikelihood,
    beta: [...fit.beta],
  })}\n`,
);

if (file !== undefined) {
  const out = openSync(file, 'w');
  for (const { rows } of buildBlocks(spec, 0, blockCount)) {
    const doubles = Float64Array.from(rows);
    writeSync(out, new Uint8Array(doubles.buffer));
  }
  closeSync(out);
  writeFileSync(`${file}.senders`, new Uint8Array(Int32Array.from(sequence.sender).buffer));
}
