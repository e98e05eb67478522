import { describe, expect, it } from 'vitest';
import { isAutomation } from './automation.ts';

const account = (name: string | null, address: string | null = null, login: string | null = null) => ({
  name,
  address,
  login,
});

describe('automation', () => {
  it.each([
    account('dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', 'dependabot[bot]'),
    account('renovate[bot]', 'bot@renovateapp.com'),
    account('Renovate', 'someone@example.org'),
    account('github-actions', 'actions@github.com'),
    account('GitHub', 'noreply@github.com'),
    account('k8s-ci-robot', 'k8s@example.org'),
    account('kernel test robot', 'lkp@intel.com'),
    account('syzbot', 'syzbot+4a1c0d@syzkaller.appspotmail.com'),
    account(null, 'release-bot@example.org'),
    account('Claude Opus', 'noreply@anthropic.com'),
    account('Pre-Commit CI', null),
  ])('is recognised: %j', (known) => {
    expect(isAutomation(known)).toBe(true);
  });

  it.each([
    account('Ana Talbot', 'ana.talbot@example.org'),
    account('Jan Bot', 'jan.bot@example.org'),
    account('Claude Martin', 'claude@example.org'),
    account('Claude', 'claude@example.org'),
    account('Abbott', 'abbott@example.org'),
    account('Ali', 'ali@example.org', 'ofrobots'),
    account('Drew', 'drew@snyk.io'),
    account('Jenkins Okafor', 'jenkins.okafor@example.org'),
    account(null, null, null),
  ])('is not seen in a person: %j', (person) => {
    expect(isAutomation(person)).toBe(false);
  });
});
