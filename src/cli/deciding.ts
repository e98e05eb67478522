/** Proposals and decisions at the command line: all that the pages can do. */
import { Command } from 'commander';
import { amendProposal, castBallot, openDecision, raiseObjection } from '../app/practice/deciding.ts';
import type { PracticeNode } from '../app/practice/node.ts';
import { findTemplate, readyTemplates, templateOf, writeTemplate } from '../app/practice/process-template.ts';
import type { DecisionShown, Shown } from '../app/practice/shown.ts';
import {
  collect,
  communityAct,
  communityList,
  day,
  group,
  inCommunity,
  minute,
  oneOf,
  parseMoment,
  shortId,
} from './in-community.ts';
import { parseCount } from './parsing.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';
import { type NodeOptions, printJson } from './with-node.ts';

const dayMs = 86_400_000;

const methods = [
  ...[
    'consent',
    'consensus',
    'advice',
    'majority',
    'sociocratic-election',
    'sortition',
    'approval',
    'pav',
    'score',
    'star',
    'dot',
    'quadratic',
  ],
  ...['instant-runoff', 'schulze', 'ranked-pairs', 'stv'],
] as const;
type Method = DecisionShown['terms']['method'];
const parseMethod = (text: string): Method => oneOf(...methods)(text) as Method;

const ties = ['status-quo', 'earlier-round', 'draw', 'new-round'] as const;

const pageWords = (page: DecisionShown, columns: number): string => {
  const { terms, outcome } = page;
  const text = page.versions.find(({ id }) => id === page.version)?.text ?? '';
  const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name).join(', ');
  const lines = [
    `${page.title}  (${shortId(page.id)})`,
    `${terms.method}${terms.isAnonymous ? ', anonymous' : ''}, until ${minute(terms.deadline)} UTC, opened by ${page.by.name}`,
    text,
    page.options.length === 0 ? '' : `Options: ${page.options.join(', ')}`,
    `${outcome.phase}${outcome.phase === 'open' ? '' : `, ${outcome.result}`}${outcome.winners.length === 0 ? '' : `: ${outcome.winners.join(', ')}`}. ${outcome.answers === null ? `${outcome.eligible} may answer; how many have is shown after the close` : `${outcome.answers} of ${outcome.eligible} have answered`}.`,
    outcome.waiting.length === 0 ? '' : `Waiting for ${names(outcome.waiting)}.`,
    outcome.phase === 'provisional' && page.unsigned.length > 0
      ? `Not signed yet: ${names(page.unsigned)}.`
      : '',
    ...page.nominations.map(
      ({ by, person, before, reason }) =>
        `${by.name} nominates ${person.name}${before === null ? '' : `, at first ${before.name}`}: ${reason}`,
    ),
    page.nominee === null ? '' : `${page.nominee.person.name} is put forward: ${page.nominee.reason}`,
    ...page.objections.map(
      ({ id, by, standing, reason, harm }) =>
        `Objection ${shortId(id)} by ${by.name}, ${standing}: ${reason} It would harm: ${harm}`,
    ),
    ...page.concerns.map(({ by, text: said }) => `Concern of ${by.name}: ${said}`),
    ...page.advice.map(
      ({ ask, person, answer }) => `Advice of ${person.name} (${shortId(ask)}): ${answer ?? 'not given yet'}`,
    ),
    ...(outcome.phase === 'open' ? [] : outcome.words),
  ];
  const audit =
    outcome.phase === 'open'
      ? []
      : outcome.audit.map(({ title, words, columns: heads, rows }) =>
          [title, wrap(words, columns), ...(rows.length === 0 ? [] : [columnsOf([heads, ...rows])])].join(
            '\n',
          ),
        );
  return [...lines.filter((line) => line !== '').map((line) => wrap(line, columns)), ...audit].join('\n\n');
};

