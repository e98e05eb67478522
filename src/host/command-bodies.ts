/**
 * Reads the bodies of commands. A page speaks for a person, but what comes over a socket is only text until it has
 * been looked at.
 */

import type { Commands, ExperimentCommand, ScenarioCommand } from '../app/protocol.ts';
import type { CanonicalMap, CanonicalValue } from '../base/canonical-bytes.ts';
import { RefusalError } from '../base/result.ts';

type Read<T> = (said: unknown) => T;

const wrong = (): never => {
  throw new RefusalError('host-body');
};

const longestText = 4_096;
const longestWriting = 100_000;
const deepestBody = 6;
const mostItems = 1_000;

const text: Read<string> = (said) =>
  typeof said === 'string' && said.length > 0 && said.length <= longestText ? said : wrong();

/** What a person writes in their community, at length; it may be left empty. */
const writing: Read<string> = (said) =>
  typeof said === 'string' && said.length <= longestWriting ? said : wrong();

const flag: Read<boolean> = (said) => (typeof said === 'boolean' ? said : wrong());

const number: Read<number> = (said) =>
  typeof said === 'number' && Number.isSafeInteger(said) && said >= 0 ? said : wrong();

const day: Read<string> = (said) =>
  typeof said === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(said) &&
  !Number.isNaN(Date.parse(`${said}T00:00:00Z`))
    ? said
    : wrong();

const orNull =
  <T>(read: Read<T>): Read<T | null> =>
  (said) =>
    said === null ? null : read(said);

const list =
  <T>(read: Read<T>): Read<readonly T[]> =>
  (said) =>
    Array.isArray(said) && said.length <= mostItems ? said.map(read) : wrong();

const oneOf =
  <const T extends string>(...words: readonly T[]): Read<T> =>
  (said) =>
    words.find((word) => word === said) ?? wrong();

const record =
  <T>(fields: { readonly [K in keyof T]: Read<T[K]> }): Read<T> =>
  (said) => {
    if (typeof said !== 'object' || said === null || Array.isArray(said)) return wrong();
    const held = new Map(Object.entries(said));
    const names = Object.keys(fields) as (keyof T & string)[];
    if (held.size !== names.length) return wrong();
    return Object.fromEntries(names.map((name) => [name, fields[name](held.get(name))])) as T;
  };

/** What a later start of the same person wants shown. */
export const handOverBody = record<{ readonly archive: string | null; readonly folders: readonly string[] }>({
  archive: orNull(text),
  folders: list(text),
});

export const runBody = record<{
  readonly argv: readonly string[];
  readonly folder: string;
  readonly columns: number;
}>({ argv: list(writing), folder: text, columns: number });

type PeopleChange = Commands['change-people']['body']['change'];

const change: Read<PeopleChange> = (said) => {
  const action = (said as { readonly action?: unknown } | null)?.action;
  if (action === 'split') {
    return record<Extract<PeopleChange, { action: 'split' }>>({
      action: oneOf('split'),
      accounts: list(text),
    })(said);
  }
  if (action === 'merge') {
    return record<Extract<PeopleChange, { action: 'merge' }>>({ action: oneOf('merge'), people: list(text) })(
      said,
    );
  }
  return record<Extract<PeopleChange, { action: 'mark-bot' | 'mark-person' }>>({
    action: oneOf('mark-bot', 'mark-person'),
    people: list(text),
  })(said);
};

/** What an act says, as far as it can be written at all; its own shape is looked at where it is signed. */
const canonical = (said: unknown, depth: number): CanonicalValue => {
  if (said === null || typeof said === 'boolean') return said;
  if (typeof said === 'string') return writing(said);
  if (typeof said === 'number') return Number.isSafeInteger(said) ? said : wrong();
  if (depth === 0 || typeof said !== 'object') return wrong();
  if (Array.isArray(said)) return list((each) => canonical(each, depth - 1))(said);
  const entries = Object.entries(said);
  if (entries.length > mostItems) return wrong();
  return Object.fromEntries(entries.map(([name, value]) => [name, canonical(value, depth - 1)]));
};

const actBody: Read<CanonicalMap> = (said) => {
  const read = canonical(said, deepestBody);
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as CanonicalMap) : wrong();
};

/** Which of them make sense is looked at where they are kept. */
type DigestSettings = Commands['practice-digest-settings']['body'];

type OpenDecision = Commands['practice-open-decision']['body'];

/** Terms are looked at, one by one, before a decision opens. */
const decisionTerms: Read<OpenDecision['terms']> = (said) => {
  const { title, deadline } = actBody(said);
  text(title);
  number(deadline);
  return said as OpenDecision['terms'];
};

const ballot = record<Commands['practice-ballot']['body']['ballot']>({
  stance: orNull(text),
  tiers: orNull(list(list(number))),
  marks: orNull(list(orNull((said) => (Number.isSafeInteger(said) ? (said as number) : wrong())))),
});

/** What can be agreed on is looked at when the community is founded. */
const agreedMethods: Read<Commands['practice-found']['body']['methods']> = (said) =>
  actBody(said) as Commands['practice-found']['body']['methods'];

const scenario = record<ScenarioCommand>({
  organisation: text,
  name: text,
  template: orNull(text),
  people: number,
  designs: list(record<ScenarioCommand['designs'][number]>({ name: text, changes: list(text) })),
});

