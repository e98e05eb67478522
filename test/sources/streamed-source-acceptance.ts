import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosticSentences } from '../../src/base/refusals.ts';
import { RefusalError } from '../../src/base/result.ts';
import { untimed } from '../../src/base/time.ts';
import { kinds } from '../../src/measure/sources/kinds.ts';
import type {
  Diagnostic,
  SourceAccount,
  SourceAct,
  SourceBatch,
  StreamedSource,
} from '../../src/measure/sources/source.ts';

/**
 * What every streamed source must do, whatever its format. A source brings inputs of its own making, plain and
 * awkward; the promises are the same for all.
 */

/** Writes an input under an empty folder and returns the path to open. */
export type MakeInput = (folder: string) => string | Promise<string>;

export interface FlawedInput {
  readonly make: MakeInput;
  /** Acts that must come out in spite of the flaw. */
  readonly leastActs: number;
  /** Diagnostic codes that must be reported, where the flaw loses something. */
  readonly codes?: readonly string[];
}

export interface StreamedSourceInputs {
  readonly open: (path: string) => Promise<StreamedSource | null>;
  /** At least three acts by at least two accounts, at least one of them with a recipient. */
  readonly plain: MakeInput;
  /** Adds at least one act to the input at `path`, as work goes on. */
  readonly grow: (path: string) => void | Promise<void>;
  /** An input large enough for several batches. */
  readonly long: MakeInput;
  /** An input of the right kind without a single act. `refusal` where opening or reading it refuses. */
  readonly empty: { readonly make: MakeInput; readonly refusal?: string };
  /** Something that is not of this kind: opening gives `null`. */
  readonly foreign: MakeInput;
  /** Every source meets these five; more under names of their own. */
  readonly flawed: Readonly<
    Record<'bad bytes' | 'truncated' | 'wrong encoding' | 'dated 1970' | 'dated 2100', FlawedInput>
  > &
    Readonly<Record<string, FlawedInput>>;
  /** Strings that stand in subjects, bodies and file contents of the inputs; none may come out. */
  readonly secrets: readonly string[];
}

export interface WholeRead {
  readonly accounts: readonly SourceAccount[];
  readonly acts: readonly SourceAct[];
  readonly diagnostics: readonly Diagnostic[];
  readonly batches: readonly SourceBatch[];
}

/** Reads a source to its end, or until the signal stops it. */
export const readWhole = async (
  source: StreamedSource,
  since: string | null = null,
  signal: AbortSignal = new AbortController().signal,
): Promise<WholeRead> => {
  const batches: SourceBatch[] = [];
  for await (const batch of source.read({ since, signal })) batches.push(batch);
  return {
    batches,
    accounts: batches.flatMap((batch) => batch.accounts),
    acts: batches.flatMap((batch) => batch.acts),
    diagnostics: batches.flatMap((batch) => batch.diagnostics),
  };
};

/** One line for each act or interaction, by account keys: what an archive would tell apart. */
export const identitiesOf = (read: WholeRead): string[] => {
  const keyOf = (index: number) => read.accounts[index].key;
  const lines = new Set<string>();
  for (const act of read.acts) {
    if (act.recipients.length === 0) lines.add(`${act.nativeId} ${keyOf(act.account)} ${act.kind}`);
    for (const { account, kind, direction } of act.recipients) {
      const [from, to] = direction === 'inward' ? [account, act.account] : [act.account, account];
      lines.add(`${act.nativeId} ${keyOf(from)} → ${keyOf(to)} ${kind}`);
    }
  }
  return [...lines].sort();
};

const knownKinds = new Set(kinds.map((kind) => kind.id));

