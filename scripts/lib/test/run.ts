// One tier, run by vitest.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolkitRoot } from '../repository/root.ts';
import { type TierResult, tierResult, type VitestReport } from './result.ts';
import type { Tier } from './tiers.ts';

/** Runs the tests of a tier with their output on this terminal. A tier that could not run at all counts as failed. */
export async function runTier(
  { name, folders, config }: Tier,
  variables: Record<string, string> = {},
): Promise<TierResult> {
  const report = join(toolkitRoot, 'reports', `test-${name}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  process.stdout.write(`\n── ${name} ──\n`);
  const exitCode = await vitest(
    [
      ...(config ? ['--config', config] : folders),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    variables,
  );
  return tierResult(name, exitCode, read(report));
}

function vitest(args: string[], variables: Record<string, string>): Promise<number> {
  const child = spawn(join(toolkitRoot, 'node_modules/.bin/vitest'), ['run', ...args], {
    cwd: toolkitRoot,
    env: { ...process.env, ...variables },
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}

function read(path: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
}
