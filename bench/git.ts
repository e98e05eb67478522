import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RandomStream, randomStream } from '../src/base/random.ts';
import { recordFormat } from '../src/measure/sources/git/commit-records.ts';
import { openGit } from '../src/measure/sources/git/open-git.ts';
import {
  type BenchmarkSize,
  formatMegabytes,
  formatRatio,
  formatSeconds,
  median,
  type Table,
} from './support/table-format.ts';

export const title = 'A git history read to acts';

const commitsOf: Readonly<Record<BenchmarkSize, number>> = { full: 100_000, small: 5_000 };
const roundsOf: Readonly<Record<BenchmarkSize, number>> = { full: 3, small: 1 };

const lineOf = (random: RandomStream): string =>
  `${random.uint32().toString(36)} ${random.uint32().toString(36)}`;

/** Files of the made repository as they stand on the main line: a list of lines each. */
const seedFiles = (random: RandomStream): { path: string; lines: string[] }[] =>
  Array.from({ length: 2000 }, (_, i) => ({
    path: `part-${i % 40}/piece-${i % 400}/file-${i}.txt`,
    lines: Array.from({ length: 20 + random.below(60) }, () => lineOf(random)),
  }));

function* fastImportStream(commits: number): Generator<string, void, void> {
  const random = randomStream(20_240_704, 'bench', 'git');
  const files = seedFiles(random);
  let timeS = 1_400_000_000;
  let main = 0;
  let sideLeft = 0;
  let side = 0;
  for (let mark = 1; mark <= commits; mark++) {
    timeS += random.below(1800);
    const author = Math.floor(200 * random.uniform() ** 2);
    const committer = random.uniform() < 0.3 ? author % 5 : author;
    const isMerge = sideLeft === 0 && side > 0;
    const isSide = sideLeft > 0;
    const message = `change ${mark}\n\nwhy\n\n${random.uniform() < 0.3 ? `Reviewed-by: Person ${author % 7} <p${author % 7}@example.org>\n` : ''}`;
    let text = `commit refs/heads/${isSide ? 'side' : 'main'}\nmark :${mark}\n`;
    text += `author Person ${author} <p${author}@example.org> ${timeS - 600} +0200\n`;
    text += `committer Person ${committer} <p${committer}@example.org> ${timeS} +0000\n`;
    text += `data ${message.length}\n${message}\n`;
    if (isSide) {
      text += `from :${side > 0 ? side : main}\n`;
      side = mark;
      sideLeft--;
    } else {
      if (main > 0) text += `from :${main}\n`;
      if (isMerge) {
        text += `merge :${side}\n`;
        side = 0;
      }
      main = mark;
      if (!isMerge && main > 1 && random.uniform() < 0.05) sideLeft = 1 + random.below(4);
    }
    const touched = mark === 1 ? files.length : isMerge ? 0 : 1 + random.below(4);
    for (let i = 0; i < touched; i++) {
      const file = mark === 1 ? files[i] : files[Math.floor(files.length * random.uniform() ** 3)];
      if (file === undefined) continue;
      if (mark > 1 && !isSide && random.uniform() < 0.01) {
        const path = file.path.replace(/(-v\d+)?\.txt$/, `-v${mark}.txt`);
        // The path may live elsewhere on a side branch; `M` alone is always valid.
        text += `D ${file.path}\n`;
        file.path = path;
      }
      file.lines[random.below(file.lines.length)] = lineOf(random);
      const content = `${file.lines.join('\n')}\n`;
      text += `M 100644 inline ${file.path}\ndata ${content.length}\n${content}\n`;
    }
    yield `${text}\n`;
  }
  yield 'done\n';
}

const finished = async (child: ReturnType<typeof spawn>, what: string): Promise<void> => {
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`bench/git: expected ${what} to end well, but got exit code ${code}`);
};

