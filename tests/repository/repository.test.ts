// This repository itself: what it holds passes its own checks.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Report } from '../../scripts/lib/check/types.ts';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';

const run = promisify(execFile);
const binary = (name: string) => join(toolkitRoot, 'node_modules/.bin', name);
const options = { cwd: toolkitRoot, maxBuffer: 64 * 1024 * 1024 };

test('check finds nothing in four environments and 28 or more applications', async () => {
  const { stdout } = await run(binary('node'), ['scripts/check.ts', '--json'], options);
  const report = JSON.parse(stdout) as Report;
  expect(report.findings).toEqual([]);
  expect(report.environments).toEqual(['local', 'production-eu', 'production-us', 'staging']);
  expect(report.applications.length).toBeGreaterThanOrEqual(28);
  expect(report.applications.every(({ resources }) => resources > 0)).toBe(true);
});

test('code and JSON are formatted and linted', async () => {
  const { stderr } = await run(binary('biome'), ['ci', '--error-on-warnings'], options).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(stderr).not.toMatch(/error|×/);
});

test('tests fit their types', async () => {
  const { stdout } = await run(
    binary('tsc'),
    ['--noEmit', '--pretty', 'false', '-p', 'tests'],
    options,
  ).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});

test('generated files are up to date', async () => {
  const { stdout } = await run(binary('node'), ['scripts/docs.ts', '--verify'], options).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).not.toContain('E_GENERATED_STALE');
});
