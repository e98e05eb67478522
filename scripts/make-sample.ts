/** Writes `samples/turning/` anew: `node --import tsx scripts/make-sample.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { simulateTurning } from './simulate-turning.ts';

const folder = fileURLToPath(new URL('../samples/turning/', import.meta.url));
const { interactions, chart } = simulateTurning(1);
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}interactions.csv`, interactions);
writeFileSync(`${folder}chart.csv`, chart);
process.stdout.write(`${interactions.split('\n').length - 2} acts, ${chart.split('\n').length - 2} people\n`);
