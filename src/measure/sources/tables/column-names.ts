/** The names under which tables of the world keep what Equipo asks for, surest first. Compared without case or marks. */
import type { TableColumns } from '../source.ts';

export type Role = keyof TableColumns;

export const roles: readonly Role[] = ['time', 'from', 'to', 'kind', 'context', 'weight'];

const list = (names: string): readonly string[] => names.split(/\s+/).filter((name) => name !== '');

export const namesOfRole: Readonly<Record<Role, readonly string[]>> = {
  time: list(`
    time timestamp datetime date sent sentat senttime sentdate datesent sentdatetime createdat created createdate
    createdtime createdutc creationdate occurredat postedat eventtime messagetime starttime startedat start when day
    epoch unixtime unixtimestamp ts t zeit datum zeitstempel`),
  from: list(`
    from fromid fromaddress fromemail fromuser fromnode fromnodeid fromname sender senderid senderemail senderaddress
    sendername source sourceid src srcid ego egoid respondent respondentid rater nominator author authorid
    initiator caller asker requester actor1 person1 node1 i von absender`),
  to: list(`
    to toid toaddress toemail touser tonode tonodeid toname recipient recipients recipientid recipientemail receiver
    receivers receiverid receiveremail target targets targetid dst dstid dest destination alter alterid alters nominee
    callee addressee addressees actor2 person2 node2 j an empfänger`),
  kind: list(
    'kind type relation relationship relationtype edgetype tietype eventtype interactiontype layer question questionid',
  ),
  context: list(`
    context contextid thread threadid channel channelid channelname conversation conversationid room roomid meetingid`),
  weight: list('weight strength count n frequency freq weights tiestrength intensity messagecount'),
};

/** Names that make a table a survey: whoever answered was asked about others. */
export const surveyNames: ReadonlySet<string> = new Set(
  list('ego egoid respondent respondentid rater nominator alter alterid alters nominee question questionid'),
);

/** `Created At`, `created_at` and `createdAt` are one name. */
export const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** `time_min`, `timestamp_ms`: a time whose name says its unit. */
const withoutUnit = (plain: string): string =>
  plain.replace(
    /^(time|timestamp|epoch|date|sent|created)(ns|us|ms|millis|milliseconds|s|secs?|seconds|min|minutes|h|hours|days)$/,
    '$1',
  );

/** Which column plays each role, by name alone; a column plays one role. */
export const rolesByName = (
  names: readonly string[],
  isTaken: (column: number) => boolean = () => false,
): Partial<Record<Role, number>> => {
  const plain = names.map(plainName);
  const found: Partial<Record<Role, number>> = {};
  const used = new Set<number>();
  for (const role of roles) {
    for (const name of namesOfRole[role]) {
      const column = plain.findIndex(
        (each, index) =>
          (role === 'time' ? withoutUnit(each) : each) === name && !isTaken(index) && !used.has(index),
      );
      if (column < 0) continue;
      found[role] = column;
      used.add(column);
      break;
    }
  }
  return found;
};

/** Fewest edits between two short names: insert, delete, replace, swap two neighbours. O(|a|·|b|). */
const editsBetween = (a: string, b: string): number => {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, replaced, swapped));
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
};

/** The one of `names` that is nearest to any of `wanted`; `null` where nothing is near. */
export const nearestName = (names: readonly string[], wanted: readonly string[]): string | null => {
  let nearest: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const plain = plainName(name);
    for (const target of wanted.map(plainName)) {
      const longest = Math.max(plain.length, target.length);
      const isPart = target.length > 3 && plain.includes(target);
      const edits = isPart ? 0.5 : editsBetween(plain, target);
      if (edits < fewest && (isPart || edits <= longest / 4)) {
        fewest = edits;
        nearest = name;
      }
    }
  }
  return nearest;
};