/** Throws where a read breaks a promise of `StreamedSource`. */
export const expectSoundRead = (read: WholeRead, secrets: readonly string[]): void => {
  const keys = new Set<string>();
  let accounts = 0;
  let done = 0;
  for (const batch of read.batches) {
    accounts += batch.accounts.length;
    for (const account of batch.accounts) {
      expect(account.key).toMatch(/^[a-z-]+:./u);
      expect(account.key).toBe(account.key.trim());
      expect(keys).not.toContain(account.key);
      keys.add(account.key);
    }
    for (const act of batch.acts) {
      expect(act.nativeId).not.toBe('');
      expect(Number.isFinite(act.timeMs) || act.timeMs === untimed).toBe(true);
      expect(Number.isInteger(act.account) && act.account >= 0 && act.account < accounts).toBe(true);
      expect(knownKinds).toContain(act.kind);
      const pairs = new Set<string>();
      for (const recipient of act.recipients) {
        expect(Number.isInteger(recipient.account)).toBe(true);
        expect(recipient.account >= 0 && recipient.account < accounts).toBe(true);
        expect(Number.isFinite(recipient.weight) && recipient.weight > 0).toBe(true);
        expect(knownKinds).toContain(recipient.kind);
        const pair = `${recipient.direction ?? 'outward'} ${recipient.account}`;
        expect(pairs, 'one act gives at most one arc per pair').not.toContain(pair);
        pairs.add(pair);
      }
    }
    for (const diagnostic of batch.diagnostics) {
      expect(diagnosticSentences).toHaveProperty([diagnostic.code]);
      expect(diagnostic.count).toBeGreaterThan(0);
    }
    expect(batch.done).toBeGreaterThanOrEqual(done);
    done = batch.done;
    if (batch.total !== null) expect(batch.done).toBeLessThanOrEqual(batch.total);
    expect(batch.checkpoint).not.toBe('');
  }
  // A stated identity names an account that the same read yielded.
  for (const account of read.accounts) if (account.mapsTo !== null) expect(keys).toContain(account.mapsTo);
  const told = JSON.stringify(read.batches);
  for (const secret of secrets) expect(told).not.toContain(secret);
};

const isRefusal = (code: string) => (error: unknown) =>
  error instanceof RefusalError && error.refusal.code === code;

