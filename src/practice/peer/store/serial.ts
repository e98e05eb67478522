/** Runs work on one key strictly one after another, and different keys side by side. */
export class Serial {
  readonly #tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const after = before.then(work, work);
    this.#tails.set(key, after);
    const forget = () => {
      if (this.#tails.get(key) === after) this.#tails.delete(key);
    };
    after.then(forget, forget);
    return after;
  }

  /** Resolves when everything begun so far has ended, well or badly. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#tails.values()]);
  }
}
