/**
 * What page and host say to each other, as types. Everything is below `api/`, as JSON, with the cookie of this host.
 *
 * A query is `GET api/<path>`, answered by its type in `Queries`. A command is `POST api/commands/<name>` with the
 * body and answer of `Commands`. `GET api/events` is one server-sent stream: each message's event name is `type` of
 * a `HostEvent`, its data the whole event. A window that reconnects asks its queries again; events are not replayed.
 *
 * A refusal is answered with 4xx and `RefusalAnswer`: 401 without the cookie, 403 from another origin, 404 where
 * there is no such thing, 409 where it cannot be done now, 413 and 429 where it is too much, 422 for everything else.
 */

import type { CanonicalMap } from '../base/canonical-bytes.ts';
import type { Published } from '../kaleidoscope/published.ts';
import type { DesignFacets, ScenarioPage } from '../kaleidoscope/report/render-scenario.ts';
import type { ExperimentResult } from '../measure/challenges/experiment.ts';
import type { ExperimentPlan } from '../measure/challenges/experiment-plan.ts';
import type { CalendarDate } from '../practice/governance/calendar/calendar-dates.ts';
import type { Ballot, DecisionTerms } from '../practice/governance/decisions/decision-terms.ts';
import type { AgreedMethods } from '../practice/governance/matters.ts';
import type { ShownAct } from '../practice/governance/selectors/activity.ts';
import type { ShownAgreement, ShownPact } from '../practice/governance/selectors/agreements-shown.ts';
import type {
  ShownCircle,
  ShownFacilitation,
  ShownRole,
} from '../practice/governance/selectors/circles-shown.ts';
import type { ShownPost } from '../practice/governance/selectors/conversation.ts';
import type { ListedDecision } from '../practice/governance/selectors/decision-list.ts';
import type { DecisionPage } from '../practice/governance/selectors/decision-page.ts';
import type { ImportedMatter } from '../practice/governance/selectors/imported-history.ts';
import type { ShownInvitation } from '../practice/governance/selectors/invitations-shown.ts';
import type { NeedsMe } from '../practice/governance/selectors/needs-me.ts';
import type { ShownOffer, ShownRecognition } from '../practice/governance/selectors/offers-shown.ts';
import type { ShownPerson } from '../practice/governance/selectors/people-and-devices.ts';
import type { ProposalPage, ShownProposal } from '../practice/governance/selectors/proposals-shown.ts';
import type { ShownRemoval } from '../practice/governance/selectors/removals-shown.ts';
import type { ShownRight } from '../practice/governance/selectors/rights-shown.ts';
import type { WeeksOfOne } from '../scenario/comparison/weeks-of-one.ts';
import type { MeasureDescription } from './describe-measures.ts';
import type { PeopleChange, PeopleList } from './manage-people.ts';
import type { ArrivingPost } from './practice/arriving.ts';
import type { Backup } from './practice/backup.ts';
import type { CommunityStatus, Founding } from './practice/community-status.ts';
import type { DigestSettings } from './practice/digest/digest-settings.ts';
import type { ToldDigests } from './practice/digest/digests.ts';
import type { MailAccount } from './practice/digest/mail-account.ts';
import type { ShownMail } from './practice/digest/mail-digest.ts';
import type { ProcessTemplate } from './practice/process-template.ts';
import type { BroughtIn } from './practice/records/bring-in.ts';

/** An expected no, with the sentence for a person already filled in. */
export interface RefusalAnswer {
  readonly code: string;
  readonly sentence: string;
}

/** An organisation that can be opened: measured before, or ready to look at. */
export interface OrganisationEntry {
  readonly id: string;
  readonly name: string;
  readonly isSimulated: boolean;
  readonly origin: 'sample' | 'archive';
  /** Whether opening it draws at once; otherwise it is measured first. */
  readonly isMeasured: boolean;
}

/** All that the pages of one organisation draw. `published` is exactly what `equipo measure --json` prints. */
export interface OrganisationData {
  readonly id: string;
  readonly published: Published;
  /** By community letter. */
  readonly communityNames: Readonly<Record<string, string>>;
  /** Every measure of the catalogue, in its order. */
  readonly catalogue: readonly MeasureDescription[];
  /** Changes of design that speak to a challenge, by its id, in the words of a scenario. */
  readonly changesByChallenge: Readonly<Record<string, readonly string[]>>;
}

