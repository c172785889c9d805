// The tiers of `npm test`, in order. Each is a folder of tests.

export type Tier = {
  name: string;
  folders: string[];
  /** Its own vitest configuration. */
  config?: string;
  /** What the machine must have, and minutes: Docker for the kind cluster, an emulator for other kernels. */
  needs?: 'docker' | 'emulator';
};

/** Tells the tests of the kind tier the folder of `--images`. */
export const imagesVariable = 'TEST_IMAGES';

export const tiers: Tier[] = [
  { name: 'unit', folders: ['tests/lib', 'tests/repository', 'tests/bin'] },
  { name: 'charts', folders: ['tests/charts'] },
  { name: 'policy', folders: ['tests/checks'] },
  {
    name: 'kernels',
    folders: ['tests/kernels'],
    config: 'tests/kernels/vitest.config.ts',
    needs: 'emulator',
  },
  { name: 'kind', folders: ['tests/e2e'], config: 'tests/e2e/vitest.config.ts', needs: 'docker' },
];
