/** Agreements, circles, roles, rights, offers, pacts and thanks at the command line. */
import type { Command } from 'commander';
import { describeMeasure } from '../app/describe-measures.ts';
import type { PracticeNode } from '../app/practice/node.ts';
import type { Shown } from '../app/practice/shown.ts';
import { undoAct } from '../app/practice/undo.ts';
import { RefusalError } from '../base/result.ts';
import {
  collect,
  communityAct,
  communityList,
  day,
  group,
  inCommunity,
  oneOf,
  parseMoment,
  shortId,
} from './in-community.ts';
import { parseCount } from './parsing.ts';
import { columnsOf, type Terminal } from './terminal.ts';
import { type NodeOptions, printJson } from './with-node.ts';

const names = (people: readonly { readonly name: string }[]): string =>
  people.map(({ name }) => name).join(', ');

interface RecordOptions extends NodeOptions {
  readonly decision: string;
  readonly review: number;
  readonly circle?: string;
  readonly replaces?: string;
  readonly name: string;
  readonly purpose: string;
  readonly domain: string;
  readonly within?: string;
  readonly days: number;
  readonly link: string;
  readonly until?: number;
  readonly text: string;
  readonly tag: readonly string[];
}

interface TryOptions extends NodeOptions {
  readonly decision: string;
  readonly measure: string;
  readonly expect: string;
  readonly until: number;
}

export const agreementCommand = (terminal: Terminal): Command =>
  group(
    'agreement',
    'what was agreed, and when it is looked at again: list, record, try',
    ['agreement list', 'agreement record --decision 3f9a --review 180d'],
    communityList(terminal, {
      name: 'list',
      description: 'all agreements: those that stand first',
      example: 'agreement list --json',
      of: 'agreements',
      rows: (shown) => shown.agreements(),
      cells: ({ id, title, reviewAt, isDue, isReplaced, circle }) => [
        shortId(id),
        title,
        circle?.name ?? 'all',
        isReplaced ? 'replaced' : isDue ? `to be reviewed since ${day(reviewAt)}` : `until ${day(reviewAt)}`,
      ],
      none: 'Nothing was agreed yet.',
    }),
    communityAct('record', 'record a settled decision as an agreement', 'agreement record --decision 3f9a')
      .requiredOption('--decision <id>', 'the settled decision')
      .option('--review <when>', 'when it is looked at again', parseMoment, parseMoment('180d'))
      .option('--circle <name>', 'the circle it is of')
      .option('--replaces <agreement>', 'the one it takes the place of')
      .action(({ decision, review, circle, replaces, ...options }: RecordOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const body = {
            decision: shown.find('decision', decision),
            reviewAt: review,
            circle: circle === undefined ? null : shown.find('circle', circle),
            replaces: replaces === undefined ? null : shown.find('agreement', replaces),
          };
          terminal.out(`${await act('agreement-recorded', body)}\n`);
        }),
      ),
    communityAct(
      'try',
      'record a settled decision as something tried for a time, and the measure that shall tell',
      'agreement try --decision 3f9a --measure reciprocity --expect "More is answered." --until 60d',
    )
      .requiredOption('--decision <id>', 'the settled decision')
      .requiredOption('--measure <id>', 'as `equipo measures` lists them')
      .requiredOption('--expect <text>', 'what it is expected to change')
      .option('--until <when>', 'when it ends and is looked at again', parseMoment, parseMoment('60d'))
      .action(({ decision, measure, expect, until, ...options }: TryOptions) =>
        inCommunity(options, async ({ act, node, shown }) => {
          const described = describeMeasure(measure);
          if (!described.ok) throw new RefusalError(described.code, described.params);
          const id = shown.find('decision', decision);
          const from = node.now();
          await act('agreement-recorded', { decision: id, reviewAt: until, circle: null, replaces: null });
          const body = { decision: id, measure, hypothesis: expect, from, until };
          terminal.out(`${await act('experiment-agreed', body)}\n`);
        }),
      ),
  );