export const describeStreamedSource = (name: string, inputs: StreamedSourceInputs): void => {
  describe(`${name} as a streamed source`, () => {
    let root: string;
    beforeAll(() => {
      root = mkdtempSync(join(tmpdir(), `equipo-${name}-`));
    });
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    const make = (input: MakeInput) => input(mkdtempSync(join(root, 'input-')));
    const open = async (path: string): Promise<StreamedSource> => {
      const source = await inputs.open(path);
      if (source === null) throw new Error(`${name} did not recognise the input at ${path}`);
      return source;
    };

    it('leaves alone what is of another kind', async () => {
      expect(await inputs.open(await make(inputs.foreign))).toBeNull();
      expect(await inputs.open(join(root, 'not-there'))).toBeNull();
    });

    it('reads acts, accounts and interactions whose indices, weights and times hold', async () => {
      const source = await open(await make(inputs.plain));
      expect(source.description.label).not.toBe('');
      for (const note of source.notes) expect(diagnosticSentences).toHaveProperty([note.code]);
      const read = await readWhole(source);
      expectSoundRead(read, inputs.secrets);
      expect(read.acts.length).toBeGreaterThanOrEqual(3);
      expect(read.accounts.length).toBeGreaterThanOrEqual(2);
      expect(read.acts.some((act) => act.recipients.length > 0)).toBe(true);
      const last = read.batches[read.batches.length - 1];
      expect(last.total).toBe(last.done);
    });

    it('says the same when the same source is read twice', async () => {
      const path = await make(inputs.plain);
      const first = await readWhole(await open(path));
      const again = await readWhole(await open(path));
      expect(again.accounts).toEqual(first.accounts);
      expect(again.acts).toEqual(first.acts);
      expect(again.diagnostics).toEqual(first.diagnostics);
    });

    it('adds nothing when it continues from the end of an unchanged source', async () => {
      const path = await make(inputs.plain);
      const first = await readWhole(await open(path));
      const later = await readWhole(await open(path), first.batches[first.batches.length - 1].checkpoint);
      expectSoundRead(later, inputs.secrets);
      const known = new Set(identitiesOf(first));
      expect(identitiesOf(later).filter((identity) => !known.has(identity))).toEqual([]);
    });

    it('continues from an earlier end when the source has grown, and misses nothing', async () => {
      const path = await make(inputs.plain);
      const before = await readWhole(await open(path));
      await inputs.grow(path);
      const since = before.batches[before.batches.length - 1].checkpoint;
      const added = await readWhole(await open(path), since);
      expectSoundRead(added, inputs.secrets);
      const together = [...new Set([...identitiesOf(before), ...identitiesOf(added)])].sort();
      expect(together).toEqual(identitiesOf(await readWhole(await open(path))));
      expect(together.length).toBeGreaterThan(identitiesOf(before).length);
    });

    it('continues from any batch where an import was cut off, and misses nothing', async () => {
      const path = await make(inputs.long);
      const whole = await readWhole(await open(path));
      expectSoundRead(whole, inputs.secrets);
      expect(whole.batches.length).toBeGreaterThan(1);
      const all = identitiesOf(whole);
      const cuts = new Set([1, Math.floor(whole.batches.length / 2), whole.batches.length - 1]);
      for (const cut of cuts) {
        const kept = whole.batches.slice(0, cut);
        const head: WholeRead = { ...whole, batches: kept, acts: kept.flatMap((batch) => batch.acts) };
        const rest = await readWhole(await open(path), kept[kept.length - 1].checkpoint);
        expectSoundRead(rest, inputs.secrets);
        const together = [...new Set([...identitiesOf(head), ...identitiesOf(rest)])].sort();
        expect(together).toEqual(all);
      }
    });

    it('finishes what it began when the source grows while it is read', async () => {
      const path = await make(inputs.long);
      const expected = identitiesOf(await readWhole(await open(path)));
      const source = await open(path);
      const batches: SourceBatch[] = [];
      for await (const batch of source.read({ since: null, signal: new AbortController().signal })) {
        if (batches.length === 0) await inputs.grow(path);
        batches.push(batch);
      }
      const read: WholeRead = {
        batches,
        accounts: batches.flatMap((batch) => batch.accounts),
        acts: batches.flatMap((batch) => batch.acts),
        diagnostics: batches.flatMap((batch) => batch.diagnostics),
      };
      expectSoundRead(read, inputs.secrets);
      expect(identitiesOf(read)).toEqual(expect.arrayContaining(expected));
      const rest = await readWhole(await open(path), batches[batches.length - 1].checkpoint);
      const together = [...new Set([...identitiesOf(read), ...identitiesOf(rest)])].sort();
      expect(together).toEqual(identitiesOf(await readWhole(await open(path))));
    });

    it('ends quietly and soon when it is interrupted', async () => {
      const path = await make(inputs.long);
      const source = await open(path);
      const whole = await readWhole(source);
      const controller = new AbortController();
      const batches: SourceBatch[] = [];
      let interruptedAt = 0;
      for await (const batch of (await open(path)).read({ since: null, signal: controller.signal })) {
        batches.push(batch);
        controller.abort();
        interruptedAt = performance.now();
      }
      expect(performance.now() - interruptedAt).toBeLessThan(2000);
      expect(batches.length).toBeLessThan(whole.batches.length);
      const stopped = await readWhole(await open(path), null, AbortSignal.abort());
      expect(stopped.acts).toEqual([]);
    });

    it('lets go when its reader stops listening', async () => {
      for await (const batch of (await open(await make(inputs.long))).read({
        since: null,
        signal: new AbortController().signal,
      })) {
        expect(batch.done).toBeGreaterThan(0);
        break;
      }
    });

    it(`says so when there is nothing to read`, async () => {
      const path = await make(inputs.empty.make);
      const reading = async () => {
        const read = await readWhole(await open(path));
        expectSoundRead(read, inputs.secrets);
        return read.acts;
      };
      if (inputs.empty.refusal === undefined) expect(await reading()).toEqual([]);
      else await expect(reading()).rejects.toSatisfy(isRefusal(inputs.empty.refusal));
    });

    for (const [flaw, input] of Object.entries(inputs.flawed)) {
      it(`reads what can be read of an input with ${flaw}`, async () => {
        const read = await readWhole(await open(await make(input.make)));
        expectSoundRead(read, inputs.secrets);
        expect(read.acts.length).toBeGreaterThanOrEqual(input.leastActs);
        const codes = new Set(read.diagnostics.map((diagnostic) => diagnostic.code));
        for (const code of input.codes ?? []) expect(codes).toContain(code);
      });
    }
  });
};
