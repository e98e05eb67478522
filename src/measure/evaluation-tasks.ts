/**
 * The pieces of work an evaluation is made of. Each depends on the setup and on itself alone, and draws from streams
 * named by the setup's seed and its own labels, so it gives the same numbers wherever and whenever it runs.
 */
import { randomStream, seedFrom } from '../base/random.ts';
import { untimed, type Window } from '../base/time.ts';
import type { Portrait } from './assessment.ts';
import { catalogue } from './catalogue.ts';
import type { Authorship } from './network/authorship.ts';
import { type Chart, type Events, noThread } from './network/events.ts';
import { blocksOfThreads, withoutBlock } from './network/jackknife.ts';
import type { Partition } from './network/leiden.ts';
import type { Measure, NullModel, Outcome } from './network/measure.ts';
import { permuteRanks } from './network/rank-permutation.ts';
import { planSwaps, type SwapPlan, swapRecipients } from './network/recipient-swap.ts';
import { shuffleTimes } from './network/time-shuffle.ts';
import { View, type ViewOptions } from './network/view.ts';
import { drawPortrait, portraitOf, weightBetween } from './portrait.ts';

/** The communities of an archive, found once and the same for every task after. */
export interface FoundCommunities {
  /** Community of each person, −1 for people without ties. */
  readonly communityOf: Int32Array;
  readonly communityCount: number;
  /** The same as found, on the nodes of the whole span. */
  readonly found: Partition;
  /** What was found in the ties of each window alone, on its nodes. */
  readonly foundInWindows: readonly Partition[];
  /** Of how many communities, from the largest, ties are held against the null model. */
  readonly paired: number;
}

/** What every task needs to know: plain data and columns, ready to be handed to a worker. */
export interface EvaluationSetup {
  readonly events: Events;
  readonly chart: Chart | null;
  readonly authorship: Authorship | null;
  readonly windows: readonly Window[];
  readonly seed: number;
  /** Ids from the catalogue. */
  readonly measures: readonly string[];
  /** `null` while they are being found: only `partition` tasks run then. */
  readonly communities: FoundCommunities | null;
}

export type EvaluationTask =
  | { readonly task: 'partition'; readonly window: number | 'whole' }
  | { readonly task: 'whole' }
  | { readonly task: 'window'; readonly window: number }
  | { readonly task: 'chart' }
  | { readonly task: 'draw'; readonly model: NullModel; readonly draw: number }
  | { readonly task: 'replicate'; readonly block: number };

export interface ViewEvidence {
  readonly persons: Uint32Array;
  readonly senders: number;
  readonly arcs: number;
  readonly events: number;
  readonly selfLoops: number;
}

/** What a task gives. Only what is asked of it is filled. */
export interface TaskResult {
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly evidence: ViewEvidence | null;
  readonly portrait: Portrait | null;
  /** Tie weight between communities of a draw, see `weightBetween`. */
  readonly between: Float64Array | null;
  /** Communities found in a span's own ties. */
  readonly partition: Partition | null;
}

const nothing: TaskResult = { outcomes: {}, evidence: null, portrait: null, between: null, partition: null };

const onlyNumbers = ({ value, parts }: Outcome): Outcome =>
  parts === undefined ? { value } : { value, parts };

const withCommunities = (outcome: Outcome): Outcome =>
  outcome.byCommunity === undefined
    ? onlyNumbers(outcome)
    : { ...onlyNumbers(outcome), byCommunity: outcome.byCommunity };

const withoutTables = (outcome: Outcome): Outcome => {
  const kept = withCommunities(outcome);
  return outcome.reason === undefined ? kept : { ...kept, reason: outcome.reason };
};

const computeAll = (
  measures: readonly Measure[],
  view: View,
  keep: (outcome: Outcome) => Outcome,
): Readonly<Record<string, Outcome>> =>
  Object.fromEntries(measures.map((measure) => [measure.id, keep(measure.compute(view))]));

/** The formal chart as traces of one kind: each person turns to their manager, once, without a time. */
export const chartEvents = (chart: Chart): Events => {
  const from: number[] = [];
  for (const [person, manager] of chart.manager.entries()) if (manager >= 0) from.push(person);
  const rows = from.length;
  return {
    people: chart.manager.length,
    kinds: [{ id: 'reports-to', isDirected: true, isAnswerable: false, isAnswer: false, lead: 'forward' }],
    timeMs: new Float64Array(rows).fill(untimed),
    from: Uint32Array.from(from),
    to: Uint32Array.from(from, (person) => chart.manager[person]),
    kind: new Uint8Array(rows),
    weight: new Float64Array(rows).fill(1),
    act: Uint32Array.from({ length: rows }, (_, row) => row),
    thread: new Uint32Array(rows).fill(noThread),
  };
};

