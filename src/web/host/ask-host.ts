import type { Commands, Queries, RefusalAnswer } from '../../app/protocol.ts';

/** What came of asking the host: its answer, its refusal with the sentence for a person, or silence. */
export type Outcome<T> =
  | { readonly how: 'answered'; readonly data: T }
  | { readonly how: 'refused'; readonly status: number; readonly refusal: RefusalAnswer }
  | { readonly how: 'lost' };

/** Fills `:name` of a path with its value, encoded as one part of the path. */
export const pathOf = (
  query: keyof Queries,
  parts: Readonly<Record<string, string>> = {},
  chosen: Readonly<Record<string, string>> = {},
): string => {
  const path = query.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''));
  const asked = new URLSearchParams(chosen).toString();
  return `api/${path}${asked === '' ? '' : `?${asked}`}`;
};

const isRefusal = (body: unknown): body is RefusalAnswer =>
  typeof body === 'object' && body !== null && 'sentence' in body && typeof body.sentence === 'string';

/** @param path made by `pathOf`, below `api/` */
export const askHost = async <T>(path: string, options: RequestInit = {}): Promise<Outcome<T>> => {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...options });
    const body: unknown = await response.json();
    if (response.ok) return { how: 'answered', data: body as T };
    // Anything that answers an error without a sentence is no host of ours.
    return isRefusal(body) ? { how: 'refused', status: response.status, refusal: body } : { how: 'lost' };
  } catch {
    return { how: 'lost' };
  }
};

/** Sends a command. It is sent once: what a lost answer means, only the person can judge. */
export const sendCommand = <Name extends keyof Commands>(
  name: Name,
  body: Commands[Name]['body'],
): Promise<Outcome<Commands[Name]['answer']>> =>
  askHost(`api/commands/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
