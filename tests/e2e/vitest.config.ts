import { defineConfig } from 'vitest/config';

// One cluster, and files in the order of their names: each goes on where the one before it ended.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: 'setup.ts',
    fileParallelism: false,
    sequence: {
      sequencer: class {
        async shard<T>(files: T[]) {
          return files;
        }
        async sort<T extends { moduleId: string }>(files: T[]) {
          return [...files].sort((a, b) => a.moduleId.localeCompare(b.moduleId));
        }
      },
    },
    maxConcurrency: 10,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    bail: 0,
  },
});
