// `npm test`: every tier, all results, one tally.

import { supportedSchemas } from '../check/validate.ts';
import type { Command } from '../cli/types.ts';
import { toolPath } from '../tools/resolve.ts';
import type { TierResult } from './result.ts';
import { summary } from './result.ts';
import { runTier } from './run.ts';
import { tiers } from './tiers.ts';

export const testCommand: Command = {
  name: 'test',
  description: 'Runs all tests, tier by tier: unit, charts, policy.',
  options: {},
  examples: [['npm test', 'everything']],
  async run() {
    // Once, and before the tests: two of them would build the same tool at the same time.
    for (const name of ['helm', 'kubectl', 'kubeconform'] as const) await toolPath(name);
    await supportedSchemas();
    const results: TierResult[] = [];
    for (const tier of tiers) results.push(await runTier(tier));
    process.stdout.write(summary(results));
    return results.some(({ failed }) => failed > 0) ? 1 : 0;
  },
};
