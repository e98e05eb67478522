/** A node as an app shows it and acts for its person: everything the protocol asks of it and tells it to do. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { sentenceOf } from '../../base/refusals.ts';
import { RefusalError } from '../../base/result.ts';
import { openInvitations } from '../../practice/governance/selectors/invitations-shown.ts';
import { removalsOf } from '../../practice/governance/selectors/removals-shown.ts';
import { communities } from '../../practice/governance/tables.ts';
import type { Tell } from '../jobs.ts';
import type { Commands, DigestData, PracticeData, Queries } from '../protocol.ts';
import { backUp, backupsFolder, isBackupDue, listBackups } from './backup.ts';
import { calendarKey, calendarPath, isCalendarKey, renewCalendarKey } from './calendar-keys.ts';
import { amendProposal, castBallot, openDecision, raiseObjection } from './deciding.ts';
import { keepDigestSettings } from './digest/digest-settings.ts';
import { digestsOf, seeAll } from './digest/digests.ts';
import { keepMailAccount } from './digest/mail-account.ts';
import { mailDigest, mailWhenDue, shownMail } from './digest/mail-digest.ts';
import { readKept, writeKept } from './kept-file.ts';
import { lendNode } from './lent-node.ts';
import { writeMeasuredLog } from './measured-log.ts';
import { PracticeNode } from './node.ts';
import { isOutward, ownAddresses } from './own-addresses.ts';
import { readTemplate, templateFrom, writeTemplate } from './process-template.ts';
import { bringIn } from './records/bring-in.ts';
import { exportCommunity } from './records/export-community.ts';
import { type Shown, shownBy } from './shown.ts';

/** How others can reach this node, kept so that invitations stay true after a restart. */
interface Reach {
  /** `192.168.1.5:4711` */
  readonly listening: readonly string[];
  readonly isOnInternet: boolean;
  readonly bootstrap: readonly string[];
  /** Whether others on its own networks are looked for; where nobody has said, as soon as it listens on one. */
  readonly isOnLan?: boolean;
}

type PracticeQuery = Extract<keyof Queries, `practice${string}`>;
export type PracticeCommand = Extract<keyof Commands, `practice-${string}`>;

export interface PracticeDesk {
  overview(): Promise<PracticeData>;
  digest(): Promise<DigestData>;
  /** Answers `practice/:community/<part>`; `id` and `words` as the part has them. */
  part<Name extends PracticePart>(
    community: string,
    part: Name,
    asked: { readonly id: string; readonly words: string },
  ): Promise<Queries[`practice/:community/${Name}`]>;
  /** A community's calendar as a file, for whoever has its key; `null` for everybody else. */
  calendar(community: string, key: string): Promise<string | null>;
  readonly commands: {
    readonly [Name in PracticeCommand]: (body: Commands[Name]['body']) => Promise<Commands[Name]['answer']>;
  };
  close(): Promise<void>;
}

type PartOf<Query extends PracticeQuery> = Query extends `practice/:community/${infer Part}` ? Part : never;
export type PracticePart = PartOf<PracticeQuery>;

export const practiceParts = [
  'home',
  'people',
  'invitations',
  'removals',
  'conversation',
  'activity',
  'calendar',
  'decisions',
  'decision/:id',
  'proposal/:id',
  'agreements',
  'circles',
  'offers',
  'imported',
] as const satisfies readonly PracticePart[];

const tellEveryMs = 100;
const meetEveryMs = 15_000;
const digestHoldsMs = 15_000;
const joinWithinMs = 30_000;
const dayMs = 86_400_000;
const mostActs = 100;
const mostThreads = 200;
const mostArriving = 20;
const isOnLan = (reach: Reach): boolean => reach.isOnLan ?? reach.listening.some(isOutward);

const noReach: Reach = { listening: [], isOnInternet: false, bootstrap: [] };

/**
 * Opens what this machine keeps of a node. Nothing is written before a person makes an identity; where another
 * process has the node, that is said, and asked again each time.
 */
