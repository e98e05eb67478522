import { describe, expect, it } from 'vitest';
import { openerFor } from './open-file.ts';

describe('opening a report', () => {
  it('uses what each platform has', () => {
    expect(openerFor('darwin', {})?.command).toBe('open');
    expect(openerFor('win32', {})?.command).toBe('cmd');
    expect(openerFor('linux', { DISPLAY: ':0' })?.command).toBe('xdg-open');
    expect(openerFor('linux', { WAYLAND_DISPLAY: 'wayland-0' })?.command).toBe('xdg-open');
  });

  it('does not try where nobody sits in front of the machine', () => {
    expect(openerFor('linux', {})).toBeNull();
    expect(openerFor('darwin', { CI: 'true' })).toBeNull();
  });
});
