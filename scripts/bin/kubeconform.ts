#!/usr/bin/env node
// `npx kubeconform …` runs the pinned kubeconform.
import { spawnSync } from 'node:child_process';
import { toolPath } from '../lib/tools/resolve.ts';

try {
  const { status } = spawnSync(await toolPath('kubeconform'), process.argv.slice(2), { stdio: 'inherit' });
  process.exitCode = status ?? 2;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
