import { defineConfig } from 'vitest/config';

// The tests of rules and kernel alone: what `npm run mutation` sets on every mutant.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    include: ['src/kernel/*.test.ts', 'src/features/*/*.{rules,cases}.test.ts'],
    setupFiles: ['vitest.mutation.setup.ts'],
    testTimeout: 20_000,
  },
});
