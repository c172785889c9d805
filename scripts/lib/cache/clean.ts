// Frees disk space, and keeps what took long to get.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../cli/types.ts';
import { cacheFolder, toolkitRoot } from '../repository/root.ts';

const results = ['results', 'releases'].map((name) => join(cacheFolder, name));
const output = ['rendered', 'reports'].map((name) => join(toolkitRoot, name));

/** `npm run clean`. */
export const cleanCommand: Command = {
  name: 'clean',
  description:
    'Removes results and written files. Tools and schemas stay, so that the next run need not get them again.',
  options: { all: { description: 'remove tools and schemas too' } },
  examples: [
    ['npm run clean', 'results only'],
    ['npm run clean -- --all', 'everything that git ignores but node_modules'],
  ],
  async run({ values }) {
    for (const path of [...(values.all ? [cacheFolder] : results), ...output])
      rmSync(path, { recursive: true, force: true });
    return 0;
  },
};
