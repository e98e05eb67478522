/**
 * What an analysis asks of strata, and who answers. An analysis is a generator of requests and knows nothing of
 * where rows are: a keeper answers here, or several keepers on workers, each with some of the blocks. Answers are
 * given block by block and added in the order of blocks, so any number of keepers gives the same bits.
 */
import { addClusterSums, type ClusterSums, clusterSumsOf } from './clustered-errors.ts';
import { addColumnFacts, type ColumnFacts, columnFactsOf } from './column-facts.ts';
import { addSums, type Sums, sumsOf } from './likelihood.ts';
import { addRanking, type RankingSums, rankingOf } from './ranking.ts';
import { type Rewrite, rewriteColumns } from './rewrite-columns.ts';
import { buildBlocks, type StrataBlock, type StrataSpec } from './strata.ts';

/** Blocks [from, until) of all. */
export interface BlockRange {
  readonly from: number;
  readonly until: number;
}

export interface Model {
  /** Which statistics are in the model, in order. */
  readonly columns: readonly number[];
  readonly beta: Float64Array;
}

export type Request =
  /** Builds strata; they take the place of those before. */
  | { readonly task: 'strata'; readonly spec: StrataSpec }
  /** Writes columns anew first, where `rewrite` says so; they stay so. */
  | ({ readonly task: 'sums'; readonly rewrite: Rewrite | null } & BlockRange & Model)
  | ({ readonly task: 'ranking' } & BlockRange & Model)
  | ({ readonly task: 'clusters'; readonly clusters: number } & BlockRange & Model);

/** The answer to a request for one block. */
export type BlockAnswer = ColumnFacts | Sums | RankingSums | ClusterSums;

/** A part of an analysis that ends with a `T`. */
export type Analysis<T> = Generator<Request, T, BlockAnswer>;

export function* askStrata(spec: StrataSpec): Analysis<ColumnFacts> {
  return (yield { task: 'strata', spec }) as ColumnFacts;
}

export function* askSums(range: BlockRange, model: Model, rewrite: Rewrite | null = null): Analysis<Sums> {
  return (yield { task: 'sums', rewrite, ...range, ...model }) as Sums;
}

export function* askRanking(range: BlockRange, model: Model): Analysis<RankingSums> {
  return (yield { task: 'ranking', ...range, ...model }) as RankingSums;
}

export function* askClusters(range: BlockRange, model: Model, clusters: number): Analysis<ClusterSums> {
  return (yield { task: 'clusters', clusters, ...range, ...model }) as ClusterSums;
}

/** Adds the answer for a later block to that for earlier ones. */
const addAnswer = ({ task }: Request, into: BlockAnswer, more: BlockAnswer): void => {
  if (task === 'strata') addColumnFacts(into as ColumnFacts, more as ColumnFacts);
  else if (task === 'sums') addSums(into as Sums, more as Sums);
  else if (task === 'ranking') addRanking(into as RankingSums, more as RankingSums);
  else addClusterSums(into as ClusterSums, more as ClusterSums);
};

/** Keeps the rows of some blocks, of one kind of strata at a time. */
export class StrataKeeper {
  readonly #from: number;
  readonly #until: number;
  #blocks: readonly StrataBlock[] = [];
  #spec: StrataSpec | null = null;

  constructor(from: number, until: number) {
    this.#from = from;
    this.#until = until;
  }

  /** One answer for each of its blocks that is asked about, in order. */
  answer(request: Request, onBlock?: () => void): BlockAnswer[] {
    if (request.task === 'strata') {
      // Dropped before the next are built, so that both are never in memory at once.
      this.#blocks = [];
      this.#spec = request.spec;
      this.#blocks = buildBlocks(request.spec, this.#from, this.#until, onBlock);
      return this.#blocks.map(columnFactsOf);
    }
    const { columns, beta } = request;
    return this.#blocks
      .filter((_, k) => this.#from + k >= request.from && this.#from + k < request.until)
      .map((block) => {
        if (request.task === 'sums') {
          if (request.rewrite !== null) rewriteColumns(block, this.#spec!, request.rewrite);
          return sumsOf(block, columns, beta);
        }
        if (request.task === 'ranking') return rankingOf(block, columns, beta);
        return clusterSumsOf(block, columns, beta, request.clusters);
      });
  }
}

/** Sum of the answers for each block, in order. */
export const addUp = (request: Request, answers: readonly BlockAnswer[]): BlockAnswer => {
  const [first, ...others] = answers;
  for (const answer of others) addAnswer(request, first, answer);
  return first;
};
