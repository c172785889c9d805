// The tiers of `npm test`, in order. Each is a folder of tests.

export type Tier = {
  name: string;
  folders: string[];
  /** Its own vitest configuration. */
  config?: string;
  /** Runs on a kind cluster, which takes Docker and minutes. */
  kind?: boolean;
};

/** Tells the tests of the kind tier the folder of `--images`. */
export const imagesVariable = 'TEST_IMAGES';

export const tiers: Tier[] = [
  { name: 'unit', folders: ['tests/lib', 'tests/repository', 'tests/bin'] },
  { name: 'charts', folders: ['tests/charts'] },
  { name: 'policy', folders: ['tests/checks'] },
  { name: 'kind', folders: ['tests/e2e'], config: 'tests/e2e/vitest.config.ts', kind: true },
];
