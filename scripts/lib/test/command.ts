// `npm test`: every tier, all results, one tally.

import { resolve } from 'node:path';
import { observeDocker } from '../bootstrap/machine.ts';
import { supportedSchemas } from '../check/validate.ts';
import type { Command } from '../cli/types.ts';
import { toolPath } from '../tools/resolve.ts';
import type { TierResult } from './result.ts';
import { notRun, summary } from './result.ts';
import { runTier } from './run.ts';
import { imagesVariable, type Tier, tiers } from './tiers.ts';

export const testCommand: Command = {
  name: 'test',
  description: 'Runs all tests, tier by tier: unit, charts, policy, and on a kind cluster.',
  options: {
    fast: { description: 'stop before the kind cluster' },
    images: { description: 'folder of image archives for the kind cluster', value: 'folder' },
  },
  examples: [
    ['npm test', 'everything; needs Docker'],
    ['npm test -- --images ./images', 'with images that neither a registry nor a build has here'],
    ['npm run test:fast', 'what needs no Docker'],
  ],
  async run({ values }) {
    // Once, and before the tests: two of them would build the same tool at the same time.
    for (const name of ['helm', 'kubectl', 'kubeconform'] as const) await toolPath(name);
    await supportedSchemas();
    const results: TierResult[] = [];
    const images = typeof values.images === 'string' ? resolve(values.images) : undefined;
    for (const tier of tiers.filter(({ kind }) => !(kind && values.fast)))
      results.push(await result(tier, images));
    process.stdout.write(summary(results));
    return results.some(({ failed }) => failed > 0) ? 1 : 0;
  },
};

async function result(tier: Tier, images: string | undefined): Promise<TierResult> {
  if (!tier.kind) return runTier(tier);
  const docker = await observeDocker();
  if (docker.state === 'running') return runTier(tier, images ? { [imagesVariable]: images } : {});
  return notRun(tier.name, `Docker does not answer: ${docker.reason}`, process.env.CI === 'true');
}