export const circleCommand = (terminal: Terminal): Command => {
  const own = (name: 'join' | 'leave', type: string) =>
    communityAct(name, `${name} a circle`, `circle ${name} Water`)
      .argument('<circle>')
      .action((said: string, options: NodeOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          terminal.out(`${await act(type, { circle: shown.find('circle', said) })}\n`);
        }),
      );
  return group(
    'circle',
    'circles within circles: list, form, join, leave; whose turn it is to facilitate',
    ['circle list', 'circle form Water --decision 3f9a --purpose "Bring water to the beds"'],
    communityList(terminal, {
      name: 'list',
      description: 'circles as they lie within one another',
      example: 'circle list',
      of: 'circles',
      rows: (shown) => shown.circles(),
      cells: ({ id, name, depth, purpose, people }) => [
        shortId(id),
        `${'  '.repeat(depth)}${name}`,
        purpose,
        names(people),
      ],
      none: 'No circle yet.',
    }),
    communityAct(
      'form',
      'form a circle by a settled decision',
      'circle form Water --decision 3f9a --purpose "…"',
    )
      .argument('<name>')
      .requiredOption('--decision <id>', 'the settled decision')
      .requiredOption('--purpose <text>', 'what it is for')
      .option('--domain <text>', 'what it decides by itself', '')
      .option('--within <circle>', 'the circle around it')
      .action((name: string, { decision, purpose, domain, within, ...options }: RecordOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const parent = within === undefined ? null : shown.find('circle', within);
          const body = { decision: shown.find('decision', decision), name, purpose, domain, parent };
          terminal.out(`${await act('circle-formed', body)}\n`);
        }),
      ),
    communityAct('facilitation', 'whose turn it is to facilitate, and who follows', 'circle facilitation')
      .option('--json', 'print as JSON (docs/formats/community-shown.schema.json)')
      .action((options: NodeOptions) =>
        inCommunity(options, ({ id, shown }) => {
          const rows = [
            { circle: null, name: 'all', facilitation: shown.facilitation() },
            ...shown.circles().map(({ id: circle, name, facilitation }) => ({ circle, name, facilitation })),
          ];
          if (options.json) {
            printJson(terminal, 'community-shown', { community: id, of: 'facilitation', rows });
            return;
          }
          const cells = rows.map(({ name, facilitation: found }) =>
            found === null
              ? [name, 'nobody is in it', '', '']
              : [
                  ...[name, found.person.name],
                  found.until === null ? 'until handed on' : `until ${day(found.until)}`,
                  `then ${found.next.name}`,
                ],
          );
          terminal.out(`${columnsOf(cells)}\n`);
        }),
      ),
    communityAct(
      'hand-on',
      'hand facilitation on before your turn is over',
      'circle hand-on Bo',
      'circle hand-on Bo --circle Water',
    )
      .argument('<member>')
      .option('--circle <circle>', 'of which circle; without it, of the whole community')
      .action((member: string, { circle, ...options }: NodeOptions & { readonly circle?: string }) =>
        inCommunity(options, async ({ act, shown }) => {
          const of = circle === undefined ? null : shown.find('circle', circle);
          const body = { circle: of, to: shown.find('person', member) };
          terminal.out(`${await act('facilitation-handed-on', body)}\n`);
        }),
      ),
    communityAct(
      'turns',
      'how many days a turn of facilitation is, by a settled decision; 0: until handed on',
      'circle turns 7 --decision 3f9a --circle Water',
    )
      .argument('<days>', 'days', parseCount)
      .requiredOption('--decision <id>', 'the settled decision')
      .option('--circle <circle>', 'of which circle; without it, of the whole community')
      .action((turnDays: number, { decision, circle, ...options }: RecordOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const of = circle === undefined ? null : shown.find('circle', circle);
          const body = { decision: shown.find('decision', decision), circle: of, turnDays };
          terminal.out(`${await act('turns-agreed', body)}\n`);
        }),
      ),
    own('join', 'circle-joined'),
    own('leave', 'circle-left'),
  );
};

