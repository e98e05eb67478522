import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WhenIdle } from './when-idle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('does its work once enough has happened and then nothing for a while, and again likewise', async () => {
  let done = 0;
  const idle = new WhenIdle(async () => void done++, 3, 1_000);
  idle.note();
  idle.note();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toBe(0);
  idle.note();
  await vi.advanceTimersByTimeAsync(999);
  idle.note();
  await vi.advanceTimersByTimeAsync(999);
  expect(done).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(done).toBe(1);
  idle.note();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toBe(1);
});

it('waits at its end for work that goes on, and begins none after', async () => {
  let end = () => {};
  const idle = new WhenIdle(
    () =>
      new Promise((resolve) => {
        end = resolve;
      }),
    1,
    1,
  );
  idle.note();
  await vi.advanceTimersByTimeAsync(1);
  let isClosed = false;
  const closed = idle.close().then(() => {
    isClosed = true;
  });
  await vi.advanceTimersByTimeAsync(100);
  expect(isClosed).toBe(false);
  end();
  await closed;
  idle.note();
  await vi.advanceTimersByTimeAsync(100);
  expect(vi.getTimerCount()).toBe(0);
});