/** One reader for each command. @throws RefusalError `host-body` on anything that is not exactly its shape */
export const commandBodies: { readonly [Name in keyof Commands]: Read<Commands[Name]['body']> } = {
  measure: record<Commands['measure']['body']>({
    sources: list(text),
    chart: orNull(text),
    windowScheme: oneOf('month', 'quarter', 'year'),
    isUndirected: flag,
    levelTop: oneOf('low', 'high'),
  }),
  'draw-scenario': scenario,
  'run-scenario': scenario,
  'plan-experiment': record<ExperimentCommand>({
    organisation: text,
    hypothesis: text,
    measure: text,
    part: orNull(text),
    direction: oneOf('up', 'down'),
    start: day,
    weeks: number,
  }),
  'read-experiment': record<Commands['read-experiment']['body']>({ organisation: text, number }),
  'live-week': record<Commands['live-week']['body']>({ scenario, level: orNull(number) }),
  cancel: record<Commands['cancel']['body']>({ job: text }),
  'change-people': record<Commands['change-people']['body']>({ organisation: text, change }),
  'undo-people-change': record<Commands['undo-people-change']['body']>({
    organisation: text,
    correction: orNull(number),
  }),
  'erase-person': record<Commands['erase-person']['body']>({
    organisation: text,
    person: text,
    isSure: flag,
  }),
  'practice-identity': record<Commands['practice-identity']['body']>({
    name: text,
    deviceName: text,
    phrase: orNull(text),
  }),
  'practice-phrase': record<Commands['practice-phrase']['body']>({}),
  'practice-found': record<Commands['practice-found']['body']>({
    name: text,
    purpose: text,
    agreements: list(text),
    joining: oneOf('open', 'by-invitation', 'by-decision'),
    methods: agreedMethods,
    vouchesNeeded: number,
    hearingDays: number,
  }),
  'practice-invite': record<Commands['practice-invite']['body']>({
    community: text,
    uses: number,
    days: number,
  }),
  'practice-join': record<Commands['practice-join']['body']>({ link: text }),
  'practice-mirror-link': record<Commands['practice-mirror-link']['body']>({ community: text }),
  'practice-act': record<Commands['practice-act']['body']>({ community: text, type: text, body: actBody }),
  'practice-open-decision': record<OpenDecision>({
    community: text,
    proposal: orNull(text),
    terms: decisionTerms,
  }),
  'practice-read-process': record<Commands['practice-read-process']['body']>({ text: writing }),
  'practice-write-process': record<Commands['practice-write-process']['body']>({
    name: text,
    days: number,
    terms: (said) => actBody(said) as Commands['practice-write-process']['body']['terms'],
  }),
  'practice-ballot': record<Commands['practice-ballot']['body']>({
    community: text,
    decision: text,
    ballot,
    reason: writing,
  }),
  'practice-amend': record<Commands['practice-amend']['body']>({
    community: text,
    proposal: text,
    title: text,
    text: writing,
    why: writing,
    integrates: list(text),
  }),
  'practice-object': record<Commands['practice-object']['body']>({
    community: text,
    decision: text,
    reason: writing,
    harm: writing,
  }),
  'practice-conclude-removal': record<Commands['practice-conclude-removal']['body']>({
    community: text,
    removal: text,
  }),
  'practice-retire-device': record<Commands['practice-retire-device']['body']>({
    community: text,
    device: text,
  }),
  'practice-listen': record<Commands['practice-listen']['body']>({ place: text }),
  'practice-unlisten': record<Commands['practice-unlisten']['body']>({ place: text }),
  'practice-leave-internet': record<Commands['practice-leave-internet']['body']>({}),
  'practice-mirror-add': record<Commands['practice-mirror-add']['body']>({ link: text }),
  'practice-measured': record<Commands['practice-measured']['body']>({ community: text }),
  'practice-lan': record<Commands['practice-lan']['body']>({ isOn: flag }),
  'practice-meet': record<Commands['practice-meet']['body']>({ place: text }),
  'practice-internet': record<Commands['practice-internet']['body']>({ bootstrap: list(text) }),
  'practice-export': record<Commands['practice-export']['body']>({ community: text }),
  'practice-digest-settings': record<DigestSettings>({
    ...{ often: oneOf('daily', 'weekly', 'never'), hour: number, weekday: number, reminderHours: number },
    quiet: orNull(record<NonNullable<DigestSettings['quiet']>>({ from: number, until: number })),
    volumes: (said) => actBody(said) as DigestSettings['volumes'],
  }),
  'practice-digest-snooze': record<Commands['practice-digest-snooze']['body']>({ until: orNull(number) }),
  'practice-digest-seen': record<Commands['practice-digest-seen']['body']>({ community: orNull(text) }),
  'practice-mail-account': record<Commands['practice-mail-account']['body']>({
    account: orNull(
      record<NonNullable<Commands['practice-mail-account']['body']['account']>>({
        ...{ host: text, port: number, user: text, password: text, address: text },
        language: oneOf('en', 'es'),
      }),
    ),
  }),
  'practice-mail-now': record<Commands['practice-mail-now']['body']>({}),
  'practice-calendar-address': record<Commands['practice-calendar-address']['body']>({ community: text }),
  'practice-backup': record<Commands['practice-backup']['body']>({}),
  'practice-record': record<Commands['practice-record']['body']>({ community: text }),
  'practice-import': record<Commands['practice-import']['body']>({ path: text }),
  forget: record<Commands['forget']['body']>({ organisation: text, isSure: flag }),
};
