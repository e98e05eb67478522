/** What a person said of how much they want to be told and when, and how far they have looked: kept here, never shared. */
import { join } from 'node:path';
import { RefusalError } from '../../../base/result.ts';
import { type Volume, volumes } from '../../../practice/governance/digest/digest.ts';
import type { SeenMark } from '../../../practice/governance/digest/seen-mark.ts';
import { howOften, type WhenToTell } from '../../../practice/governance/digest/when-to-tell.ts';
import { Serial } from '../../../practice/peer/store/serial.ts';
import { readKept, writeKept } from '../kept-file.ts';

export interface DigestSettings extends WhenToTell {
  /** By community; all of those that are not named. */
  readonly volumes: Readonly<Record<string, Volume>>;
  /** How long before something ends one is reminded; 0: never. */
  readonly reminderHours: number;
}

interface KeptDigest {
  readonly settings: DigestSettings;
  /** By community. */
  readonly seen: Readonly<Record<string, SeenMark>>;
}

export const usualSettings: DigestSettings = {
  ...{ often: 'daily', hour: 8, weekday: 1 },
  ...{ quiet: { from: 22, until: 7 }, snoozedUntil: null },
  ...{ volumes: {}, reminderHours: 24 },
};

const format = 'equipo-digest';
const fileOf = (folder: string): string => join(folder, 'digest.json');
const keeping = new Serial();
const longestReminderHours = 24 * 30;

const readDigest = async (folder: string): Promise<KeptDigest> =>
  (await readKept<KeptDigest>(fileOf(folder), format)) ?? { settings: usualSettings, seen: {} };

const isWithin = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** What of the settings makes no sense; `null` where all does. */
const problemOf = (settings: DigestSettings): string | null => {
  const { often, hour, weekday, quiet, reminderHours, snoozedUntil } = settings;
  if (!howOften.includes(often)) return `“${often}” is none of ${howOften.join(', ')}`;
  const hours = [hour, ...(quiet === null ? [] : [quiet.from, quiet.until])];
  if (hours.some((each) => !isWithin(each, 0, 23))) return 'an hour goes from 0 to 23';
  if (!isWithin(weekday, 1, 7)) return 'a day of the week goes from 1, Monday, to 7';
  if (!isWithin(reminderHours, 0, longestReminderHours)) {
    return `a reminder comes at most ${longestReminderHours} hours before`;
  }
  if (snoozedUntil !== null && !Number.isSafeInteger(snoozedUntil)) return 'the time to wait for is no time';
  const wrong = Object.values(settings.volumes).find((each) => !volumes.includes(each));
  return wrong === undefined ? null : `“${wrong}” is none of ${volumes.join(', ')}`;
};

export const digestSettings = async (folder: string): Promise<DigestSettings> =>
  (await readDigest(folder)).settings;

/** Changes what is said and leaves the rest as it is. Refuses `digest-settings-wrong`. */
export const keepDigestSettings = (folder: string, changes: Partial<DigestSettings>): Promise<void> =>
  keeping.run(fileOf(folder), async () => {
    const kept = await readDigest(folder);
    const settings = { ...kept.settings, ...changes };
    const problem = problemOf(settings);
    if (problem !== null) throw new RefusalError('digest-settings-wrong', { problem });
    await writeKept(fileOf(folder), format, { ...kept, settings });
  });

export const seenMarks = async (folder: string): Promise<KeptDigest['seen']> =>
  (await readDigest(folder)).seen;

export const keepSeen = (folder: string, marks: KeptDigest['seen']): Promise<void> =>
  keeping.run(fileOf(folder), async () => {
    const kept = await readDigest(folder);
    await writeKept(fileOf(folder), format, { ...kept, seen: { ...kept.seen, ...marks } });
  });