/** One's own term in a role that waits for that answer, by the role's name; else any by its id. */
const ownTerm = (
  shown: Shown,
  node: PracticeNode,
  said: string,
  answer: 'accepted' | 'declined' | 'ended',
): string => {
  const waiting = answer === 'ended' ? 'accepted' : 'asked';
  const own = shown
    .roles()
    .filter(({ name }) => name.toLowerCase() === said.trim().toLowerCase())
    .flatMap(({ terms }) => terms)
    .filter(({ person, standing }) => person.person === node.person && standing === waiting);
  return own.length === 1 ? own[0]!.id : shown.find('term', said);
};

export const roleCommand = (terminal: Terminal): Command =>
  group(
    'role',
    'roles for a term: list, define, fill, accept, decline, end',
    ['role list', 'role fill "Well keeper" Bo --decision 3f9a', 'role accept "Well keeper"'],
    communityList(terminal, {
      name: 'list',
      description: 'roles, who holds them, whose turn it would be',
      example: 'role list',
      of: 'roles',
      rows: (shown) => shown.roles(),
      cells: ({ id, name, holders, nextInTurn, termDays }) => [
        shortId(id),
        name,
        holders.length === 0 ? 'nobody' : names(holders),
        `terms of ${termDays} days`,
        nextInTurn === null ? '' : `next in turn ${nextInTurn.name}`,
      ],
      none: 'No role yet.',
    }),
    communityAct(
      'define',
      'define a role by a settled decision',
      'role define Keeper --circle Water --decision 3f9a',
    )
      .argument('<name>')
      .requiredOption('--decision <id>', 'the settled decision')
      .requiredOption('--circle <circle>', 'the circle it is in')
      .requiredOption('--purpose <text>', 'what it is for')
      .option('--domain <text>', 'what it decides by itself', '')
      .option('--days <number>', 'how long a term lasts', parseCount, 180)
      .option(
        '--link <kind>',
        'none, lead or delegate: to the circle around',
        oneOf('none', 'lead', 'delegate'),
        'none',
      )
      .action((name: string, { decision, circle, purpose, domain, days, link, ...options }: RecordOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const body = {
            decision: shown.find('decision', decision),
            circle: shown.find('circle', circle ?? ''),
            ...{ name, purpose, domain, termDays: days, link },
          };
          terminal.out(`${await act('role-defined', body)}\n`);
        }),
      ),
    communityAct(
      'fill',
      'put who was elected into a role; they are asked last',
      'role fill Keeper Bo --decision 3f9a',
    )
      .argument('<role>')
      .argument('<member>')
      .requiredOption('--decision <id>', 'the settled election')
      .action((role: string, member: string, { decision, ...options }: RecordOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const body = {
            decision: shown.find('decision', decision),
            role: shown.find('role', role),
            person: shown.find('person', member),
          };
          terminal.out(`${await act('role-filled', body)}\n`);
        }),
      ),
    ...(
      [
        ['accept', 'accepted', 'take a role you were elected to'],
        ['decline', 'declined', 'decline it'],
        ['end', 'ended', 'give a role back'],
      ] as const
    ).map(([name, answer, description]) =>
      communityAct(name, description, `role ${name} "Well keeper"`)
        .argument('<role>', 'the role, or the beginning of its term’s id')
        .action((said: string, options: NodeOptions) =>
          inCommunity(options, async ({ act, node, shown }) => {
            terminal.out(
              `${await act('term-answered', { term: ownTerm(shown, node, said, answer), answer })}\n`,
            );
          }),
        ),
    ),
  );

