/**
 * Accounts that are programs, not people. Known by how platforms mark them (`[bot]`) and by the names under
 * which well-known automation signs. A family name such as Bot or Talbot is no mark: a bare word `bot` counts
 * only behind a hyphen or underscore, the way logins are written. A first name that a program also bears
 * (Claude) is none either: its address tells. Nor is the domain of a firm that makes bots: people work there.
 */

const markedName = /\[bot\]|[-_](?:bot|robot|autoroll|autoroller)\b|^(?:bot|robot)[-_]/i;

const knownNames = new Set([
  'allcontributors',
  'autoroller',
  'bors',
  'buildbot',
  'codecov',
  'copilot',
  'cursor agent',
  'dependabot',
  'dependabot preview',
  'gerrit code review',
  'github',
  'github action',
  'github actions',
  'github merge queue',
  'gitlab',
  'gitlab ci',
  'greenkeeper',
  'greenkeeperio',
  'homu',
  'hosted weblate',
  'imgbot',
  'jenkins',
  'kernel test robot',
  'kbuild test robot',
  'mergify',
  'openai codex',
  'pre commit ci',
  'pyup',
  'renovate',
  'semantic release',
  'snyk',
  'syzbot',
  'syzkaller',
  'travis ci',
  'weblate',
  'web flow',
]);

const knownAddresses = new Set([
  'action@github.com',
  'actions@github.com',
  'aider@aider.chat',
  'bot@renovateapp.com',
  'buildbot@localhost',
  'bors@users.noreply.github.com',
  'cursoragent@cursor.com',
  'github-actions@github.com',
  'lkp@intel.com',
  'noreply@aider.chat',
  'noreply@anthropic.com',
  'noreply@github.com',
  'noreply@openai.com',
  'noreply@weblate.org',
  'support@dependabot.com',
  'support@greenkeeper.io',
  'syzbot@syzkaller.appspotmail.com',
]);

/** Domains under which nobody but programs writes. */
const knownDomains = /@(?:syzkaller\.appspotmail\.com|hosted\.weblate\.org)$/;

const isKnownName = (name: string): boolean =>
  markedName.test(name) ||
  knownNames.has(
    name
      .toLowerCase()
      .replaceAll(/[-_.\s]+/g, ' ')
      .trim(),
  );

export const isAutomation = (account: {
  readonly name: string | null;
  readonly address: string | null;
  readonly login: string | null;
}): boolean => {
  const { name, login } = account;
  if (name !== null && isKnownName(name)) return true;
  if (login !== null && isKnownName(login)) return true;
  if (account.address === null) return false;
  const address = account.address.toLowerCase();
  if (knownAddresses.has(address) || knownDomains.test(address)) return true;
  return markedName.test(address.slice(0, address.lastIndexOf('@')));
};
