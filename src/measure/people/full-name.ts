/**
 * Names that are specific enough to say something about who a person is. A first name, a role (`root`, `admin`)
 * or a placeholder is no full name, and no rule merges on it.
 */

/** Words of roles, placeholders and machines: a name that has one belongs to no single person. */
const roleWords = new Set(
  `account accounts admin administrator administrators all anonymous automation billing bot bots build builder buildbot
  ci cloud code community contact cron daemon default dev devel developer developers developer1 devops example guest
  helpdesk host info it jenkins job list lists localhost mail mailer mailing maintainer maintainers me moderator name
  nobody none noreply null office operator owner postmaster release robot root sales security server service services
  someone staff support sysadmin system team test tester testing unknown update user users via webmaster work you your`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Letters without their marks, lower case: `José` and `jose` meet. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();

/** Scripts that write a whole name in two to four characters without a space. */
const spacelessName = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2,6}$/u;

/**
 * A name in one spelling: without marks, case, quotes, bracketed additions and punctuation; `Belmont, Ana` as
 * `ana belmont`. `null` where it is no full name: fewer than two words of two letters, or a role.
 */
export const fullName = (name: string | null): string | null => {
  if (name === null) return null;
  const bare = name.replaceAll(/\([^()]*\)|\[[^[\]]*\]|["“”]/gu, ' ').trim();
  const turned = /^([^,]+),\s*([^,]+)$/u.exec(bare);
  const ordered = turned === null ? bare : `${turned[2]} ${turned[1]}`;
  if (ordered.includes('@')) return null;
  const words = plain(ordered)
    .replaceAll(/['’`´]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.some((word) => roleWords.has(word))) return null;
  const compact = ordered.normalize('NFKC').replaceAll(/\s+/gu, '');
  if (spacelessName.test(compact)) return compact;
  const long = words.filter((word) => /\p{L}.*\p{L}/u.test(word));
  return long.length >= 2 ? words.join(' ') : null;
};

/** Whether a login or the part of an address before the @ names a role instead of a person. */
export const isRoleHandle = (handle: string): boolean => {
  const words = plain(handle)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return words.length === 0 || words.some((word) => roleWords.has(word)) || /no-?reply/.test(handle);
};

/** The fullest of several names: most words, then longest, then first in code points. */
export const fullestName = (names: readonly (string | null)[]): string | null => {
  const words = (name: string) => name.trim().split(/\s+/).length;
  let best: string | null = null;
  for (const name of names) {
    if (name === null || name.trim() === '') continue;
    const better =
      best === null ||
      words(name) > words(best) ||
      (words(name) === words(best) &&
        (name.length > best.length || (name.length === best.length && name < best)));
    if (better) best = name;
  }
  return best;
};
