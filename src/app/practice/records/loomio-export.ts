/**
 * A Loomio group's export, read to what was said and decided. It is NDJSON of {table, record}, in no promised order,
 * whatever its name ends with.
 */

import { RefusalError } from '../../../base/result.ts';
import type { ImportedItem } from '../../../practice/governance/event-types/history-imported.ts';
import { textLines } from '../../text-lines.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface LoomioExport {
  readonly name: string;
  readonly purpose: string;
  /** What stands for itself first: a thread before its comments, a decision before its answers. */
  readonly items: readonly ImportedItem[];
  readonly leftOut: number;
}

const parse = (line: string): { readonly table: string; readonly record: Fields } | null => {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return null;
    const { table, record } = value as Fields;
    return typeof table === 'string' && typeof record === 'object' && record !== null
      ? { table, record: record as Fields }
      : null;
  } catch {
    return null;
  }
};

/** Whether a first line is of such an export. */
export const isLoomioLine = (line: string): boolean => parse(line) !== null;

const idOf = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;

const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
};

/** Words without markup; a paragraph or line stays one. */
const plain = (value: unknown, longest: number): string => {
  if (typeof value !== 'string') return '';
  const text = value
    .replaceAll(/<(br|\/p|\/li|\/h\d|\/div)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole;
      const code =
        name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return Number.isInteger(code) && code > 31 && code <= 0x10_ffff ? String.fromCodePoint(code) : '';
    })
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
};

const momentOf = (...values: readonly unknown[]): number => {
  for (const value of values) {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (Number.isFinite(at) && at >= 0) return at;
  }
  return 0;
};

const longestText = 20_000;
const longestTitle = 300;

class Tables {
  readonly rows = new Map<string, Map<string, Fields>>();

  add(table: string, record: Fields): boolean {
    const id = idOf(record.id);
    if (id === null) return false;
    const rows = this.rows.get(table) ?? new Map<string, Fields>();
    this.rows.set(table, rows.set(id, record));
    return true;
  }

  all(table: string): readonly (readonly [string, Fields])[] {
    return [...(this.rows.get(table) ?? [])];
  }

  get(table: string, id: unknown): Fields | undefined {
    const found = idOf(id);
    return found === null ? undefined : this.rows.get(table)?.get(found);
  }

  nameOf(user: unknown): string {
    const record = this.get('users', user);
    return plain(record?.name, 120) || plain(record?.username, 120) || '';
  }
}

const isGone = ({ discarded_at: discarded }: Fields): boolean =>
  discarded !== null && discarded !== undefined;

/** Answers to a poll by option, as a line: `Agree`, `Peas 3, Kale 1`. */
const answersOf = (tables: Tables) => {
  const byStance = new Map<string, string[]>();
  for (const [, choice] of tables.all('stance_choices')) {
    const stance = idOf(choice.stance_id) ?? '';
    const option = plain(tables.get('poll_options', choice.poll_option_id)?.name, 200);
    const score = typeof choice.score === 'number' && choice.score !== 1 ? ` ${choice.score}` : '';
    if (option !== '') byStance.set(stance, [...(byStance.get(stance) ?? []), `${option}${score}`]);
  }
  return byStance;
};

