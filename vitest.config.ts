import { defineConfig } from 'vitest/config';

const guard = './src/testing/runtime.ts';
const postgres = './src/testing/postgres.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Nothing here mocks modules or edits globals, so a worker keeps what it has loaded from file to file.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/*.test.ts'],
          exclude: ['src/**/*.story.test.{ts,tsx}'],
          globalSetup: [guard],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'story',
          include: ['src/**/*.story.test.{ts,tsx}', 'tests/*/**/*.test.ts'],
          exclude: ['tests/journeys/**', ...(process.env.DUSHI_QUICK ? ['tests/operations/**'] : [])],
          globalSetup: [guard, postgres],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journey',
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: [guard],
          maxWorkers: 1,
          fileParallelism: false,
          isolate: true,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
