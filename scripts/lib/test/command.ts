// `npm test`: every tier, all results, one tally.

import { observeDocker } from '../bootstrap/machine.ts';
import { supportedSchemas } from '../check/validate.ts';
import type { Command } from '../cli/types.ts';
import { toolPath } from '../tools/resolve.ts';
import type { TierResult } from './result.ts';
import { notRun, summary } from './result.ts';
import { runTier } from './run.ts';
import { type Tier, tiers } from './tiers.ts';

export const testCommand: Command = {
  name: 'test',
  description: 'Runs all tests, tier by tier: unit, charts, policy, and on a kind cluster.',
  options: { fast: { description: 'stop before the kind cluster' } },
  examples: [
    ['npm test', 'everything; needs Docker'],
    ['npm run test:fast', 'what needs no Docker'],
  ],
  async run({ values }) {
    // Once, and before the tests: two of them would build the same tool at the same time.
    for (const name of ['helm', 'kubectl', 'kubeconform'] as const) await toolPath(name);
    await supportedSchemas();
    const results: TierResult[] = [];
    for (const tier of tiers.filter(({ kind }) => !(kind && values.fast))) results.push(await result(tier));
    process.stdout.write(summary(results));
    return results.some(({ failed }) => failed > 0) ? 1 : 0;
  },
};

async function result(tier: Tier): Promise<TierResult> {
  if (!tier.kind) return runTier(tier);
  const docker = await observeDocker();
  if (docker.state === 'running') return runTier(tier);
  return notRun(tier.name, `Docker does not answer: ${docker.reason}`, process.env.CI === 'true');
}
