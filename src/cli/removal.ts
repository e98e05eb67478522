/** Going on without a member or a lost device, by the community's own method, at the command line. */
import type { Command } from 'commander';
import { RefusalError } from '../base/result.ts';
import { communityAct, communityList, day, group, inCommunity, shortId } from './in-community.ts';
import type { Terminal } from './terminal.ts';
import type { NodeOptions } from './with-node.ts';

interface ProposeOptions extends NodeOptions {
  readonly reason: string;
  readonly device?: string;
}

export const removalCommand = (terminal: Terminal): Command => {
  const printed = (id: string) => terminal.out(`${id}\n`);
  const answer = (name: string, description: string, type: string) =>
    communityAct(name, description, `removal ${name} 5e1c`)
      .argument('<removal>', 'the beginning of its id')
      .action((said: string, options: NodeOptions) =>
        inCommunity(options, async ({ act, shown }) => {
          printed(await act(type, { removal: shown.find('removal', said) }));
        }),
      );
  return group(
    'removal',
    'go on without a member, or retire a lost device together: list, propose, support, dismiss, conclude',
    ['removal propose Eva --reason "…"', 'removal propose Bo --device 9c41 --reason "Lost on the train."'],
    communityList(terminal, {
      name: 'list',
      description: 'every removal and how it stands',
      example: 'removal list --json',
      of: 'removals',
      rows: (shown) => shown.removals(),
      cells: ({ id, name, device, byName, at, outcome, supporters, electors, reason }) => [
        shortId(id),
        device === null ? name : `${name}’s device ${device}`,
        `by ${byName}, ${day(at)}`,
        outcome,
        `${supporters.filter((each) => electors.includes(each)).length} of ${electors.length} for it`,
        reason,
      ],
      none: 'Nobody was ever proposed to be removed.',
    }),
    communityAct(
      'propose',
      'give notice: the hearing begins here, and your support is in it',
      'removal propose Eva --reason "…"',
      'removal propose Bo --device 9c41 --reason "Lost on the train."',
    )
      .argument('<member>')
      .requiredOption('--reason <text>', 'why, for all to read')
      .option('--device <id>', 'one lost device of theirs alone: the beginning of its id, or its name')
      .action((said: string, { reason, device, ...options }: ProposeOptions) =>
        inCommunity(options, async ({ act, node, id, shown }) => {
          const person = shown.find('person', said);
          const theirs = node.people(id).find((each) => each.person === person)?.devices ?? [];
          const found = theirs.filter((each) => each.device.startsWith(device ?? '') || each.name === device);
          if (device !== undefined && found.length !== 1) {
            throw new RefusalError('practice-id-unknown', { what: 'device', said: device });
          }
          const body = { person, device: device === undefined ? null : found[0]!.device, reason };
          printed(await act('removal-proposed', body));
        }),
      ),
    answer('support', 'be for it', 'removal-supported'),
    answer('dismiss', 'let it drop', 'removal-dismissed'),
    communityAct('conclude', 'carry it out: carried, and after the hearing', 'removal conclude 5e1c')
      .argument('<removal>', 'the beginning of its id')
      .action((said: string, options: NodeOptions) =>
        inCommunity(options, async ({ node, id, shown }) => {
          printed(await node.concludeRemoval(id, shown.find('removal', said)));
        }),
      ),
  );
};
