import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may ask: whoever opened an address that holds a token, once, has a cookie from then on. A token is used up by
 * the first who comes with it.
 */
export interface Session {
  /** A new token, for one opening. */
  newToken(): string;
  /** Whether the token was waiting; it is none after. */
  takeToken(offered: string): boolean;
  /** Header that gives the cookie. */
  readonly cookieHeader: (name: string) => string;
  holds(request: IncomingMessage, name: string): boolean;
  /** What the same person's next start shows to get a token of its own. */
  readonly key: string;
  isKey(offered: string): boolean;
}

/** Tokens nobody opened are forgotten, the oldest first. */
const mostWaiting = 16;

const newSecret = () => randomBytes(32).toString('base64url');

const isSame = (said: string, secret: string): boolean => {
  const [a, b] = [Buffer.from(said), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const cookieOf = (request: IncomingMessage, name: string): string =>
  (request.headers.cookie ?? '')
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? '';

export const openSession = (): Session => {
  const secret = newSecret();
  const key = newSecret();
  let waiting: readonly string[] = [];
  return {
    newToken() {
      const token = newSecret();
      waiting = [...waiting, token].slice(-mostWaiting);
      return token;
    },
    takeToken(offered) {
      const found = waiting.find((token) => isSame(offered, token));
      waiting = waiting.filter((token) => token !== found);
      return found !== undefined;
    },
    cookieHeader: (name) => `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
    holds: (request, name) => isSame(cookieOf(request, name), secret),
    key,
    isKey: (offered) => isSame(offered, key),
  };
};
