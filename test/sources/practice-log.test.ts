import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../src/base/time.ts';
import { openPracticeLog } from '../../src/measure/sources/practice/open-practice-log.ts';
import { facilitationOf } from '../../src/practice/governance/circles/facilitation.ts';
import { usualTerms } from '../../src/practice/governance/decisions/decision-terms.ts';
import { packKeys } from '../../src/practice/governance/decisions/electorate-keys.ts';
import { electorateAsOf } from '../../src/practice/governance/selectors/electorate.ts';
import { practiceLog } from '../../src/practice/governance/selectors/practice-log.ts';
import { act, admit, copyOf, gardenOf, invite, meet, peer, post } from '../peers/garden.ts';
import {
  describeStreamedSource,
  type FlawedInput,
  type MakeInput,
  readWhole,
} from './streamed-source-acceptance.ts';

const [ana, bo, chi] = ['Ana', 'Bo', 'Chi'].map((name) => peer(name));
const now = Date.UTC(2026, 0, 5);
const secret = 'secret-post';

/** Ana asks, Bo answers, a removal is proposed, one post is Bo's to undo and not Ana's. */
const garden = () => {
  const view = gardenOf([ana, bo]);
  admit(view, bo, chi, invite(view, ana, { until: 2 * now }, now), now);
  const asked = act(view, ana, 'post-written', { text: secret, context: 'water', replyTo: null }, now);
  act(view, bo, 'post-written', { text: secret, context: 'water', replyTo: asked.id }, now + 1000);
  act(view, chi, 'post-undone', { post: asked.id }, now + 2000);
  act(view, chi, 'removal-proposed', { person: bo.person, device: null, reason: secret }, now + 3000);
  return view;
};
const long = (() => {
  const view = gardenOf([ana, bo]);
  for (let i = 0; i < 2200; i++) post(view, i % 3 === 0 ? ana : bo, secret, now + i);
  return view;
})();

const linesOf = (view: ReturnType<typeof garden>): string[] => [...practiceLog(view)];
const plain = linesOf(garden());
const longLines = linesOf(long);

/** One more post, after all others in the order. */
const grown = `${JSON.stringify({
  id: 'ab'.repeat(32),
  type: 'post-written',
  at: now + 9000,
  by: { person: ana.person, name: 'Ana' },
  counted: true,
  kind: 'post',
  context: 'water',
  answers: null,
  to: null,
  body: { text: secret },
})}\n`;

const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const file = (folder: string, content: string | Buffer): string => {
  writeFileSync(join(folder, 'garden.ndjson'), content);
  return join(folder, 'garden.ndjson');
};

const flawed = (content: string | Buffer, codes: readonly string[], leastActs = 6): FlawedInput => ({
  make: (folder) => file(folder, content),
  leastActs,
  codes,
});

const withAct = (changes: object): string =>
  `${text(plain)}${JSON.stringify({ ...(JSON.parse(grown) as object), ...changes })}\n`;

const flaws = {
  'bad bytes': flawed(Buffer.concat([Buffer.from(text(plain)), Buffer.from([0xff, 0xfe, 0x00, 0x0a])]), [
    'practice-line-unreadable',
  ]),
  truncated: flawed(text(plain).slice(0, -40), ['practice-line-cut'], 5),
  'wrong encoding': flawed(
    Buffer.concat([Buffer.from(text(plain)), Buffer.from(grown.replace('"Ana"', '"Zo\xeb"'), 'latin1')]),
    ['practice-line-unreadable'],
  ),
  'dated 1970': flawed(withAct({ at: 5 }), ['practice-date-implausible']),
  'dated 2100': flawed(withAct({ at: Date.UTC(2100, 0) }), ['practice-date-implausible']),
  'an act that does not count': flawed(text(plain), ['practice-not-counted']),
  'a kind of a newer Equipo': flawed(withAct({ kind: 'dance' }), []),
  'a line that names nobody': flawed(withAct({ by: { name: secret } }), ['practice-line-unreadable']),
};

const inputs = (write: (content: string) => string | Buffer) => ({
  open: openPracticeLog,
  plain: ((folder) => file(folder, write(text(plain)))) satisfies MakeInput,
  grow: (path: string) => appendFileSync(path, write(grown)),
  long: ((folder) => file(folder, write(text(longLines)))) satisfies MakeInput,
  empty: { make: ((folder) => file(folder, write(text(plain.slice(0, 1))))) satisfies MakeInput },
  foreign: ((folder) => file(folder, write('{"time":1,"from":"a","to":"b"}\n'))) satisfies MakeInput,
  flawed: flaws,
  secrets: [secret],
});

describeStreamedSource(
  'practice-log',
  inputs((content) => content),
);
describeStreamedSource('practice-log.gz', {
  ...inputs((content) => gzipSync(content)),
  flawed: {
    ...flaws,
    truncated: flawed(gzipSync(text(longLines)).subarray(0, 40_000), ['practice-log-cut'], 5),
  },
});

