import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that derive or simulate whole counties: a mutant is caught sooner by the others. */
const slow = /\/(obligation\.(change|rules)|simulation[^/]*|draw\.proof\.rules)\.[^/]*test\.ts$/;

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const order = (file: TestSpecification) => `${slow.test(file.moduleId) ? 1 : 0} ${file.moduleId}`;
    return files.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  }
}

// The tests of rules and kernel alone: what `npm run mutation` sets on every mutant.
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 1,
    isolate: false,
    include: ['src/kernel/*.test.ts', 'src/features/*/*.{rules,cases}.test.ts'],
    setupFiles: ['vitest.mutation.setup.ts'],
    sequence: { sequencer: QuickFirst },
    // The first run counts which test passes where, and is many times slower for it.
    testTimeout: 120_000,
  },
});