export const openPracticeDesk = (folder: string, tell: Tell, now: () => number = Date.now): PracticeDesk => {
  let opening: Promise<PracticeNode> | null = null;
  let reach = noReach;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let isBackingUp = false;
  let isMailing = false;
  /** What was told last, for as long as nothing has changed: several windows and parts of a page ask at once. */
  let digested: { readonly at: number; readonly data: Promise<DigestData> } | null = null;
  let backupTrouble: string | null = null;
  let takeBack = () => {};

  const told = () => {
    digested = null;
    timer ??= setTimeout(() => {
      timer = null;
      if (!isClosed) tell({ type: 'practice-changed' });
    }, tellEveryMs);
    timer.unref();
  };
  const reachFile = join(folder, 'reach.json');
  const openNode = async (): Promise<PracticeNode> => {
    const node = await PracticeNode.open(folder, now);
    reach = (await readKept<Reach>(reachFile, 'equipo-reach')) ?? noReach;
    // A place may be gone, or the internet: what is here is here all the same.
    for (const place of reach.listening) await node.listen(place).catch(() => undefined);
    if (isOnLan(reach)) await node.reachLan();
    if (reach.isOnInternet) {
      node
        .reachInternet(reach.bootstrap.length === 0 ? {} : { bootstrap: reach.bootstrap })
        .catch(() => undefined);
    }
    node.watch(told);
    takeBack = lendNode(folder, node);
    void node.meetAll();
    return node;
  };
  const node = (): Promise<PracticeNode> => {
    opening ??= openNode().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  const hasIdentity = () => existsSync(join(folder, 'identity.json'));
  const there = async (): Promise<PracticeNode> => {
    if (!hasIdentity()) throw new RefusalError('identity-missing', { folder });
    return node();
  };
  /** Runs from the start, whether or not anybody looks; where it cannot be opened, it is tried again. */
  const backUpWhenDue = async (open: PracticeNode) => {
    if (isBackingUp || isClosed || open.list().length === 0) return;
    isBackingUp = true;
    try {
      if (await isBackupDue(backupsFolder(folder), open.now())) await backUp(open);
      backupTrouble = null;
    } catch (error) {
      backupTrouble = error instanceof RefusalError ? sentenceOf(error.refusal) : String(error);
    } finally {
      isBackingUp = false;
      told();
    }
  };
  /** A member's own digest, through their own mail account, where they entered one. */
  const mail = async (open: PracticeNode) => {
    if (isMailing || isClosed) return;
    isMailing = true;
    try {
      const before = await shownMail(folder);
      await mailWhenDue(open);
      if (JSON.stringify(await shownMail(folder)) !== JSON.stringify(before)) told();
    } finally {
      isMailing = false;
    }
  };
  const tend = () => {
    if (!hasIdentity()) return;
    const wasOpen = opening !== null;
    void node().then(
      (open) => {
        if (!wasOpen) return;
        const isAlone = open.list().some(({ community }) => open.status(community).peers.length === 0);
        if (isAlone) void open.meetAll();
        // The network may be another one by now.
        if (isOnLan(reach)) open.reachLan().catch(() => undefined);
        void backUpWhenDue(open);
        mail(open).catch(() => undefined);
      },
      () => undefined,
    );
  };
  tend();
  const meeting = setInterval(tend, meetEveryMs);
  meeting.unref();

  const keepReach = async (next: Reach) => {
    reach = next;
    await writeKept(reachFile, 'equipo-reach', next);
    told();
  };

  const parts: {
    readonly [Name in PracticePart]: (
      open: PracticeNode,
      community: string,
      shown: Shown,
      asked: { readonly id: string; readonly words: string },
    ) => Queries[`practice/:community/${Name}`] | Promise<Queries[`practice/:community/${Name}`]>;
  } = {
    home: (open, community, shown) => ({
      status: open.status(community),
      isMember: open.replica(community).isMember,
      purpose: communities.get(open.replica(community).view.state, 'community')?.purpose ?? '',
      agreements: communities.get(open.replica(community).view.state, 'community')?.agreements ?? [],
      methods: communities.get(open.replica(community).view.state, 'community')?.methods ?? {},
      facilitation: shown.facilitation(),
      arriving: open.arriving(community).slice(0, mostArriving),
      needs: shown.needs(),
      calendar: shown.calendar(),
    }),
    people: (open, community) => open.people(community),
    invitations: (open, community) => openInvitations(open.replica(community).view.state, open.now()),
    removals: (open, community) => removalsOf(open.replica(community).view.state),
    conversation: (open, community) =>
      open
        .conversations(community)
        .map(({ context, posts }) => ({ context, posts: posts.slice(-mostThreads) })),
    activity: (open, community) => open.recentActs(community, mostActs),
    calendar: async (_, community) => {
      const key = await calendarKey(folder, community);
      return { path: key === null ? null : calendarPath(community, key) };
    },
    decisions: (_, __, shown, { words }) => ({
      decisions: shown.decisions(words),
      proposals: shown.proposals(),
    }),
    'decision/:id': (_, __, shown, { id }) => shown.decision(id),
    'proposal/:id': (_, __, shown, { id }) => shown.proposal(id),
    agreements: (_, __, shown) => ({ agreements: shown.agreements(), pacts: shown.pacts() }),
    circles: (_, __, shown) => ({ circles: shown.circles(), roles: shown.roles(), rights: shown.rights() }),
    imported: (_, __, shown, { words }) => shown.imported(words),
    offers: (_, __, shown) => ({ offers: shown.offers(), recognitions: shown.recognitions() }),
  };

  return {
    async overview() {
      const shownReach = (open: PracticeNode | null): PracticeData['reach'] => ({
        ...reach,
        isOnLan: isOnLan(reach),
        lanTroubles: (open?.lookingAt() ?? []).flatMap(({ trouble }) => trouble ?? []),
        addresses: ownAddresses(),
      });
      const [last] = await listBackups(backupsFolder(folder));
      const backup = { last: last ?? null, trouble: backupTrouble };
      const nobody = { me: null, communities: [], mirrored: [], reach: shownReach(null), backup };
      if (!hasIdentity()) return { ...nobody, refusal: null };
      try {
        const open = await node();
        const { identity } = open;
        return {
          me:
            identity === null
              ? null
              : {
                  person: identity.person,
                  name: identity.name,
                  device: identity.signer.author,
                  deviceName: identity.deviceName,
                },
          refusal: null,
          communities: open.list().map((each) => {
            const { peers } = open.status(each.community);
            return {
              ...each,
              needs: each.isMember ? shownBy(open, each.community).needs().length : 0,
              peers: peers.length,
              inStep: peers.filter(({ isInStep }) => isInStep).length,
            };
          }),
          mirrored: await open.mirrored(),
          reach: shownReach(open),
          backup,
        };
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error;
        const { code } = error.refusal;
        return { ...nobody, refusal: { code, sentence: sentenceOf(error.refusal) } };
      }
    },
    async digest() {
      const open = await there();
      const now = open.now();
      if (digested === null || Math.abs(now - digested.at) >= digestHoldsMs) {
        const work = async () => ({ ...(await digestsOf(open)), mail: await shownMail(folder) });
        digested = { at: now, data: work() };
        digested.data.catch(told);
      }
      return digested.data;
    },
    async part(community, part, asked) {
      const open = await there();
      return parts[part](open, open.choose(community), shownBy(open, open.choose(community)), asked);
    },
    async calendar(community, key) {
      if (!(await isCalendarKey(folder, community, key))) return null;
      return shownBy(await there(), community).calendarFile();
    },
    commands: {
      async 'practice-identity'({ name, deviceName, phrase }) {
        if (hasIdentity()) throw new RefusalError('identity-exists', { folder });
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const made = await PracticeNode.makeIdentity(folder, {
          name,
          deviceName,
          ...(phrase === null ? {} : { phrase }),
        });
        // A node that was open without a person is opened anew with one.
        const before = await opening?.catch(() => null);
        opening = null;
        takeBack();
        await before?.close();
        await node();
        told();
        return { phrase: made.phrase };
      },
      async 'practice-phrase'() {
        return { phrase: (await there()).identity?.phrase ?? '' };
      },
      async 'practice-found'(founding) {
        const community = await (await there()).found(founding);
        told();
        return { community };
      },
      async 'practice-invite'({ community, uses, days }) {
        const open = await there();
        if (reach.listening.length === 0) throw new RefusalError('invite-unreachable');
        return { link: await open.invite(community, uses, open.now() + days * dayMs) };
      },
      async 'practice-join'({ link }) {
        const community = await (await there()).join(link, joinWithinMs);
        told();
        return { community };
      },
      async 'practice-mirror-link'({ community }) {
        const open = await there();
        if (reach.listening.length === 0) throw new RefusalError('invite-unreachable');
        return { link: open.mirrorLink(community) };
      },
      async 'practice-act'({ community, type, body }) {
        return { id: (await (await there()).act(community, type, body)).id };
      },
      async 'practice-open-decision'({ community, proposal, terms }) {
        return { id: await openDecision(await there(), community, proposal, terms) };
      },
      async 'practice-read-process'({ text }) {
        return readTemplate(text, 'this file');
      },
      async 'practice-write-process'({ name, days, terms }) {
        return { text: writeTemplate(templateFrom(name, days, terms)) };
      },
      async 'practice-ballot'({ community, decision, ballot, reason }) {
        return { id: await castBallot(await there(), community, decision, ballot, reason) };
      },
      async 'practice-amend'({ community, proposal, title, text, why, integrates }) {
        const open = await there();
        return { id: await amendProposal(open, community, proposal, { title, text, why, integrates }) };
      },
      async 'practice-object'({ community, decision, reason, harm }) {
        return { id: await raiseObjection(await there(), community, decision, reason, harm) };
      },
      async 'practice-conclude-removal'({ community, removal }) {
        return { id: await (await there()).concludeRemoval(community, removal) };
      },
      async 'practice-retire-device'({ community, device }) {
        await (await there()).retireDevice(community, device);
        return null;
      },
      async 'practice-listen'({ place }) {
        const listening = await (await there()).listen(place);
        await keepReach({ ...reach, listening: [...reach.listening, listening] });
        if (isOnLan(reach)) await (await there()).reachLan();
        return { listening };
      },
      async 'practice-unlisten'({ place }) {
        const open = await there();
        open.unlisten(place);
        const listening = reach.listening.filter((each) => each !== place);
        // Looking for others would make it listen there again.
        const isLast = isOnLan(reach) && !listening.some(isOutward);
        if (isLast) open.leaveLan();
        await keepReach({ ...reach, listening, ...(isLast ? { isOnLan: false } : {}) });
        return null;
      },
      async 'practice-lan'({ isOn }) {
        const open = await there();
        if (isOn) await open.reachLan();
        else open.leaveLan();
        // It may have begun to listen for it, and is to be found there after a restart as well.
        const listening = [...new Set([...reach.listening, ...open.listeningAt])];
        await keepReach({ ...reach, isOnLan: isOn, listening });
        told();
        return null;
      },
      async 'practice-meet'({ place }) {
        await (await there()).meet(place);
        return null;
      },
      async 'practice-internet'({ bootstrap }) {
        await (await there()).reachInternet(bootstrap.length === 0 ? {} : { bootstrap });
        await keepReach({ ...reach, isOnInternet: true, bootstrap });
        return null;
      },
      async 'practice-leave-internet'() {
        await (await there()).leaveInternet();
        await keepReach({ ...reach, isOnInternet: false });
        return null;
      },
      async 'practice-mirror-add'({ link }) {
        const open = await there();
        const community = await open.mirror(link);
        await open.meetAll();
        told();
        return { community };
      },
      async 'practice-export'({ community }) {
        const open = await there();
        await mkdir(join(folder, 'bundles'), { recursive: true, mode: 0o700 });
        const stamp = new Date(open.now()).toISOString().replaceAll(/[:.]/g, '-');
        const path = join(folder, 'bundles', `${community.slice(0, 8)}-${stamp}.bundle`);
        await open.exportBundle(community, path);
        return { path };
      },
      async 'practice-record'({ community }) {
        const open = await there();
        const stamp = new Date(open.now()).toISOString().slice(0, 19).replaceAll(':', '-');
        const place = join(folder, 'exports', `${community.slice(0, 8)}-${stamp}`);
        await mkdir(join(folder, 'exports'), { recursive: true, mode: 0o700 });
        return { path: (await exportCommunity(open, open.choose(community), place)).folder };
      },
      async 'practice-measured'({ community }) {
        const open = await there();
        return { path: await writeMeasuredLog(open, open.choose(community)) };
      },
      async 'practice-backup'() {
        const made = await backUp(await there());
        backupTrouble = null;
        told();
        return made;
      },
      async 'practice-digest-settings'(settings) {
        await keepDigestSettings((await there()).folder, settings);
        told();
        return null;
      },
      async 'practice-digest-snooze'({ until }) {
        await keepDigestSettings((await there()).folder, { snoozedUntil: until });
        told();
        return null;
      },
      async 'practice-digest-seen'({ community }) {
        await seeAll(await there(), community ?? undefined);
        told();
        return null;
      },
      async 'practice-mail-account'({ account }) {
        const open = await there();
        await keepMailAccount(folder, account, open.now());
        told();
        return null;
      },
      async 'practice-mail-now'() {
        const how = await mailDigest(await there());
        told();
        return { how };
      },
      async 'practice-calendar-address'({ community: said }) {
        const community = (await there()).choose(said);
        const path = calendarPath(community, await renewCalendarKey(folder, community));
        told();
        return { path };
      },
      async 'practice-import'({ path }) {
        const brought = await bringIn(await there(), path);
        told();
        return brought;
      },
    },
    async close() {
      isClosed = true;
      clearInterval(meeting);
      if (timer !== null) clearTimeout(timer);
      const open = await opening?.catch(() => null);
      takeBack();
      await open?.close();
    },
  };
};
