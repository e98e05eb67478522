/** What a person's communities have to tell them, when they want to be told, and by mail to themselves. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import {
  type DigestSettings,
  digestSettings,
  keepDigestSettings,
} from '../app/practice/digest/digest-settings.ts';
import type { DigestLanguage } from '../app/practice/digest/digest-words.ts';
import { digestsOf, ownZone, seeAll } from '../app/practice/digest/digests.ts';
import { keepMailAccount } from '../app/practice/digest/mail-account.ts';
import { mailDigest, shownMail } from '../app/practice/digest/mail-digest.ts';
import { writeDigest } from '../app/practice/digest/write-digest.ts';
import type { PracticeNode } from '../app/practice/node.ts';
import { RefusalError } from '../base/result.ts';
import { group, minute, oneOf, parseMoment } from './in-community.ts';
import { parseCount, parseDate, parsePort } from './parsing.ts';
import { columnsOf, type Terminal } from './terminal.ts';
import { type NodeOptions, nodeCommand, printJson, withCommunity, withNode } from './with-node.ts';

interface DigestOptions extends NodeOptions {
  readonly since?: number;
  readonly seen?: boolean;
  readonly mail?: boolean;
}

interface SettingsOptions extends NodeOptions {
  readonly often?: DigestSettings['often'];
  readonly hour?: number;
  readonly weekday?: number;
  readonly quiet?: DigestSettings['quiet'] | false;
  readonly snooze?: number | false;
  readonly remind?: number;
  readonly volume?: DigestSettings['volumes'][string];
}

interface AccountOptions extends NodeOptions {
  readonly host?: string;
  readonly port: number;
  readonly user?: string;
  readonly address?: string;
  readonly passwordFile?: string;
  readonly language: DigestLanguage;
  readonly forget?: boolean;
}

/** A date, or so many days ago: `7d`. */
const parseSince = (text: string): number => {
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? [];
  return days === undefined ? parseDate(text) : Date.now() - parseCount(days) * 86_400_000;
};

