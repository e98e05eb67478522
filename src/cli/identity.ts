import { hostname } from 'node:os';
import { Command } from 'commander';
import { PracticeNode } from '../app/practice/node.ts';
import { RefusalError } from '../base/result.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';
import {
  type NodeOptions,
  nodeCommand,
  practiceFolder,
  printJson,
  withCommunity,
  withNode,
} from './with-node.ts';

const identityOf = (node: PracticeNode) => {
  if (node.identity === null) throw new RefusalError('identity-missing', { folder: node.folder });
  return node.identity;
};

const keepIt =
  'Write these 24 words on paper and keep them where only you find them: they bring you back when every device is lost. `equipo identity phrase` shows them again.';

export const identityCommand = (terminal: Terminal): Command => {
  const identity = new Command('identity').description(
    'who you are on this device: make, show, recover, devices',
  );
  identity.addHelpText(
    'after',
    '\nExamples:\n  equipo identity create --name Ana\n  equipo identity phrase\n  equipo identity device list',
  );

  identity.addCommand(
    nodeCommand(
      'create',
      'make a person, with a phrase to keep',
      'identity create --name Ana --device laptop',
    )
      .requiredOption('--name <name>', 'how others call you')
      .option('--device <name>', 'how you call this device', hostname())
      .action(async (options: NodeOptions & { readonly name: string; readonly device: string }) => {
        const { name, device } = options;
        const made = await PracticeNode.makeIdentity(practiceFolder(options), { name, deviceName: device });
        terminal.out(`${wrap(made.phrase, 60, '  ')}\n\n${wrap(keepIt, terminal.columns)}\n`);
      }),
  );
  identity.addCommand(
    nodeCommand(
      'recover',
      'be yourself again on a new device',
      'identity recover --name Ana word1 word2 … word24',
    )
      .argument('<words...>', 'the 24 words of your phrase')
      .requiredOption('--name <name>', 'how others call you')
      .option('--device <name>', 'how you call this device', hostname())
      .action(
        async (
          words: readonly string[],
          options: NodeOptions & { readonly name: string; readonly device: string },
        ) => {
          const { name, device } = options;
          await PracticeNode.makeIdentity(practiceFolder(options), {
            name,
            deviceName: device,
            phrase: words.join(' '),
          });
          const next =
            'You are back. Join each of your communities by a link of any member, or of another device of yours: `equipo community join LINK`.';
          terminal.out(`${wrap(next, terminal.columns)}\n`);
        },
      ),
  );
  identity.addCommand(
    nodeCommand('phrase', 'show the 24 words', 'identity phrase').action((options: NodeOptions) =>
      withNode(options, (node) => terminal.out(`${wrap(identityOf(node).phrase, 60, '  ')}\n`)),
    ),
  );
  identity.addCommand(
    nodeCommand('show', 'who you are here', 'identity show --json')
      .option('--json', 'print as JSON (docs/formats/identity.schema.json)')
      .action((options: NodeOptions) =>
        withNode(options, (node) => {
          const { name, deviceName, person, signer } = identityOf(node);
          if (options.json)
            printJson(terminal, 'identity', { name, deviceName, person, device: signer.author });
          else terminal.out(`${name} on ${deviceName}\nperson ${person}\ndevice ${signer.author}\n`);
        }),
      ),
  );

  const device = new Command('device').description(
    'your devices in a community: list, retire; add one with `recover`',
  );
  device.addHelpText(
    'after',
    '\nExamples:\n  equipo identity device list\n  equipo identity device retire 3f9a…',
  );
  device.addCommand(
    withCommunity(nodeCommand('list', 'your devices', 'identity device list')).action(
      (options: NodeOptions) =>
        withNode(options, (node) => {
          const { person } = identityOf(node);
          const mine = node.people(node.choose(options.community)).find((each) => each.person === person);
          const rows = (mine?.devices ?? []).map((each) => [
            each.name,
            each.device,
            each.isRetired ? 'retired' : '',
          ]);
          terminal.out(`${columnsOf(rows)}\n`);
        }),
    ),
  );
  device.addCommand(
    withCommunity(nodeCommand('retire', 'take a lost device out of use', 'identity device retire 3f9a…'))
      .argument('<device>', 'its key, as `equipo identity device list` shows it')
      .action((key: string, options: NodeOptions) =>
        withNode(options, (node) => node.retireDevice(node.choose(options.community), key)),
      ),
  );
  identity.addCommand(device);
  return identity;
};
