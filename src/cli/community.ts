import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import {
  type AgreedMethods,
  decisionMethods,
  matters,
  membershipMethods,
} from '../app/practice/community-status.ts';
import { bringIn } from '../app/practice/records/bring-in.ts';
import { exportCommunity } from '../app/practice/records/export-community.ts';
import { RefusalError } from '../base/result.ts';
import { communityList } from './in-community.ts';
import { parseCount } from './parsing.ts';
import { progressOn } from './progress.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';
import {
  type NodeOptions,
  nodeCommand,
  parseSeconds,
  printJson,
  stayOrWait,
  withCommunity,
  withNode,
  withPeers,
} from './with-node.ts';

const dayMs = 86_400_000;
const joinings = ['open', 'by-invitation', 'by-decision'] as const;

const parseJoining = (text: string): (typeof joinings)[number] => {
  const found = joinings.find((each) => each === text);
  if (found === undefined) throw new InvalidArgumentError(`choose ${joinings.join(', ')}.`);
  return found;
};

/** `roles=consent`, gathered. */
const parseAgreed = (text: string, before: AgreedMethods): AgreedMethods => {
  const [said = '', by = ''] = text.split('=');
  const matter = matters.find((each) => each === said);
  const choices = matter === 'membership' ? membershipMethods : decisionMethods;
  const method = choices.find((each) => each === by);
  if (matter === undefined)
    throw new InvalidArgumentError(`say MATTER=METHOD, the matter one of ${matters.join(', ')}.`);
  if (method === undefined)
    throw new InvalidArgumentError(`choose for ${matter} one of ${choices.join(', ')}.`);
  return { ...before, [matter]: method };
};

interface FoundOptions extends NodeOptions {
  readonly purpose: string;
  readonly agreement: readonly string[];
  readonly joining: (typeof joinings)[number];
  readonly decide: AgreedMethods;
  readonly vouches: number;
  readonly hearing: number;
}

