/**
 * One window of an organisation as the measures see it: events, and what is derived from them once and shared —
 * arcs, ties, lead arcs, answers, the partition. A null model or a jackknife replicate is a View too, made from
 * other events, so a measure is one function of a View and cannot tell which it got.
 */
import { randomStream } from '../../base/random.ts';
import type { Window } from '../../base/time.ts';
import { wholeSpan } from '../../base/time.ts';
import type { Authorship } from './authorship.ts';
import { arcsFrom, tiesOf } from './csr.ts';
import { type Chart, type Events, nobody } from './events.ts';
import { bestPartition, type Partition } from './leiden.ts';
import { indexPairs, type PairIndex } from './pair-index.ts';
import type { Arcs, Ties } from './snapshot.ts';

/** Strength uses an act's shared weight; count gives every recipient weight 1. */
export type Weighting = 'strength' | 'count';

export interface ViewOptions {
  readonly window?: Window;
  readonly chart?: Chart | null;
  /** Who wrote which file, where a source of the whole span tells. */
  readonly authorship?: Authorship | null;
  readonly seed: number;
  /** γ of modularity. */
  readonly resolution?: number;
  /** Leiden runs of which the best is kept. */
  readonly leidenRuns?: number;
  /** Community of each *person*, −1 for none, where the partition is given instead of found. */
  readonly givenPartition?: Int32Array | null;
  /** The partition found in these very ties before (by another worker), so that it need not be found again. */
  readonly knownPartition?: Partition | null;
  /** The same for each of `windows`. */
  readonly knownInWindows?: readonly Partition[];
  /** Calendar windows inside this view, ascending; empty inside a window. */
  readonly windows?: readonly Window[];
  /** The window before this one, for measures that compare two. */
  readonly previous?: View | null;
  /** The whole span this window lies in, for what a window cannot know alone: who came when. */
  readonly within?: View | null;
}

/** Rows of `events` whose time lies in [from, until); columns are subarrays, nothing is copied. */
export const eventsWithin = (events: Events, window: Window): Events => {
  const lower = (timeMs: number) => {
    let low = 0;
    let high = events.timeMs.length;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (events.timeMs[mid] < timeMs) low = mid + 1;
      else high = mid;
    }
    return low;
  };
  const start = lower(window.from);
  const end = window.until === Number.POSITIVE_INFINITY ? events.timeMs.length : lower(window.until);
  return {
    people: events.people,
    kinds: events.kinds,
    timeMs: events.timeMs.subarray(start, end),
    from: events.from.subarray(start, end),
    to: events.to.subarray(start, end),
    kind: events.kind.subarray(start, end),
    weight: events.weight.subarray(start, end),
    act: events.act.subarray(start, end),
    thread: events.thread.subarray(start, end),
  };
};

export class View {
  readonly events: Events;
  readonly window: Window;
  readonly chart: Chart | null;
  readonly authorship: Authorship | null;
  readonly seed: number;
  readonly resolution: number;
  readonly leidenRuns: number;
  readonly previous: View | null;
  /** The whole span this window lies in; the view itself where it is the whole. */
  readonly within: View;
  /** Node index → person index, ascending; people with at least one act or arc in the window. */
  readonly persons: Uint32Array;
  /** Person index → node index, −1 for people without act or arc here. */
  readonly nodeOf: Int32Array;
  /** Nodes that did at least one act. */
  readonly senderCount: number;
  /** Interactions from someone to themselves: left out of every arc, counted here. */
  readonly selfLoopCount: number;
  readonly #options: ViewOptions;
  readonly #memo: Map<string, unknown>;
  /** The view of the same events beside another chart, from which all that rests on events alone is taken. */
  readonly #sameEvents: View | null;

  constructor(events: Events, options: ViewOptions, sameEvents: View | null = null) {
    this.#options = options;
    this.#sameEvents = sameEvents;
    this.#memo = sameEvents === null ? new Map() : sameEvents.#memo;
    this.window = options.window ?? wholeSpan;
    this.events = events;
    this.chart = options.chart ?? null;
    this.authorship = options.authorship ?? null;
    this.seed = options.seed;
    this.resolution = options.resolution ?? 1;
    this.leidenRuns = options.leidenRuns ?? 10;
    this.previous = options.previous ?? null;
    this.within = options.within ?? this;
    if (sameEvents !== null) {
      this.selfLoopCount = sameEvents.selfLoopCount;
      this.nodeOf = sameEvents.nodeOf;
      this.persons = sameEvents.persons;
      this.senderCount = sameEvents.senderCount;
      return;
    }

    const isActive = new Uint8Array(events.people);
    const isSender = new Uint8Array(events.people);
    let selfLoops = 0;
    for (let e = 0; e < events.from.length; e++) {
      const from = events.from[e];
      const to = events.to[e];
      isActive[from] = 1;
      isSender[from] = 1;
      if (to === from) selfLoops++;
      else if (to !== nobody) {
        isActive[to] = 1;
        if (!events.kinds[events.kind[e]].isDirected) isSender[to] = 1;
      }
    }
    this.selfLoopCount = selfLoops;
    this.nodeOf = new Int32Array(events.people).fill(-1);
    const persons: number[] = [];
    let senders = 0;
    for (let p = 0; p < events.people; p++) {
      if (isActive[p] === 0) continue;
      this.nodeOf[p] = persons.length;
      persons.push(p);
      senders += isSender[p];
    }
    this.persons = Uint32Array.from(persons);
    this.senderCount = senders;
  }

