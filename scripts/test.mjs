/**
 * The one test command: format and lint, types, then every test of every kind. Prints what each step says and
 * closes with `N passed, N failed`, counting lint and types as one check each.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = (name) => join('node_modules', '.bin', name);
const runs = (title, command, args) => {
  process.stdout.write(`\n— ${title}\n`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
};

let passed = 0;
let failed = 0;
let skipped = 0;
const check = (isGood) => {
  if (isGood) passed++;
  else failed++;
};

check(runs('format and lint', bin('biome'), ['ci', '--reporter=summary', '.']));
check(runs('types and build', bin('tsc'), ['-b', 'tsconfig.json', 'tsconfig.test.json']));

const folder = mkdtempSync(join(tmpdir(), 'equipo-test-'));
const results = join(folder, 'results.json');
const ranAll = runs('tests', bin('vitest'), [
  'run',
  '--reporter=dot',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]);
try {
  const report = JSON.parse(readFileSync(results, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped = report.numPendingTests + report.numTodoTests;
  // A file that could not be loaded has no tests of its own to fail.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  failed += brokenFiles;
  if (!ranAll && report.numFailedTests === 0 && brokenFiles === 0) failed++;
} catch {
  process.stdout.write('The test run left no readable result.\n');
  failed++;
}
rmSync(folder, { recursive: true, force: true });

process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed === 0 ? 0 : 1;
