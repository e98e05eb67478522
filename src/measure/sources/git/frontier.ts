import { writeCheckpoint } from './checkpoint.ts';
import type { ReadPlan } from './plan-read.ts';

/** How far a read has come: the done commits without done children, moved on commit by commit. */
export class Frontier {
  readonly #plan: ReadPlan;
  readonly #tips = new Set<number>();
  /** Tips of the earlier read that the history no longer holds; they still tell which of its commits are done. */
  readonly #rewritten: string[] = [];
  #done = 0;

  constructor(plan: ReadPlan) {
    this.#plan = plan;
    for (const isDone of plan.isDone) this.#done += isDone;
    for (const tip of plan.tips) {
      const commit = plan.graph.indexOf(tip);
      if (commit >= 0) this.#tips.add(commit);
      else this.#rewritten.push(tip);
    }
  }

  /** Commits done, by this read and those before. */
  get done(): number {
    return this.#done;
  }

  get isAtEnd(): boolean {
    return this.#done === this.#plan.graph.size;
  }

  /** Marks a commit as done; its parents are. */
  finish(commit: number): void {
    const { graph } = this.#plan;
    for (let p = graph.parentCountOf(commit) - 1; p >= 0; p--) this.#tips.delete(graph.parentOf(commit, p));
    this.#tips.add(commit);
    this.#done++;
  }

  checkpoint(): string {
    const { graph, mailmap } = this.#plan;
    const hashOf = (commit: number) => graph.hashOf(commit);
    const hashes = this.isAtEnd
      ? graph.heads().map(hashOf)
      : [...this.#rewritten, ...[...this.#tips].map(hashOf)];
    return writeCheckpoint({ mailmap, hashes });
  }
}
