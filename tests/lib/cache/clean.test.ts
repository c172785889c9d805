// `npm run clean` keeps what a next run needs.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';

let root: string;
const folders = [
  '.cache/tools',
  '.cache/schemas',
  '.cache/results',
  '.cache/releases',
  'rendered',
  'reports',
];
const left = () => folders.filter((folder) => existsSync(join(root, folder)));
// Without CACHE_FOLDER: it would remove the cache that someone shares, instead of the one here.
const { CACHE_FOLDER: _, ...env } = process.env;
const clean = (...args: string[]) =>
  execFileSync(join(toolkitRoot, 'node_modules/.bin/node'), ['scripts/clean.ts', ...args], {
    cwd: root,
    env,
  });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clean-'));
  cpSync(join(toolkitRoot, 'scripts'), join(root, 'scripts'), { recursive: true });
  symlinkSync(join(toolkitRoot, 'node_modules'), join(root, 'node_modules'));
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

test('keeps tools and schemas', () => {
  clean();
  expect(left()).toEqual(['.cache/tools', '.cache/schemas']);
});

test('removes them too with --all', () => {
  clean('--all');
  expect(left()).toEqual([]);
});
