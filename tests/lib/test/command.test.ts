import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toolkitRoot } from '../../../scripts/lib/repository/root.ts';
import { node } from '../helpers.ts';

test('a tier that does not exist', async () => {
  const { code, stderr } = await node(toolkitRoot, ['scripts/test.ts', '--tier', 'kernel']);
  expect(code).toBe(2);
  expect(stderr).toBe(
    'E_USAGE test: there is no tier kernel.\nPlease set: --tier <one of unit, charts, policy, kernels, kind>\n',
  );
});

describe('kernels on a machine without an emulator', () => {
  // Only what runs the command itself.
  const PATH = dirname(process.execPath);
  const kernels = (env: NodeJS.ProcessEnv) =>
    node(toolkitRoot, ['scripts/test.ts', '--tier', 'kernels'], env);

  test('are not run, and this is the answer to who asked for them', async () => {
    const { code, stdout } = await kernels({ PATH, CI: '' });
    expect(stdout).toMatch(/^kernels {2}NOT RUN\nnot run: kernels \(no .*qemu-system-x86_64.*\)$/m);
    expect(stdout).toContain('Please run: npm run bootstrap, then npm test\n0 passed, 0 failed, 0 skipped\n');
    expect(code).toBe(2);
  });

  test('are a failure in CI', async () => {
    const { stdout } = await kernels({ PATH, CI: 'true' });
    expect(stdout).toContain('0 passed, 1 failed, 0 skipped');
  });
});