interface OpenOptions extends NodeOptions {
  readonly proposal?: string;
  readonly process?: string;
  readonly method?: Method;
  readonly option: readonly string[];
  readonly person: readonly string[];
  readonly nominee?: string;
  readonly rest: readonly string[];
  readonly from: readonly string[];
  readonly until?: number;
  readonly quorum?: string;
  readonly threshold?: string;
  readonly seats?: number;
  readonly budget?: number;
  readonly highest?: number;
  readonly tie?: readonly string[];
  readonly anonymous?: boolean;
}

/** `Kitchen=1`: at least one of the circle's people, as they are when it opens. */
const readStratum = (said: string, seats: number, shown: Shown) => {
  const at = said.lastIndexOf('=');
  const least = parseCount(said.slice(at + 1));
  const circle = shown.find('circle', said.slice(0, Math.max(0, at)));
  const { name, people } = shown.circles().find(({ id }) => id === circle)!;
  return { name, people: people.map(({ person }) => person), least, most: seats };
};

const openCommand = (terminal: Terminal): Command =>
  communityAct(
    'open',
    'open a decision: on a proposal, among options, or about persons',
    'decision open "Dig a well" --proposal 3f9a --until 7d',
    'decision open "What do we sow?" --method schulze --option Beans --option Kale --option Peas',
    'decision open "Well keeper" --method consent --nominee Bo',
    'decision open "Do we go on?" --method majority --anonymous',
    'decision open "Well keeper" --method sociocratic-election --until 10d',
    'decision open "Who checks the books" --method sortition --seats 2 --rest Bo --from Kitchen=1',
  )
    .argument('<title>', 'what is decided')
    .option('--proposal <id>', 'the proposal it is on')
    .option('--method <method>', `how: ${methods.join(', ')}`, parseMethod)
    .option('--process <name>', 'a ready process or a file of one: `equipo process list`', 'consent')
    .option('--option <text>', 'an option; may be said again', collect, [])
    .option('--person <name>', 'a member as an option, for an election; may be said again', collect, [])
    .option('--nominee <name>', 'who is put forward, for an election by consent')
    .option('--rest <name>', 'for a draw: who held it lately; may be said again', collect, [])
    .option(
      '--from <circle=least>',
      'for a draw: at least so many of a circle; may be said again',
      collect,
      [],
    )
    .option('--until <when>', 'a date, or days from now as 7d', parseMoment)
    .option('--quorum <share>', 'share that must answer')
    .option('--threshold <share>', 'share in favour, for a majority')
    .option('--seats <number>', 'how many are chosen', parseCount)
    .option('--budget <number>', 'to spend, for dots and quadratic votes', parseCount)
    .option('--highest <number>', 'highest score', parseCount)
    .option('--anonymous', 'seal ballots: nobody learns who answered what')
    .option('--tie <rule>', `what resolves a tie, in order: ${ties.join(', ')}`, collect)
    .action((title: string, options: OpenOptions) =>
      inCommunity(options, async ({ node, id, shown }) => {
        const process = await findTemplate(options.process ?? 'consent', terminal.folder ?? '');
        const proposal = options.proposal === undefined ? null : shown.find('proposal', options.proposal);
        const persons = options.person.map((name) => shown.find('person', name));
        const method = options.method ?? process.terms.method;
        const seats = options.seats ?? process.terms.seats;
        const decision = await openDecision(node, id, proposal, {
          title,
          ...process.terms,
          deadline: options.until ?? node.now() + process.days * dayMs,
          method,
          seats,
          lot:
            method === 'sortition' || options.rest.length + options.from.length > 0
              ? {
                  resting: options.rest.map((name) => shown.find('person', name)),
                  strata: options.from.map((each) => readStratum(each, seats, shown)),
                }
              : null,
          options: [...options.option, ...persons],
          nominee: options.nominee === undefined ? null : shown.find('person', options.nominee),
          ...(options.quorum === undefined ? {} : { quorum: options.quorum }),
          ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
          ...(options.budget === undefined ? {} : { budget: options.budget }),
          ...(options.highest === undefined ? {} : { highest: options.highest }),
          ...(options.anonymous ? { isAnonymous: true } : {}),
          ...(options.tie === undefined ? {} : { ties: options.tie.map(oneOf(...ties)) }),
        });
        terminal.out(`${decision}\n`);
      }),
    );

