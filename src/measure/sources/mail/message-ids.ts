/** How many ancestors an answer names at most, nearest first. */
const mostAnswers = 32;

const bracketed = /<([^<>]+)>/g;

const bracketedIds = (text: string): string[] =>
  [...text.matchAll(bracketed)].map(([, id = '']) => id.replaceAll(/\s+/g, '')).filter((id) => id !== '');

/** Ids of a References or In-Reply-To value, in its order; without brackets, whatever looks like one. */
const idsOf = (value: string): string[] => {
  const ids = bracketedIds(value);
  return ids.length > 0
    ? ids
    : value
        .split(/[\s,;"]+/)
        .map((word) => word.replaceAll(/^[<]+|[>]+$/g, ''))
        .filter((word) => /.@./.test(word));
};

/** A Message-ID without brackets and folding, `null` where there is none. Case is kept: it may matter. */
export const readMessageId = (value: string | undefined): string | null => {
  if (value === undefined) return null;
  return bracketedIds(value)[0] ?? (value.replaceAll(/[\s<>]+/g, '') || null);
};

/** What a message may answer, nearest first: In-Reply-To, then References backwards. */
export const readAnswered = (
  inReplyTo: readonly string[],
  references: readonly string[],
  own: string | null,
): string[] => {
  const ids = new Set<string>();
  const chain = [...inReplyTo.flatMap(idsOf), ...references.flatMap(idsOf).reverse()];
  for (const id of chain) {
    if (id !== own) ids.add(id);
    if (ids.size === mostAnswers) break;
  }
  return [...ids];
};
