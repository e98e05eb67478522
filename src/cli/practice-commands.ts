import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { runBootstrap } from '../app/practice/bootstrap.ts';
import type { CommunityStatus } from '../app/practice/community-status.ts';
import type { LookingAt } from '../app/practice/neighbourhood.ts';
import type { PracticeNode } from '../app/practice/node.ts';
import { RefusalError } from '../base/result.ts';
import { inCommunity, shortId } from './in-community.ts';
import { parseCount, parsePort } from './parsing.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';
import {
  type NodeOptions,
  nodeCommand,
  printJson,
  stayOrWait,
  withCommunity,
  withNode,
  withPeers,
} from './with-node.ts';

const parseAddress = (text: string): string => {
  if (isIPv4(text) && text !== '0.0.0.0') return text;
  throw new InvalidArgumentError('give an IPv4 address, as 192.168.1.5.');
};

const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

export const postCommand = (terminal: Terminal): Command =>
  withCommunity(
    nodeCommand(
      'post',
      'write to a community; others have it as soon as this node meets one of theirs (`equipo status`)',
      'post "Who waters on Friday?" --in garden',
      'post "I do" --reply 3f9a…',
    ),
  )
    .argument('<text>', 'what you say')
    .option('--in <context>', 'the conversation it belongs to', 'everybody')
    .option('--reply <id>', 'the post it answers')
    .action((text: string, options: NodeOptions & { readonly in: string; readonly reply?: string }) =>
      inCommunity(options, async ({ act, shown }) => {
        const replyTo = options.reply === undefined ? null : shown.find('act', options.reply);
        terminal.out(`${await act('post-written', { text, context: options.in, replyTo })}\n`);
      }),
    );

export const logCommand = (terminal: Terminal): Command =>
  withCommunity(
    nodeCommand(
      'log',
      'what happened in a community, the newest first',
      'log --most 50',
      'log --export > garden.ndjson',
    ),
  )
    .option('--most <number>', 'how many acts', parseCount, 20)
    .option('--export', 'the whole record as lines of JSON, for keeping elsewhere and for `equipo measure`')
    .option('--json', 'print as JSON (docs/formats/community-log.schema.json)')
    .action((options: NodeOptions & { readonly most: number; readonly export?: boolean }) =>
      withNode(options, async (node) => {
        const community = node.choose(options.community);
        if (options.export) {
          for (const line of await node.practiceLog(community)) terminal.out(`${line}\n`);
          return;
        }
        const acts = node.recentActs(community, options.most);
        const conversations = node.conversations(community);
        if (options.json) printJson(terminal, 'community-log', { community, acts, conversations });
        else {
          const texts = new Map<string, string>();
          for (const { posts } of conversations) {
            for (let all = [...posts]; all.length > 0; all = all.flatMap(({ replies }) => replies)) {
              for (const { id, text } of all) texts.set(id, text ?? '(taken back)');
            }
          }
          const rows = acts.map(({ id, at, name, type, notCounted }) => [
            shortId(id),
            stamp(at),
            name,
            texts.get(id) ?? type.replaceAll('-', ' '),
            notCounted ?? '',
          ]);
          terminal.out(`${columnsOf(rows)}\n`);
        }
      }),
    );

export const verifyCommand = (terminal: Terminal): Command =>
  withCommunity(nodeCommand('verify', 'check every signature and work the state out anew', 'verify --json'))
    .option('--json', 'print as JSON (docs/formats/community-verified.schema.json)')
    .action((options: NodeOptions) =>
      withNode(options, async (node) => {
        const community = node.choose(options.community);
        const found = await node.replica(community).verify();
        const { stateHash } = node.status(community);
        if (options.json) printJson(terminal, 'community-verified', { community, ...found, stateHash });
        else {
          terminal.out(
            `${found.events} events, ${found.unverified} not signed by whom they name, ${found.waitingLogs} devices of whom something is missing.\nState ${stateHash}${found.isSame ? '' : ': the record gives another one'}\n`,
          );
        }
      }),
    );

