// The tiers of `npm test`, in order. Each is a folder of tests.

export type Tier = { name: string; folders: string[] };

export const tiers: Tier[] = [
  { name: 'unit', folders: ['tests/lib', 'tests/repository'] },
  { name: 'charts', folders: ['tests/charts'] },
  { name: 'policy', folders: ['tests/checks'] },
];