/** The view of the whole span, with the archive's partition. */
export const wholeView = (setup: EvaluationSetup): View =>
  new View(setup.events, {
    chart: setup.chart,
    authorship: setup.authorship,
    seed: setup.seed,
    windows: setup.windows,
    givenPartition: setup.communities?.communityOf ?? null,
    knownPartition: setup.communities?.found ?? null,
    knownInWindows: setup.communities?.foundInWindows ?? [],
  });

/** Makes what tasks share, as far as they need it, and returns what runs one. */
export const taskRunner = (setup: EvaluationSetup): ((task: EvaluationTask) => TaskResult) => {
  const measures = catalogue.filter(({ id }) => setup.measures.includes(id));
  const once = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | null = null;
    return () => {
      made ??= { value: make() };
      return made.value;
    };
  };
  const communities = (): FoundCommunities => {
    if (setup.communities === null)
      throw new Error('taskRunner: expected communities found, but there are none');
    return setup.communities;
  };
  const whole = once(() => wholeView(setup));
  const swapPlan = once((): SwapPlan => planSwaps(setup.events));
  const blocks = once(() => blocksOfThreads(setup.events));

  const describe = (view: View, own: readonly Measure[], keep: (outcome: Outcome) => Outcome): TaskResult => {
    const outcomes = computeAll(own, view, keep);
    const { lead, reciprocity } = outcomes;
    return {
      outcomes,
      evidence: {
        persons: view.persons,
        senders: view.senderCount,
        arcs: view.arcs().out.targets.length,
        events: view.events.from.length,
        selfLoops: view.selfLoopCount,
      },
      portrait:
        lead === undefined || reciprocity === undefined
          ? portraitOf(view, 'lived', communities().communityCount)
          : drawPortrait(view, 'lived', communities().communityCount, { lead, reciprocity }),
      between: null,
      partition: null,
    };
  };

  const drawnView = (model: NullModel, draw: number): View => {
    const random = randomStream(setup.seed, model, draw);
    if (model === 'rank-permutation') {
      if (setup.chart === null) throw new Error('drawnView: expected a chart to permute, but there is none');
      return whole().withChart(permuteRanks(setup.chart, random));
    }
    // Communities are found anew in every draw: chance has communities, too.
    const changes: Partial<ViewOptions> = {
      seed: seedFrom(setup.seed, model, draw),
      givenPartition: null,
      authorship: null,
    };
    if (model === 'time-shuffle') return whole().withEvents(shuffleTimes(setup.events, random), changes);
    return whole().withEvents(swapRecipients(swapPlan(), random), changes);
  };

  return (task) => {
    switch (task.task) {
      case 'partition': {
        const view = task.window === 'whole' ? whole() : whole().windows()[task.window];
        return { ...nothing, partition: view.foundPartition() };
      }
      case 'whole':
        return describe(whole(), measures, (outcome) => outcome);
      case 'window': {
        const view = whole().windows()[task.window];
        if (view.nodeCount === 0) return nothing;
        return describe(
          view,
          measures.filter(({ span }) => span !== 'whole'),
          withoutTables,
        );
      }
      case 'chart': {
        if (setup.chart === null) return nothing;
        const view = new View(chartEvents(setup.chart), {
          seed: setup.seed,
          givenPartition: communities().communityOf,
        });
        return { ...nothing, portrait: portraitOf(view, 'chart', communities().communityCount) };
      }
      case 'draw': {
        const { model, draw } = task;
        const view = drawnView(model, draw);
        return {
          ...nothing,
          outcomes: computeAll(
            measures.filter(({ nullModel, nullDraws }) => nullModel === model && draw < nullDraws),
            view,
            onlyNumbers,
          ),
          between:
            model === 'recipient-swap'
              ? weightBetween(view, communities().communityOf, communities().paired)
              : null,
        };
      }
      case 'replicate': {
        const blockOf = blocks();
        if (typeof blockOf === 'string') return nothing;
        const view = whole().withEvents(withoutBlock(setup.events, blockOf, task.block), {
          authorship: null,
        });
        return {
          ...nothing,
          outcomes: computeAll(
            measures.filter(({ interval }) => interval !== 'none'),
            view,
            withCommunities,
          ),
        };
      }
    }
  };
};