export const bundleCommand = (terminal: Terminal): Command => {
  const bundle = new Command('bundle').description(
    'a community’s whole record as one sealed file: export, import',
  );
  bundle.addHelpText(
    'after',
    '\nExamples:\n  equipo bundle export garden.bundle\n  equipo bundle import garden.bundle',
  );
  bundle.addCommand(
    withCommunity(nodeCommand('export', 'write the file', 'bundle export garden.bundle'))
      .argument('<file>', 'where to')
      .action((file: string, options: NodeOptions) =>
        withNode(options, async (node) => {
          await node.exportBundle(node.choose(options.community), resolve(terminal.folder ?? '', file));
          terminal.out(`Written: ${file}. Only members can read it.\n`);
        }),
      ),
  );
  bundle.addCommand(
    nodeCommand('import', 'take in what is new; once more changes nothing', 'bundle import garden.bundle')
      .argument('<file>', 'a bundle of a community this node is in, or carries')
      .action((file: string, options: NodeOptions) =>
        withNode(options, async (node) => {
          const { blocks } = await node.importBundle(resolve(terminal.folder ?? '', file));
          terminal.out(blocks === 0 ? 'Nothing new in it.\n' : `Taken in: ${blocks} new blocks.\n`);
        }),
      ),
  );
  return bundle;
};

export const mirrorCommand = (terminal: Terminal): Command => {
  const mirror = new Command('mirror').description(
    'let a machine carry a community without reading it: link, add, run',
  );
  mirror.addHelpText(
    'after',
    '\nExamples:\n  equipo mirror link\n  equipo mirror add equipo:mirror/…\n  equipo mirror run --listen 0.0.0.0:4711',
  );
  mirror.addCommand(
    withCommunity(nodeCommand('link', 'what the machine needs, from a member', 'mirror link')).action(
      (options: NodeOptions) =>
        withNode(options, (node) => terminal.out(`${node.mirrorLink(node.choose(options.community))}\n`)),
    ),
  );
  mirror.addCommand(
    nodeCommand('add', 'carry a community from now on', 'mirror add equipo:mirror/…')
      .argument('<link>', 'from `equipo mirror link`')
      .action((link: string, options: NodeOptions) =>
        withNode(options, async (node) => terminal.out(`Carried from now on: ${await node.mirror(link)}\n`)),
      ),
  );
  mirror.addCommand(
    nodeCommand('run', 'be reachable until Ctrl-C', 'mirror run --listen 0.0.0.0:4711')
      .requiredOption('--listen <place>', 'where, 0.0.0.0:4711')
      .action((options: NodeOptions) =>
        withNode(options, async (node) => {
          await node.meetAll();
          await stayOrWait(node, { ...options, stay: true }, terminal);
        }),
      ),
  );
  return mirror;
};

export const bootstrapCommand = (terminal: Terminal): Command =>
  new Command('bootstrap')
    .description('run the node at which an organisation’s own nodes begin to look for one another')
    .requiredOption('--host <address>', 'the IPv4 address at which others reach this machine', parseAddress)
    .option('--port <port>', 'the port, over UDP', parsePort, 49737)
    .addHelpText('after', '\nExamples:\n  equipo bootstrap --host 192.168.1.5')
    .action(({ host, port }: { readonly host: string; readonly port: number }) =>
      runBootstrap(host, port, terminal.signal, (place) =>
        terminal.out(`Others begin here with \`equipo status --bootstrap ${place} --stay\`.\n`),
      ),
    );

const called = (name: string | null, device: string): string =>
  name === null ? `device ${device.slice(0, 8)}` : `${name} (device ${device.slice(0, 8)})`;

