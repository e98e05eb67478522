/** One act as a practice log tells it. What it says stays in the log: nothing here reads its body. */
export interface PracticeLine {
  readonly id: string;
  readonly at: number;
  readonly by: PracticePerson;
  readonly isCounted: boolean;
  readonly kind: 'post' | 'vouch' | 'act';
  readonly context: string | null;
  readonly answers: string | null;
  readonly to: PracticePerson | null;
}

export interface PracticePerson {
  readonly person: string;
  readonly name: string | null;
}

const parse = (bytes: Uint8Array): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

/** Whether a first line is the head of a practice log. */
export const isPracticeHead = (bytes: Uint8Array): boolean => parse(bytes)?.format === 'equipo-practice-log';

const hexId = /^[0-9a-f]{64}$/;
const isId = (value: unknown): value is string => typeof value === 'string' && hexId.test(value);

const personOf = (value: unknown): PracticePerson | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { person, name } = value as Record<string, unknown>;
  if (!isId(person)) return null;
  return { person, name: typeof name === 'string' && name.trim() !== '' ? name.trim() : null };
};

const kinds = ['post', 'vouch', 'act'] as const;

/** `null` where a line is no act of a practice log. A kind from a newer Equipo is an act like any other. */
export const readPracticeLine = (bytes: Uint8Array): PracticeLine | null => {
  const line = parse(bytes);
  if (line === null || !isId(line.id)) return null;
  const { id, at, counted, context, answers } = line;
  const by = personOf(line.by);
  if (by === null || typeof at !== 'number' || !Number.isSafeInteger(at) || typeof counted !== 'boolean') {
    return null;
  }
  return {
    id,
    at,
    by,
    isCounted: counted,
    kind: kinds.find((kind) => kind === line.kind) ?? 'act',
    context: typeof context === 'string' && context !== '' ? context : null,
    answers: isId(answers) ? answers : null,
    to: personOf(line.to),
  };
};
