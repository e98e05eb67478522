import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backUp, backupsFolder, listBackups, restoreBackup } from '../app/practice/backup.ts';
import { group, minute } from './in-community.ts';
import { columnsOf, type Terminal } from './terminal.ts';
import { type NodeOptions, nodeCommand, practiceFolder, printJson, withNode } from './with-node.ts';

interface BackupOptions extends NodeOptions {
  readonly to?: string;
  readonly device: string;
}

/** Copies of identity, keys and records, and coming back from one. */
export const backupCommand = (terminal: Terminal): Command => {
  const at = (folder: string) => resolve(terminal.folder ?? '', folder);
  const where = (options: BackupOptions): string =>
    options.to === undefined ? backupsFolder(practiceFolder(options)) : at(options.to);
  return group(
    'backup',
    'copies of all that this node keeps: now, list, restore; `equipo start` makes one a day and keeps two weeks',
    [
      'backup now --to /media/stick',
      'backup list',
      'backup restore /media/stick/2026-03-01T09-00-00 --device "new laptop"',
    ],
    nodeCommand(
      'now',
      'make a copy; it brings you back, so keep it as you would a key',
      'backup now --to /media/stick',
    )
      .option('--to <folder>', 'where copies are kept')
      .action((options: BackupOptions) =>
        withNode(options, async (node) => {
          const { folder, communities } = await backUp(node, where(options));
          terminal.out(`${folder}\n`);
          terminal.err(
            `Copied: you${communities.length === 0 ? '' : ` and ${communities.join(', ')}`}. Whoever holds it can be you.\n`,
          );
        }),
      ),
    nodeCommand('list', 'the copies there are, the newest first', 'backup list --json')
      .option('--to <folder>', 'where copies are kept')
      .option('--json', 'print as JSON (docs/formats/backup-list.schema.json)')
      .action(async (options: BackupOptions) => {
        const backups = await listBackups(where(options));
        if (options.json) printJson(terminal, 'backup-list', { backups });
        else if (backups.length === 0) terminal.out('There is no copy yet: equipo backup now.\n');
        else {
          const rows = backups.map(({ folder, at: made, communities }) => [
            `${minute(made)} UTC`,
            communities.join(', '),
            folder,
          ]);
          terminal.out(`${columnsOf(rows)}\n`);
        }
      }),
    nodeCommand(
      'restore',
      'come back from a copy, as a new device of yours',
      'backup restore /media/stick/2026-03-01T09-00-00 --device "new laptop"',
    )
      .argument('<folder>', 'of one copy, as `backup list` shows it')
      .option('--device <name>', 'what the new device is called', 'another device')
      .action(async (from: string, options: BackupOptions) => {
        const { name, communities } = await restoreBackup(at(from), practiceFolder(options), options.device);
        terminal.out(
          `You are ${name} again, on a new device${communities.length === 0 ? '' : `, in ${communities.join(', ')}`}.\nWhat was said since the copy comes when this node meets others; retire the lost device with \`equipo identity device retire\`.\n`,
        );
      }),
  );
};