/** `22-7` */
const parseHours = (text: string): { readonly from: number; readonly until: number } => {
  const [, from, until] = /^(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (from === undefined) throw new InvalidArgumentError('write two hours as 22-7.');
  return { from: Number(from), until: Number(until) };
};

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const settingRows = (settings: DigestSettings, nameOf: (community: string) => string): string[][] => {
  const { often, hour, weekday, quiet, snoozedUntil, reminderHours } = settings;
  const when = { daily: 'daily', weekly: `on ${weekdays[weekday - 1]}`, never: 'never' }[often];
  return [
    ['by mail', often === 'never' ? when : `${when} at ${hour}:00, where an account was entered`],
    ['quiet hours', quiet === null ? 'none' : `from ${quiet.from}:00 until ${quiet.until}:00`],
    ['put off', snoozedUntil === null ? 'no' : `until ${minute(snoozedUntil)} UTC`],
    ['reminders', reminderHours === 0 ? 'none' : `${reminderHours} hours before something ends`],
    ...Object.entries(settings.volumes).map(([community, volume]) => [nameOf(community), volume]),
  ];
};

const nameIn =
  (node: PracticeNode) =>
  (community: string): string =>
    node.list().find((each) => each.community === community)?.name ?? community.slice(0, 8);

const settingsCommand = (terminal: Terminal): Command =>
  withCommunity(
    nodeCommand(
      'settings',
      'how much you are told of which community, and when',
      'digest settings --often weekly --weekday 5 --hour 9',
      'digest settings --quiet 21-8 --remind 48',
      'digest settings --community Garden --volume needs',
      'digest settings --snooze 7d',
    ),
  )
    .option('--often <how>', 'daily, weekly or never: the digest by mail', oneOf('daily', 'weekly', 'never'))
    .option('--hour <number>', 'at which hour of your clock', parseCount)
    .option('--weekday <number>', 'on which day of the week: 1 is Monday', parseCount)
    .option('--quiet <hours>', 'hours in which you are told nothing: 22-7', parseHours)
    .option('--no-quiet', 'no quiet hours')
    .option('--snooze <when>', 'be told nothing before a date, or for so many days: 7d', parseMoment)
    .option('--no-snooze', 'no longer')
    .option('--remind <hours>', 'how long before something ends you are reminded; 0: never', parseCount)
    .option(
      '--volume <what>',
      'of the community: all, needs (what waits for you) or nothing',
      oneOf('all', 'needs', 'nothing'),
    )
    .option('--json', 'print as JSON (docs/formats/digest-settings.schema.json)')
    .action(({ often, hour, weekday, quiet, snooze, remind, volume, ...options }: SettingsOptions) =>
      withNode(options, async (node) => {
        const { volumes } = await digestSettings(node.folder);
        // What is said with `--no-…` is false; what is not said is true or missing.
        await keepDigestSettings(node.folder, {
          ...(often === undefined ? {} : { often }),
          ...(hour === undefined ? {} : { hour }),
          ...(weekday === undefined ? {} : { weekday }),
          ...(remind === undefined ? {} : { reminderHours: remind }),
          ...(quiet === false || typeof quiet === 'object' ? { quiet: quiet || null } : {}),
          ...(snooze === false || typeof snooze === 'number' ? { snoozedUntil: snooze || null } : {}),
          ...(volume === undefined
            ? {}
            : { volumes: { ...volumes, [node.choose(options.community)]: volume } }),
        });
        const settings = await digestSettings(node.folder);
        const mail = await shownMail(node.folder);
        if (options.json) return printJson(terminal, 'digest-settings', { settings, mail });
        const { account, trouble } = mail;
        const rows = [
          ...settingRows(settings, nameIn(node)),
          ['mail account', account === null ? 'none' : `${account.address} by ${account.host}`],
        ];
        terminal.out(`${columnsOf(rows)}\n${trouble === null ? '' : `${trouble}\n`}`);
      }),
    );

const accountCommand = (terminal: Terminal): Command =>
  nodeCommand(
    'account',
    'your own mail account, through which your digest goes to yourself; without one no mail is sent',
    'digest account --host mail.example.org --user bo --address bo@example.org --password-file ~/.mail-password',
    'digest account --forget',
  )
    .option('--host <name>', 'the server of outgoing mail (SMTP)')
    .option('--port <number>', '465 or 587: encrypted in either way', parsePort, 465)
    .option('--user <name>', 'your name there; your address where it is left out')
    .option('--address <address>', 'your own address: mail goes from it to it, and nowhere else')
    .option('--password-file <file>', 'a file that holds the password')
    .option('--language <which>', 'en or es: what it is written in', oneOf('en', 'es'), 'en')
    .option('--forget', 'let the account go; no mail is sent any more')
    .action(({ host, port, user, address, passwordFile, language, forget, ...options }: AccountOptions) =>
      withNode(options, async (node) => {
        if (forget === true) {
          await keepMailAccount(node.folder, null, node.now());
          return terminal.out('No mail is sent any more.\n');
        }
        if (host === undefined || address === undefined || passwordFile === undefined) {
          const problem = '--host, --address and --password-file are all needed';
          throw new RefusalError('digest-account-wrong', { problem });
        }
        const file = resolve(terminal.folder ?? '', passwordFile);
        const password = await readFile(file, 'utf8').catch(() => {
          throw new RefusalError('digest-account-wrong', { problem: `no file can be read at ${file}` });
        });
        const account = {
          host,
          port,
          user: user ?? address,
          address,
          password: password.trimEnd(),
          language,
        };
        await keepMailAccount(node.folder, account, node.now());
        terminal.out(
          `Your digest goes to ${address} when it is due and the app runs; \`equipo digest --mail\` sends it now.\nTitles of your communities' matters then pass through ${host}.\n`,
        );
      }),
    );

const showCommand = (terminal: Terminal): Command =>
  withCommunity(
    nodeCommand(
      'show',
      'what waits for you, what is new since you looked, and what ended without you; also shown by `equipo digest` alone',
      'digest show --seen',
      'digest show --since 7d --community Garden',
      'digest show --mail',
    ),
  )
    .option('--since <when>', 'a date, or so many days ago: 7d (default: since you last looked)', parseSince)
    .option('--seen', 'all of it is seen: from here on, what comes after is new')
    .option('--mail', 'send it to yourself through your own mail account, now')
    .option('--json', 'print as JSON (docs/formats/digest.schema.json)')
    .action((options: DigestOptions) =>
      withNode(options, async (node) => {
        const community = options.community === undefined ? undefined : node.choose(options.community);
        const told = await digestsOf(node, {
          ...(community === undefined ? {} : { community }),
          ...(options.since === undefined ? {} : { since: options.since }),
        });
        if (options.mail === true) {
          const how = await mailDigest(node);
          const { account } = await shownMail(node.folder);
          terminal.err(
            how === 'sent'
              ? `Sent to ${account?.address}.\n`
              : 'There is nothing new to tell; no mail was sent.\n',
          );
        }
        if (options.json) {
          const { isQuiet, communities } = told;
          printJson(terminal, 'digest', { isQuiet, communities });
        } else if (told.communities.length === 0) terminal.out('There is no community to tell of.\n');
        else terminal.out(writeDigest(told.communities, ownZone()));
        if (options.seen === true) await seeAll(node, community);
      }),
    );

export const digestCommand = (terminal: Terminal): Command =>
  group(
    'digest',
    'what waits for you and what is new, when you are told, and by mail to yourself',
    [
      'digest',
      'digest show --seen',
      'digest show --since 7d',
      'digest settings --often weekly',
      'digest show --mail',
    ],
    settingsCommand(terminal),
    accountCommand(terminal),
  ).addCommand(showCommand(terminal), { isDefault: true });