/**
 * One window's network by node, for the importing machine only. Columns of equal length: the node at one index is
 * one person. Ties are pairs of node indices.
 */
export interface NetworkData {
  readonly organisation: string;
  readonly window: string;
  /** Pseudonyms. */
  readonly labels: readonly string[];
  /** Community letters, those of the figure; empty for somebody without ties. */
  readonly communities: readonly string[];
  /** Places on the map, each in [-1, 1]; the same network has the same map. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly weight: readonly number[];
  /** Node of each person's manager, −1 for none here; `null` without a chart. */
  readonly managers: readonly number[] | null;
}

/** The communities inside one community, for the importing machine only; `null` where there are not two to show. */
export interface InsideData {
  readonly letter: string;
  readonly published: Published | null;
}

/** What the numbers stand on. */
export interface EvidenceData {
  readonly coverage: Published['coverage'];
  /** What was left out or odd, source by source. */
  readonly notes: readonly {
    readonly source: string;
    readonly code: string;
    readonly count: number;
    readonly sentence: string;
  }[];
  /** Why the archive is kept; `null` where nothing of it was said, or there is no archive. */
  readonly purpose: {
    readonly why: string | null;
    readonly heldBy: string | null;
    readonly deleteAfter: string | null;
  } | null;
  /** Who was merged with whom, and why; pseudonyms. `null` where the archive is not on this machine. */
  readonly people: PeopleList | null;
}

/** What was planned and what came of it, the newest first; and what can be planned. */
export interface ExperimentsData {
  readonly kept: readonly {
    readonly number: number;
    readonly plan: ExperimentPlan;
    readonly results: readonly ExperimentResult[];
  }[];
  /** The ready experiment of each challenge. */
  readonly ready: readonly {
    readonly challenge: string;
    readonly title: string;
    readonly measure: string;
    readonly part: string | null;
    readonly direction: 'up' | 'down';
    readonly weeks: number;
  }[];
}

/** One folder as the path picker shows it. Nothing is listed outside the places the person chose. */
export interface FolderData {
  readonly path: string;
  /** Empty at the top of a place; `null` where the places themselves are listed. */
  readonly parent: string | null;
  /** Whether there are more entries than are shown. */
  readonly isCut: boolean;
  readonly entries: readonly {
    readonly name: string;
    readonly path: string;
    readonly kind: 'folder' | 'file';
  }[];
}

/** Long work under way or ended. `total` is `null` while unknown. */
export interface JobData {
  readonly id: string;
  readonly title: string;
  /** The organisation it is about, once it has an address. */
  readonly organisation: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
  readonly end: JobEnd | null;
}

export type JobEnd =
  | { readonly how: 'done'; readonly organisation: string }
  | { readonly how: 'stopped' }
  | { readonly how: 'refused'; readonly refusal: RefusalAnswer }
  /** A mistake of ours: a report without content, to be copied. */
  | { readonly how: 'fault'; readonly report: string };

/** Whose node this machine has, their communities, and how others reach it. */
export interface PracticeData {
  /** `null` where nobody has made an identity here yet, or the node cannot be opened. */
  readonly me: {
    readonly person: string;
    readonly name: string;
    readonly device: string;
    readonly deviceName: string;
  } | null;
  /** Why the node cannot be opened. */
  readonly refusal: RefusalAnswer | null;
  readonly communities: readonly {
    readonly community: string;
    readonly name: string;
    readonly isMember: boolean;
    /** How many things wait for this person. */
    readonly needs: number;
    readonly peers: number;
    readonly inStep: number;
  }[];
  readonly reach: {
    readonly listening: readonly string[];
    readonly isOnInternet: boolean;
    readonly bootstrap: readonly string[];
    /** Whether others on this machine's own networks are looked for. */
    readonly isOnLan: boolean;
    /** Why they cannot be now, a sentence for each network. */
    readonly lanTroubles: readonly string[];
    /** This machine's own addresses. */
    readonly addresses: readonly string[];
  };
  /** Communities this node carries and cannot read. */
  readonly mirrored: readonly { readonly community: string; readonly blocks: number }[];
  /** One is made each day while the app runs. */
  readonly backup: {
    readonly last: Backup | null;
    /** Why the last one could not be made, a sentence. */
    readonly trouble: string | null;
  };
}

