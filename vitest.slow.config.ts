import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.slow.test.ts', 'test/**/*.slow.test.ts'],
    pool: 'forks',
    testTimeout: 1_200_000,
    hookTimeout: 600_000,
  },
});
