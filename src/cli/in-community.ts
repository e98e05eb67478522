import { Command, InvalidArgumentError } from 'commander';
import type { PracticeNode } from '../app/practice/node.ts';
import { type Shown, shownBy } from '../app/practice/shown.ts';
import type { CanonicalMap } from '../base/canonical-bytes.ts';
import { parseCount, parseDate } from './parsing.ts';
import { columnsOf, type Terminal } from './terminal.ts';
import { type NodeOptions, nodeCommand, printJson, withCommunity, withNode } from './with-node.ts';

export interface Place {
  readonly node: PracticeNode;
  readonly id: string;
  readonly shown: Shown;
  readonly act: (type: string, body: CanonicalMap) => Promise<string>;
}

/** Opens the node and chooses the community that a command is about. */
export const inCommunity = (options: NodeOptions, work: (place: Place) => Promise<void> | void) =>
  withNode(options, async (node) => {
    const id = node.choose(options.community);
    const act = async (type: string, body: CanonicalMap) => (await node.act(id, type, body)).id;
    await work({ node, id, shown: shownBy(node, id), act });
  });

/** A command within a community; its examples. */
export const communityAct = (name: string, description: string, ...examples: readonly string[]): Command =>
  withCommunity(nodeCommand(name, description, ...examples));

/** What is shown of a community, and how. */
export interface ShownList<Row> {
  /** `list`, or what it is called by itself. */
  readonly name: string;
  readonly description: string;
  readonly example: string;
  /** What the rows are, in the JSON: `decisions`. */
  readonly of: string;
  readonly rows: (shown: Shown) => readonly Row[];
  readonly cells: (row: Row) => readonly string[];
  readonly none: string;
}

/** A command that prints a list, as columns or as JSON of docs/formats/community-shown.schema.json. */
export const communityList = <Row extends object>(terminal: Terminal, list: ShownList<Row>): Command =>
  communityAct(list.name, list.description, list.example)
    .option('--json', 'print as JSON (docs/formats/community-shown.schema.json)')
    .action((options: NodeOptions) =>
      inCommunity(options, ({ id, shown }) => {
        const rows = list.rows(shown);
        if (options.json) printJson(terminal, 'community-shown', { community: id, of: list.of, rows });
        else terminal.out(`${rows.length === 0 ? list.none : columnsOf(rows.map(list.cells))}\n`);
      }),
    );

/** Commands about one thing, under its name. */
export const group = (
  name: string,
  description: string,
  examples: readonly string[],
  ...commands: readonly Command[]
): Command => {
  const made = new Command(name).description(description);
  made.addHelpText('after', `\nExamples:\n${examples.map((each) => `  equipo ${each}`).join('\n')}`);
  for (const command of commands) made.addCommand(command);
  return made;
};

export const shortId = (id: string): string => id.slice(0, 8);

/** `2026-03-01`, in UTC. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** `2026-03-01 17:00`, in UTC. */
export const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

export const collect = (said: string, before: readonly string[]): readonly string[] => [...before, said];

/** A date, or so many days from now: `30d`. */
export const parseMoment = (text: string): number => {
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? [];
  if (days !== undefined) return Date.now() + parseCount(days) * 86_400_000;
  return parseDate(text);
};

export const oneOf =
  <T extends string>(...choices: readonly T[]) =>
  (text: string): T => {
    const found = choices.find((each) => each === text);
    if (found === undefined) throw new InvalidArgumentError(`choose ${choices.join(', ')}.`);
    return found;
  };