/** What each community has to tell this person, what they set of it, and how their mail goes. */
export interface DigestData extends ToldDigests {
  readonly mail: ShownMail;
}

/** A community at a glance. */
export interface CommunityHome {
  readonly status: CommunityStatus;
  readonly isMember: boolean;
  readonly purpose: string;
  /** Agreed from the start. */
  readonly agreements: readonly string[];
  readonly needs: readonly NeedsMe[];
  readonly methods: AgreedMethods;
  /** Whose turn it is to facilitate the whole; null where nobody is in it. */
  readonly facilitation: ShownFacilitation | null;
  /** The newest posts of a record that is still on its way. */
  readonly arriving: readonly ArrivingPost[];
  readonly calendar: readonly CalendarDate[];
}

/** Answers by path; `:name` is one encoded part of the path. */
export interface Queries {
  readonly organisations: readonly OrganisationEntry[];
  readonly 'organisations/:id': OrganisationData;
  readonly 'organisations/:id/network/:window': NetworkData;
  readonly 'organisations/:id/inside/:letter': InsideData;
  /** With `?names=1` names and accounts, for the machine that imported them. */
  readonly 'organisations/:id/people': PeopleList;
  readonly 'organisations/:id/evidence': EvidenceData;
  readonly 'organisations/:id/experiments': ExperimentsData;
  readonly catalogue: readonly MeasureDescription[];
  /** With `?path=`; without it, the places a person may choose from. */
  readonly folder: FolderData;
  readonly jobs: readonly JobData[];
  readonly practice: PracticeData;
  readonly 'practice/digest': DigestData;
  /** Ready ways of deciding that a community can begin from. */
  readonly processes: readonly ProcessTemplate[];
  readonly 'practice/:community/home': CommunityHome;
  readonly 'practice/:community/people': readonly ShownPerson[];
  /** Those that still let somebody in. */
  readonly 'practice/:community/invitations': readonly ShownInvitation[];
  readonly 'practice/:community/removals': readonly ShownRemoval[];
  readonly 'practice/:community/conversation': readonly {
    readonly context: string;
    readonly posts: readonly ShownPost[];
  }[];
  readonly 'practice/:community/activity': readonly ShownAct[];
  /** Where a calendar program finds the community's calendar, below the app's own address; `null`: nowhere yet. */
  readonly 'practice/:community/calendar': { readonly path: string | null };
  /** With `?words=`, the decisions that every word is about. */
  readonly 'practice/:community/decisions': {
    readonly decisions: readonly ListedDecision[];
    readonly proposals: readonly ShownProposal[];
  };
  readonly 'practice/:community/decision/:id': DecisionPage;
  readonly 'practice/:community/proposal/:id': ProposalPage;
  readonly 'practice/:community/agreements': {
    readonly agreements: readonly ShownAgreement[];
    readonly pacts: readonly ShownPact[];
  };
  readonly 'practice/:community/circles': {
    readonly circles: readonly ShownCircle[];
    readonly roles: readonly ShownRole[];
    readonly rights: readonly ShownRight[];
  };
  /** With `?words=`, what every word is in. */
  readonly 'practice/:community/imported': readonly ImportedMatter[];
  readonly 'practice/:community/offers': {
    readonly offers: readonly ShownOffer[];
    readonly recognitions: readonly ShownRecognition[];
  };
}

export interface MeasureCommand {
  readonly sources: readonly string[];
  readonly chart: string | null;
  readonly windowScheme: 'month' | 'quarter' | 'year';
  readonly isUndirected: boolean;
  readonly levelTop: 'low' | 'high';
}

/** Designs beside a base. Changes are words as `equipo scenario new --change` takes them. */
export interface ScenarioCommand {
  /** Job and base, where no template is given. */
  readonly organisation: string;
  readonly name: string;
  /** A kind of organisation to begin from; `null`: the organisation itself. */
  readonly template: string | null;
  /** How many people a template has. */
  readonly people: number;
  readonly designs: readonly { readonly name: string; readonly changes: readonly string[] }[];
}

export interface ExperimentCommand {
  readonly organisation: string;
  readonly hypothesis: string;
  readonly measure: string;
  readonly part: string | null;
  readonly direction: 'up' | 'down';
  /** First day after the change, `2024-06-03`. */
  readonly start: string;
  readonly weeks: number;
}

