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

import type { Published } from '../kaleidoscope/published.ts';
import type { DesignFacets, ScenarioPage } from '../kaleidoscope/report/render-scenario.ts';
import type { ExperimentResult } from '../measure/challenges/experiment.ts';
import type { ExperimentPlan } from '../measure/challenges/experiment-plan.ts';
import type { WeeksOfOne } from '../scenario/comparison/weeks-of-one.ts';
import type { MeasureDescription } from './describe-measures.ts';
import type { PeopleChange, PeopleList } from './manage-people.ts';

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
}

/** What every open window is told, so that all of them stay in step. */
export type HostEvent =
  /** The list of organisations is another than before. */
  | { readonly type: 'organisations-changed' }
  | { readonly type: 'job-progress'; readonly job: JobData }
  | { readonly type: 'job-ended'; readonly job: JobData }
  | { readonly type: 'organisation-changed'; readonly organisation: string }
  | { readonly type: 'experiments-changed'; readonly organisation: string }
  | { readonly type: 'organisation-gone'; readonly organisation: string };
