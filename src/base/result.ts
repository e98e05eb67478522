/**
 * An expected no. `code` names one sentence in `refusals.ts`; `params` fill its blanks. A refusal never
 * carries the text of anybody's message.
 */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

export type Result<T> = Success<T> | Refusal;

export const succeed = <T>(value: T): Success<T> => ({ ok: true, value });

export const refuse = (code: string, params: Refusal['params'] = {}): Refusal => ({
  ok: false,
  code,
  params,
});

/** A refusal on its way up through code that cannot return one (streams, callbacks); the CLI turns it back. */
export class RefusalError extends Error {
  readonly refusal: Refusal;

  constructor(code: string, params: Refusal['params'] = {}) {
    super(code);
    this.name = 'RefusalError';
    this.refusal = refuse(code, params);
  }
}