export interface Commands {
  readonly measure: { readonly body: MeasureCommand; readonly answer: { readonly job: string } };
  /** Answered with both figures of the base and of each design. */
  readonly 'draw-scenario': {
    readonly body: ScenarioCommand;
    readonly answer: { readonly figures: readonly DesignFacets[] };
  };
  /** A job while it runs; `text` is the scenario file that gives the same numbers elsewhere. */
  readonly 'run-scenario': {
    readonly body: ScenarioCommand;
    readonly answer: {
      readonly page: ScenarioPage;
      readonly figures: readonly DesignFacets[];
      readonly text: string;
    };
  };
  /** A job while it runs: the weeks before are read, those from `start` on are not. */
  readonly 'plan-experiment': {
    readonly body: ExperimentCommand;
    readonly answer: { readonly number: number };
  };
  /** A job while it runs; the result is kept, whatever it says. */
  readonly 'read-experiment': {
    readonly body: { readonly organisation: string; readonly number: number };
    readonly answer: null;
  };
  /** One person for a working week in the base and in each design; `null` where no level of the base has five people. */
  readonly 'live-week': {
    readonly body: { readonly scenario: ScenarioCommand; readonly level: number | null };
    readonly answer: WeeksOfOne | null;
  };
  readonly cancel: { readonly body: { readonly job: string }; readonly answer: null };
  /** Answered with the number by which the change can be undone. */
  readonly 'change-people': {
    readonly body: { readonly organisation: string; readonly change: PeopleChange };
    readonly answer: { readonly correction: number };
  };
  /** `correction: null` takes back the latest. */
  readonly 'undo-people-change': {
    readonly body: { readonly organisation: string; readonly correction: number | null };
    readonly answer: { readonly correction: number };
  };
  /** Cannot be undone; `isSure` is the person's own word for it. */
  readonly 'erase-person': {
    readonly body: { readonly organisation: string; readonly person: string; readonly isSure: boolean };
    readonly answer: null;
  };
  /** Deletes an archive of the data folder and what was measured from it; sources stay as they are. */
  readonly forget: {
    readonly body: { readonly organisation: string; readonly isSure: boolean };
    readonly answer: null;
  };
  /** Made anew, or brought back by its phrase; answered with the phrase, to be written down. */
  readonly 'practice-identity': {
    readonly body: { readonly name: string; readonly deviceName: string; readonly phrase: string | null };
    readonly answer: { readonly phrase: string };
  };
  /** The words that bring this person back, for writing them down. */
  readonly 'practice-phrase': {
    readonly body: Readonly<Record<string, never>>;
    readonly answer: { readonly phrase: string };
  };
  readonly 'practice-found': { readonly body: Founding; readonly answer: { readonly community: string } };
  readonly 'practice-invite': {
    readonly body: { readonly community: string; readonly uses: number; readonly days: number };
    readonly answer: { readonly link: string };
  };
  readonly 'practice-join': {
    readonly body: { readonly link: string };
    readonly answer: { readonly community: string };
  };
  /** Lets a machine carry a community that it cannot read. */
  readonly 'practice-mirror-link': {
    readonly body: { readonly community: string };
    readonly answer: { readonly link: string };
  };
  /** Any act of a community, by its type and body; its rules say what counts. */
  readonly 'practice-act': {
    readonly body: { readonly community: string; readonly type: string; readonly body: CanonicalMap };
    readonly answer: { readonly id: string };
  };
  readonly 'practice-open-decision': {
    readonly body: {
      readonly community: string;
      readonly proposal: string | null;
      readonly terms: Partial<DecisionTerms> & { readonly title: string; readonly deadline: number };
    };
    readonly answer: { readonly id: string };
  };
  /** A process read from a file's text. */
  readonly 'practice-read-process': {
    readonly body: { readonly text: string };
    readonly answer: ProcessTemplate;
  };
  /** A process as a file's text, to keep and to share. */
  readonly 'practice-write-process': {
    readonly body: { readonly name: string; readonly days: number; readonly terms: Partial<DecisionTerms> };
    readonly answer: { readonly text: string };
  };
  readonly 'practice-ballot': {
    readonly body: {
      readonly community: string;
      readonly decision: string;
      readonly ballot: Ballot;
      readonly reason: string;
    };
    /** `null` for an anonymous ballot, which others write. */
    readonly answer: { readonly id: string | null };
  };
  readonly 'practice-amend': {
    readonly body: {
      readonly community: string;
      readonly proposal: string;
      readonly title: string;
      readonly text: string;
      readonly why: string;
      readonly integrates: readonly string[];
    };
    readonly answer: { readonly id: string };
  };
  readonly 'practice-object': {
    readonly body: {
      readonly community: string;
      readonly decision: string;
      readonly reason: string;
      readonly harm: string;
    };
    readonly answer: { readonly id: string };
  };
  /** Carries a removal out that enough have signed, with all that was seen here of the one concerned. */
  readonly 'practice-conclude-removal': {
    readonly body: { readonly community: string; readonly removal: string };
    readonly answer: { readonly id: string };
  };
  readonly 'practice-retire-device': {
    readonly body: { readonly community: string; readonly device: string };
    readonly answer: null;
  };
  /** Be reachable at a place of this machine; kept for the next start. */
  readonly 'practice-listen': {
    readonly body: { readonly place: string };
    readonly answer: { readonly listening: string };
  };
  /** No more; kept for the next start. */
  readonly 'practice-unlisten': { readonly body: { readonly place: string }; readonly answer: null };
  readonly 'practice-leave-internet': { readonly body: Record<string, never>; readonly answer: null };
  /** Carries a community's sealed record from now on. */
  readonly 'practice-mirror-add': {
    readonly body: { readonly link: string };
    readonly answer: { readonly community: string };
  };
  /** Whether to look for others on this machine's own networks, and be found there; kept for the next start. */
  readonly 'practice-lan': { readonly body: { readonly isOn: boolean }; readonly answer: null };
  readonly 'practice-meet': { readonly body: { readonly place: string }; readonly answer: null };
  /** Empty: the public bootstrap nodes. */
  readonly 'practice-internet': {
    readonly body: { readonly bootstrap: readonly string[] };
    readonly answer: null;
  };
  readonly 'practice-export': {
    readonly body: { readonly community: string };
    readonly answer: { readonly path: string };
  };
  readonly 'practice-digest-settings': {
    readonly body: Omit<DigestSettings, 'snoozedUntil'>;
    readonly answer: null;
  };
  /** Nothing is told before then; `null`: no longer. */
  readonly 'practice-digest-snooze': {
    readonly body: { readonly until: number | null };
    readonly answer: null;
  };
  /** What is new is so from now on: in one community, or in all. */
  readonly 'practice-digest-seen': {
    readonly body: { readonly community: string | null };
    readonly answer: null;
  };
  /** `null` lets the account go. */
  readonly 'practice-mail-account': {
    readonly body: { readonly account: MailAccount | null };
    readonly answer: null;
  };
  readonly 'practice-mail-now': {
    readonly body: Readonly<Record<string, never>>;
    readonly answer: { readonly how: 'sent' | 'nothing-to-tell' };
  };
  /** A new address for calendar programs; the one before opens nothing any more. */
  readonly 'practice-calendar-address': {
    readonly body: { readonly community: string };
    readonly answer: { readonly path: string };
  };
  /** A copy of identity, keys and records, made now. */
  /** Writes what measuring reads of a community's record, without a word of it, and says where. */
  readonly 'practice-measured': {
    readonly body: { readonly community: string };
    readonly answer: { readonly path: string };
  };
  readonly 'practice-backup': { readonly body: Record<string, never>; readonly answer: Backup };
  readonly 'practice-import': {
    readonly body: { readonly path: string };
    readonly answer: BroughtIn;
  };
  /** A community's record as a folder of files that anybody can read. */
  readonly 'practice-record': {
    readonly body: { readonly community: string };
    readonly answer: { readonly path: string };
  };
}

/** What every open window is told, so that all of them stay in step. */
export type HostEvent =
  /** The list of organisations is another than before. */
  | { readonly type: 'organisations-changed' }
  | { readonly type: 'job-progress'; readonly job: JobData }
  | { readonly type: 'job-ended'; readonly job: JobData }
  | { readonly type: 'organisation-changed'; readonly organisation: string }
  /** Something of a node or its communities is another than before. */
  | { readonly type: 'practice-changed' }
  | { readonly type: 'experiments-changed'; readonly organisation: string }
  | { readonly type: 'organisation-gone'; readonly organisation: string };