interface SaidOptions extends NodeOptions {
  readonly reason: string;
  readonly harm: string;
  readonly why: string;
  readonly title?: string;
  readonly text?: string;
  readonly integrates: readonly string[];
}

const onItsWayMs = 60_000;

/** An anonymous ballot is kept; others write it while this process is there to hand it to them. */
const sendOnItsWay = async (
  terminal: Terminal,
  node: PracticeNode,
  community: string,
  decision: string,
): Promise<void> => {
  terminal.err('Your ballot is sealed and kept; two other members carry it, which takes up to a minute.\n');
  await node.meetAll();
  const isOnRecord = () => !node.ownSealed(community).isCarried(decision);
  terminal.err(
    (await node.until(isOnRecord, onItsWayMs))
      ? 'It is on record, and nobody can tell that it is yours.\n'
      : 'Not enough other members are within reach; it goes on its way while `equipo start` or `equipo status --stay` runs.\n',
  );
};

export const decisionCommand = (terminal: Terminal): Command => {
  const printed = (id: string) => terminal.out(`${id}\n`);
  return group(
    'decision',
    'decide together: open, answer, nominate, object, test, advise, close, show',
    ['decision list', 'decision answer 3f9a consent', 'decision answer 81c0 Peas Beans Kale'],
    communityList(terminal, {
      name: 'list',
      description: 'every decision: those open first',
      example: 'decision list --json',
      of: 'decisions',
      rows: (shown) => shown.decisions(),
      cells: ({ id, title, method, phase, result, winners, answered, eligible, deadline }) => [
        shortId(id),
        title,
        method,
        phase === 'open' ? `open until ${day(deadline)}` : `${phase}, ${[result, ...winners].join(': ')}`,
        `${answered ?? '?'}/${eligible}`,
      ],
      none: 'Nothing was decided yet: equipo decision open.',
    }),
    communityAct('show', 'one decision with every step of its count', 'decision show 3f9a')
      .argument('<decision>', 'the beginning of its id, or its title')
      .option('--json', 'print as JSON (docs/formats/community-shown.schema.json)')
      .action((said: string, options: NodeOptions) =>
        inCommunity(options, ({ id, shown }) => {
          const page = shown.decision(shown.find('decision', said));
          if (options.json) {
            printJson(terminal, 'community-shown', { community: id, of: 'decision', rows: [page] });
          } else terminal.out(`${pageWords(page, terminal.columns)}\n`);
        }),
      ),
    openCommand(terminal),
    communityAct(
      'answer',
      'answer in the form the method asks for: a stance, options in order, or Option=mark',
      'decision answer 3f9a consent',
      'decision answer 81c0 Peas Beans --reason "They keep."',
      'decision answer 9b2d Well=3 Pump=1',
    )
      .argument('<decision>')
      .argument('<answer...>')
      .option('--reason <text>', 'why', '')
      .action((said: string, answer: readonly string[], options: SaidOptions) =>
        inCommunity(options, async ({ node, id, shown }) => {
          const decision = shown.find('decision', said);
          const cast = await castBallot(node, id, decision, answer, options.reason);
          if (cast !== null) printed(cast);
          else await sendOnItsWay(terminal, node, id, decision);
        }),
      ),
    communityAct(
      'nominate',
      'nominate somebody in a sociocratic election; the last you say counts',
      'decision nominate 3f9a Bo --reason "Knows the pump."',
    )
      .argument('<decision>')
      .argument('<member>')
      .requiredOption('--reason <text>', 'what speaks for them')
      .action((said: string, member: string, { reason, ...options }: SaidOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const body = {
            decision: shown.find('decision', said),
            person: shown.find('person', member),
            reason,
          };
          printed(await act('nomination-made', body));
        }),
      ),
    communityAct(
      'put-forward',
      'put forward whom the reasons speak for, in an election you opened',
      'decision put-forward 3f9a Bo --reason "Most reasons speak for Bo."',
    )
      .argument('<decision>')
      .argument('<member>')
      .requiredOption('--reason <text>', 'why')
      .action((said: string, member: string, { reason, ...options }: SaidOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const body = {
            decision: shown.find('decision', said),
            person: shown.find('person', member),
            reason,
          };
          printed(await act('nominee-proposed', body));
        }),
      ),
    communityAct('decline', 'say no after a draw by lot: the next one follows', 'decision decline 3f9a')
      .argument('<decision>')
      .action((said: string, options: NodeOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          printed(await act('lot-declined', { decision: shown.find('decision', said) }));
        }),
      ),
    communityAct('object', 'raise an objection', 'decision object 3f9a --reason "Rock." --harm "A season."')
      .argument('<decision>')
      .requiredOption('--reason <text>', 'your reason')
      .requiredOption('--harm <text>', 'what it would harm in what the community is for')
      .action((said: string, { reason, harm, ...options }: SaidOptions) =>
        inCommunity(options, async ({ node, id, shown }) => {
          printed(await raiseObjection(node, id, shown.find('decision', said), reason, harm));
        }),
      ),
    communityAct(
      'test',
      'say whether an objection is reasoned',
      'decision test 3f9a 77b1 no --why "It is sand."',
    )
      .argument('<decision>')
      .argument('<objection>')
      .argument('<answer>', 'yes or no', oneOf('yes', 'no'))
      .requiredOption('--why <text>', 'why')
      .action((said: string, objection: string, isReasoned: 'yes' | 'no', { why, ...options }: SaidOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const decision = shown.find('decision', said);
          const body = { decision, objection: shown.find('objection', objection), isReasoned, why };
          printed(await act('objection-tested', body));
        }),
      ),
    communityAct(
      'withdraw',
      'withdraw a decision you opened, or an objection of yours',
      'decision withdraw 3f9a --why "The pump came."',
      'decision withdraw 3f9a 77b1',
    )
      .argument('<decision>')
      .argument('[objection]')
      .option('--why <text>', 'why the decision is withdrawn; all can read it', '')
      .action((said: string, objection: string | undefined, { why = '', ...options }: SaidOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const decision = shown.find('decision', said);
          printed(
            objection === undefined
              ? await act('decision-withdrawn', { decision, why })
              : await act('objection-withdrawn', { decision, objection: shown.find('objection', objection) }),
          );
        }),
      ),
    communityAct('concern', 'voice a concern: it is heard and stops nothing', 'decision concern 3f9a "Cost."')
      .argument('<decision>')
      .argument('<text>')
      .action((said: string, text: string, options: NodeOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          printed(await act('concern-voiced', { decision: shown.find('decision', said), text }));
        }),
      ),
    communityAct('ask', 'ask a member for advice', 'decision ask 3f9a Bo --as knows')
      .argument('<decision>')
      .argument('<member>')
      .option('--as <why>', 'affected or knows', oneOf('affected', 'knows'), 'affected')
      .action((said: string, member: string, options: NodeOptions & { readonly as: string }) =>
        inCommunity(options, async ({ act, shown }) => {
          const decision = shown.find('decision', said);
          printed(
            await act('advice-asked', { decision, person: shown.find('person', member), as: options.as }),
          );
        }),
      ),
    communityAct(
      'advise',
      'answer where you were asked for advice',
      'decision advise 3f9a 51e0 "Dig deeper."',
    )
      .argument('<decision>')
      .argument('<question>', 'the beginning of its id, as `decision show` has it')
      .argument('<text>')
      .action((said: string, question: string, text: string, options: NodeOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const decision = shown.find('decision', said);
          printed(await act('advice-given', { decision, ask: shown.find('question', question), text }));
        }),
      ),
    communityAct(
      'close',
      'close and count: past the deadline, or when all have answered',
      'decision close 3f9a',
    )
      .argument('<decision>')
      .action((said: string, options: NodeOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const decision = shown.find('decision', said);
          await act('decision-closed', { decision });
          terminal.out(`${pageWords(shown.decision(decision), terminal.columns)}\n`);
        }),
      ),
  );
};

