import { defineConfig } from 'vitest/config';

// The kernels run before the tests, which only look at what came of them.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: 'setup.ts',
  },
});
