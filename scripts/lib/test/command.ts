// `npm test`: every tier, all results, one tally.

import { resolve } from 'node:path';
import { observeDocker } from '../bootstrap/machine.ts';
import { supportedSchemas } from '../check/validate.ts';
import { CommandError } from '../cli/errors.ts';
import type { Command } from '../cli/types.ts';
import { kernelsObstacle } from '../kernels/obstacle.ts';
import { toolPath } from '../tools/resolve.ts';
import type { TierResult } from './result.ts';
import { notRun, summary } from './result.ts';
import { runTier } from './run.ts';
import { imagesVariable, type Tier, tiers } from './tiers.ts';

export const testCommand: Command = {
  name: 'test',
  description: 'Runs all tests, tier by tier: unit, charts, policy, in other kernels, and on a kind cluster.',
  options: {
    fast: { description: 'stop before the kernels and the kind cluster' },
    tier: { description: 'only this tier', value: 'name' },
    images: { description: 'folder of image archives for the kind cluster', value: 'folder' },
  },
  examples: [
    ['npm test', 'everything; needs Docker and qemu'],
    ['npm test -- --images ./images', 'with images that neither a registry nor a build has here'],
    ['npm run test:fast', 'what needs neither Docker nor qemu'],
    ['npm run test:kernels', 'the gadgets of the agent in other kernels'],
  ],
  async run({ values }) {
    const chosen = choose(values.tier, values.fast === true);
    // Once, and before the tests: two of them would build the same tool at the same time.
    if (chosen.some(({ needs }) => needs !== 'emulator')) {
      for (const name of ['helm', 'kubectl', 'kubeconform'] as const) await toolPath(name);
      await supportedSchemas();
    }
    const results: TierResult[] = [];
    const images = typeof values.images === 'string' ? resolve(values.images) : undefined;
    for (const tier of chosen) results.push(await result(tier, images));
    process.stdout.write(summary(results));
    // Who asks for one tier, and does not get it, has a machine that cannot.
    if (values.tier && results.some(({ notRun }) => notRun)) return 2;
    return results.some(({ failed }) => failed > 0) ? 1 : 0;
  },
};

function choose(name: unknown, fast: boolean): Tier[] {
  if (typeof name !== 'string') return tiers.filter(({ needs }) => !(needs && fast));
  const found = tiers.filter((tier) => tier.name === name);
  if (found.length > 0) return found;
  const names = tiers.map((tier) => tier.name).join(', ');
  throw new CommandError(`E_USAGE test: there is no tier ${name}.\nPlease set: --tier <one of ${names}>`);
}

async function result(tier: Tier, images: string | undefined): Promise<TierResult> {
  const reason = await obstacle(tier);
  if (reason) return notRun(tier.name, reason, process.env.CI === 'true');
  return runTier(tier, tier.needs === 'docker' && images ? { [imagesVariable]: images } : {});
}

async function obstacle({ needs }: Tier): Promise<string | undefined> {
  if (needs === 'emulator') return kernelsObstacle();
  if (needs !== 'docker') return undefined;
  const docker = await observeDocker();
  return docker.state === 'running' ? undefined : `Docker does not answer: ${docker.reason}`;
}
