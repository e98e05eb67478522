import { Command } from 'commander';
import { chooseArchive } from '../app/choose-archive.ts';
import {
  changePeople,
  erasePerson,
  listPeople,
  type PeopleList,
  undoPeopleChange,
} from '../app/manage-people.ts';
import { RefusalError } from '../base/result.ts';
import { parseCount } from './parsing.ts';
import { columnsOf, type Terminal, wrap } from './terminal.ts';

interface ArchiveOption {
  readonly archive?: string;
}

const examples = `
Examples:
  equipo people list                               everybody, by pseudonym
  equipo people list --names                       with names and accounts; stays on this machine
  equipo people merge quiet-otter early-heron      two pseudonyms are one person
  equipo people split ana@old.example              this account is somebody else
  equipo people mark-bot brisk-lathe               leave a program out of the measures
  equipo people undo                               take the last change back
  equipo people erase quiet-otter --yes            take someone out who asks to be left out`;

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

const listed = (list: PeopleList, columns: number): string => {
  if (list.people.length === 0) return 'Nobody yet: import a source first, `equipo import SOURCE`.\n';
  const rows = list.people.map((person) => [
    person.pseudonym,
    person.isBot ? 'bot' : '',
    plural(person.accountCount, 'account'),
    person.name ?? '',
    person.accounts?.join(' ') ?? [...new Set(person.merges.map((merge) => merge.rule))].join(', '),
  ]);
  const lines = [columnsOf(rows)];
  if (list.suggestions.length > 0) {
    lines.push('', 'Perhaps one person, for somebody who knows to say (`equipo people merge …`):');
    for (const each of list.suggestions) lines.push(`  ${each.people.join(' ')}`);
  }
  const held = list.corrections.filter((each) => !each.isUndone);
  if (held.length > 0) {
    lines.push('', 'Said by hand (`equipo people undo NUMBER` takes one back):');
    for (const each of held) {
      lines.push(
        `  ${each.id}  ${each.action} of ${plural(each.accountCount, 'account')}, ${each.madeAt.slice(0, 10)}`,
      );
    }
  }
  const bots = list.people.filter((person) => person.isBot).length;
  lines.push(
    '',
    wrap(
      `${plural(list.people.length - bots, 'person').replace('persons', 'people')}, ${plural(bots, 'bot')}. Bots are left out of the measures.`,
      columns,
    ),
  );
  return `${lines.join('\n')}\n`;
};

export const peopleCommand = (terminal: Terminal): Command => {
  const people = new Command('people')
    .description('see which accounts are one person and why; merge, split, mark as bot, undo')
    .addHelpText('after', examples);

  const sub = (name: string, description: string, ...subExamples: readonly string[]) =>
    people
      .command(name)
      .description(description)
      .option('--archive <file>', 'the archive, where there are several')
      .addHelpText(
        'after',
        `\nExamples:\n${subExamples.map((each) => `  equipo people ${name} ${each}`.trimEnd()).join('\n')}`,
      );

  const saysUndo = (id: number) =>
    terminal.out(
      `Done, as number ${id}; measure again to see it. \`equipo people undo ${id}\` takes it back.\n`,
    );

  sub('list', 'everybody in the archive', '', '--names', '--json --archive project.duckdb')
    .option('--names', 'show names and accounts, on this machine only')
    .option('--json', 'print as JSON (docs/formats/people.schema.json)')
    .action(async (options: ArchiveOption & { readonly names?: boolean; readonly json?: boolean }) => {
      const list = await listPeople(chooseArchive(options.archive), options.names ?? false);
      terminal.out(
        options.json
          ? `${JSON.stringify({ format: 'equipo-people', version: 1, ...list }, null, 2)}\n`
          : listed(list, terminal.columns),
      );
    });

  sub(
    'merge',
    'say that two or more are one person',
    'quiet-otter early-heron',
    'ana@example.org ana@old.example',
  )
    .argument('<people...>', 'pseudonyms, addresses or accounts')
    .action(async (said: readonly string[], options: ArchiveOption) => {
      saysUndo(
        await changePeople(chooseArchive(options.archive), { action: 'merge', people: said }, Date.now()),
      );
    });

  sub('split', 'say that accounts are not the person they were merged with', 'ana@old.example')
    .argument('<accounts...>', 'addresses or accounts')
    .action(async (said: readonly string[], options: ArchiveOption) => {
      saysUndo(
        await changePeople(chooseArchive(options.archive), { action: 'split', accounts: said }, Date.now()),
      );
    });

  for (const [name, description, example] of [
    ['mark-bot', 'leave a program out of the measures', 'brisk-lathe builds@example.org'],
    ['mark-person', 'take somebody for a person after all', 'brisk-lathe'],
  ] as const) {
    sub(name, description, example)
      .argument('<people...>', 'pseudonyms, addresses or accounts')
      .action(async (said: readonly string[], options: ArchiveOption) => {
        saysUndo(
          await changePeople(chooseArchive(options.archive), { action: name, people: said }, Date.now()),
        );
      });
  }

  sub('undo', 'take back a change said by hand, the last one if none is named', '', '3')
    .argument('[number]', 'number of the change', parseCount)
    .action(async (id: number | undefined, options: ArchiveOption) => {
      const undone = await undoPeopleChange(chooseArchive(options.archive), id ?? null);
      terminal.out(`Number ${undone} is taken back; measure again to see it.\n`);
    });

  sub(
    'erase',
    'take a person out for good: their traces are erased and coverage falls by as much',
    'quiet-otter --yes',
    'ana@example.org --yes --archive project.duckdb',
  )
    .argument('<person>', 'pseudonym, address or account')
    .option('--yes', 'say that you mean it: this cannot be undone')
    .action(async (said: string, options: ArchiveOption & { readonly yes?: boolean }) => {
      if (!options.yes) throw new RefusalError('erase-unsure');
      await erasePerson(chooseArchive(options.archive), said);
      terminal.out('Erased. A later import does not bring them back. Measure again to see the rest.\n');
    });

  return people;
};