export const rightCommand = (terminal: Terminal): Command =>
  group(
    'right',
    'rights to decide, handed on step by step: list, declare, hand-on, take-back',
    [
      'right declare "Buying seed"',
      'right hand-on "Buying seed" Bo --until 90d',
      'right take-back "Buying seed" 1',
    ],
    communityList(terminal, {
      name: 'list',
      description: 'who may decide what, and each step by which it came to them',
      example: 'right list --json',
      of: 'rights',
      rows: (shown) => shown.rights(),
      cells: ({ id, name, holder, steps }) => [
        shortId(id),
        name,
        holder.kind === 'community' ? 'the whole community' : holder.name,
        steps
          .map(({ place, holder: to, isStanding }) => `${place} ${to.name}${isStanding ? '' : ' (ended)'}`)
          .join(' → '),
      ],
      none: 'No right was written down yet.',
    }),
    communityAct('declare', 'write down a right to decide that you hold now', 'right declare "Buying seed"')
      .argument('<name>')
      .action((name: string, options: NodeOptions) =>
        inCommunity(options, async ({ act }) => {
          terminal.out(`${await act('right-declared', { name })}\n`);
        }),
      ),
    communityAct('hand-on', 'hand a right on', 'right hand-on "Buying seed" Bo --until 90d')
      .argument('<right>')
      .argument('<to>', 'a member, a circle, or everybody')
      .option('--until <when>', 'until when; without end where it is left out', parseMoment)
      .action((said: string, to: string, { until, ...options }: RecordOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const circle = shown.circles().find(({ name }) => name.toLowerCase() === to.toLowerCase());
          const toKind = to === 'everybody' ? 'community' : circle === undefined ? 'person' : 'circle';
          const body = {
            right: shown.find('right', said),
            toKind,
            to: to === 'everybody' ? '' : (circle?.id ?? shown.find('person', to)),
            ...{ until: until ?? null, takenBackBy: 'giver', decision: null },
          };
          terminal.out(`${await act('right-handed-on', body)}\n`);
        }),
      ),
    communityAct('take-back', 'take back a step that you gave', 'right take-back "Buying seed" 1')
      .argument('<right>')
      .argument('<step>', 'its number, as `right list` has it', parseCount)
      .action((said: string, step: number, options: NodeOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const body = { right: shown.find('right', said), step, decision: null };
          terminal.out(`${await act('right-taken-back', body)}\n`);
        }),
      ),
  );

export const offerCommand = (terminal: Terminal): Command =>
  group(
    'offer',
    'offers and needs, and what fits together: list, make, close',
    ['offer make "Ladder" --tag tool', 'offer make "Seedlings" --need --tag plants', 'offer list'],
    communityList(terminal, {
      name: 'list',
      description: 'offers and needs with what fits them',
      example: 'offer list',
      of: 'offers',
      rows: (shown) => shown.offers(),
      cells: ({ id, kind, title, by, until, isOpen, matches }) => [
        shortId(id),
        kind,
        title,
        by.name,
        isOpen ? `until ${day(until)}` : 'over',
        matches.length === 0 ? '' : `fits ${matches.map((each) => each.title).join(', ')}`,
      ],
      none: 'Nothing is offered or needed yet.',
    }),
    communityAct(
      'make',
      'say what you offer, or need',
      'offer make "Seedlings" --need --tag plants --until 30d',
    )
      .argument('<title>')
      .option('--need', 'it is needed, not offered')
      .option('--text <text>', 'more about it', '')
      .option('--tag <word>', 'to find it by; may be said again', collect, [])
      .option('--until <when>', 'how long it holds', parseMoment, parseMoment('30d'))
      .action(
        (
          title: string,
          { need, text, tag, until, ...options }: RecordOptions & { readonly need?: boolean },
        ) =>
          inCommunity(options, async ({ act }) => {
            const kind = need === true ? 'need' : 'offer';
            terminal.out(`${await act('offer-made', { kind, title, text, tags: tag, until: until ?? 0 })}\n`);
          }),
      ),
    communityAct('close', 'it is over', 'offer close 3f9a')
      .argument('<offer>')
      .action((said: string, options: NodeOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          terminal.out(`${await act('offer-closed', { offer: shown.find('offer', said) })}\n`);
        }),
      ),
  );