describe('a practice log', () => {
  const read = async (lines: readonly string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'equipo-practice-'));
    try {
      const source = await openPracticeLog(file(folder, text(lines)));
      return await readWhole(source!);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('tells who answers whom and who vouches for whom, and removes nobody in public', async () => {
    const { acts, accounts } = await read(plain);
    const nameOf = (index: number) => accounts[index].name;
    expect(
      acts.map(({ account, kind, answers, recipients }) => [
        nameOf(account),
        kind,
        ...recipients.map((recipient) => nameOf(recipient.account)),
        ...answers.map((id) => nameOf(acts.find((one) => one.nativeId === id)!.account)),
      ]),
    ).toEqual([
      ['Ana', 'practice-act'],
      ['Ana', 'practice-act'],
      ['Ana', 'practice-vouch', 'Bo'],
      ['Ana', 'practice-act'],
      ['Ana', 'practice-vouch', 'Chi'],
      ['Ana', 'practice-post'],
      ['Bo', 'practice-post', 'Ana'],
      ['Chi', 'practice-act'],
    ]);
  });

  it('tells who starts a decision and who answers it, in no words of theirs', async () => {
    const view = gardenOf([ana, bo, chi]);
    const at = now + 40 * dayMs;
    const electorate = packKeys(electorateAsOf(view.state, at));
    const opened = { proposal: null, electorate, terms: usualTerms('A well', at + dayMs) };
    const decision = act(view, ana, 'decision-opened', opened as never, at).id;
    const ballot = { stance: 'consent', tiers: null, marks: null };
    const said = { version: decision, ballot, reason: secret, replaces: [] };
    act(view, bo, 'ballot-cast', { decision, ...said }, at + 1);
    const harmed = { decision, version: decision, reason: secret, harm: secret };
    const objection = act(view, chi, 'objection-raised', harmed, at + 2).id;
    act(view, bo, 'objection-tested', { decision, objection, isReasoned: 'yes', why: secret }, at + 3);
    act(view, bo, 'act-recognised', { person: ana.person, act: decision, text: secret }, at + 4);
    const turn = facilitationOf(view.state, null, at)!.person;
    const [of, other] = [ana, bo, chi].sort((a) => (a.person === turn ? -1 : 1));
    act(view, of, 'facilitation-handed-on', { circle: null, to: other.person }, at + 5);
    const lines = [...practiceLog(view, false)];
    const { acts, accounts } = await read(lines);
    const nameOf = (index: number) => accounts[index].name;
    const later = acts.filter(({ timeMs }) => timeMs >= at);
    expect(
      later.map(({ account, kind, answers, context }) => [
        nameOf(account),
        kind,
        ...answers.map((id) => nameOf(acts.find((one) => one.nativeId === id)!.account)),
        context === null ? 'nowhere' : 'there',
      ]),
    ).toEqual([
      ['Ana', 'practice-post', 'there'],
      ['Bo', 'practice-post', 'Ana', 'there'],
      ['Chi', 'practice-post', 'Ana', 'there'],
      ['Bo', 'practice-post', 'Chi', 'there'],
      ['Bo', 'practice-act', 'nowhere'],
      [of.name, 'practice-act', 'nowhere'],
    ]);
    expect(lines.join('\n')).not.toContain(secret);
    expect(text(linesOf(view))).toContain(secret);
  });

  it('has the published shape, line by line', () => {
    const path = fileURLToPath(new URL('../../docs/formats/practice-log.schema.json', import.meta.url));
    const fits = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(path, 'utf8')));
    for (const line of [...plain, ...practiceLog(garden(), false)])
      expect(fits(JSON.parse(line)), JSON.stringify(fits.errors)).toBe(true);
    expect(fits({ ...(JSON.parse(plain[1]) as object), name: 'more' })).toBe(false);
  });

  it('is read anew where late events changed what was read before, and adds nothing twice', async () => {
    const view = garden();
    const apart = copyOf(view);
    post(view, ana, secret, now);
    post(apart, bo, secret, now);
    const before = linesOf(view);
    meet(view, apart);
    const after = linesOf(view);
    const folder = mkdtempSync(join(tmpdir(), 'equipo-practice-'));
    try {
      const path = file(folder, text(before));
      const first = await readWhole((await openPracticeLog(path))!);
      file(folder, text(after));
      const again = await readWhole((await openPracticeLog(path))!, first.batches.at(-1)!.checkpoint);
      const ids = new Set([...first.acts, ...again.acts].map(({ nativeId }) => nativeId));
      expect([...ids].sort()).toEqual((await read(after)).acts.map(({ nativeId }) => nativeId).sort());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