  /** n, the people with at least one act or arc in the window. */
  get nodeCount(): number {
    return this.persons.length;
  }

  /**
   * Keeps what is derived once. Views of the same events beside other charts share it, so what depends on the chart
   * must not be kept here.
   */
  memo<T>(key: string, make: () => T): T {
    if (!this.#memo.has(key)) this.#memo.set(key, make());
    return this.#memo.get(key) as T;
  }

  /** A random stream that belongs to this view and a purpose. */
  random(...labels: readonly (string | number)[]) {
    return randomStream(this.seed, this.window.id, ...labels);
  }

  /**
   * Arcs between nodes from the rows `accepts` takes. `lead` turns reversed kinds round (a reply's asker
   * turned to the answerer) and leaves out kinds that say nothing about lead; `turned` only turns them. A
   * symmetric kind makes an arc each way, half its weight in each for strength (so that s_ij counts it once), the
   * whole for count.
   */
  #collect(
    accepts: (kind: number) => boolean,
    weighting: Weighting,
    orientation: 'plain' | 'turned' | 'lead',
  ): Arcs {
    const { events, nodeOf } = this;
    const pairs = this.pairs();
    // What a row of each kind adds along its pair and against it, as a share of its weight.
    const along = new Float64Array(events.kinds.length);
    const against = new Float64Array(events.kinds.length);
    for (const [k, kind] of events.kinds.entries()) {
      if (!accepts(k) || (orientation === 'lead' && kind.lead === 'none')) continue;
      const isTurned = orientation !== 'plain' && kind.lead === 'reversed';
      if (!kind.isDirected) along[k] = against[k] = weighting === 'strength' ? 0.5 : 1;
      else if (isTurned) against[k] = 1;
      else along[k] = 1;
    }
    const isAnyAgainst = against.some((share) => share > 0);
    const weightAlong = new Float64Array(pairs.from.length);
    const weightAgainst = new Float64Array(isAnyAgainst ? pairs.from.length : 0);
    for (let e = 0; e < events.kind.length; e++) {
      const pair = pairs.pairOf[e];
      if (pair === nobody) continue;
      const kind = events.kind[e];
      const weight = weighting === 'strength' ? events.weight[e] : 1;
      weightAlong[pair] += along[kind] * weight;
      if (isAnyAgainst) weightAgainst[pair] += against[kind] * weight;
    }
    const from = new Uint32Array(weightAlong.length + weightAgainst.length);
    const to = new Uint32Array(from.length);
    const weight = new Float64Array(from.length);
    let count = 0;
    for (let pair = 0; pair < weightAlong.length; pair++) {
      if (weightAlong[pair] === 0) continue;
      from[count] = nodeOf[pairs.from[pair]];
      to[count] = nodeOf[pairs.to[pair]];
      weight[count++] = weightAlong[pair];
    }
    for (let pair = 0; pair < weightAgainst.length; pair++) {
      if (weightAgainst[pair] === 0) continue;
      from[count] = nodeOf[pairs.to[pair]];
      to[count] = nodeOf[pairs.from[pair]];
      weight[count++] = weightAgainst[pair];
    }
    return arcsFrom(
      this.nodeCount,
      from.subarray(0, count),
      to.subarray(0, count),
      weight.subarray(0, count),
    );
  }

  /** The pair of people each row is about. A window takes them from the span it lies in. */
  pairs(): PairIndex {
    return this.memo('pairs', () => {
      const { timeMs } = this.within.events;
      const own = this.events.timeMs;
      if (this.within === this || own.buffer !== timeMs.buffer) return indexPairs(this.events);
      const start = (own.byteOffset - timeMs.byteOffset) / timeMs.BYTES_PER_ELEMENT;
      const { pairOf, from, to } = this.within.pairs();
      return { pairOf: pairOf.subarray(start, start + own.length), from, to };
    });
  }

