import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { Serial } from '../../practice/peer/store/serial.ts';
import { readKept, writeKept } from './kept-file.ts';

interface KeptKeys {
  /** By community. */
  readonly keys: Readonly<Record<string, string>>;
}

const format = 'equipo-calendar-keys';
const fileOf = (folder: string): string => join(folder, 'calendar-keys.json');
const keeping = new Serial();

const keysIn = async (folder: string): Promise<KeptKeys['keys']> =>
  (await readKept<KeptKeys>(fileOf(folder), format))?.keys ?? {};

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * What opens a community's calendar and nothing else: a calendar program can bring neither cookie nor header, so its
 * address holds a key that lasts until another is made. `null` where nobody asked for an address yet.
 */
export const calendarKey = async (folder: string, community: string): Promise<string | null> =>
  (await keysIn(folder))[community] ?? null;

/** A new key; the one before opens nothing any more. */
export const renewCalendarKey = (folder: string, community: string): Promise<string> =>
  keeping.run(fileOf(folder), async () => {
    const key = randomBytes(32).toString('base64url');
    await writeKept(fileOf(folder), format, { keys: { ...(await keysIn(folder)), [community]: key } });
    return key;
  });

/** Takes as long for a wrong key as for the right one. */
export const isCalendarKey = async (folder: string, community: string, said: string): Promise<boolean> => {
  const key = await calendarKey(folder, community);
  return timingSafeEqual(digestOf(said), digestOf(key ?? '')) && key !== null;
};

/** Where the app serves it, below its own address. */
export const calendarPath = (community: string, key: string): string =>
  `/calendar/${community}.ics?key=${key}`;