export const proposalCommand = (terminal: Terminal): Command =>
  group(
    'proposal',
    'write proposals and amend them: draft, amend, list',
    [
      'proposal draft "Dig a well" --text "Behind the shed."',
      'proposal amend 3f9a --text "By the gate." --why "Rock."',
    ],
    communityAct('draft', 'write a proposal that all can see', 'proposal draft "Dig a well" --text "…"')
      .argument('<title>')
      .requiredOption('--text <text>', 'what is proposed')
      .action((title: string, { text = '', ...options }: SaidOptions) =>
        inCommunity(options, async ({ act }) => {
          terminal.out(`${await act('proposal-drafted', { title, text })}\n`);
        }),
      ),
    communityAct('amend', 'make a new version', 'proposal amend 3f9a --text "…" --why "…" --integrates 77b1')
      .argument('<proposal>')
      .option('--title <text>', 'the new title')
      .option('--text <text>', 'the new text')
      .requiredOption('--why <text>', 'what changes, and why')
      .option('--integrates <objection>', 'an objection it answers; may be said again', collect, [])
      .action((said: string, { title, text, why, integrates, ...options }: SaidOptions) =>
        inCommunity(options, async ({ node, id, shown }) => {
          const version = await amendProposal(node, id, shown.find('proposal', said), {
            ...(title === undefined ? {} : { title }),
            ...(text === undefined ? {} : { text }),
            why,
            integrates: integrates.map((each) => shown.find('objection', each)),
          });
          terminal.out(`${version}\n`);
        }),
      ),
    communityList(terminal, {
      name: 'list',
      description: 'all proposals, the newest first',
      example: 'proposal list',
      of: 'proposals',
      rows: (shown) => shown.proposals(),
      cells: ({ id, title, by, number, decisions }) => [
        shortId(id),
        title,
        by.name,
        `version ${number}`,
        decisions.length === 0 ? 'draft' : `decided in ${decisions.map(shortId).join(', ')}`,
      ],
      none: 'No proposal yet: equipo proposal draft.',
    }),
  );

