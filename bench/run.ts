/** `npm run bench [-- NAME… --small]`: runs benchmarks, prints their tables, refreshes `docs/benchmarks.md`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Benchmark, type BenchmarkSize, toMarkdown } from './support/table-format.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const page = resolve(folder, '../docs/benchmarks.md');

const known = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3))
  .sort();

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark called ${unknown.join(', ')}; there are ${known.join(', ')}.\n`,
  );
  process.exit(2);
}
const size: BenchmarkSize = process.argv.includes('--small') ? 'small' : 'full';

const machine = (): string => {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${memory} GiB, Node ${process.version}`;
};

/** Each benchmark owns the lines between its two comments; everything else on the page is written by hand. */
const withSection = (text: string, name: string, section: string): string => {
  const open = `<!-- bench:${name} -->`;
  const close = `<!-- /bench:${name} -->`;
  const block = `${open}\n${section}\n${close}`;
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  if (start < 0 || end < start) return `${text.trimEnd()}\n\n${block}\n`;
  return text.slice(0, start) + block + text.slice(end + close.length);
};

for (const name of named.length > 0 ? named : known) {
  const benchmark = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as Benchmark;
  process.stderr.write(`— ${benchmark.title}\n`);
  const table = await benchmark.run(size);
  const day = new Date().toISOString().slice(0, 10);
  const section = `## ${benchmark.title}\n\n${toMarkdown(table)}\n\nMeasured ${day} on ${machine()}.`;
  process.stdout.write(`\n${section}\n\n`);
  if (size === 'small') continue;
  const before = existsSync(page)
    ? readFileSync(page, 'utf8')
    : '# Benchmarks\n\nEvery table is made by `npm run bench`, with peers interleaved in the same run and medians reported.\n';
  writeFileSync(page, withSection(before, name, section));
}
