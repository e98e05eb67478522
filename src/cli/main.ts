import { dirname, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { productVersion } from '../app/product-version.ts';
import { sentenceOf } from '../base/refusals.ts';
import { RefusalError } from '../base/result.ts';
import { runInRunningHost } from '../host/running-host.ts';
import { backupCommand } from './backup.ts';
import { communityCommand } from './community.ts';
import { decisionCommand, processCommand, proposalCommand } from './deciding.ts';
import { digestCommand } from './digest.ts';
import { doctorCommand } from './doctor.ts';
import { dynamicsCommand } from './dynamics.ts';
import { experimentCommand } from './experiment.ts';
import { exportCommand } from './export.ts';
import { faultReport } from './fault-report.ts';
import { identityCommand } from './identity.ts';
import { importCommand } from './import.ts';
import {
  agreementCommand,
  calendarCommand,
  circleCommand,
  needsMeCommand,
  offerCommand,
  pactCommand,
  recogniseCommand,
  rightCommand,
  roleCommand,
  undoCommand,
} from './living-together.ts';
import { measureCommand } from './measure.ts';
import { measuresCommand } from './measures.ts';
import { peopleCommand } from './people.ts';
import {
  bootstrapCommand,
  bundleCommand,
  logCommand,
  mirrorCommand,
  postCommand,
  statusCommand,
  verifyCommand,
} from './practice-commands.ts';
import { removalCommand } from './removal.ts';
import { scenarioCommand } from './scenario.ts';
import { startCommand } from './start.ts';
import { tallyCommand } from './tally.ts';
import { type Terminal, wrap } from './terminal.ts';
import { usageRefusal } from './usage-refusal.ts';

/** Exit codes: 0 done · 1 a fault of ours · 2 a refusal · 130 stopped by Ctrl-C. */
const exitCodes = { done: 0, fault: 1, refusal: 2, stopped: 130 } as const;

const examples = `
Examples:
  equipo measure ~/code/project               measure a git repository
  equipo measure list.mbox --org chart.csv    a mailing list beside the formal chart
  equipo measure --sample turning --open      a ready organisation, report in the browser
  equipo measures reciprocity                 what one measure means and how it is computed
  equipo identity create --name Ana           begin to practise; then found a community or join one

What is measured never leaves this machine; what you write to a community is on its members’ devices and nowhere else.
What a report never shows: docs/what-this-cannot-do.md`;

const programFor = (terminal: Terminal): Command => {
  const program = new Command('equipo')
    .description(
      'Peer-to-peer leadership: see how people in an organisation turn to one another, try other designs, and practise leading as equals.',
    )
    .version(productVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', examples)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // `run` says it, as one sentence like every other.
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(terminal.columns, 100),
    });
  const groups: Readonly<Record<string, readonly Command[]>> = {
    'Begin:': [
      startCommand(terminal, (argv, elsewhere) => run(argv, elsewhere, 'here')),
      doctorCommand(terminal),
    ],
    'Measure:': [
      measureCommand(terminal),
      importCommand(terminal),
      peopleCommand(terminal),
      measuresCommand(terminal),
      dynamicsCommand(terminal),
      exportCommand(terminal),
    ],
    'Try:': [scenarioCommand(terminal), experimentCommand(terminal)],
    'Practise, who and where:': [
      identityCommand(terminal),
      communityCommand(terminal),
      statusCommand(terminal),
      verifyCommand(terminal),
      backupCommand(terminal),
      bundleCommand(terminal),
      mirrorCommand(terminal),
      bootstrapCommand(terminal),
    ],
    'Practise, day by day:': [
      needsMeCommand(terminal),
      digestCommand(terminal),
      calendarCommand(terminal),
      postCommand(terminal),
      logCommand(terminal),
      offerCommand(terminal),
      pactCommand(terminal),
      recogniseCommand(terminal),
      undoCommand(terminal),
    ],
    'Practise, deciding and leading:': [
      proposalCommand(terminal),
      decisionCommand(terminal),
      processCommand(terminal),
      tallyCommand(terminal),
      agreementCommand(terminal),
      circleCommand(terminal),
      roleCommand(terminal),
      rightCommand(terminal),
      removalCommand(terminal),
    ],
  };
  for (const [heading, commands] of Object.entries(groups)) {
    for (const command of commands) {
      command.copyInheritedSettings(program);
      for (const sub of command.commands) {
        sub.copyInheritedSettings(program);
        for (const below of sub.commands) below.copyInheritedSettings(program);
      }
      program.addCommand(command.helpGroup(heading));
    }
  }
  // Last, so that it is of the first page alone.
  program.commandsGroup('Begin:').helpCommand(true);
  return program;
};

/** The same words with the node's folder in full, for a process that is in another one. */
const withWholeFolder = (argv: readonly string[]): readonly string[] =>
  argv.map((word, place) => {
    if (argv[place - 1] === '--data') return resolve(word);
    return word.startsWith('--data=') ? `--data=${resolve(word.slice('--data='.length))}` : word;
  });

/** Has a running app do it, where that has the node open; `null` where there is none. */
const runByApp = (
  folder: string,
  argv: readonly string[],
  terminal: Terminal,
): Promise<number | 'gone' | null> =>
  runInRunningHost(
    dirname(resolve(folder)),
    { argv: withWholeFolder(argv), folder: process.cwd(), columns: terminal.columns },
    (said) => {
      if ('out' in said) terminal.out(said.out);
      else terminal.err(said.err);
    },
    terminal.signal,
  );

/**
 * Runs one command line and gives its exit code. A refusal is one sentence on stderr; a fault says whose mistake
 * it is and leaves a report without content.
 */
export const run = async (
  argv: readonly string[],
  terminal: Terminal,
  where: 'here' | 'by whoever has the node' = 'by whoever has the node',
): Promise<number> => {
  try {
    const program = programFor(terminal);
    if (argv.length === 0) {
      program.outputHelp();
      return exitCodes.done;
    }
    await program.parseAsync(argv, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      const refusal = usageRefusal(error);
      if (refusal !== null) terminal.err(`${wrap(sentenceOf(refusal), terminal.columns)}\n`);
      return exitCodes.refusal;
    }
    if (terminal.signal.aborted) {
      terminal.err('\nStopped. What was read so far is kept; the same command goes on from there.\n');
      return exitCodes.stopped;
    }
    if (error instanceof RefusalError) {
      const { code, params } = error.refusal;
      if (code === 'practice-locked' && where !== 'here') {
        const ended = await runByApp(String(params.folder), argv, terminal);
        if (ended === 'gone') {
          terminal.err(`${wrap(sentenceOf({ code: 'app-gone', params: {} }), terminal.columns)}\n`);
          return exitCodes.refusal;
        }
        if (ended !== null) return ended;
      }
      terminal.err(`${wrap(sentenceOf(error.refusal), terminal.columns)}\n`);
      return exitCodes.refusal;
    }
    terminal.err(faultReport(error, terminal.columns));
    return exitCodes.fault;
  }
};

/** The bin's entry: this process's own streams, and Ctrl-C once to stop cleanly, twice to stop now. */
export const main = async (argv: readonly string[]): Promise<number> => {
  const stop = new AbortController();
  const onInterrupt = () => {
    if (stop.signal.aborted) process.exit(exitCodes.stopped);
    stop.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  // A reader that closes early (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
    throw error;
  });
  return run(argv, {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isScreen: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
    columns: process.stdout.columns ?? process.stderr.columns ?? 80,
    signal: stop.signal,
  });
};
