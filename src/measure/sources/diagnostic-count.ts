import type { Diagnostic } from './source.ts';

/** Sums diagnostics by code; the place is where the first one was seen. */
export class DiagnosticCount {
  readonly #byCode = new Map<string, { place: string; count: number }>();

  add(code: string, place: string, count = 1): void {
    if (count <= 0) return;
    const known = this.#byCode.get(code);
    if (known === undefined) this.#byCode.set(code, { place, count });
    else known.count += count;
  }

  /** What was counted since last asked, in order of first sight. */
  take(): Diagnostic[] {
    const diagnostics = [...this.#byCode].map(([code, seen]) => ({ code, ...seen }));
    this.#byCode.clear();
    return diagnostics;
  }
}
