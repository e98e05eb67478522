/** Work that is worth its while once enough has happened, and is done when nothing more does. */
export class WhenIdle {
  readonly #work: () => Promise<void>;
  readonly #fewest: number;
  readonly #quietMs: number;
  #count = 0;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(work: () => Promise<void>, fewest: number, quietMs: number) {
    this.#work = work;
    this.#fewest = fewest;
    this.#quietMs = quietMs;
  }

  /** Something happened. */
  note(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (++this.#count < this.#fewest || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#count = 0;
      // It failed: it is worth trying again once as much has happened.
      this.#working = this.#work().catch(() => {});
    }, this.#quietMs);
    this.#timer.unref();
  }

  /** Ends once what was begun is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#working;
  }
}
