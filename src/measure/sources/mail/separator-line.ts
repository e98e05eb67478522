import { readMailDate } from './mail-date.ts';

/**
 * The `From ` line that begins a message in an mbox. There is no one grammar: who comes first, then usually a
 * date in C's form, with and without zone; some writers leave either out.
 */

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const clock = String.raw`\d{1,2}:\d{2}(?::\d{2})?`;
const zones = String.raw`(?:[+-]\d{4}|[A-Za-z]{2,5}|\([^)]*\))`;
const datedTail = new RegExp(
  String.raw`\s(?:[A-Z][a-z]{2},?\s+)?(?:` +
    String.raw`${month}\s+\d{1,2},?\s+${clock}\s+(?:${zones}\s+)*\d{4}` +
    String.raw`|\d{1,2}[ -]${month}[ -]\d{2,4},?\s+${clock}` +
    String.raw`|\d{4}-\d{2}-\d{2}[T ]${clock}(?:\.\d+)?Z?` +
    String.raw`)(?:\s+${zones})*(?:\s+remote from \S+)?\s*$`,
);

/** First lines that headers of real messages have; a sentence that begins a paragraph has none below it. */
const headerLine =
  /^(?:>From |(?:Apparently-To|Authentication-Results|Bcc|Cc|Content-[\w-]+|Date|Delivered-To|DKIM-Signature|Envelope-to|From|In-Reply-To|List-[\w-]+|Message-ID|MIME-Version|Organization|Precedence|Received(?:-SPF)?|References|Reply-To|Return-Path|Sender|Status|Subject|To|X-[\w-]+)[ \t]*:)/i;

/** `git format-patch` begins every patch with this; mail that carries patches holds many that begin no message. */
const patchLine = /^From [0-9a-f]{40}(?:[0-9a-f]{24})? Mon Sep 17 00:00:00 2001\s*$/;

export const isPatchLine = (line: string): boolean => patchLine.test(line);

/** Whether a line that begins with `From ` ends in a date, as the line that begins a message does. */
export const isDatedSeparator = (line: string): boolean => datedTail.test(line);

export const isHeaderLine = (line: string): boolean => headerLine.test(line);

/** Whether a `From ` line without a date could begin a message: it names one sender, or none. */
export const isUndatedSeparator = (line: string): boolean => /^From (?:\S{0,200})\s*$/.test(line);

/** Years before this are dummies that tools write where they know no date. */
const firstYearMs = Date.UTC(1990, 0);

/** The date that a `From ` line gives, `null` where it gives none or a dummy. */
export const separatorDate = (line: string): number | null => {
  if (isPatchLine(line)) return null;
  const tail = datedTail.exec(line);
  const date = tail === null ? null : readMailDate(tail[0]);
  return date === null || date < firstYearMs ? null : date;
};