export const pactCommand = (terminal: Terminal): Command =>
  group(
    'pact',
    'agreements between two: list, propose, accept, end',
    ['pact propose Bo --text "I water in June, you in July." --review 60d', 'pact accept 3f9a'],
    communityList(terminal, {
      name: 'list',
      description: 'those you are one of the two in',
      example: 'pact list',
      of: 'pacts',
      rows: (shown) => shown.pacts(),
      cells: ({ id, by, with: other, standing, text, reviewAt }) => [
        shortId(id),
        `${by.name} – ${other.name}`,
        standing,
        text,
        `until ${day(reviewAt)}`,
      ],
      none: 'None yet.',
    }),
    communityAct('propose', 'propose an agreement to a member', 'pact propose Bo --text "…"')
      .argument('<member>')
      .requiredOption('--text <text>', 'what each does')
      .option('--review <when>', 'when it is looked at again', parseMoment, parseMoment('90d'))
      .action((member: string, { text, review, ...options }: RecordOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          const body = { with: shown.find('person', member), text, reviewAt: review };
          terminal.out(`${await act('pact-proposed', body)}\n`);
        }),
      ),
    ...(
      [
        ['accept', 'pact-accepted', 'agree to one that was proposed to you'],
        ['end', 'pact-ended', 'end one, or say no to it'],
      ] as const
    ).map(([name, type, description]) =>
      communityAct(name, description, `pact ${name} 3f9a`)
        .argument('<pact>')
        .action((said: string, options: NodeOptions) =>
          inCommunity(options, async ({ act, shown }) => {
            terminal.out(`${await act(type, { pact: shown.find('pact', said) })}\n`);
          }),
        ),
    ),
  );

export const recogniseCommand = (terminal: Terminal): Command =>
  communityAct(
    'recognise',
    'say thanks for something a member did',
    'recognise Bo 3f9a "The beds were never so green."',
  )
    .argument('<member>')
    .argument('<act>', 'the beginning of its id, as `equipo log` has it')
    .argument('<text>')
    .action((member: string, done: string, text: string, options: NodeOptions) =>
      inCommunity(options, async ({ act, shown }) => {
        const body = { person: shown.find('person', member), act: shown.find('act', done), text };
        terminal.out(`${await act('act-recognised', body)}\n`);
      }),
    );

export const undoCommand = (terminal: Terminal): Command =>
  communityAct('undo', 'undo an act of yours by a further one; the record keeps both', 'undo 3f9a')
    .argument('<act>', 'the beginning of its id, as `equipo log` has it')
    .action((said: string, options: NodeOptions) =>
      inCommunity(options, async ({ node, id, shown }) => {
        terminal.out(`${await undoAct(node, id, shown.find('act', said))}\n`);
      }),
    );

export const needsMeCommand = (terminal: Terminal): Command =>
  communityList(terminal, {
    name: 'needs-me',
    description: 'what waits for you, and the one act it asks',
    example: 'needs-me',
    of: 'needs',
    rows: (shown) => shown.needs(),
    cells: ({ need, title, about, until }) => [
      need.replaceAll('-', ' '),
      title,
      shortId(about),
      until === null ? '' : `until ${day(until)}`,
    ],
    none: 'Nothing waits for you.',
  });

export const calendarCommand = (terminal: Terminal): Command =>
  communityAct(
    'calendar',
    'deadlines, reviews and ends of terms as a calendar (.ics)',
    'calendar > garden.ics',
  ).action((options: NodeOptions) =>
    inCommunity(options, ({ shown }) => {
      terminal.out(shown.calendarFile());
    }),
  );