const itemsOf = (tables: Tables): ImportedItem[] => {
  const items: ImportedItem[] = [];
  const has = (id: string) => items.some((item) => item.id === id);
  const blank = { about: null, answers: null, title: '', text: '' };
  for (const [id, row] of tables.all('discussions')) {
    if (isGone(row)) continue;
    const at = momentOf(row.created_at);
    const said = { title: plain(row.title, longestTitle), text: plain(row.description, longestText) };
    items.push({
      ...blank,
      id: `discussion-${id}`,
      kind: 'thread',
      by: tables.nameOf(row.author_id),
      at,
      ...said,
    });
  }
  // A thread is named by the comment, or by the topic that stands for it.
  const threadOf = (row: Fields): string | null => {
    const own = idOf(row.discussion_id);
    const topic = tables.get('topics', row.topic_id);
    const discussion = own ?? (topic?.topicable_type === 'Discussion' ? idOf(topic.topicable_id) : null);
    return discussion === null ? null : `discussion-${discussion}`;
  };
  const options = new Map<string, string[]>();
  const byPlace = (a: Fields, b: Fields) => Number(a.priority ?? 0) - Number(b.priority ?? 0);
  for (const [, option] of [...tables.all('poll_options')].sort(([, a], [, b]) => byPlace(a, b))) {
    const poll = idOf(option.poll_id) ?? '';
    const voters = typeof option.voter_count === 'number' ? ` (${option.voter_count})` : '';
    options.set(poll, [...(options.get(poll) ?? []), `${plain(option.name, 200)}${voters}`]);
  }
  for (const [id, row] of tables.all('polls')) {
    if (isGone(row)) continue;
    const about = threadOf(row);
    const lines = [
      plain(row.details, longestText - 4_000),
      (options.get(id) ?? []).join(' · ').slice(0, 3_900),
    ];
    items.push({
      ...blank,
      ...{ id: `poll-${id}`, kind: 'decision', by: tables.nameOf(row.author_id) },
      at: momentOf(row.closed_at, row.closing_at, row.created_at),
      about: about !== null && has(about) ? about : null,
      title: plain(row.title, longestTitle),
      text: lines.filter((line) => line !== '').join('\n\n'),
    });
  }
  const known = new Set(items.map(({ id }) => id));
  const answers = answersOf(tables);
  for (const [id, row] of tables.all('stances')) {
    const about = `poll-${idOf(row.poll_id) ?? ''}`;
    const isCast = momentOf(row.cast_at) > 0 || row.cast_at === undefined;
    const counts = row.latest !== false && (row.revoked_at ?? null) === null && isCast;
    if (!counts || !known.has(about) || tables.get('polls', row.poll_id)?.anonymous === true) continue;
    items.push({
      ...blank,
      ...{ id: `stance-${id}`, kind: 'answer', by: tables.nameOf(row.participant_id), about },
      at: momentOf(row.cast_at, row.created_at),
      title: (answers.get(id) ?? []).join(', ').slice(0, longestTitle),
      text: plain(row.reason, longestText),
    });
    known.add(`stance-${id}`);
  }
  for (const [id, row] of tables.all('outcomes')) {
    const about = `poll-${idOf(row.poll_id) ?? ''}`;
    if (row.latest === false || !known.has(about)) continue;
    const said = { by: tables.nameOf(row.author_id), at: momentOf(row.created_at), about };
    items.push({
      ...blank,
      id: `outcome-${id}`,
      kind: 'outcome',
      ...said,
      text: plain(row.statement, longestText),
    });
  }
  const parents: Readonly<Record<string, string>> = {
    ...{ Comment: 'comment', Discussion: 'discussion', Poll: 'poll', Stance: 'stance' },
  };
  const comments = tables.all('comments').filter(([, row]) => !isGone(row));
  for (const [id] of comments) known.add(`comment-${id}`);
  const parentOf = (row: Fields): string | null => {
    const kind = parents[String(row.parent_type ?? (idOf(row.parent_id) === null ? '' : 'Comment'))];
    const parent = idOf(row.parent_id);
    const answered = kind === undefined || parent === null ? null : `${kind}-${parent}`;
    return answered !== null && known.has(answered) ? answered : null;
  };
  // What a comment is about is what its parents are about, up to the thread or decision they stand in.
  const aboutOf = (row: Fields, steps = 0): string | null => {
    const thread = threadOf(row);
    if (thread !== null && known.has(thread)) return thread;
    const parent = parentOf(row);
    if (parent === null || steps > 200) return null;
    if (parent.startsWith('comment-')) {
      return aboutOf(tables.get('comments', parent.slice('comment-'.length)) ?? {}, steps + 1);
    }
    return parent.startsWith('stance-')
      ? `poll-${idOf(tables.get('stances', parent.slice('stance-'.length))?.poll_id) ?? ''}`
      : parent;
  };
  for (const [id, row] of comments) {
    const answered = parentOf(row);
    const isReply = answered?.startsWith('comment-') || answered?.startsWith('stance-');
    items.push({
      ...blank,
      ...{
        id: `comment-${id}`,
        kind: 'comment',
        by: tables.nameOf(row.user_id),
        at: momentOf(row.created_at),
      },
      ...{ about: aboutOf(row), answers: isReply ? (answered ?? null) : null },
      text: plain(row.body, longestText),
    });
  }
  return items;
};

const kept = ['groups', 'users', 'discussions', 'topics', 'comments', 'polls', 'poll_options', 'stances'];
const alsoKept = ['stance_choices', 'outcomes'];

/** Refuses `loomio-unreadable` where no group is in it; lines that do not read are counted and left out. */
export const readLoomioExport = async (path: string, signal: AbortSignal): Promise<LoomioExport> => {
  const tables = new Tables();
  let leftOut = 0;
  for await (const line of textLines(path, signal)) {
    if (line.trim() === '') continue;
    const read = parse(line);
    if (read === null) leftOut++;
    else if ([...kept, ...alsoKept].includes(read.table) && !tables.add(read.table, read.record)) leftOut++;
  }
  const groups = tables.all('groups').map(([, row]) => row);
  const group = groups.find(({ parent_id: parent }) => (parent ?? null) === null) ?? groups[0];
  if (group === undefined) throw new RefusalError('loomio-unreadable', { path });
  return {
    name: plain(group.name, 120) || 'Loomio',
    purpose: plain(group.description, 4_000),
    items: itemsOf(tables),
    leftOut,
  };
};
