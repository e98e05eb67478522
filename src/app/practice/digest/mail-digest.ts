import { sentenceOf } from '../../../base/refusals.ts';
import { RefusalError } from '../../../base/result.ts';
import { isDigestEmpty } from '../../../practice/governance/digest/digest.ts';
import { markNow } from '../../../practice/governance/digest/seen-mark.ts';
import { isDigestDue, isQuiet } from '../../../practice/governance/digest/when-to-tell.ts';
import type { PracticeNode } from '../node.ts';
import { digestSettings } from './digest-settings.ts';
import { digestWords } from './digest-words.ts';
import { digestsOf, ownZone, type ToldDigests } from './digests.ts';
import { type KeptMail, keepMail, keptMail } from './mail-account.ts';
import { sendMail } from './send-mail.ts';
import { digestSubject, writeDigest } from './write-digest.ts';

const mostTries = 5;
const tryAgainAfterMs = 15 * 60_000;

/** What a page may know of the account: everything but the password. */
export interface ShownMail {
  readonly account: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly address: string;
  } | null;
  /** When the last one went out; the account was entered then, where none has. */
  readonly lastAt: number | null;
  /** Why the one that is due has not gone, a sentence. */
  readonly trouble: string | null;
  /** It is not tried again by itself; the next one is. */
  readonly isGivenUp: boolean;
}

export const shownMail = async (folder: string): Promise<ShownMail> => {
  const kept = await keptMail(folder);
  if (kept === null) return { account: null, lastAt: null, trouble: null, isGivenUp: false };
  const { host, port, user, address } = kept.account;
  return {
    account: { host, port, user, address },
    lastAt: kept.lastAt,
    trouble: kept.trying?.trouble ?? null,
    isGivenUp: (kept.trying?.times ?? 0) >= mostTries,
  };
};

/** Sends what is new since the later of when they last looked and the last mail. */
const send = async (node: PracticeNode, kept: KeptMail, told: ToldDigests, zone: string): Promise<void> => {
  const marks = told.communities.map(
    ({ community }) => [community, markNow(node.replica(community).view, node.now())] as const,
  );
  const lastAt = node.now();
  const full = told.communities.filter(({ digest }) => !isDigestEmpty(digest));
  if (full.length > 0) {
    const { language } = kept.account;
    const text = `${writeDigest(full, zone, language)}\n-- \n${digestWords[language].footer}\n`;
    await sendMail(kept.account, digestSubject(full, language), text);
  }
  await keepMail(node.folder, (before) =>
    before === null
      ? { account: null }
      : { ...before, lastAt, told: { ...before.told, ...Object.fromEntries(marks) }, trying: null },
  );
};

/** Sends the digest now, whatever the hour; with nothing to tell none is sent. Refuses `digest-account-missing` and `digest-not-sent`. */
export const mailDigest = async (
  node: PracticeNode,
  zone = ownZone(),
): Promise<'sent' | 'nothing-to-tell'> => {
  const kept = await keptMail(node.folder);
  if (kept === null) throw new RefusalError('digest-account-missing');
  const told = await digestsOf(node, { later: kept.told, zone });
  await send(node, kept, told, zone);
  return told.communities.some(({ digest }) => !isDigestEmpty(digest)) ? 'sent' : 'nothing-to-tell';
};

/**
 * Sends the digest where one is due, outside quiet hours. One that does not go is tried again after a while, a few
 * times, and then left for the next.
 */
export const mailWhenDue = async (node: PracticeNode, zone = ownZone()): Promise<void> => {
  const kept = await keptMail(node.folder);
  if (kept === null) return;
  const now = node.now();
  if (kept.lastAt > now) {
    // The clock was ahead and is not any more: from here on it is gone by again.
    await keepMail(node.folder, (before) =>
      before === null ? { account: null } : { ...before, lastAt: now, trying: null },
    );
    return;
  }
  const settings = await digestSettings(node.folder);
  if (isQuiet(settings, now, zone) || !isDigestDue(settings, kept.lastAt, now, zone)) return;
  const trying = kept.trying !== null && kept.trying.times < mostTries ? kept.trying : null;
  if (trying !== null && Math.abs(now - trying.at) < tryAgainAfterMs) return;
  const told = await digestsOf(node, { later: kept.told, zone });
  try {
    await send(node, kept, told, zone);
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    const times = (trying?.times ?? 0) + 1;
    const trouble = sentenceOf(error.refusal);
    // Given up for this time: it counts as told, and the next is due when the next is due.
    const lastAt = times < mostTries ? kept.lastAt : now;
    await keepMail(node.folder, (before) =>
      before === null ? { account: null } : { ...before, lastAt, trying: { at: now, times, trouble } },
    );
  }
};