  /** All arcs, every kind. */
  arcs(weighting: Weighting = 'strength'): Arcs {
    return this.memo(`arcs ${weighting}`, () => this.#collect(() => true, weighting, 'plain'));
  }

  /** Arcs of directed kinds only. */
  directedArcs(weighting: Weighting = 'strength'): Arcs {
    return this.memo(`directed ${weighting}`, () =>
      this.#collect((k) => this.events.kinds[k].isDirected, weighting, 'plain'),
    );
  }

  /** Arcs of one kind (index into `events.kinds`). */
  arcsOfKind(kind: number, weighting: Weighting = 'count'): Arcs {
    return this.memo(`kind ${kind} ${weighting}`, () => this.#collect((k) => k === kind, weighting, 'plain'));
  }

  /** Who turned to whom, from every kind that says something about lead; strength. */
  leadArcs(): Arcs {
    return this.memo('lead', () => this.#collect(() => true, 'strength', 'lead'));
  }

  /** All arcs of every kind, from who turned to who was turned to: as they stand, replies turned round; strength. */
  turnedArcs(): Arcs {
    return this.memo('turned', () => {
      const turnsAny = this.directedKinds().some((kind) => this.events.kinds[kind].lead === 'reversed');
      return turnsAny ? this.#collect(() => true, 'strength', 'turned') : this.arcs();
    });
  }

  /** Indices of directed kinds that have at least one arc here. */
  directedKinds(): readonly number[] {
    return this.memo('directed kinds', () => {
      const seen = new Uint8Array(this.events.kinds.length);
      for (let e = 0; e < this.events.kind.length; e++) {
        if (this.events.to[e] !== nobody && this.events.to[e] !== this.events.from[e]) {
          seen[this.events.kind[e]] = 1;
        }
      }
      return this.events.kinds.flatMap((kind, k) => (kind.isDirected && seen[k] === 1 ? [k] : []));
    });
  }

  /** s_ij = w_ij + w_ji over every kind. */
  ties(): Ties {
    return this.memo('ties', () => tiesOf(this.arcs()));
  }

  /** The partition this view is told to use, or else the one found in its own ties. */
  partition(): Partition {
    const given = this.#options.givenPartition;
    if (given === undefined || given === null) return this.foundPartition();
    return this.memo('given partition', () => {
      const membership = new Uint32Array(this.nodeCount);
      let communityCount = 0;
      for (const community of given) communityCount = Math.max(communityCount, community + 1);
      // People outside the given partition stand together in one community past the others.
      let hasOutside = false;
      for (let i = 0; i < this.nodeCount; i++) {
        const community = given[this.persons[i]];
        if (community < 0) hasOutside = true;
        membership[i] = community < 0 ? communityCount : community;
      }
      return { membership, communityCount: communityCount + (hasOutside ? 1 : 0), quality: Number.NaN };
    });
  }

  /** Leiden's best partition of this view's own ties. */
  foundPartition(): Partition {
    return this.memo(
      'found partition',
      () =>
        this.#options.knownPartition ??
        bestPartition(this.ties(), {
          resolution: this.resolution,
          runs: this.leidenRuns,
          seed: this.seed,
        }),
    );
  }

  /** A view of other events (a null draw, a jackknife replicate) with the same people, chart and settings. */
  withEvents(events: Events, changes: Partial<ViewOptions> = {}): View {
    return new View(events, { ...this.#options, knownPartition: null, knownInWindows: [], ...changes });
  }

  /** The same events beside another chart. What rests on the events alone is shared, not derived again. */
  withChart(chart: Chart): View {
    return this.#besideChart(chart, null, null);
  }

  #besideChart(chart: Chart, previous: View | null, within: View | null): View {
    return new View(this.events, { ...this.#options, chart, previous, within }, this);
  }

  /** The calendar windows of this view, each its own view that knows the one before it. */
  windows(): readonly View[] {
    if (this.#sameEvents !== null) {
      const beside: View[] = [];
      for (const window of this.#sameEvents.windows()) {
        beside.push(window.#besideChart(this.chart!, beside.at(-1) ?? null, this));
      }
      return beside;
    }
    return this.memo('windows', () => {
      const views: View[] = [];
      for (const window of this.#options.windows ?? []) {
        views.push(
          new View(eventsWithin(this.events, window), {
            ...this.#options,
            window,
            windows: [],
            knownPartition: this.#options.knownInWindows?.[views.length] ?? null,
            knownInWindows: [],
            previous: views.at(-1) ?? null,
            within: this,
          }),
        );
      }
      return views;
    });
  }
}