/** Makes the repository; the same commits every time. */
const makeRepository = async (folder: string, commits: number): Promise<void> => {
  await finished(spawn('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder]), 'git init');
  const importer = spawn('git', ['-C', folder, 'fast-import', '--quiet', '--done', '--depth=20'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = finished(importer, 'git fast-import');
  let gathered = '';
  for (const text of fastImportStream(commits)) {
    gathered += text;
    if (gathered.length < 1 << 20) continue;
    if (!importer.stdin.write(gathered)) await once(importer.stdin, 'drain');
    gathered = '';
  }
  importer.stdin.end(gathered);
  await ended;
};

const timeOfLog = async (folder: string): Promise<number> => {
  const start = performance.now();
  const log = spawn(
    'git',
    ['-C', folder, 'log', '--raw', '--numstat', '-z', '-M', `--format=${recordFormat}`, '--branches'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  log.stdout.resume();
  await finished(log, 'git log');
  return (performance.now() - start) / 1000;
};

/** Kilobytes a process has allocated. Pages of mapped pack files are the system's cache and not counted. */
const allocatedKb = (pid: string): number => {
  try {
    return Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
};

/** Bytes allocated by this process and its direct children; NaN where the system does not tell. */
const heldBytes = (): number => {
  try {
    const children = readdirSync('/proc/self/task').flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return ['self', ...children].reduce((sum, pid) => sum + allocatedKb(pid), 0) * 1024;
  } catch {
    return Number.NaN;
  }
};

interface OneRead {
  readonly seconds: number;
  /** `null` where the system does not tell: JSON knows no NaN. */
  readonly bytes: number | null;
  readonly acts: number;
}

/** Reads the whole source in this process; printed as JSON, so that its memory is its own. */
const readOnce = async (folder: string): Promise<OneRead> => {
  let bytes = heldBytes();
  const watch = setInterval(() => {
    bytes = Math.max(bytes, heldBytes());
  }, 50);
  const start = performance.now();
  const source = await openGit(folder);
  if (source === null) throw new Error(`bench/git: expected a repository at ${folder}`);
  let acts = 0;
  for await (const batch of source.read({ since: null, signal: new AbortController().signal })) {
    acts += batch.acts.length;
  }
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  return { seconds, bytes, acts };
};

const readApart = async (folder: string): Promise<OneRead> => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(import.meta.url), '--read', folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await finished(child, 'the read');
  return JSON.parse(printed) as OneRead;
};

export const run = async (size: BenchmarkSize): Promise<Table> => {
  const folder = mkdtempSync(join(tmpdir(), 'equipo-bench-git-'));
  try {
    const commits = commitsOf[size];
    await makeRepository(folder, commits);
    const log: number[] = [];
    const own: number[] = [];
    let bytes = 0;
    let acts = 0;
    for (let round = 0; round < roundsOf[size]; round++) {
      log.push(await timeOfLog(folder));
      const read = await readApart(folder);
      own.push(read.seconds);
      bytes = Math.max(bytes, read.bytes ?? Number.NaN);
      acts = read.acts;
    }
    const count = (value: number) => value.toLocaleString('en');
    return {
      about: `A made repository of ${count(commits)} commits by 200 people on 2,000 files, with side branches, renames and trailers, read to ${count(acts)} acts.`,
      columns: ['', 'time', 'beside git log', 'memory'],
      rows: [
        ['`git log --raw --numstat -M`, output thrown away', formatSeconds(median(log)), formatRatio(1), '–'],
        [
          'Equipo, from opening to the last batch',
          formatSeconds(median(own)),
          formatRatio(median(own) / median(log)),
          formatMegabytes(bytes),
        ],
      ],
      notes: [
        "Target: at most 1.3× git log's time, under 400 MB. Memory is the peak that Equipo and its git processes allocate together.",
        'Equipo asks git for the ids of files before and after, not for lines added and removed: that is what makes it quicker than the command it is measured against.',
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (process.argv[2] === '--read' && process.argv[3] !== undefined) {
  console.log(JSON.stringify(await readOnce(process.argv[3])));
}