export const communityCommand = (terminal: Terminal): Command => {
  const community = new Command('community').description(
    'communities that live on their members’ devices and nowhere else: found, invite, join, members, leave, list, export, import',
  );
  community.addHelpText(
    'after',
    '\nExamples:\n  equipo community found Garden --purpose "Grow food"\n  equipo community invite --listen 192.168.1.5:4711 --stay\n  equipo community join equipo:join/…',
  );

  community.addCommand(
    nodeCommand(
      'found',
      'begin a community',
      'community found Garden --purpose "Grow food"',
      'community found Garden --purpose "Grow food" --decide roles=consent --decide membership=consensus',
    )
      .argument('<name>', 'its name')
      .requiredOption('--purpose <text>', 'what it is for')
      .option(
        '--agreement <text>',
        'something agreed from the start; may be said again',
        (said: string, before: readonly string[]) => [...before, said],
        [],
      )
      .option('--joining <how>', joinings.join(', '), parseJoining, 'by-invitation')
      .option(
        '--decide <matter=method>',
        `how you decide on ${matters.join(', ')}; may be said again, and binds from then on`,
        parseAgreed,
        {},
      )
      .option('--vouches <number>', 'how many members vouch for a newcomer: 1 or 2', parseCount, 1)
      .option('--hearing <days>', 'how long somebody is heard before a removal', parseCount, 7)
      .action((name: string, { purpose, agreement, joining, decide, ...options }: FoundOptions) =>
        withNode(options, async (node) => {
          const id = await node.found({
            ...{ name, purpose, agreements: agreement, joining },
            methods: decide,
            ...{ vouchesNeeded: options.vouches, hearingDays: options.hearing },
          });
          terminal.out(`${name} is founded: ${id}\nInvite others with \`equipo community invite\`.\n`);
        }),
      ),
  );
  community.addCommand(
    withPeers(
      withCommunity(
        nodeCommand(
          'invite',
          'make a link that lets others in',
          'community invite --uses 3 --days 7 --listen 192.168.1.5:4711 --stay',
        ),
      ),
    )
      .option('--uses <number>', 'how many may join by it', parseCount, 1)
      .option('--days <number>', 'how long it holds', parseCount, 7)
      .action((options: NodeOptions & { readonly uses: number; readonly days: number }) =>
        withNode(options, async (node) => {
          const id = node.choose(options.community);
          terminal.out(`${await node.invite(id, options.uses, Date.now() + options.days * dayMs)}\n`);
          terminal.err(
            `${wrap('Whoever holds this link may join: send it as you would a key.', terminal.columns)}\n`,
          );
          if (options.stay === true) await stayOrWait(node, options, terminal);
        }),
      ),
  );
  community.addCommand(
    nodeCommand('join', 'join by a link', 'community join equipo:join/…')
      .argument('<link>', 'as a member gave it to you')
      .option('--wait <seconds>', 'how long to wait for its record', parseSeconds, 20)
      .action((link: string, options: NodeOptions & { readonly wait: number }) =>
        withNode(options, async (node) => {
          const id = await node.join(link, options.wait * 1000);
          await stayOrWait(node, options, terminal);
          const { name, members } = node.status(id);
          terminal.out(`You are in ${name === '' ? id : name}, with ${members} members.\n`);
        }),
      ),
  );
  community.addCommand(
    withCommunity(nodeCommand('members', 'who is in, and by whose word', 'community members --json'))
      .option('--json', 'print as JSON (docs/formats/community-members.schema.json)')
      .action((options: NodeOptions) =>
        withNode(options, (node) => {
          const id = node.choose(options.community);
          const people = node.people(id);
          if (options.json) printJson(terminal, 'community-members', { community: id, people });
          else {
            const nameOf = (person: string) => people.find((each) => each.person === person)?.name ?? '';
            const rows = people.map(({ name, standing, since, vouchedBy, devices }) => [
              name,
              standing,
              new Date(since).toISOString().slice(0, 10),
              vouchedBy.length === 0 ? 'founder' : `by ${vouchedBy.map(nameOf).join(', ')}`,
              `devices: ${devices.filter(({ isRetired }) => !isRetired).length}`,
            ]);
            terminal.out(`${columnsOf(rows)}\n`);
          }
        }),
      ),
  );
  community.addCommand(
    withCommunity(
      nodeCommand(
        'leave',
        'leave; what was said stays with the others',
        'community leave --community Garden',
      ),
    ).action((options: NodeOptions) =>
      withNode(options, async (node) => {
        await node.act(node.choose(options.community), 'member-left', {});
        terminal.out('You have left; others hear of it when your node next meets theirs.\n');
      }),
    ),
  );
  community.addCommand(
    nodeCommand('list', 'the communities this node is in or carries', 'community list --json')
      .option('--json', 'print as JSON (docs/formats/community-list.schema.json)')
      .action((options: NodeOptions) =>
        withNode(options, async (node) => {
          const [communities, mirrored] = [node.list(), await node.mirrored()];
          if (options.json) printJson(terminal, 'community-list', { communities, mirrored });
          else {
            const rows = [
              ...communities.map((each) => [
                each.name,
                each.community,
                each.isMember ? 'member' : 'no member',
              ]),
              ...mirrored.map((each) => ['(mirror)', each.community, `${each.blocks} blocks`]),
            ];
            terminal.out(rows.length === 0 ? 'None yet.\n' : `${columnsOf(rows)}\n`);
          }
        }),
      ),
  );
  community.addCommand(
    withCommunity(
      nodeCommand(
        'export',
        'the whole record as files that anybody can read, and any Equipo can check',
        'community export garden-record',
      ),
    )
      .argument('<folder>', 'a new or empty one')
      .option('--json', 'print as JSON (docs/formats/community-exported.schema.json)')
      .action((folder: string, options: NodeOptions) =>
        withNode(options, async (node) => {
          const progress = progressOn(terminal, () => performance.now());
          const id = node.choose(options.community);
          const path = resolve(terminal.folder ?? '', folder);
          const written = await exportCommunity(node, id, path, (done, of) =>
            progress.at('Writing decisions', done, of, 'decisions'),
          ).finally(() => progress.clear());
          if (options.json) printJson(terminal, 'community-exported', { community: id, ...written });
          else {
            terminal.out(
              `${written.folder}: ${written.events} events, ${written.files.length} files. Whoever holds it can read all of it.\n`,
            );
          }
        }),
      ),
  );
  community.addCommand(
    nodeCommand(
      'import',
      'take in a record, a sealed bundle, or a Loomio group’s export as the history of a new community',
      'community import garden-record',
      'community import loomio-export.json',
    )
      .argument('<path>', 'a folder of `community export`, its events.ndjson, a bundle, or a Loomio export')
      .option('--json', 'print as JSON (docs/formats/community-imported.schema.json)')
      .action((path: string, options: NodeOptions) =>
        withNode(options, async (node) => {
          const brought = await bringIn(node, resolve(terminal.folder ?? '', path), terminal.signal);
          if (options.json) printJson(terminal, 'community-imported', brought);
          else {
            const { name } = node.status(brought.community);
            const said = {
              bundle: brought.added === 0 ? 'nothing new in it' : `${brought.added} new blocks`,
              record: `${brought.added} events, every signature checked; here to read`,
              loomio: `${brought.added} things said and decided, as the history of a new community of yours`,
            }[brought.kind];
            terminal.out(`${name}: ${said}.\n`);
            if (brought.leftOut > 0) {
              terminal.err(
                `Left out: ${brought.leftOut} lines that do not read, or are not signed by whom they name.\n`,
              );
            }
          }
        }),
      ),
  );
  community.addCommand(
    communityList(terminal, {
      name: 'history',
      description:
        'what was said and decided elsewhere and brought here: nobody signed it here, and it counts in nothing',
      example: 'community history --json',
      of: 'imported',
      rows: (shown) => shown.imported(),
      cells: ({ at, kind, by, title, text, entries }) => [
        new Date(at).toISOString().slice(0, 10),
        kind,
        by,
        title === '' ? (text.split('\n')[0] ?? '') : title,
        `${entries.length} entries`,
      ],
      none: 'Nothing was brought from elsewhere: equipo community import.',
    }),
  );
  community.addCommand(
    withCommunity(
      nodeCommand('forget', 'let a record that came as a file go', 'community forget --community Garden'),
    ).action((options: NodeOptions) =>
      withNode(options, async (node) => {
        const id = node.choose(options.community);
        if (!node.isRecord(id)) throw new RefusalError('record-not-a-file', { name: node.status(id).name });
        await node.forgetRecord(id);
        terminal.out('It is gone from this node; the file it came from is as it was.\n');
      }),
    ),
  );
  return community;
};