const statusText = (status: CommunityStatus): string => {
  const lines = [
    `${status.name}: ${status.members} members, ${status.events} events, state ${status.stateHash.slice(0, 16)}`,
    ...status.peers.map(({ name, device, isInStep, isCaughtUp, heldBack, notGiven }) => {
      const who = name ?? (device === null ? 'a mirror' : `device ${device.slice(0, 8)}`);
      const held = [
        heldBack.length === 0 ? '' : `; writes more than is taken in: ${heldBack.join(', ')}`,
        notGiven.length === 0 ? '' : `; said to have and did not give: acts of ${notGiven.join(', ')}`,
      ].join('');
      if (device === null) return `  ${who}: reachable${held}`;
      return `  in step with ${who}: ${isInStep ? 'yes' : isCaughtUp ? 'not yet, they lack something' : 'not yet, something is on its way'}${held}`;
    }),
    ...(status.peers.length === 0 ? ['  nobody reachable now'] : []),
    ...(status.waitingLogs > 0 ? [`  waits for what came before: ${status.waitingLogs} devices`] : []),
    ...status.missing.map(
      ({ name, device, count, namedBy }) =>
        `  missing: ${count} acts of ${called(name, device)}; ${namedBy.join(', ')} had them`,
    ),
    ...status.forked.map(({ name, device, isThisDevice }) =>
      isThisDevice
        ? '  this device wrote two histories, as after it was brought back from an old backup; what it writes no longer counts: go on with another (`equipo identity recover`) and retire this one there (`equipo identity device retire`)'
        : `  ${called(name, device)} wrote two histories; what it writes no longer counts, until ${name ?? 'its person'} goes on with another device and retires this one`,
    ),
    ...(status.isDiskFull ? ['  the disk is full: nothing is taken in until there is space'] : []),
    ...(status.unverified > 0 ? [`  not signed by whom they name, left out: ${status.unverified}`] : []),
    ...(status.fromNewerEquipo > 0 ? [`  from a newer Equipo, kept: ${status.fromNewerEquipo}`] : []),
  ];
  return `${lines.join('\n')}\n`;
};

const nodeText = (
  {
    communities,
    lan,
  }: { readonly communities: readonly CommunityStatus[]; readonly lan: readonly LookingAt[] },
  columns: number,
): string => {
  const found = communities.length === 0 ? 'In no community yet.\n' : communities.map(statusText).join('');
  const looking = lan.map(({ address, trouble }) =>
    wrap(trouble ?? `Looking for others on the network of ${address}.`, columns),
  );
  return `${found}${looking.map((each) => `${each}\n`).join('')}`;
};

const sayAgainAfterMs = 500;

/** Says how things stand, and again when they stand otherwise; what it returns ends that with the last word. */
const sayAnew = (node: PracticeNode, text: () => string, terminal: Terminal): (() => void) => {
  let said = '';
  let timer: NodeJS.Timeout | null = null;
  const say = () => {
    timer = null;
    const now = text();
    if (now !== said) terminal.out(now);
    said = now;
  };
  say();
  const ignore = node.watch(() => {
    timer ??= setTimeout(say, sayAgainAfterMs);
  });
  return () => {
    ignore();
    if (timer !== null) clearTimeout(timer);
    say();
  };
};

export const statusCommand = (terminal: Terminal): Command =>
  withPeers(
    nodeCommand(
      'status',
      'who is reachable, and in step with whom',
      'status',
      'status --lan --stay',
      'status --listen 192.168.1.5:4711 --stay',
      'status --meet 192.168.1.7:4711 --json',
    ),
  )
    .option('--json', 'print as JSON (docs/formats/community-status.schema.json)')
    .action((options: NodeOptions) =>
      withNode(options, async (node) => {
        if (node.identity === null) throw new RefusalError('identity-missing', { folder: node.folder });
        const met = await node.meetAll();
        const isAlone =
          met === 0 &&
          (options.meet?.length ?? 0) === 0 &&
          options.listen === undefined &&
          options.lan !== true &&
          options.internet !== true &&
          (options.bootstrap?.length ?? 0) === 0;
        const content = () => ({
          communities: node.list().map(({ community }) => node.status(community)),
          lan: node.lookingAt(),
        });
        if (options.lan === true && node.lookingAt().length === 0) {
          terminal.err('This machine is on no network of its own where others could be looked for.\n');
        }
        const wish = isAlone ? { ...options, wait: 0 } : options;
        if (options.json) {
          await stayOrWait(node, wish, terminal);
          printJson(terminal, 'community-status', content());
        } else if (options.stay === true) {
          const end = sayAnew(node, () => nodeText(content(), terminal.columns), terminal);
          await stayOrWait(node, wish, terminal);
          end();
        } else {
          await stayOrWait(node, wish, terminal);
          terminal.out(nodeText(content(), terminal.columns));
        }
      }),
    );
