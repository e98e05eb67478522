import { describe, expect, it } from 'vitest';
import { progressLine, progressOn } from './progress.ts';
import type { Terminal } from './terminal.ts';

const terminalThatKeeps = (isScreen: boolean) => {
  const written: string[] = [];
  const terminal: Terminal = {
    out: () => {},
    err: (text) => written.push(text),
    isScreen,
    columns: 80,
    signal: new AbortController().signal,
  };
  return { terminal, written };
};

describe('progress', () => {
  it('says what is being done, how much, the rate and the time left', () => {
    expect(progressLine('Reading equipo', 500, 2000, 'commits', 5000)).toBe(
      'Reading equipo · 25 % · of 2,000 commits · 100 commits/s · 15 s left',
    );
  });

  it('gives bytes in megabytes and leaves out what it cannot know', () => {
    expect(progressLine('Reading box', 3_000_000, null, 'bytes', 0)).toBe('Reading box · 3.0 MB');
  });

  it('never claims more than the whole', () => {
    expect(progressLine('Reading', 30, 20, 'rows', 0)).toContain('100 %');
  });

  it('redraws one line on a screen and clears it at the end', () => {
    const { terminal, written } = terminalThatKeeps(true);
    let time = 0;
    const progress = progressOn(terminal, () => time);
    progress.at('Reading', 1, 10, 'rows');
    time = 50;
    progress.at('Reading', 2, 10, 'rows');
    time = 200;
    progress.at('Reading', 3, 10, 'rows');
    progress.clear();
    expect(written).toHaveLength(3);
    expect(written.every((text) => text.startsWith('\r\u001b[2K'))).toBe(true);
  });

  it('writes a line every five seconds where there is no screen, and nothing for quick work', () => {
    const { terminal, written } = terminalThatKeeps(false);
    let time = 0;
    const progress = progressOn(terminal, () => time);
    for (let i = 0; i <= 12; i++) {
      time = i * 1000;
      progress.at('Reading', i, 100, 'rows');
    }
    progress.clear();
    expect(written).toHaveLength(2);
  });
});