export const processCommand = (terminal: Terminal): Command =>
  group(
    'process',
    'ways to decide, to copy, change and share as files: list, show, keep',
    ['process list', 'process show consent > ours.yaml', 'process keep 3f9a "As for the well" > well.yaml'],
    new Command('list')
      .description('those that are ready')
      .addHelpText('after', '\nExamples:\n  equipo process list')
      .action(() => {
        const rows = readyTemplates.map(({ name, days, about }) => [name, `${days} days`, about]);
        terminal.out(`${columnsOf(rows)}\n`);
      }),
    new Command('show')
      .description('one as a file, to begin your own from')
      .argument('<name>', 'a ready one, or a file')
      .addHelpText('after', '\nExamples:\n  equipo process show consent > ours.yaml')
      .action(async (name: string) => {
        terminal.out(writeTemplate(await findTemplate(name, terminal.folder ?? '')));
      }),
    communityAct(
      'keep',
      'the way a decision was made, as a file',
      'process keep 3f9a "As for the well" > well.yaml',
    )
      .argument('<decision>')
      .argument('<name>')
      .action((said: string, name: string, options: NodeOptions) =>
        inCommunity(options, ({ shown }) => {
          const { terms, openedAt } = shown.decision(shown.find('decision', said));
          terminal.out(writeTemplate(templateOf(name, terms, openedAt)));
        }),
      ),
  );
