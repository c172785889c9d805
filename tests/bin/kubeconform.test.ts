import { expect, test } from 'vitest';
import { toolkitRoot } from '../../scripts/lib/repository/root.ts';
import { run } from '../lib/helpers.ts';

const npx = (...args: string[]) => run('npx', ['--no-install', 'kubeconform', ...args], toolkitRoot);

test('npx kubeconform is the pinned version', async () => {
  expect(await npx('-v')).toMatchObject({ code: 0, stdout: 'v0.8.0\n' });
});

test('the exit code is kubeconform’s own', async () => {
  expect(await npx('-nonsense')).toMatchObject({ code: 1 });
});
