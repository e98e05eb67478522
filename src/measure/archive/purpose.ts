import type { Engine } from './engine.ts';

/** Why an archive was made, who holds it, and when it asks to be deleted. `null` where nobody said. */
export interface Purpose {
  readonly why: string | null;
  readonly heldBy: string | null;
  /** Milliseconds since 1970. */
  readonly deleteAfterMs: number | null;
}

export const readPurpose = async (engine: Engine): Promise<Purpose> => {
  const [row] = await engine.rows("SELECT value FROM meta WHERE name = 'purpose'");
  if (row === undefined) return { why: null, heldBy: null, deleteAfterMs: null };
  return JSON.parse(String(row[0])) as Purpose;
};

/** Records what is said now; what is left `null` stays as it was. */
export const recordPurpose = async (engine: Engine, said: Purpose): Promise<void> => {
  const held = await readPurpose(engine);
  const purpose: Purpose = {
    why: said.why ?? held.why,
    heldBy: said.heldBy ?? held.heldBy,
    deleteAfterMs: said.deleteAfterMs ?? held.deleteAfterMs,
  };
  await engine.run("INSERT OR REPLACE INTO meta VALUES ('purpose', $purpose)", {
    purpose: JSON.stringify(purpose),
  });
};
