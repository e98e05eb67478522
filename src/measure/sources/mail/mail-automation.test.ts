import { describe, expect, it } from 'vitest';
import { readHeader } from './header-fields.ts';
import { isAutomaticMessage, isBotAccount } from './mail-automation.ts';

describe('an account', () => {
  it.each([
    'mailer-daemon@example.org',
    'postmaster@example.org',
    'noreply@example.org',
    'no-reply+17@example.org',
    'do_not_reply@example.org',
    'comments-noreply@docs.example.org',
    'notifications@github.com',
    'bounce-17-ana@example.org',
    'dev-bounces@lists.example.org',
    'dev-request@lists.example.org',
    'dependabot[bot]@users.noreply.github.com',
    'lint-bot@example.org',
  ])('is a program at %s', (address) => {
    expect(isBotAccount(null, address)).toBe(true);
  });

  it.each([
    'ana@example.org',
    'noreen@example.org',
    'bo.talbot@example.org',
    'cronin@example.org',
    'dev@lists.example.org',
    'reply@example.org',
  ])('is a person at %s', (address) => {
    expect(isBotAccount('Ana Bell', address)).toBe(false);
  });
});

describe('a message', () => {
  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated (vacation)',
    'Precedence: auto_reply',
    'X-Autoreply: yes',
    'Content-Type: multipart/report; report-type=disposition-notification',
  ])('is written by a program with %s', (line) => {
    expect(isAutomaticMessage(readHeader(`${line}\n`))).toBe(true);
  });

  it.each([
    'Auto-Submitted: no',
    'Auto-Submitted: auto-forwarded',
    'Precedence: bulk',
    'Precedence: list',
    'Content-Type: multipart/mixed',
  ])('is written by a person with %s', (line) => {
    expect(isAutomaticMessage(readHeader(`${line}\nList-Id: <dev.example.org>\n`))).toBe(false);
  });
});
